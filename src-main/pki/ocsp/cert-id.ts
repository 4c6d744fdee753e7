import { hash as digest } from 'node:crypto'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import { hashLengths } from '../algorithm-identifier.ts'
import { serialContent } from '../certificate-builder.ts'
import type { DerReader } from '../der/reader.ts'
import { INTEGER, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { readHashAlgorithm, writeHashAlgorithm } from '../hash-algorithm.ts'
import type { OcspCertId } from './model.ts'

/** Octets of a serial number asked about; RFC 5280 allows 20, old ones have a few more. */
const MAX_SERIAL = 64
/** Octets of the longest hash of any algorithm. */
const MAX_HASH = 64

/** Reads a CertID (RFC 6960 4.1.1). @throws ChanceryError `malformed`, also when a hash has not the length of its algorithm. */
export function readCertId(reader: DerReader): OcspCertId {
  const outer = reader.enter(SEQUENCE)
  const der = reader.element()
  const { oid, hash } = readHashAlgorithm(reader)
  const issuerNameHash = readHash(reader, hash)
  const issuerKeyHash = readHash(reader, hash)
  reader.integer()
  if (reader.contentEnd - reader.contentStart > MAX_SERIAL)
    reader.fail(`a serial number has more than ${MAX_SERIAL} octets`)
  reader.offset = reader.start
  const serial = reader.integerHex()
  reader.leave(outer)
  return { der, hashOid: oid, hash, issuerNameHash, issuerKeyHash, serial }
}

function readHash(reader: DerReader, hash: HashName | null): Uint8Array {
  const octets = reader.octets()
  if (hash === null ? octets.length > MAX_HASH : octets.length !== hashLengths[hash])
    reader.fail(`a hash of ${octets.length} octets is not one of its algorithm`)
  return octets
}

/** An issuer as a CertID names it. */
export interface OcspIssuer {
  /** The issuer's subject as DER. */
  readonly name: Uint8Array
  /** The content of the BIT STRING of its public key, without tag, length and unused bits. */
  readonly keyBytes: Uint8Array
}

/** @returns the hashes of issuer name and issuer key, RFC 6960 4.1.1. */
export function issuerHashes(
  hash: HashName,
  issuer: OcspIssuer
): { readonly nameHash: Uint8Array; readonly keyHash: Uint8Array } {
  return { nameHash: digest(hash, issuer.name, 'buffer'), keyHash: digest(hash, issuer.keyBytes, 'buffer') }
}

/**
 * Encodes a CertID. @param serial hex as in `Certificate.serial`.
 * @throws ChanceryError `invalid-input` for a serial number that no certificate of RFC 5280 has.
 */
export function encodeCertId(
  hash: HashName,
  hashes: { readonly nameHash: Uint8Array; readonly keyHash: Uint8Array },
  serial: string
): Uint8Array {
  const writer = new DerWriter(160).begin(SEQUENCE)
  // With NULL, as OpenSSL and the examples of RFC 5019 have it: some compare octets.
  writeHashAlgorithm(writer, hash, 'null')
  return writer.octets(hashes.nameHash).octets(hashes.keyHash).element(INTEGER, serialContent(serial)).end().finish()
}
