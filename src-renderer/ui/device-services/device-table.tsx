import Devices from '@mui/icons-material/DevicesOtherOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import {
  deviceProtocol,
  deviceProtocols,
  type DeviceProtocol,
  type DeviceRow
} from '../../../src-shared/api/devices.ts'
import type { Action } from '../action/action.ts'
import { EmptyState } from '../display/empty-state.tsx'
import { LinkFor } from '../display/link-for.tsx'
import { Mono } from '../display/mono.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { DataTable } from '../grid/data-table.tsx'
import { FilterBar, type Filter } from '../grid/filter-bar.tsx'
import { useFilters } from '../grid/filter-state.ts'
import { TextCell } from '../grid/text-cell.tsx'
import { usePages } from '../grid/use-pages.ts'

const filterKeys = ['text', 'protocol'] as const

/** Devices with their newest certificate and last contact: of one service, or of all of them. */
export function DeviceTable(props: {
  readonly of?: { readonly protocol: DeviceProtocol; readonly service: number }
  readonly start?: Action | undefined
}): ReactElement {
  const { t } = useTranslation('device-services')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(filterKeys)
  const { of } = props
  const protocol = of?.protocol ?? deviceProtocol.safeParse(values['protocol']?.[0]).data
  const text = values['text']?.[0]
  const pages = usePages('device.list', {
    limit: 100,
    ...(protocol === undefined ? {} : { protocol }),
    ...(of === undefined ? {} : { service: of.service }),
    ...(text === undefined ? {} : { text })
  })
  const columns = useMemo(() => deviceColumns(t, of !== undefined), [t, of])
  const filters = useMemo<readonly Filter[]>(
    () =>
      of === undefined
        ? [
            {
              key: 'protocol',
              label: t('device.protocol'),
              single: true,
              options: deviceProtocols.map((value) => ({ value, label: t(`protocol.${value}`) }))
            }
          ]
        : [],
    [t, of]
  )
  const open = ({ certificate }: DeviceRow): void => {
    if (certificate !== null) void navigate(`/certificates/${certificate.id}`)
  }
  const filtered = Object.keys(values).length > 0
  const words = filtered ? 'none' : 'empty'
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('device.search')} />
      <DataTable
        label={t('device.list')}
        columns={columns}
        pages={pages}
        onPeek={() => undefined}
        onOpen={open}
        empty={
          <EmptyState
            icon={Devices}
            title={t(`device.${words}.title`)}
            text={t(`device.${words}.text`)}
            action={filtered ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear } : props.start}
          />
        }
      />
    </>
  )
}

function deviceColumns(t: TFunction<'device-services'>, one: boolean): GridColDef<DeviceRow>[] {
  const all: GridColDef<DeviceRow>[] = [
    {
      field: 'name',
      headerName: t('device.name'),
      flex: 2,
      minWidth: 200,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.name} />
    },
    {
      field: 'protocol',
      headerName: t('device.protocol'),
      width: 90,
      valueFormatter: (value: DeviceProtocol) => t(`protocol.${value}`)
    },
    {
      field: 'serviceName',
      headerName: t('device.service'),
      width: 130,
      renderCell: ({ row }) => (
        <LinkFor may="service.read" to={`/services/${row.protocol}/${row.serviceId}`}>
          {row.serviceName}
        </LinkFor>
      )
    },
    {
      field: 'certificate',
      headerName: t('device.certificate'),
      width: 150,
      valueGetter: (_, row) => row.certificate?.state ?? '',
      renderCell: ({ row }) =>
        row.certificate === null ? (
          <StateChip kind="crl" state="none" label={t('device.noCertificate')} />
        ) : (
          <LinkFor may="certificate.read" to={`/certificates/${row.certificate.id}`}>
            <StateChip kind="certificate" state={row.certificate.state} />
          </LinkFor>
        )
    },
    {
      field: 'lastSeenAt',
      headerName: t('device.lastSeen'),
      type: 'dateTime',
      width: 150,
      valueGetter: (_, row) => (row.lastSeenAt === null ? null : new Date(row.lastSeenAt)),
      renderCell: ({ row }) => (row.lastSeenAt === null ? t('device.never') : <TimeText at={row.lastSeenAt} short />)
    },
    {
      field: 'notAfter',
      headerName: t('device.notAfter'),
      type: 'dateTime',
      width: 150,
      valueGetter: (_, row) => (row.certificate === null ? null : new Date(row.certificate.notAfter)),
      renderCell: ({ row }) => (row.certificate === null ? '' : <TimeText at={row.certificate.notAfter} short />)
    },
    { field: 'certificates', headerName: t('device.count'), width: 100, type: 'number' },
    {
      field: 'lastAddress',
      headerName: t('device.lastAddress'),
      width: 140,
      renderCell: ({ row }) =>
        row.lastAddress === null ? '' : <Mono value={row.lastAddress} grouped={false} copy={false} />
    }
  ]
  return one ? all.filter(({ field }) => field !== 'protocol' && field !== 'serviceName') : all
}
