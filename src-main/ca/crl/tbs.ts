import { CrlBuilder } from '../../pki/crl-builder.ts'
import type { CrlFields, NewCrlEntry } from '../../pki/model.ts'
import type { Reader } from '../../store/connection.ts'
import {
  changesSince,
  lostSerials,
  newestAuditSeq,
  revokedEntries,
  type RevocationChange,
  type RevokedEntry
} from '../../store/revocations.ts'
import { isInScope, scopeOfKey, wholeScope, type CrlScope } from './scope.ts'

/** One CRL of a plan. */
export interface ListPlan {
  readonly scope: string
  readonly fields: CrlFields
  /** Of a delta: the audit row up to which the CRL that it starts from knows of revocations; null for a complete one. */
  readonly since: number | null
}

/** Everything that CRLs are made of but their entries; crosses the border to a worker thread as it is. */
export interface CrlPlan {
  readonly authorityId: number
  readonly lists: readonly ListPlan[]
  /** Certificates that ended before this are left out; null keeps all. */
  readonly notAfterFrom: number | null
  /** Entries to come on all complete ones, about. */
  readonly expected: number
}

/** A CRL that only lacks its signature. */
export interface UnsignedCrl {
  /** TBSCertList, DER. */
  readonly tbs: Uint8Array
  readonly entries: number
}

export interface UnsignedCrls {
  /** In the order of the plan. */
  readonly lists: readonly UnsignedCrl[]
  /** The audit row up to which the entries know of revocations. */
  readonly seenSeq: number
}

/**
 * Encodes CRLs with the entries as the reader has them, all in one walk over what is revoked; take one reader's state for
 * the whole of it.
 */
export function encodeCrls(from: Reader, plan: CrlPlan): UnsignedCrls {
  const complete = plan.lists.filter(({ since }) => since === null).length
  const lists = plan.lists.map((list) => ({
    ...list,
    scope: scopeOfKey(list.scope) ?? wholeScope,
    // A part reserves its share; the undivided CRL all of it.
    builder: new CrlBuilder(
      list.fields,
      list.since !== null ? 0 : list.scope === '' ? plan.expected : Math.ceil(plan.expected / Math.max(1, complete - 1))
    )
  }))
  const seenSeq = newestAuditSeq(from)
  const whole = lists.filter(({ since }) => since === null)
  const [only] = whole
  if (whole.length === 1 && only !== undefined && only.scope.key === '') {
    for (const entry of entriesOf(from, plan, false)) only.builder.add(asNew(entry))
  } else if (whole.length > 0) {
    const withKind = whole.some(({ scope }) => scope.certificates !== 'all')
    for (const entry of entriesOf(from, plan, withKind)) {
      const made = asNew(entry)
      for (const { scope, builder } of whole) if (isInScope(scope, entry)) builder.add(made)
    }
  }
  for (const { since, scope, builder, fields } of lists) {
    if (since === null) continue
    for (const change of changesSince(from, plan.authorityId, since)) {
      const entry = changeOn(scope, change, fields.thisUpdate)
      if (entry !== null) builder.add(entry)
    }
    // All of them: what stands on two CRLs harms nobody.
    for (const lost of lostSerials(from, plan.authorityId)) if (isInScope(scope, lost)) builder.add(asNew(lost))
  }
  return { lists: lists.map(({ builder }) => ({ tbs: builder.tbs(), entries: builder.count })), seenSeq }
}

function entriesOf(from: Reader, plan: CrlPlan, withKind: boolean): Iterable<RevokedEntry> {
  return revokedEntries(from, plan.authorityId, { notAfterFrom: plan.notAfterFrom, withKind })
}

function asNew({ serial, revokedAt, reason, invalidityAt }: RevokedEntry): NewCrlEntry {
  return invalidityAt === null
    ? { serial, revokedAt, reason }
    : { serial, revokedAt, reason, invalidityDate: invalidityAt }
}

/**
 * RFC 5280 5.2.4: what is revoked since stands as it is; what is not any more, or stands on another part now, is removed
 * from the CRL that the delta starts from.
 */
function changeOn(scope: CrlScope, change: RevocationChange, now: number): NewCrlEntry | null {
  const { serial, revokedAt, reason, invalidityAt } = change
  if (!isInScope({ ...scope, reasons: 'all' }, change)) return null
  if (revokedAt === null || reason === null || !isInScope(scope, change))
    return { serial, revokedAt: now, reason: 'removeFromCRL' }
  return asNew({ serial, revokedAt, reason, invalidityAt })
}
