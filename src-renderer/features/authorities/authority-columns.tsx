import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { AuthorityMark } from './authority-mark.tsx'
import { crlStateOf } from './crl-state.ts'

/** Columns of the table of authorities. */
export function authorityColumns(t: TFunction): GridColDef<AuthorityRow>[] {
  return [
    {
      field: 'name',
      headerName: t('column.name'),
      flex: 1,
      minWidth: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column'
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 168,
      renderCell: ({ row }) => <AuthorityMark of={row} />
    },
    {
      field: 'subject',
      headerName: t('column.subject'),
      flex: 1.6,
      minWidth: 200,
      renderCell: ({ row }) => <TextCell text={row.subject} />
    },
    { field: 'issuerName', headerName: t('column.issuer'), width: 130, valueGetter: (_, row) => row.issuerName ?? '' },
    { field: 'keyAlgorithm', headerName: t('column.key'), width: 90 },
    {
      field: 'notAfter',
      headerName: t('column.notAfter'),
      width: 190,
      renderCell: ({ row }) => <TimeText at={row.notAfter} precision="day" />
    },
    {
      field: 'latestCrl',
      headerName: t('column.crl'),
      width: 172,
      valueGetter: (_, row) => row.latestCrl?.nextUpdate ?? null,
      renderCell: ({ row }) => <StateChip kind="crl" state={crlStateOf(row.latestCrl, Date.now())} />
    },
    {
      field: 'certificates',
      headerName: t('column.certificates'),
      width: 90,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_, row) => row.certificates.active
    }
  ]
}
