import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { AuditRow } from '../../../src-shared/api/audit.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { channelWords, objectWords } from './object-words.ts'

/** A row under the name that lists use for their rows. */
export type AuditLine = AuditRow & { readonly id: number }

/** Columns of the audit log. */
export function auditColumns(t: TFunction): GridColDef<AuditLine>[] {
  return [
    {
      field: 'at',
      headerName: t('column.at'),
      width: 240,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TimeText at={row.at} />
    },
    { field: 'actor', headerName: t('column.actor'), width: 150 },
    { field: 'operation', headerName: t('column.operation'), flex: 1, minWidth: 180 },
    {
      field: 'object',
      headerName: t('column.object'),
      flex: 1,
      minWidth: 150,
      valueGetter: (_, row) => objectWords(t, row)
    },
    {
      field: 'outcome',
      headerName: t('column.outcome'),
      width: 120,
      renderCell: ({ row }) => <StateChip kind="outcome" state={row.outcome} />
    },
    {
      field: 'channel',
      headerName: t('column.channel'),
      width: 130,
      valueGetter: (_, row) => channelWords(t, row.channel)
    },
    { field: 'seq', headerName: t('column.seq'), width: 90, align: 'right', headerAlign: 'right' }
  ]
}
