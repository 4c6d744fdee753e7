import { setImmediate as othersFirst } from 'node:timers/promises'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import { parseCrl } from '../../pki/crl.ts'
import { signatureLabel } from '../../pki/describe/key.ts'
import { reasonLabels } from '../../pki/describe/words.ts'
import type { CrlEntry } from '../../pki/model.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { ENTRIES, requireCrl, rowOf, type ShownCrl } from './view.ts'

/** Entries read in one go, some seven milliseconds; then others have their turn. */
const AT_ONCE = 10_000

/**
 * Finds entries of a CRL by digits of their serial number and by reason, in the order in which they stand. A CRL of a
 * million entries takes most of a second to search and holds up nobody meanwhile.
 * @param input.serial hexadecimal digits that the serial number has in it. @throws ChanceryError `not-found`, `malformed`
 */
export async function searchCrl(
  ca: CaContext,
  input: {
    id: number
    serial?: string | undefined
    reason?: readonly RevocationReason[] | undefined
    cursor?: string | undefined
    limit: number
  }
): Promise<ShownCrl> {
  const from = reader(ca.store)
  const { record, der } = requireCrl(from, input.id)
  const parsed = parseCrl(der)
  const digits = input.serial?.toLowerCase() ?? ''
  const reasons = input.reason ?? []
  const wanted = ({ serial, reason }: CrlEntry): boolean =>
    serial.includes(digits) && (reasons.length === 0 || reasons.includes(reason))
  const found: CrlEntry[] = []
  let place = input.cursor === undefined ? 0 : Number(decodeCursor(ENTRIES, input.cursor).value)
  // One more than asked for says whether there is another page.
  let end = place
  for (const entry of parsed.entries(place)) {
    place++
    if (place % AT_ONCE === 0) await othersFirst()
    if (!wanted(entry)) continue
    found.push(entry)
    if (found.length > input.limit) break
    end = place
  }
  const next = found.length > input.limit ? encodeCursor(ENTRIES, { value: end, id: record.id }) : null
  return {
    crl: rowOf(from, record),
    issuer: parsed.issuer.text,
    signatureAlgorithm: signatureLabel(parsed.signatureAlgorithm),
    entries: found.slice(0, input.limit).map(({ serial, revokedAt, reason }) => ({
      serial,
      revokedAt,
      reason: reasonLabels[reason],
      certificateId: getCertificateBySerial(from, record.authorityId, serial)?.id ?? null
    })),
    next
  }
}
