import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { CrlChip } from './crl-chip.tsx'
import { crlRowState } from './crl-state.ts'
import { scopeWords } from './scope-words.ts'

/** Columns of the list of CRLs. */
export function crlColumns(t: TFunction): GridColDef<CrlRow>[] {
  const moment = (field: 'thisUpdate' | 'nextUpdate'): GridColDef<CrlRow> => ({
    field,
    headerName: t(`column.${field}`),
    type: 'dateTime',
    width: 232,
    valueGetter: (value: number) => new Date(value),
    renderCell: ({ row }) => <TimeText at={row[field]} />
  })
  return [
    {
      field: 'authorityName',
      headerName: t('column.authority'),
      flex: 1,
      minWidth: 140,
      cellClassName: 'first-column',
      headerClassName: 'first-column'
    },
    { field: 'number', headerName: t('column.number'), width: 84, align: 'right', headerAlign: 'right' },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 170,
      valueGetter: (_, row) => t(`stateOf.${crlRowState(row, Date.now())}`),
      renderCell: ({ row }) => <CrlChip row={row} />
    },
    { field: 'kind', headerName: t('column.kind'), width: 104, valueGetter: (_, row) => t(`kind.${row.kind}`) },
    { field: 'scope', headerName: t('column.scope'), width: 140, valueGetter: (_, row) => scopeWords(t, row.scope) },
    moment('thisUpdate'),
    moment('nextUpdate'),
    { field: 'entries', headerName: t('column.entries'), width: 84, align: 'right', headerAlign: 'right' },
    {
      field: 'size',
      headerName: t('column.size'),
      width: 110,
      align: 'right',
      headerAlign: 'right',
      valueFormatter: (value: number) => t('bytes', { size: value })
    },
    {
      field: 'why',
      headerName: t('column.why'),
      flex: 1,
      minWidth: 140,
      valueGetter: (_, row) => t(`why.${row.why}`, { defaultValue: row.why }),
      renderCell: ({ row }) => <TextCell text={t(`why.${row.why}`, { defaultValue: row.why })} />
    }
  ]
}
