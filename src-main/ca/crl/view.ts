import type { CrlRow } from '../../../src-shared/api/crls.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCrl } from '../../pki/crl.ts'
import { signatureLabel } from '../../pki/describe/key.ts'
import { reasonLabels } from '../../pki/describe/words.ts'
import { writePem } from '../../pki/pem.ts'
import { getAuthority, getAuthorityByName } from '../../store/authorities.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { countCrls, getCrl, getCrlDer, latestCrl, listCrlPage, type CrlRow as CrlRecord } from '../../store/crls.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { issueCrl } from './issue.ts'

const LIST = 'crl'
const ENTRIES = 'crl-entry'

/** Signs a CRL by hand. @throws as `issueCrl` */
export async function issueCrlByHand(
  ca: CaContext,
  input: { authority: Ref },
  actor: Actor
): Promise<{ crl: CrlRow; file: ProducedFile }> {
  const { id } = requireAuthority(reader(ca.store), input.authority)
  const { row, der } = await issueCrl(ca, id, 'by hand', actor)
  return { crl: rowOf(reader(ca.store), row), file: fileOf(reader(ca.store), row, der, 'der') }
}

/** @returns a page of CRLs, newest first. @throws ChanceryError `not-found`, `malformed` */
export function listCrls(
  ca: CaContext,
  input: { authority?: Ref | undefined; cursor?: string | undefined; limit: number }
): { rows: CrlRow[]; next: string | null; total: number | null } {
  const from = reader(ca.store)
  const authorityId = input.authority === undefined ? null : requireAuthority(from, input.authority).id
  const before = input.cursor === undefined ? null : decodeCursor(LIST, input.cursor).id
  const found = listCrlPage(from, authorityId, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const next =
    found.length > input.limit && last !== undefined ? encodeCursor(LIST, { value: last.id, id: last.id }) : null
  return { rows: rows.map((row) => rowOf(from, row)), next, total: countCrls(from, authorityId) }
}

export interface ShownCrl {
  readonly crl: CrlRow
  readonly issuer: string
  readonly signatureAlgorithm: string
  readonly entries: { serial: string; revokedAt: number; reason: string; certificateId: number | null }[]
  readonly next: string | null
}

/** @returns a CRL with a page of its entries, in the order in which they stand. @throws ChanceryError `not-found`, `malformed` */
export function showCrl(ca: CaContext, input: { id: number; cursor?: string | undefined; limit: number }): ShownCrl {
  const from = reader(ca.store)
  const { record, der } = requireCrl(from, input.id)
  const parsed = parseCrl(der)
  const start = input.cursor === undefined ? 0 : Number(decodeCursor(ENTRIES, input.cursor).value)
  const entries: ShownCrl['entries'] = []
  let place = 0
  for (const entry of parsed.entries()) {
    if (place++ < start) continue
    if (entries.length >= input.limit) break
    entries.push({
      serial: entry.serial,
      revokedAt: entry.revokedAt,
      reason: reasonLabels[entry.reason],
      certificateId: getCertificateBySerial(from, record.authorityId, entry.serial)?.id ?? null
    })
  }
  const end = start + entries.length
  const next =
    end < parsed.entryCount && entries.length > 0 ? encodeCursor(ENTRIES, { value: end, id: record.id }) : null
  return {
    crl: rowOf(from, record),
    issuer: parsed.issuer.text,
    signatureAlgorithm: signatureLabel(parsed.signatureAlgorithm),
    entries,
    next
  }
}

/** @throws ChanceryError `not-found`, also where the bytes of an old CRL were let go */
export function exportCrl(ca: CaContext, input: { id: number; format: 'der' | 'pem' }): { file: ProducedFile } {
  const from = reader(ca.store)
  const { record, der } = requireCrl(from, input.id)
  return { file: fileOf(from, record, der, input.format) }
}

/** The newest CRL of an authority, for whoever serves it. */
export interface CurrentCrl {
  readonly der: Uint8Array
  readonly crlId: number
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly sha256: string
}

/** @param name of the authority, as it stands in the CRL's address. @returns undefined where there is no such authority or no CRL yet */
export function currentCrl(from: Reader, name: string): CurrentCrl | undefined {
  const authority = getAuthorityByName(from, name)
  const record = authority === undefined ? undefined : latestCrl(from, authority.id)
  const der = record === undefined ? undefined : getCrlDer(from, record.id)
  if (record === undefined || der === undefined) return undefined
  return { der, crlId: record.id, thisUpdate: record.thisUpdate, nextUpdate: record.nextUpdate, sha256: record.sha256 }
}

function requireCrl(from: Reader, id: number): { readonly record: CrlRecord; readonly der: Uint8Array } {
  const record = getCrl(from, id)
  if (record === undefined) throw new ChanceryError('not-found', `There is no CRL with number ${id}.`)
  const der = getCrlDer(from, id)
  if (der === undefined)
    throw new ChanceryError(
      'not-found',
      `The bytes of CRL ${record.number} are not kept any more; only its line in the list is.`
    )
  return { record, der }
}

/** @returns the line of a CRL in lists */
export function rowOf(from: Reader, record: CrlRecord): CrlRow {
  const { reason, number, ...facts } = record
  return {
    ...facts,
    authorityName: getAuthority(from, record.authorityId)?.name ?? '',
    number: String(number),
    why: reason,
    current: latestCrl(from, record.authorityId, record.kind)?.id === record.id
  }
}

function fileOf(from: Reader, record: CrlRecord, der: Uint8Array, format: 'der' | 'pem'): ProducedFile {
  const bytes = format === 'der' ? Buffer.from(der) : Buffer.from(writePem('X509 CRL', der), 'latin1')
  const name = `${getAuthority(from, record.authorityId)?.name ?? 'authority'}-${record.number}.${format === 'der' ? 'crl' : 'crl.pem'}`
  return {
    name,
    mediaType: format === 'der' ? 'application/pkix-crl' : 'application/x-pem-file',
    base64: bytes.toString('base64')
  }
}
