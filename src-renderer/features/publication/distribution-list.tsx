import Publish from '@mui/icons-material/PublishOutlined'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ServiceTable } from '../../ui/services/service-table.tsx'

/** The CRLs among all services: where each authority's is fetched, and how it stands. */
export function DistributionList(): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const read = useRead('crl.schedule', {})
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={120} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  if (read.data.rows.length === 0)
    return <EmptyState icon={Publish} title={t('calendar.empty.title')} text={t('calendar.empty.text')} />
  return (
    <ServiceTable
      label={t('service.kind')}
      lines={read.data.rows.map(({ authorityId, authorityName, addresses, lists }) => {
        const whole = lists.find(({ scope, kind }) => scope === '' && kind === 'complete')
        const last = whole?.last ?? null
        return {
          key: authorityId,
          name: authorityName,
          to: `/publication?authority=${authorityId}`,
          address: addresses[0] ?? null,
          state: last === null ? 'disabled' : 'enabled',
          chip: <StateChip kind="crl" state={whole?.state ?? 'none'} />,
          bound: (
            <LinkFor may="authority.read" to={`/authorities/${authorityId}`}>
              {authorityName}
            </LinkFor>
          ),
          pulse:
            last === null
              ? t('service.none')
              : t('service.pulse', { number: last.number, until: absoluteTime(last.nextUpdate, locale, 'day') })
        }
      })}
    />
  )
}
