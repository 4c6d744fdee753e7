import type { RrSet } from './canonical.ts'
import { typeName } from './codes.ts'
import { algorithmName } from './dnssec-key.ts'
import type { Verified } from './dnssec-signature.ts'
import type { DnsName } from './name.ts'
import { dataText } from './record-text.ts'

/** One set of records that a verdict rests on, as text of a zone file, so that anybody can check it again. */
export interface Fact {
  readonly role: 'anchor' | 'answer' | 'alias' | 'denial' | 'delegation' | 'keys'
  readonly owner: DnsName
  readonly type: string
  readonly ttl: number
  readonly records: readonly string[]
  readonly signatures: readonly string[]
  /** The key whose signature was found valid. */
  readonly verifiedBy?: {
    readonly zone: DnsName
    readonly keyTag: number
    readonly algorithm: string
    readonly until: string
  }
}

export function factOf(role: Fact['role'], set: RrSet, verified?: Verified): Fact {
  const by =
    verified === undefined
      ? undefined
      : {
          zone: verified.zone,
          keyTag: verified.signature.keyTag,
          algorithm: algorithmName(verified.signature.algorithm),
          until: new Date(verified.signature.expiration * 1000).toISOString()
        }
  return {
    role,
    owner: set.owner,
    type: typeName(set.type),
    ttl: set.ttl,
    records: set.data.map(dataText),
    signatures: set.signatures.map(dataText),
    ...(by === undefined ? {} : { verifiedBy: by })
  }
}
