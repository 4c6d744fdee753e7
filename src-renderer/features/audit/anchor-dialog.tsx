import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnchorRow } from '../../../src-shared/api/anchors.ts'
import { QrCode } from '../../ui/device-services/qr-code.tsx'
import { DigestAloud } from '../../ui/display/digest-aloud.tsx'

/** One anchor for the eye, the ear and a telephone. */
export function AnchorDialog(props: {
  readonly row: AnchorRow
  readonly onPrint: (() => void) | undefined
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('audit')
  const titleId = useId()
  const { row } = props
  const title = t('anchors.hash', { seq: row.seq })
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <DigestAloud hex={row.hash} label={title} />
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <Typography variant="body2">{t('anchors.code')}</Typography>
          <QrCode text={row.text} label={t('anchors.code')} />
        </Box>
      </DialogContent>
      <DialogActions>
        {props.onPrint !== undefined && <Button onClick={props.onPrint}>{t('anchors.print')}</Button>}
        <Button onClick={props.onClose}>{t('anchors.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
