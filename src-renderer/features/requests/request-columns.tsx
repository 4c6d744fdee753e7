import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { keyWords } from '../../ui/certificate/key-words.ts'
import { commonName } from '../../ui/display/common-name.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { AgeMark } from './age-mark.tsx'
import { ChannelMark } from './channel-mark.tsx'

/** @returns a name to call a request by */
export function requestName(row: { readonly subject: string; readonly names: string; readonly id: number }): string {
  return commonName(row.subject) ?? (row.subject !== '' ? row.subject : row.names !== '' ? row.names : `#${row.id}`)
}

/** Columns of the queue; the first stays in view. */
export function requestColumns(t: TFunction): GridColDef<RequestRow>[] {
  return [
    {
      field: 'subject',
      headerName: t('column.subject'),
      flex: 1.4,
      minWidth: 156,
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
    {
      field: 'age',
      headerName: t('column.age'),
      width: 96,
      valueGetter: (_, row) => row.createdAt,
      renderCell: ({ row }) => <AgeMark row={row} />
    },
    {
      field: 'channel',
      headerName: t('column.channel'),
      width: 64,
      valueGetter: (_, row) => t(`ui:channel.${row.channel}`),
      renderCell: ({ row }) => <ChannelMark channel={row.channel} short />
    },
    { field: 'profileName', headerName: t('column.profile'), width: 106 },
    { field: 'requester', headerName: t('column.requester'), width: 98 },
    {
      field: 'assignee',
      headerName: t('column.assignee'),
      width: 96,
      valueGetter: (_, row) => row.assignee?.name ?? '',
      renderCell: ({ row }) =>
        row.claim !== null && !row.claim.mine
          ? t('claim.short', { name: row.claim.by })
          : row.askedBackAt !== null
            ? t('ask.short')
            : (row.assignee?.name ?? '–')
    },
    {
      field: 'approvals',
      headerName: t('column.approvals'),
      width: 98,
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
    { field: 'kind', headerName: t('column.kind'), width: 90, renderCell: ({ row }) => t(`kind.${row.kind}`) }
  ]
}
