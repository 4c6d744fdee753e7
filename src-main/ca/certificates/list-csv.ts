import { stringify } from 'csv-stringify/sync'
import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import { largestDownload } from '../../../src-shared/api/reports.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { countCertificates } from '../../store/certificate-count.ts'
import { listCertificates as listRecords } from '../../store/certificate-list.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { askedFilter, orders, type CertificateListInput } from './list.ts'
import { certificateListRows } from './list-rows.ts'

/** How the writing of a file tells of its progress and is stopped. */
export interface Writing {
  readonly signal: AbortSignal
  /** @param total null where it is not known */
  readonly progress: (done: number, total: number | null) => void
}

const time = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'))

const columns: Readonly<Record<string, (row: CertificateListRow) => string | number>> = {
  id: (row) => row.id,
  serial: (row) => row.serial,
  subject: (row) => row.subject,
  names: (row) => row.names,
  issuer: (row) => row.issuer,
  authority: (row) => row.authorityName ?? '',
  profile: (row) => row.profileName ?? '',
  class: (row) => row.certificateClass,
  state: (row) => row.state,
  notBefore: (row) => time(row.notBefore),
  notAfter: (row) => time(row.notAfter),
  keyAlgorithm: (row) => row.keyAlgorithm,
  signatureAlgorithm: (row) => row.signatureAlgorithm,
  fingerprint: (row) => row.fingerprint,
  requester: (row) => row.requester,
  channel: (row) => row.channel ?? '',
  owner: (row) => row.owner,
  tags: (row) => row.tags.join(' '),
  createdAt: (row) => time(row.createdAt),
  revokedAt: (row) => time(row.revokedAt),
  revocationReason: (row) => row.revocationReason ?? ''
}

/** Rows that are read and written in one turn of the event loop: about 10 ms. */
const portion = 500

/**
 * Writes a whole filtered list as CSV (RFC 4180, moments in UTC), portion by portion: others have their turn between two.
 * What is issued meanwhile may be in it or not; no certificate is in it twice.
 * @throws ChanceryError as the list does; `cancelled`; `too-large` beyond 64 MiB, some 250,000 rows
 */
export async function certificateListCsv(
  ca: CaContext,
  input: Omit<CertificateListInput, 'cursor' | 'limit' | 'at'>,
  writing: Writing
): Promise<{ file: ProducedFile; rows: number }> {
  const from = reader(ca.store)
  const asked = askedFilter(ca, input)
  const total = countCertificates(from, asked.filter, asked, asked.any)
  const lines = (rows: readonly (readonly (string | number)[])[]): Buffer =>
    // What a spreadsheet would run as a formula gets a quote in front (OWASP, CSV injection).
    Buffer.from(
      stringify(
        rows.map((row) => [...row]),
        { record_delimiter: '\r\n', escape_formulas: true }
      )
    )
  const parts = [lines([Object.keys(columns)])]
  let size = 0
  let done = 0
  let cursor: string | null = null
  do {
    const page = listRecords(from, { ...asked, ...orders[input.sort], cursor, limit: portion })
    const part = lines(certificateListRows(ca, page.rows).map((row) => Object.values(columns).map((of) => of(row))))
    size += part.length
    if (size > largestDownload)
      throw new ChanceryError(
        'too-large',
        `The list has more than ${largestDownload} bytes as CSV, of which ${done} rows were written. Narrow it, or make the report all-certificates, which takes any number.`
      )
    parts.push(part)
    done += page.rows.length
    writing.progress(done, total)
    cursor = page.next
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (writing.signal.aborted) throw new ChanceryError('cancelled', 'The export of the list was cancelled.')
  } while (cursor !== null)
  const day = new Date(asked.now).toISOString().slice(0, 10)
  return {
    file: { name: `certificates-${day}.csv`, mediaType: 'text/csv', base64: Buffer.concat(parts).toString('base64') },
    rows: done
  }
}
