import Download from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { exportFormat, exportFormats } from '../../../src-shared/model/certificate.ts'
import { call } from '../../client.ts'
import { useMay } from '../../state/session.tsx'
import { Pkcs12Dialog } from '../../ui/dialog/pkcs12-dialog.tsx'
import { CopyButton } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { monospace } from '../../theme/tokens.ts'
import { useDownload } from './use-download.ts'

/** Every download format, and the PEM text to copy. */
export function FilesTab(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  const { id, keyHeld, pem } = props.certificate
  const mayExport = useMay('certificate.export')
  const download = useDownload()
  const [asking, setAsking] = useState(false)
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Section title={t('tab.files')} lead={t('files.lead')} flush>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {exportFormat.options.map((format) => {
            const noKey = format === 'pkcs12' && !keyHeld
            return (
              <Box
                component="li"
                key={format}
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  gap: 3,
                  px: 4,
                  py: 1.5,
                  borderTop: 1,
                  borderColor: 'divider'
                }}
              >
                <Box sx={{ flex: 1 }}>
                  <Typography>{t(`files.format.${format}`)}</Typography>
                  <Typography variant="caption" color="textSecondary">
                    {noKey ? t('files.noKey') : `.${exportFormats[format].extension}`}
                  </Typography>
                </Box>
                <Button
                  startIcon={<Download />}
                  disabled={!mayExport || noKey}
                  loading={download.busy === format}
                  aria-label={`${t('files.download')}: ${t(`files.format.${format}`)}`}
                  onClick={() => {
                    if (format === 'pkcs12') setAsking(true)
                    else download.start(id, format)
                  }}
                >
                  {t('files.download')}
                </Button>
              </Box>
            )
          })}
        </Box>
      </Section>
      <Section title={t('files.pem')} aside={<CopyButton value={pem} />}>
        <Box
          component="pre"
          tabIndex={0}
          sx={{ m: 0, fontFamily: monospace, fontSize: 12, lineHeight: '18px', overflow: 'auto', maxHeight: 320 }}
        >
          {pem}
        </Box>
      </Section>
      {asking && (
        <Pkcs12Dialog
          read={(passphrase) => call('certificate.export', { id, format: 'pkcs12', passphrase })}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </Box>
  )
}
