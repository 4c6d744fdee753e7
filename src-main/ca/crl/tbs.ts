import { CrlBuilder } from '../../pki/crl-builder.ts'
import type { CrlFields, NewCrlEntry } from '../../pki/model.ts'
import type { Reader } from '../../store/connection.ts'
import { revokedEntries } from '../../store/revocations.ts'

/** Everything that a complete CRL is made of but its entries; crosses the border to a worker thread as it is. */
export interface CrlPlan {
  readonly authorityId: number
  readonly fields: CrlFields
  /** Certificates that ended before this are left out; null keeps all. */
  readonly notAfterFrom: number | null
  /** Entries to come, about. */
  readonly expected: number
}

/** A CRL that only lacks its signature. */
export interface UnsignedCrl {
  /** TBSCertList, DER. */
  readonly tbs: Uint8Array
  readonly entries: number
}

/** Encodes a CRL with the entries as the reader has them; take one reader's state for the whole of it. */
export function encodeCrl(from: Reader, plan: CrlPlan): UnsignedCrl {
  const builder = new CrlBuilder(plan.fields, plan.expected)
  for (const entry of entriesOf(from, plan)) builder.add(entry)
  return { tbs: builder.tbs(), entries: builder.count }
}

function* entriesOf(from: Reader, plan: CrlPlan): Generator<NewCrlEntry> {
  for (const { serial, revokedAt, reason, invalidityAt } of revokedEntries(from, plan.authorityId, {
    notAfterFrom: plan.notAfterFrom
  })) {
    yield invalidityAt === null
      ? { serial, revokedAt, reason }
      : { serial, revokedAt, reason, invalidityDate: invalidityAt }
  }
}
