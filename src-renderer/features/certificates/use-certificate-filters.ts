import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { keyAlgorithmIds } from '../../../src-shared/model/algorithm.ts'
import { certificateClass, certificateState } from '../../../src-shared/model/certificate.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Filter } from '../../ui/grid/filter-bar.tsx'

/** What the list can be filtered by. */
export function useCertificateFilters(): readonly Filter[] {
  const { t } = useTranslation('certificates')
  const inUse = useRead('certificate.facts-in-use', {})
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const profiles = useRead('profile.list', { archived: true }, { enabled: useMay('profile.read') })
  return useMemo(
    () => [
      {
        key: 'state',
        label: t('filter.state'),
        options: certificateState.options.map((value) => ({ value, label: t(`ui:state.certificate.${value}`) }))
      },
      {
        key: 'expires',
        label: t('filter.expires'),
        single: true,
        options: [7, 30, 60, 90].map((days) => ({ value: String(days), label: t('days', { count: days }) }))
      },
      {
        key: 'profile',
        label: t('filter.profile'),
        single: true,
        options: (profiles.data?.profiles ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
      },
      {
        key: 'class',
        label: t('filter.class'),
        options: certificateClass.options.map((value) => ({ value, label: t(`class.${value}`) }))
      },
      {
        key: 'key',
        label: t('filter.key'),
        single: true,
        options: keyAlgorithmIds.map((value) => ({ value, label: value }))
      },
      {
        key: 'authority',
        label: t('list.group.authority'),
        single: true,
        options: (authorities.data?.authorities ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
      },
      {
        key: 'tag',
        label: t('list.filter.tag'),
        single: true,
        options: (inUse.data?.tags ?? []).map((value) => ({ value, label: value }))
      },
      {
        key: 'owner',
        label: t('list.filter.owner'),
        single: true,
        options: (inUse.data?.owners ?? []).map((value) => ({ value, label: value }))
      },
      // Set by a group; the chip says so and takes it away.
      ...(['requester', 'organization', 'month'] as const).map((key) => ({
        key,
        label: t(`list.filter.${key}`),
        single: true,
        options: []
      })),
      {
        key: 'sort',
        label: t('filter.sort'),
        single: true,
        options: (['newest', 'expiry', 'subject'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))
      },
      {
        key: 'archived',
        label: t('filter.archived'),
        single: true,
        options: [{ value: 'yes', label: t('archivedOnly') }]
      }
    ],
    [t, profiles.data, authorities.data, inUse.data]
  )
}
