import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { QrCode } from '../../ui/device-services/qr-code.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { toBase64 } from '../../ui/files/file-content.ts'
import { useSave } from '../../ui/files/use-save.ts'

/** What became of a request in plain words, to read, to hand on, or to photograph. */
export function ReceiptDialog(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('requests')
  const language = useLocale().startsWith('de') ? 'de' : 'en'
  const read = useRead('request.receipt', { id: props.id, language })
  const { save } = useSave()
  const receipt = read.data?.receipt
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="sm" aria-labelledby="receipt-title">
      <DialogTitle id="receipt-title">{receipt?.title ?? t('receipt.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <ErrorView error={read.error} />
        {receipt === undefined && read.error === null && <Skeleton variant="rounded" height={240} />}
        {receipt?.paragraphs.map(({ heading, text }) => (
          <Box key={heading}>
            <Typography variant="h3" sx={{ fontSize: 15, fontWeight: 600 }}>
              {heading}
            </Typography>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{text}</Typography>
          </Box>
        ))}
        {receipt !== undefined && <QrCode text={receipt.code} label={t('receipt.code')} width={148} />}
      </DialogContent>
      <DialogActions>
        <Button
          color="inherit"
          disabled={receipt === undefined}
          onClick={() => {
            save(() =>
              Promise.resolve({
                name: `${t('receipt.file')}-${props.id}.txt`,
                mediaType: 'text/plain',
                base64: toBase64(new TextEncoder().encode(receipt?.text ?? ''))
              })
            )
          }}
        >
          {t('receipt.save')}
        </Button>
        <Button variant="contained" onClick={props.onClose}>
          {t('ui:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
