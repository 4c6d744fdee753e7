import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** When the database was last copied, and a copy now. */
export function BackupCard(props: { readonly lastBackupAt: number | null }): ReactElement {
  const { t } = useTranslation('dashboard')
  const client = useQueryClient()
  const toast = useToast()
  const mayBackUp = useMay('backup.create')
  const backup = useCommand('backup.create')
  return (
    <Section title={t('backup.title')}>
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        {props.lastBackupAt === null ? (
          <Typography color="textSecondary">{t('backup.never')}</Typography>
        ) : (
          <Typography>
            {t('backup.last')} <TimeText at={props.lastBackupAt} />
          </Typography>
        )}
        {mayBackUp && (
          <Button
            variant="outlined"
            size="small"
            loading={backup.isPending}
            onClick={() => {
              backup.mutate(
                {},
                {
                  onSuccess: ({ file }) => {
                    toast({ tone: 'success', text: t('backup.done', { file }) })
                    // A copy changes nothing in the database, so no event says that it was made.
                    void client.invalidateQueries({ queryKey: ['dashboard.summary'] })
                  }
                }
              )
            }}
          >
            {t('backup.make')}
          </Button>
        )}
        {mayBackUp && (
          <Button size="small" component={Link} to="/recovery">
            {t('recovery:title')}
          </Button>
        )}
        <ErrorView error={backup.error} />
      </Box>
    </Section>
  )
}
