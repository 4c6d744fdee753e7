import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'

/** @returns how a CRL stands now: overdue only where it is the newest of its authority, since older ones were replaced */
export function crlRowState(
  row: Pick<CrlRow, 'current' | 'nextUpdate'>,
  now: number
): 'current' | 'overdue' | 'replaced' {
  if (!row.current) return 'replaced'
  return row.nextUpdate <= now ? 'overdue' : 'current'
}

/** Columns of the list of CRLs. */
export function crlColumns(t: TFunction): GridColDef<CrlRow>[] {
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
      field: 'current',
      headerName: t('column.state'),
      width: 160,
      renderCell: ({ row }) => {
        const state = crlRowState(row, Date.now())
        return state === 'replaced' ? t('replaced') : <StateChip kind="crl" state={state} />
      }
    },
    {
      field: 'thisUpdate',
      headerName: t('column.thisUpdate'),
      width: 236,
      renderCell: ({ row }) => <TimeText at={row.thisUpdate} />
    },
    {
      field: 'nextUpdate',
      headerName: t('column.nextUpdate'),
      width: 236,
      renderCell: ({ row }) => <TimeText at={row.nextUpdate} />
    },
    { field: 'entries', headerName: t('column.entries'), width: 76, align: 'right', headerAlign: 'right' },
    {
      field: 'size',
      headerName: t('column.size'),
      width: 100,
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
