import Publish from '@mui/icons-material/PublishOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { crlColumns } from './crl-columns.tsx'
import { CrlSheet } from './crl-sheet.tsx'
import { CrlStanding } from './crl-standing.tsx'

const keys = ['authority'] as const

/** The CRLs of every authority, with how each authority stands above them. */
export function PublicationPage(): ReactElement {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const scope = useView((view) => view.authorityScope)
  const { values, set, clear } = useFilters(keys)
  const [openId, open] = useOpenRow()
  const summary = useRead('dashboard.summary', {}, { enabled: useMay('dashboard.read') })
  const wanted = Number(values['authority']?.[0] ?? scope ?? 0)
  const pages = usePages('crl.list', wanted > 0 ? { authority: wanted } : {})
  const columns = useMemo(() => crlColumns(t), [t])
  const authorities = useMemo(() => summary.data?.authorities ?? [], [summary.data])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'authority',
        label: t('column.authority'),
        single: true,
        options: authorities.map(({ id, name }) => ({ value: String(id), label: name }))
      }
    ],
    [t, authorities]
  )
  const signing = authorities.filter(({ state }) => state !== 'draft' && state !== 'awaiting-certificate')
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <CrlSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} fill>
        {signing.length > 0 && signing.length <= 8 && <CrlStanding authorities={signing} />}
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} withoutText />
        <DataTable
          label={t('list')}
          columns={columns}
          pages={pages}
          openId={openId}
          onPeek={({ id }) => {
            open(id)
          }}
          onOpen={({ id }) => void navigate(`/publication/${id}`)}
          empty={<EmptyState icon={Publish} title={t('empty.title')} text={t('empty.text')} />}
        />
      </Page>
    </ListLayout>
  )
}
