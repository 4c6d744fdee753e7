import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { ErrorView } from '../display/error-view.tsx'
import { Mono } from '../display/mono.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { TimeText } from '../display/time-text.tsx'
import { certificatesOf, type ListedCertificate } from './certificates-in.ts'

/** Certificates that a setting names: whose they are and how long they hold. */
export function CertificateList(props: {
  readonly label: string
  /** PEM, at least one. */
  readonly certificates: readonly string[]
  /** Left out where they only are looked at. */
  readonly onRemove?: (certificate: ListedCertificate) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const { onRemove } = props
  const read = useRead(
    'viewer.decode',
    { content: props.certificates.map((pem) => pem.trim()).join('\n') },
    { keepPrevious: true }
  )
  if (read.data === undefined) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  return (
    <QuietTable
      label={props.label}
      head={[t('certificates.subject'), t('certificates.notAfter'), '']}
      rows={certificatesOf(read.data).map((one) => ({
        key: one.sha256,
        cells: [
          <Box key="subject" sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {one.subject}
            </Typography>
            <Mono value={one.sha256} />
          </Box>,
          <TimeText key="end" at={one.notAfter} precision="day" short />,
          onRemove !== undefined && (
            <IconButton
              key="remove"
              size="small"
              aria-label={t('certificates.remove', { subject: one.subject })}
              onClick={() => {
                onRemove(one)
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          )
        ]
      }))}
    />
  )
}
