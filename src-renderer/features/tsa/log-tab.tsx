import Schedule from '@mui/icons-material/MoreTimeOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { TsaStamp } from '../../../src-shared/api/tsa.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'
import { stampQuery } from './stamp-query.ts'

const keys = ['text'] as const

/** Every stamp of the service, newest first; opening one shows the certificate that it was signed with. */
export function LogTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(keys)
  const pages = usePages('tsa.log', stampQuery(service.id, values['text']?.[0] ?? ''))
  const columns = useMemo(() => stampColumns(t), [t])
  return (
    <>
      <FilterBar filters={[]} values={values} onChange={set} onClear={clear} textLabel={t('log.search')} />
      <DataTable
        label={t('log.list')}
        columns={columns}
        pages={pages}
        onPeek={() => undefined}
        onOpen={({ certificateId }) => void navigate(`/certificates/${certificateId}`)}
        empty={<EmptyState icon={Schedule} title={t('log.empty')} text={t('log.emptyText')} />}
      />
    </>
  )
}

function stampColumns(t: TFunction): GridColDef<TsaStamp>[] {
  return [
    {
      field: 'stampedAt',
      headerName: t('log.time'),
      type: 'dateTime',
      width: 230,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.stampedAt} />
    },
    {
      field: 'serial',
      headerName: t('log.serial'),
      width: 200,
      renderCell: ({ row }) => <Mono value={row.serial} grouped={false} />
    },
    {
      field: 'hashed',
      headerName: t('log.document'),
      flex: 1,
      minWidth: 180,
      renderCell: ({ row }) => <Mono value={row.hashed} short={16} />
    },
    { field: 'hash', headerName: t('log.hash'), width: 90 },
    { field: 'form', headerName: t('log.form'), width: 130, valueFormatter: (value: string) => t(`form.${value}`) },
    { field: 'client', headerName: t('log.client'), width: 130 }
  ]
}
