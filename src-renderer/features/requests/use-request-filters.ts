import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { channels } from '../../../src-shared/model/channel.ts'
import { requestState } from '../../../src-shared/model/request.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Filter } from '../../ui/grid/filter-bar.tsx'
import { ages } from './request-query.ts'

/** What the queue can be filtered by. */
export function useRequestFilters(): readonly Filter[] {
  const { t } = useTranslation('requests')
  const profiles = useRead('profile.list', { archived: true }, { enabled: useMay('profile.read') })
  const seesAll = useMay('request.read')
  return useMemo(
    () => [
      {
        key: 'state',
        label: t('filter.state'),
        options: requestState.options.map((value) => ({ value, label: t(`ui:state.request.${value}`) }))
      },
      {
        key: 'profile',
        label: t('filter.profile'),
        single: true,
        options: (profiles.data?.profiles ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
      },
      {
        key: 'channel',
        label: t('filter.channel'),
        single: true,
        options: channels.map((value) => ({ value, label: t(`ui:channel.${value}`) }))
      },
      ...(seesAll
        ? [
            {
              key: 'mine',
              label: t('filter.mine'),
              single: true,
              options: [{ value: 'yes', label: t('filter.mineOnly') }]
            },
            {
              key: 'assigned',
              label: t('filter.assigned'),
              single: true,
              options: (['me', 'nobody', 'anybody'] as const).map((value) => ({
                value,
                label: t(`filter.assignedTo.${value}`)
              }))
            },
            {
              key: 'waits',
              label: t('filter.waits'),
              single: true,
              options: (['operator', 'requester'] as const).map((value) => ({
                value,
                label: t(`filter.waitsFor.${value}`)
              }))
            },
            {
              key: 'older',
              label: t('filter.older'),
              single: true,
              options: ages.map((hours) => ({
                value: String(hours),
                label: hours < 48 ? t('filter.hours', { hours }) : t('filter.days', { days: hours / 24 })
              }))
            }
          ]
        : [])
    ],
    [t, profiles.data, seesAll]
  )
}
