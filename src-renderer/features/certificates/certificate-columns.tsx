import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { ReactElement } from 'react'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import { desktopBridge } from '../../client.ts'
import { useMay } from '../../state/session.tsx'
import { commonName } from '../../ui/display/common-name.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useDragCertificate } from './use-drag-certificate.ts'

/** @returns a name to call a certificate by */
export function certificateName(row: {
  readonly subject: string
  readonly names: string
  readonly serial: string
}): string {
  return commonName(row.subject) ?? (row.subject !== '' ? row.subject : row.names !== '' ? row.names : row.serial)
}

/** Columns of the certificate list; the first stays in view. */
export function certificateColumns<R extends CertificateRow>(t: TFunction): GridColDef<R>[] {
  return [
    {
      field: 'subject',
      headerName: t('column.subject'),
      flex: 1.4,
      minWidth: 200,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <DraggedName id={row.id} subject={row.subject} name={certificateName(row)} />
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 130,
      renderCell: ({ row }) => <StateChip kind="certificate" state={row.state} />
    },
    {
      field: 'notAfter',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.notAfter),
      headerName: t('column.notAfter'),
      width: 210,
      renderCell: ({ row }) => <TimeText at={row.notAfter} precision="day" />
    },
    {
      field: 'authorityName',
      headerName: t('column.authority'),
      width: 140,
      valueGetter: (_, row) => row.authorityName ?? row.issuer
    },
    { field: 'profileName', headerName: t('column.profile'), width: 140 },
    { field: 'names', headerName: t('column.names'), flex: 1, minWidth: 180 },
    { field: 'keyAlgorithm', headerName: t('column.key'), width: 110 },
    {
      field: 'serial',
      headerName: t('column.serial'),
      width: 220,
      renderCell: ({ row }) => <Mono value={row.serial} short={16} />
    },
    { field: 'requester', headerName: t('column.requester'), width: 130 },
    {
      field: 'certificateClass',
      headerName: t('column.class'),
      width: 120,
      renderCell: ({ row }) => t(`class.${row.certificateClass}`)
    },
    {
      field: 'createdAt',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.createdAt),
      headerName: t('column.createdAt'),
      width: 200,
      renderCell: ({ row }) => <TimeText at={row.createdAt} precision="day" />
    }
  ]
}

/** The name of a certificate; on the desktop it can be dragged out of the window as a file. */
function DraggedName(props: { readonly id: number; readonly subject: string; readonly name: string }): ReactElement {
  const drag = useDragCertificate()
  const may = useMay('certificate.export') && desktopBridge() !== undefined
  return (
    <Box
      component="span"
      title={props.subject}
      draggable={may}
      onDragStart={(event) => {
        drag(event, props.id)
      }}
      sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}
    >
      {props.name}
    </Box>
  )
}
