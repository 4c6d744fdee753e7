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
  'id',
  'commonName',
  'email',
  'managed',
  'superseded',
  'daysLeft',
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

/**
 * Every column of the list: those of a certificate, of its subject, and what people noted of it.
 * @param now from when the days to the expiry are counted, in ms
 */
export function listColumns(t: TFunction, now: number): GridColDef<CertificateListRow>[] {
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
    text('id', 'id', (row) => String(row.id), 90),
    text('commonName', 'commonName', (row) => subjectPart(row.subject, 'CN'), 200),
    text('email', 'email', (row) => emailsOf(row), 200),
    text('managed', 'managed', (row) => t(row.certificateClass === 'imported' ? 'list.no' : 'list.yes'), 110),
    text('superseded', 'superseded', (row) => t(row.superseded ? 'list.yes' : 'list.no'), 110),
    text('daysLeft', 'daysLeft', (row) => String(Math.max(0, Math.floor((row.notAfter - now) / dayMs))), 110),
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

/** The mail addresses among the names of a certificate, and the one in its subject. */
function emailsOf(row: CertificateListRow): string {
  const named = row.names.split(/\s+/).filter((name) => /^[^\s@*]+@[^\s@]+$/.test(name))
  return [...new Set([subjectPart(row.subject, 'emailAddress'), ...named])].filter(Boolean).join(', ')
}
