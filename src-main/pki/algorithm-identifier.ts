import {
  hashOids,
  signatureAlgorithmIds,
  signatureAlgorithms,
  type HashName,
  type SignatureAlgorithmId
} from '../../src-shared/model/algorithm.ts'
import { DerReader } from './der/reader.ts'
import { contextConstructed, NULL, SEQUENCE } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import type { AlgorithmIdentifier } from './model.ts'

/** RFC 4055 2.1. */
const MGF1 = '1.2.840.113549.1.1.8'
const RSASSA_PSS = '1.2.840.113549.1.1.10'

/** Octets of each hash, and so of the PSS salt that we write (RFC 4055 3.1). */
export const hashLengths: Readonly<Record<HashName, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }

/** Moves over an AlgorithmIdentifier and checks its structure; the reader then stands as after `next` on the whole of it. */
export function walkAlgorithm(reader: DerReader, tag = SEQUENCE): void {
  const start = reader.offset
  const outer = reader.enter(tag)
  const { contentStart, contentEnd } = reader
  reader.oid()
  if (!reader.atEnd) reader.next()
  reader.leave(outer)
  reader.tag = tag
  reader.start = start
  reader.contentStart = contentStart
  reader.contentEnd = contentEnd
}

/** Reads an AlgorithmIdentifier at the cursor (RFC 5280 4.1.1.2). @throws ChanceryError `malformed`. */
export function readAlgorithm(reader: DerReader, tag = SEQUENCE): AlgorithmIdentifier {
  walkAlgorithm(reader, tag)
  return algorithmAt(reader.bytes, reader.start, reader.contentEnd, tag)
}

/** @returns the AlgorithmIdentifier in bytes that `walkAlgorithm` has passed over. */
export function algorithmAt(bytes: Uint8Array, start: number, end: number, tag = SEQUENCE): AlgorithmIdentifier {
  const reader = new DerReader(bytes, 'algorithm identifier', start, end)
  reader.enter(tag)
  const oid = reader.oidText()
  let parameters: Uint8Array | null = null
  if (!reader.atEnd) {
    reader.next()
    parameters = reader.element()
  }
  const der = bytes.subarray(start, end)
  if (oid !== RSASSA_PSS) return { der, oid, parameters, id: plainId(oid, parameters), saltLength: null }
  const pss = readPssParameters(parameters)
  return { der, oid, parameters, id: pss === null ? null : pss.id, saltLength: pss === null ? null : pss.saltLength }
}

function plainId(oid: string, parameters: Uint8Array | null): SignatureAlgorithmId | null {
  const id = idsByOid.get(oid)
  if (id === undefined) return null
  // RFC 4055 5: NULL is written, absent must be accepted too. Everywhere else absent is the only form.
  const isNull = parameters !== null && parameters.length === 2 && parameters[0] === NULL
  return parameters === null || (isNull && signatureAlgorithms[id].parameters === 'null') ? id : null
}

const idsByOid: ReadonlyMap<string, SignatureAlgorithmId> = new Map(
  signatureAlgorithmIds
    .filter((id) => signatureAlgorithms[id].parameters !== 'pss')
    .map((id) => [signatureAlgorithms[id].oid, id])
)

/**
 * Reads RSASSA-PSS-params (RFC 4055 3.1). Understood: SHA-256, SHA-384 or SHA-512, MGF1 with the same hash, trailer 1,
 * any salt length up to 512. @returns null for anything else.
 */
function readPssParameters(
  parameters: Uint8Array | null
): { readonly id: SignatureAlgorithmId; readonly saltLength: number } | null {
  if (parameters === null) return null
  try {
    const reader = new DerReader(parameters, 'RSASSA-PSS parameters')
    const outer = reader.enter(SEQUENCE)
    let hash = hashOids.sha1
    let maskHash = hashOids.sha1
    let saltLength = hashLengths.sha1
    if (reader.peek() === contextConstructed(0)) {
      const inner = reader.enter(contextConstructed(0))
      hash = readHash(reader)
      reader.leave(inner)
    }
    if (reader.peek() === contextConstructed(1)) {
      const inner = reader.enter(contextConstructed(1))
      const mask = reader.enter(SEQUENCE)
      if (reader.oidText() !== MGF1) return null
      maskHash = readHash(reader)
      reader.leave(mask)
      reader.leave(inner)
    }
    if (reader.peek() === contextConstructed(2)) {
      const inner = reader.enter(contextConstructed(2))
      saltLength = reader.smallInteger()
      reader.leave(inner)
    }
    if (reader.peek() === contextConstructed(3)) {
      const inner = reader.enter(contextConstructed(3))
      if (reader.smallInteger() !== 1) return null
      reader.leave(inner)
    }
    reader.leave(outer)
    reader.finish()
    const name = (['sha256', 'sha384', 'sha512'] as const).find((candidate) => hashOids[candidate] === hash)
    return name === undefined || hash !== maskHash || saltLength > 512 ? null : { id: `rsa-pss-${name}`, saltLength }
  } catch {
    return null
  }
}

function readHash(reader: DerReader): string {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  if (!reader.atEnd) reader.null()
  reader.leave(outer)
  return oid
}

const encodings: ReadonlyMap<SignatureAlgorithmId, Uint8Array> = new Map(
  signatureAlgorithmIds.map((id) => [id, encodeAlgorithm(id)])
)

/** @returns the AlgorithmIdentifier of a signature algorithm as DER; PSS with a salt as long as the hash. Do not change the bytes. */
export function signatureAlgorithmDer(id: SignatureAlgorithmId): Uint8Array {
  return encodings.get(id)!
}

function encodeAlgorithm(id: SignatureAlgorithmId): Uint8Array {
  const row = signatureAlgorithms[id]
  const writer = new DerWriter(80).begin(SEQUENCE).oid(row.oid)
  if (row.parameters === 'null') writer.null()
  if (row.parameters === 'pss' && row.hash !== null) {
    writer.begin(SEQUENCE)
    writeHash(writer.begin(contextConstructed(0)), row.hash).end()
    writer.begin(contextConstructed(1)).begin(SEQUENCE).oid(MGF1)
    writeHash(writer, row.hash).end().end()
    writer.begin(contextConstructed(2)).integer(hashLengths[row.hash]).end().end()
  }
  return writer.end().finish()
}

function writeHash(writer: DerWriter, hash: HashName): DerWriter {
  return writer.begin(SEQUENCE).oid(hashOids[hash]).null().end()
}
