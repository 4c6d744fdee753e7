import Share from '@mui/icons-material/CloudUploadOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useRead } from '../../live.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { TargetState } from './target-state.tsx'

/** Every target, how it stands and what is wrong with it. */
export function TargetsTab(): ReactElement {
  const { t } = useTranslation('publishing')
  const locale = useLocale()
  const read = useRead('publish.list', {})
  const targets = read.data?.targets
  if (targets === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={160} /> : <ErrorView error={read.error} />
  if (targets.length === 0) return <EmptyState icon={Share} title={t('empty.title')} text={t('empty.text')} />
  return (
    <Section title={t('tab.targets')} flush>
      <QuietTable
        label={t('tab.targets')}
        head={[
          t('column.name'),
          t('column.to'),
          t('column.state'),
          t('column.success'),
          t('column.next'),
          t('column.files')
        ]}
        rows={targets.map((target) => ({
          key: target.id,
          cells: [
            <Link key="name" component={RouterLink} to={`/publishing/${target.id}`} sx={{ fontWeight: 600 }}>
              {target.name}
            </Link>,
            <Box key="to" sx={{ maxWidth: 320, overflowWrap: 'anywhere' }}>
              <Typography variant="caption" color="textSecondary" component="div">
                {t(`kind.${target.destination.kind}`)}
              </Typography>
              <Mono grouped={false} value={target.to} copy={false} />
            </Box>,
            <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 360 }}>
              <TargetState target={target} />
              {target.lastError !== null && (
                <Typography variant="caption" color="textSecondary" component="div">
                  {target.lastError}
                </Typography>
              )}
            </Box>,
            target.lastSuccessAt === null ? t('never') : <TimeText key="success" at={target.lastSuccessAt} />,
            <TimeText key="next" at={target.nextRunAt === 0 ? null : target.nextRunAt} />,
            target.files.toLocaleString(locale)
          ]
        }))}
      />
    </Section>
  )
}
