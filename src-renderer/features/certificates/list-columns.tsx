import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { certificateColumns } from './certificate-columns.tsx'
import { subjectPart } from './subject-part.ts'

const dayMs = 86_400_000

/** Columns that nobody needs at first; the column chooser shows them. */
export const furtherColumns = [
  'organization',
  'unit',
  'locality',
  'province',
  'country',
  'issuer',
  'term',
  'notBefore',
  'signatureAlgorithm',
  'fingerprint',
  'revokedAt',
  'revocationReason',
  'owner',
  'tags',
  'channel'
] as const

/** Every column of the list: those of a certificate, of its subject, and what people noted of it. */
export function listColumns(t: TFunction): GridColDef<CertificateListRow>[] {
  const text = (
    field: string,
    name: string,
    value: (row: CertificateListRow) => string,
    width = 140
  ): GridColDef<CertificateListRow> => ({
    field,
    headerName: t(`list.column.${name}`),
    width,
    valueGetter: (_, row) => value(row),
    renderCell: ({ row }) => <TextCell text={value(row)} />
  })
  const time = (field: 'notBefore' | 'revokedAt'): GridColDef<CertificateListRow> => ({
    field,
    type: 'dateTime',
    align: 'left',
    headerAlign: 'left',
    headerName: t(`list.column.${field}`),
    width: 200,
    valueGetter: (_, row) => (row[field] === null ? null : new Date(row[field])),
    renderCell: ({ row }) => (row[field] === null ? '' : <TimeText at={row[field]} precision="day" />)
  })
  return [
    ...certificateColumns<CertificateListRow>(t),
    text('organization', 'organization', (row) => subjectPart(row.subject, 'O')),
    text('unit', 'unit', (row) => subjectPart(row.subject, 'OU')),
    text('locality', 'locality', (row) => subjectPart(row.subject, 'L')),
    text('province', 'province', (row) => subjectPart(row.subject, 'ST')),
    text('country', 'country', (row) => subjectPart(row.subject, 'C'), 90),
    text('issuer', 'issuer', (row) => row.issuer, 220),
    text('term', 'term', (row) => String(Math.round((row.notAfter - row.notBefore) / dayMs)), 110),
    time('notBefore'),
    text('signatureAlgorithm', 'signature', (row) => row.signatureAlgorithm, 160),
    {
      field: 'fingerprint',
      headerName: t('list.column.fingerprint'),
      width: 220,
      renderCell: ({ row }) => <Mono value={row.fingerprint} short={16} />
    },
    time('revokedAt'),
    text('revocationReason', 'reason', (row) =>
      row.revocationReason === null
        ? ''
        : t(`reason.${row.revocationReason}.label`, { defaultValue: row.revocationReason })
    ),
    text('owner', 'owner', (row) => row.owner),
    text('tags', 'tags', (row) => row.tags.join(', '), 180),
    text('channel', 'channel', (row) => row.channel ?? '', 120)
  ]
}
