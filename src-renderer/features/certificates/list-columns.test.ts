import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import { exportedCell } from '../../ui/grid/table-footer.tsx'
import { furtherColumns, listColumns } from './list-columns.tsx'

const now = Date.UTC(2026, 10, 21, 12)
const day = 86_400_000
const row: CertificateListRow = {
  id: 17,
  serial: '0a1b',
  subject: 'CN=Robin Quay,emailAddress=robin@harbour.example,O=Harbour\\, Inc.,C=AT',
  names: 'robin@harbour.example quay@harbour.example www.harbour.example',
  issuer: 'CN=Issuing',
  authorityId: 2,
  authorityName: 'Issuing',
  profileName: 'Person',
  certificateClass: 'imported',
  state: 'active',
  notBefore: now - 10 * day,
  notAfter: now + 20 * day + 1000,
  keyAlgorithm: 'EC-P256',
  signatureAlgorithm: 'ecdsa-with-SHA256',
  fingerprint: 'ff',
  revokedAt: null,
  revocationReason: null,
  superseded: true,
  requester: 'alice',
  createdAt: now - 10 * day,
  owner: 'Port office',
  tags: ['shop', 'old'],
  channel: null
}

test('the export writes what each column shows, also what is worked out of the row', () => {
  const columns = listColumns(((key: string) => key) as TFunction, now)
  const written = new Map(columns.map((column) => [column.field, exportedCell(column, row, { current: {} as never })]))
  expect(Object.fromEntries(written)).toMatchObject({
    id: '17',
    commonName: 'Robin Quay',
    email: 'robin@harbour.example, quay@harbour.example',
    managed: 'list.no',
    superseded: 'list.yes',
    daysLeft: '20',
    organization: 'Harbour, Inc.',
    country: 'AT',
    term: '30',
    notAfter: '2026-12-11 12:00:01 UTC',
    revokedAt: null,
    tags: 'shop, old'
  })
  expect(furtherColumns.filter((field) => !written.has(field))).toEqual([])
})
