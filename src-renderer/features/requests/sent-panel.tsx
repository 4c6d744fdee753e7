import Download from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { useMay } from '../../state/session.tsx'
import { Pkcs12Dialog } from '../../ui/dialog/pkcs12-dialog.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** What came of it, and what to do next. */
export function SentPanel(props: {
  readonly sent: Output<'request.submit'>
  readonly keyByChancery: boolean
  readonly onAnother: () => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const toast = useToast()
  const mayExport = useMay('certificate.export')
  const mayReadCertificate = useMay('certificate.read')
  const [askingPassphrase, setAsking] = useState(false)
  const { request, certificateId } = props.sent
  const opensCertificate = certificateId !== null && mayReadCertificate
  const download = (format: 'pem' | 'chain-pem'): void => {
    if (certificateId === null) return
    call('certificate.export', { id: certificateId, format })
      .then(({ file }) => saveFile(file))
      .catch((error: unknown) => {
        toast({ tone: 'error', text: failureOf(error).message })
      })
  }
  return (
    <Paper variant="outlined" sx={{ p: 6, display: 'grid', gap: 4, justifyItems: 'start' }}>
      <StateChip kind="request" state={request.state} />
      <Typography variant="h2">{t(certificateId === null ? 'new.sent.title' : 'new.sent.issuedTitle')}</Typography>
      <Typography>
        {certificateId === null
          ? t('new.sent.pending', { id: request.id })
          : t('new.sent.issued', { id: certificateId })}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        {certificateId !== null && (
          <>
            {mayExport && (
              <Button
                variant="contained"
                startIcon={<Download />}
                onClick={() => {
                  download('pem')
                }}
              >
                {t('new.sent.download')}
              </Button>
            )}
            {mayExport && (
              <Button
                variant="outlined"
                startIcon={<Download />}
                onClick={() => {
                  download('chain-pem')
                }}
              >
                {t('new.sent.chain')}
              </Button>
            )}
            {props.keyByChancery && (
              <Button
                variant={mayExport ? 'outlined' : 'contained'}
                startIcon={<Download />}
                onClick={() => {
                  setAsking(true)
                }}
              >
                {t('new.sent.key')}
              </Button>
            )}
          </>
        )}
        <Button
          component={Link}
          to={opensCertificate ? `/certificates/${certificateId}` : `/requests/${request.id}`}
          variant={certificateId === null ? 'contained' : 'text'}
        >
          {t(opensCertificate ? 'new.sent.open' : 'new.sent.queue')}
        </Button>
        <Button color="inherit" onClick={props.onAnother}>
          {t('new.sent.another')}
        </Button>
      </Box>
      {askingPassphrase && (
        <Pkcs12Dialog
          read={(passphrase) => call('request.export-key', { id: request.id, passphrase })}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </Paper>
  )
}
