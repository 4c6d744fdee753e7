import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at))

/** Columns of the list of domains. */
export function domainColumns(t: TFunction): GridColDef<Domain>[] {
  return [
    {
      field: 'name',
      headerName: t('column.name'),
      flex: 1,
      minWidth: 180,
      cellClassName: 'first-column',
      headerClassName: 'first-column'
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 170,
      renderCell: ({ row }) => <StateChip kind="control" state={row.state} />
    },
    {
      field: 'method',
      headerName: t('column.method'),
      width: 190,
      valueGetter: (_, row) => (row.method === null ? '' : t(`ui:evidence.method.${row.method}`)),
      renderCell: ({ value }) => <TextCell text={String(value ?? '')} />
    },
    {
      field: 'covers',
      headerName: t('column.covers'),
      width: 140,
      valueGetter: (_, row) => (row.covers === null ? '' : t(`coversShort.${row.covers}`))
    },
    {
      field: 'expiresAt',
      headerName: t('column.until'),
      type: 'dateTime',
      width: 210,
      valueGetter: (_, row) => dateOf(row.expiresAt),
      renderCell: ({ row }) => <TimeText at={row.expiresAt} precision="day" />
    },
    {
      field: 'expiresForTls',
      headerName: t('column.untilTls'),
      type: 'dateTime',
      width: 210,
      valueGetter: (_, row) => dateOf(row.expiresForTls),
      renderCell: ({ row }) =>
        row.basis === 'asserted' ? t('notFor') : <TimeText at={row.expiresForTls} precision="day" />
    },
    {
      field: 'nextAction',
      headerName: t('column.next'),
      width: 200,
      valueGetter: (_, row) => (row.nextAction === 'none' ? '' : t(`next.${row.nextAction}`))
    },
    { field: 'organizationName', headerName: t('column.organization'), width: 160 }
  ]
}
