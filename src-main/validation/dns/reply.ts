import { type FailureKind, LookupFailure } from './lookup-failure.ts'
import type { DnsRecord } from './record.ts'
import type { QueryType } from './codes.ts'
import type { DnsName } from './name.ts'
import type { Work } from './work.ts'

/** An answer as it came, not yet trusted. Its response code was NOERROR or NXDOMAIN. */
export interface Reply {
  readonly noSuchName: boolean
  readonly answers: readonly DnsRecord[]
  readonly authority: readonly DnsRecord[]
  /** Address and port of the server. */
  readonly from: string
  /** When it came, milliseconds of the epoch. */
  readonly at: number
}

/** Gets the answer to one question from somewhere; follows no aliases and believes nothing. */
export interface Resolver {
  /** @throws LookupFailure when no server gives an answer, ChanceryError `cancelled` */
  ask(name: DnsName, type: QueryType, work: Work, how?: { readonly fresh?: boolean }): Promise<Reply>
  /** Drops a cached answer, because it turned out to be wrong. */
  forget(name: DnsName, type: QueryType): void
}

/** Tells more about why than the others: an answer of a server weighs more than silence. */
const weight: Readonly<Record<FailureKind, number>> = {
  'too-much-work': 6,
  'alias-loop': 5,
  'server-failure': 4,
  refused: 3,
  malformed: 2,
  timeout: 1,
  unreachable: 0
}

/** @returns the failure that says most */
export function telling(failures: readonly LookupFailure[]): LookupFailure {
  const [first, ...rest] = failures
  if (first === undefined) return new LookupFailure('unreachable', 'There is no server to ask.')
  return rest.reduce((best, failure) => (weight[failure.kind] > weight[best.kind] ? failure : best), first)
}
