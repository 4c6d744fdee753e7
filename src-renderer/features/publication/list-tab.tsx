import Publish from '@mui/icons-material/PublishOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { crlColumns } from './crl-columns.tsx'
import { useChosenAuthority } from './use-chosen-authority.ts'

/** Every CRL that was signed, the newest first. */
export function ListTab(props: {
  readonly openId: number | null
  readonly onPeek: (id: number) => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const { authority, filters, values, set, clear } = useChosenAuthority()
  const pages = usePages('crl.list', authority === undefined ? {} : { authority })
  const columns = useMemo(() => crlColumns(t), [t])
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} withoutText />
      <DataTable
        label={t('list')}
        columns={columns}
        pages={pages}
        openId={props.openId}
        onPeek={({ id }) => {
          props.onPeek(id)
        }}
        onOpen={({ id }) => void navigate(`/publication/${id}`)}
        empty={<EmptyState icon={Publish} title={t('empty.title')} text={t('empty.text')} />}
      />
    </>
  )
}
