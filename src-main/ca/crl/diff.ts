import type { CrlChange, CrlDiff } from '../../../src-shared/api/crls.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCrl } from '../../pki/crl.ts'
import { reasonLabels } from '../../pki/describe/words.ts'
import type { CertificateList, CrlEntry } from '../../pki/model.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { requireCrl, rowOf } from './view.ts'

const LIST = 'crl-diff'
/** Entries of the larger of two CRLs that are compared here: beyond it the comparison would hold up everybody. */
const MOST_ENTRIES = 300_000

/**
 * Compares two CRLs of one authority entry by entry.
 * @returns a page of what the later one has more, has not any more, and says otherwise, by serial number
 * @throws ChanceryError `not-found`; `invalid-input` for CRLs of two authorities; `too-large`
 */
export function diffCrls(
  ca: CaContext,
  input: { from: number; to: number; cursor?: string | undefined; limit: number }
): CrlDiff {
  const database = reader(ca.store)
  const [before, after] = [requireCrl(database, input.from), requireCrl(database, input.to)]
  if (before.record.authorityId !== after.record.authorityId)
    throw new ChanceryError('invalid-input', 'The two CRLs are of different authorities; compare two of one.')
  if (Math.max(before.record.entries, after.record.entries) > MOST_ENTRIES)
    throw new ChanceryError(
      'too-large',
      `CRLs of up to ${MOST_ENTRIES} entries are compared. Export both and compare the files.`
    )
  const changes = changesBetween(parseCrl(before.der), parseCrl(after.der))
  const start = input.cursor === undefined ? 0 : Number(decodeCursor(LIST, input.cursor).value)
  const page = changes.slice(start, start + input.limit)
  const end = start + page.length
  const count = (kind: CrlChange['kind']): number => changes.filter((change) => change.kind === kind).length
  return {
    from: rowOf(database, before.record),
    to: rowOf(database, after.record),
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    changes: page.map((change) => ({
      ...change,
      certificateId: getCertificateBySerial(database, before.record.authorityId, change.serial)?.id ?? null
    })),
    next: end < changes.length && page.length > 0 ? encodeCursor(LIST, { value: end, id: after.record.id }) : null
  }
}

type Said = NonNullable<CrlChange['before']>

/** @returns the differences of two lists by serial number; an entry that a delta removes counts as one of its own. */
export function changesBetween(before: CertificateList, after: CertificateList): Omit<CrlChange, 'certificateId'>[] {
  const old = new Map([...before.entries()].map((entry) => [entry.serial, said(entry)]))
  const changes: Omit<CrlChange, 'certificateId'>[] = []
  for (const entry of after.entries()) {
    const { serial } = entry
    const [was, is] = [old.get(serial), said(entry)]
    old.delete(serial)
    if (was === undefined) changes.push({ kind: 'added', serial, before: null, after: is })
    else if (was.revokedAt !== is.revokedAt || was.reason !== is.reason || was.invalidityDate !== is.invalidityDate)
      changes.push({ kind: 'changed', serial, before: was, after: is })
  }
  for (const [serial, was] of old) changes.push({ kind: 'removed', serial, before: was, after: null })
  return changes.toSorted((a, b) => (a.serial < b.serial ? -1 : 1))
}

function said({ revokedAt, reason, invalidityDate }: CrlEntry): Said {
  return { revokedAt, reason: reasonLabels[reason], invalidityDate }
}
