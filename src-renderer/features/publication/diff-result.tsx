import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CrlChange } from '../../../src-shared/api/crls.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { PageSteps, useCursors } from './page-steps.tsx'
import { reasonKey } from './reason-key.ts'

/** What is added is revoked and red, what is removed is grey, what says otherwise is amber. */
const looks = { added: 'revoked', removed: 'expired', changed: 'expiring' } as const

/** The differences of two CRLs, page by page. */
export function DiffResult(props: { readonly from: number; readonly to: number }): ReactElement {
  const { t } = useTranslation('publication')
  const { t: common } = useTranslation()
  const { from, to } = props
  const cursors = useCursors(`${from} ${to}`)
  const read = useRead(
    'crl.diff',
    { from, to, limit: 50, ...(cursors.cursor === undefined ? {} : { cursor: cursors.cursor }) },
    { keepPrevious: true }
  )
  const locale = useLocale()
  const said = (saying: CrlChange['before']): string =>
    saying === null
      ? '–'
      : t('diff.said', {
          reason: common(`revocationReason.${reasonKey(saying.reason)}`, { defaultValue: saying.reason }),
          at: absoluteTime(saying.revokedAt, locale)
        })
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={160} />
  const { added, removed, changed, changes, next } = read.data
  const number = (count: number): string => count.toLocaleString(locale)
  return (
    <Section
      title={t('diff.changes')}
      lead={t('diff.counts', { added: number(added), removed: number(removed), changed: number(changed) })}
      flush
      aside={<PageSteps cursors={cursors} next={next} waiting={read.isPlaceholderData} />}
    >
      {changes.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: 4, pb: 4 }}>
          {t('diff.same')}
        </Typography>
      ) : (
        <QuietTable
          label={t('diff.changes')}
          head={[t('diff.kind'), t('diff.serial'), t('diff.before'), t('diff.after')]}
          rows={changes.map(({ kind, serial, before, after, certificateId }) => ({
            key: serial,
            cells: [
              <StateChip key="kind" kind="certificate" state={looks[kind]} label={t(`diff.${kind}`)} />,
              certificateId === null ? (
                <Mono key="serial" value={serial} />
              ) : (
                <Link key="serial" component={RouterLink} to={`/certificates/${certificateId}`}>
                  <Mono value={serial} copy={false} />
                </Link>
              ),
              said(before),
              said(after)
            ]
          }))}
        />
      )}
    </Section>
  )
}
