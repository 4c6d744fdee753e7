import { hashOids, type HashName } from '../../src-shared/model/algorithm.ts'
import { readAlgorithm } from './algorithm-identifier.ts'
import type { DerReader } from './der/reader.ts'
import { NULL, SEQUENCE } from './der/tags.ts'
import type { DerWriter } from './der/writer.ts'

const hashNames: readonly HashName[] = ['sha1', 'sha256', 'sha384', 'sha512']
const hashesByOid: ReadonlyMap<string, HashName> = new Map(hashNames.map((name) => [hashOids[name], name]))

/** The AlgorithmIdentifier of a hash. */
export interface HashAlgorithm {
  readonly oid: string
  /** null for a hash that is none of ours, or with parameters. */
  readonly hash: HashName | null
  readonly der: Uint8Array
}

/** Reads the AlgorithmIdentifier of a hash; its parameters are absent or NULL (RFC 5754 2). @throws ChanceryError `malformed`. */
export function readHashAlgorithm(reader: DerReader, tag = SEQUENCE): HashAlgorithm {
  const { oid, parameters, der } = readAlgorithm(reader, tag)
  const plain = parameters === null || (parameters.length === 2 && parameters[0] === NULL)
  return { oid, hash: plain ? (hashesByOid.get(oid) ?? null) : null, der }
}

/**
 * Writes the AlgorithmIdentifier of a hash. @param parameters `absent` as RFC 5754 2 wants it for CMS; `null` where
 * verifiers compare octets with what has always been written.
 */
export function writeHashAlgorithm(writer: DerWriter, hash: HashName, parameters: 'absent' | 'null'): void {
  writer.begin(SEQUENCE).oid(hashOids[hash])
  if (parameters === 'null') writer.null()
  writer.end()
}
