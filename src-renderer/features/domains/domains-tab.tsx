import Language from '@mui/icons-material/LanguageOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { proofState } from '../../../src-shared/model/validation.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { onePage } from '../../ui/grid/one-page.ts'
import { domainColumns } from './domain-columns.tsx'
import type { ListTabProps } from './domains-page.tsx'
import { fitting } from './fitting.ts'

const keys = ['text', 'state', 'organization'] as const

/** Every domain with its proof, when it ends and what to do next. */
export function DomainsTab({ openId, onOpen }: ListTabProps): ReactElement {
  const { t } = useTranslation('domains')
  const navigate = useNavigate()
  const mayAdd = useMay('validation.run')
  const { values, set, clear } = useFilters(keys)
  const read = useRead('domain.list', {})
  const { data: organizations } = useRead('organization.list', {})
  const columns = useMemo(() => domainColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'state',
        label: t('column.state'),
        options: proofState.options.map((value) => ({ value, label: t(`ui:state.control.${value}`) }))
      },
      {
        key: 'organization',
        label: t('column.organization'),
        options: (organizations?.organizations ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
      }
    ],
    [t, organizations]
  )
  const all = read.data?.domains
  const rows = useMemo(() => all?.filter((one) => fitting(values, { ...one, text: one.name })), [all, values])
  const filtered = Object.keys(values).length > 0
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} />
      <DataTable
        label={t('list')}
        columns={columns}
        pages={onePage({ rows, error: read.error, retry: () => void read.refetch() })}
        openId={openId}
        hiddenColumns={['covers']}
        onPeek={({ id }) => {
          onOpen(id)
        }}
        onOpen={({ id }) => void navigate(`/domains/${id}`)}
        empty={
          filtered ? (
            <EmptyState icon={Language} title={t('nothing.title')} text={t('nothing.text')} />
          ) : (
            <EmptyState
              icon={Language}
              title={t('empty.title')}
              text={t('empty.text')}
              action={
                mayAdd ? { id: 'domain.first', label: t('add'), run: () => void navigate('/domains/new') } : undefined
              }
            />
          )
        }
      />
    </>
  )
}
