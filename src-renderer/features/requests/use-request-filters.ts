import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { channels } from '../../../src-shared/model/channel.ts'
import { requestState } from '../../../src-shared/model/request.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Filter } from '../../ui/grid/filter-bar.tsx'

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
            }
          ]
        : [])
    ],
    [t, profiles.data, seesAll]
  )
}
