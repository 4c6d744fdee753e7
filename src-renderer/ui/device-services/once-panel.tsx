import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../display/definition-list.tsx'
import { Mono } from '../display/mono.tsx'
import { saveText } from '../files/save-file.ts'
import { QrCode } from './qr-code.tsx'

export interface OnceProps {
  /** What goes into the device, by name; the secret among them. */
  readonly values: readonly { readonly label: string; readonly value: string }[]
  /** Drawn as a QR code too; null where there is none to keep. */
  readonly secret: string | null
  readonly fileName: string
  /** What to do with it, below. */
  readonly children?: ReactNode
  readonly onKept: () => void
}

/** A secret that is shown once, with everything that goes into the device; it is left by saying that it was kept. */
export function OncePanel(props: OnceProps): ReactElement {
  const { t } = useTranslation('device-services')
  const [kept, setKept] = useState(false)
  const { values, secret } = props
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Typography>{t(secret === null ? 'once.certificateLead' : 'once.lead')}</Typography>
      <Box
        data-testid="secret"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 4,
          p: 4,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.default'
        }}
      >
        <Box sx={{ flex: 1, minWidth: 280 }}>
          <DefinitionList
            termWidth={150}
            items={values.map(({ label, value }) => ({ term: label, value: <Mono value={value} grouped={false} /> }))}
          />
        </Box>
        {secret !== null && <QrCode text={secret} label={t('once.qr')} width={148} />}
      </Box>
      <Box>
        <Button
          variant="outlined"
          size="small"
          startIcon={<Save />}
          onClick={() => {
            void saveText(props.fileName, values.map(({ label, value }) => `${label}: ${value}\n`).join(''))
          }}
        >
          {t('ui:secret.save')}
        </Button>
      </Box>
      {props.children}
      {secret !== null && (
        <FormControlLabel
          control={
            <Checkbox
              checked={kept}
              onChange={(_, checked) => {
                setKept(checked)
              }}
            />
          }
          label={t('once.kept')}
        />
      )}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" disabled={secret !== null && !kept} onClick={props.onKept}>
          {t('once.done')}
        </Button>
      </Box>
    </Box>
  )
}

/** The same in a dialog that nothing else closes. */
export function OnceDialog(props: OnceProps & { readonly title: string }): ReactElement {
  const titleId = useId()
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <Box sx={{ px: 6, pt: 2, pb: 5, overflow: 'auto' }}>
        <OncePanel {...props} />
      </Box>
    </Dialog>
  )
}
