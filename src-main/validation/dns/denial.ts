import type { DnsName } from './name.ts'
import type { QueryType } from './codes.ts'

/**
 * What signed records prove about a name that was asked for.
 * `opt-out`: nothing is proved, but the zone says that unsigned delegations may stand there (RFC 5155 6): insecure.
 * `too-dear`: more NSEC3 iterations than are computed: insecure (RFC 9276 3.2).
 */
export type Proof =
  | { readonly kind: 'proved'; readonly what: string }
  | { readonly kind: 'opt-out'; readonly what: string }
  | { readonly kind: 'too-dear'; readonly what: string }
  | { readonly kind: 'unproved'; readonly what: string }

/** What the absence of a DS record at a name means for the chain of trust. */
export type NoDs = Proof | { readonly kind: 'no-cut'; readonly what: string }

/** The proofs that one kind of denial, NSEC or NSEC3, can give from records already verified in one zone. */
export interface Denial {
  /** There is no such name. */
  noName(name: DnsName): Proof
  /** The name is there, or is made by a wildcard, and has no such record. */
  noData(name: DnsName, type: QueryType): Proof
  /** A record made by the wildcard below `encloser` was right: nothing nearer to the name is there. */
  wildcardAnswer(name: DnsName, encloser: DnsName): Proof
  /** A name without DS record: an unsigned delegation (`proved`), no delegation at all (`no-cut`), or not even a name (`no-cut`). */
  noDs(name: DnsName): NoDs
}
