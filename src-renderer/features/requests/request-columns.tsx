import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { keyWords } from '../../ui/certificate/key-words.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** @returns a name to call a request by */
export function requestName(row: { readonly subject: string; readonly names: string; readonly id: number }): string {
  const common = /(?:^|,)CN=((?:\\.|[^,\\])+)/i.exec(row.subject)?.[1]?.replaceAll(/\\(.)/g, '$1')
  return common ?? (row.subject !== '' ? row.subject : row.names !== '' ? row.names : `#${row.id}`)
}

/** Columns of the queue; the first stays in view. */
export function requestColumns(t: TFunction): GridColDef<RequestRow>[] {
  return [
    {
      field: 'subject',
      headerName: t('column.subject'),
      flex: 1.4,
      minWidth: 170,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => (
        <Box component="span" title={row.subject} sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {requestName(row)}
        </Box>
      )
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 200,
      renderCell: ({ row }) => <StateChip kind="request" state={row.state} />
    },
    { field: 'profileName', headerName: t('column.profile'), width: 140 },
    { field: 'requester', headerName: t('column.requester'), width: 120 },
    {
      field: 'approvals',
      headerName: t('column.approvals'),
      width: 122,
      renderCell: ({ row }) =>
        row.approvalsNeeded === 0 ? '–' : t('approvals', { have: row.approvals, need: row.approvalsNeeded })
    },
    {
      field: 'createdAt',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.createdAt),
      headerName: t('column.createdAt'),
      width: 180,
      renderCell: ({ row }) => <TimeText at={row.createdAt} short />
    },
    { field: 'names', headerName: t('column.names'), flex: 1, minWidth: 160 },
    { field: 'authorityName', headerName: t('column.authority'), width: 140 },
    {
      field: 'keyDescription',
      headerName: t('column.key'),
      width: 260,
      valueGetter: (_, row) => keyWords(t, row.keyDescription)
    },
    {
      field: 'channel',
      headerName: t('column.channel'),
      width: 120,
      valueGetter: (_, row) => t(`ui:channel.${row.channel}`)
    },
    { field: 'kind', headerName: t('column.kind'), width: 90, renderCell: ({ row }) => t(`kind.${row.kind}`) }
  ]
}
