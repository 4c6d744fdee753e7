import Print from '@mui/icons-material/PrintOutlined'
import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../display/mono.tsx'
import { saveText } from '../files/save-file.ts'

interface SecretOnceProps {
  readonly title: string
  readonly explanation: string
  readonly secret: string
  readonly fileName: string
  readonly onKept: () => void
}

/** The secret itself with copy, save and print; goes on only when the person says that it was kept. */
export function SecretOncePanel(props: SecretOnceProps): ReactElement {
  const { t } = useTranslation('ui')
  const [kept, setKept] = useState(false)
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Typography>{props.explanation}</Typography>
      <Box
        data-testid="secret"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          p: 4,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.default'
        }}
      >
        <Box
          component="code"
          sx={{ fontFamily: monospace, fontSize: 16, lineHeight: '24px', overflowWrap: 'anywhere', flex: 1 }}
        >
          {props.secret}
        </Box>
        <CopyButton value={props.secret} />
      </Box>
      <Box sx={{ display: 'flex', gap: 2 }} className="no-print">
        <Button
          variant="outlined"
          startIcon={<Print />}
          onClick={() => {
            window.print()
          }}
        >
          {t('secret.print')}
        </Button>
        <Button
          variant="outlined"
          startIcon={<Save />}
          onClick={() => {
            void saveText(props.fileName, `${props.title}\n\n${props.secret}\n`)
          }}
        >
          {t('secret.save')}
        </Button>
      </Box>
      <FormControlLabel
        control={
          <Checkbox
            checked={kept}
            onChange={(_, checked) => {
              setKept(checked)
            }}
          />
        }
        label={t('secret.kept')}
      />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" disabled={!kept} onClick={props.onKept}>
          {t('continue')}
        </Button>
      </Box>
    </Box>
  )
}

/** A secret that is shown once; there is no way around saying that it was kept. */
export function SecretOnceDialog(props: SecretOnceProps & { readonly open: boolean }): ReactElement {
  return (
    <Dialog open={props.open} fullWidth maxWidth="sm">
      <DialogTitle>{props.title}</DialogTitle>
      <DialogContent>{props.open && <SecretOncePanel {...props} />}</DialogContent>
      <DialogActions sx={{ p: 0 }} />
    </Dialog>
  )
}
