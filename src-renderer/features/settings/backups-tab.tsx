import Backup from '@mui/icons-material/BackupOutlined'
import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import Skeleton from '@mui/material/Skeleton'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** The copies in the backup folder, and a new one. */
export function BackupsTab(): ReactElement {
  const { t, i18n } = useTranslation('settings')
  const client = useQueryClient()
  const read = useRead('backup.list', {})
  const create = useCommand('backup.create')
  const action = {
    id: 'backup.create',
    label: t('backup.create'),
    icon: Backup,
    tone: 'primary' as const,
    run: () => {
      create.mutate(
        {},
        {
          onSuccess: () => {
            // No event of the engine speaks of backups.
            void client.invalidateQueries({ queryKey: ['backup.list'] })
            void client.invalidateQueries({ queryKey: ['dashboard.summary'] })
          }
        }
      )
    }
  }
  const backups = read.data?.backups.toSorted((first, second) => second.createdAt - first.createdAt)
  const megabytes = (bytes: number): string =>
    t('backup.size', { size: (bytes / 1_000_000).toLocaleString(i18n.language, { maximumFractionDigits: 1 }) })
  return (
    <Section
      title={t('tab.backups')}
      lead={t('backup.lead')}
      flush
      aside={<ActionButton action={action} size="small" busy={create.isPending} />}
    >
      {create.data !== undefined && (
        <Alert severity="success" variant="outlined" sx={{ mx: 4, mb: 3 }} role="status">
          <Typography>
            {t('backup.done', {
              file: create.data.file,
              size: megabytes(create.data.bytes),
              seconds: (create.data.tookMs / 1000).toLocaleString(i18n.language, { maximumFractionDigits: 2 })
            })}
          </Typography>
          <Typography variant="caption" component="div">
            SHA-256 <Mono value={create.data.sha256} />
          </Typography>
        </Alert>
      )}
      <ErrorView error={create.error ?? read.error} />
      {backups === undefined ? (
        read.error === null && <Skeleton variant="rounded" height={120} sx={{ m: 4 }} />
      ) : backups.length === 0 ? (
        <EmptyState icon={Backup} title={t('backup.emptyTitle')} text={t('backup.emptyText')} />
      ) : (
        <QuietTable
          label={t('tab.backups')}
          head={[t('backup.file'), t('backup.at'), t('backup.bytes')]}
          rows={backups.map(({ file, bytes, createdAt }) => ({
            key: file,
            cells: [file, <TimeText key="at" at={createdAt} />, megabytes(bytes)]
          }))}
        />
      )}
    </Section>
  )
}
