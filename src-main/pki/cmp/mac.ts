import { createHmac, hash, pbkdf2 } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { hashOids, type HashName } from '../../../src-shared/model/algorithm.ts'
import { readAlgorithm, hashLengths } from '../algorithm-identifier.ts'
import { DerReader } from '../der/reader.ts'
import { INTEGER, NULL, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { nextTurn } from '../in-slices.ts'
import type { AlgorithmIdentifier } from '../model.ts'

/** Password-based MAC of RFC 9481 6.1.1 (RFC 4211 4.4), and PBMAC1 of RFC 9481 6.1.2 (RFC 8018, RFC 9579). */
export const macAlgorithms = { pbm: '1.2.840.113533.7.66.13', pbmac1: '1.2.840.113549.1.5.14' } as const

const PBKDF2 = '1.2.840.113549.1.5.12'
/** RFC 8018 B.1, and the older name of HMAC-SHA-1 (RFC 9481 6.2.1). */
const hmacs: Readonly<Record<string, HashName>> = {
  '1.3.6.1.5.5.8.1.2': 'sha1',
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512'
}
const hmacOids: Readonly<Record<HashName, string>> = {
  sha1: '1.3.6.1.5.5.8.1.2',
  sha256: '1.2.840.113549.2.9',
  sha384: '1.2.840.113549.2.10',
  sha512: '1.2.840.113549.2.11'
}
const hashesByOid = new Map(Object.entries(hashOids).map(([name, oid]) => [oid, name as HashName]))

/** RFC 4211 4.4 wants a salt for each message; what is longer than this is none. */
const MAX_SALT = 256
/** Rounds of the password-based MAC between two looks at other work. */
const SLICE = 500

/** How a message is protected with a shared secret. */
export interface MacParameters {
  readonly kind: 'pbm' | 'pbmac1'
  readonly salt: Uint8Array
  readonly iterations: number
  /** One-way function of the PBM, or that of PBKDF2. */
  readonly derive: HashName
  readonly mac: HashName
  /** Octets of the derived key; of PBMAC1 only. */
  readonly keyLength: number
}

/**
 * Reads the protection algorithm of a message where it is a MAC.
 * @returns null for another kind. @throws ChanceryError `malformed`; `invalid-input` for hashes that are not known here
 */
export function readMacParameters(algorithm: AlgorithmIdentifier): MacParameters | null {
  if (algorithm.oid === macAlgorithms.pbm) return readPbm(parametersOf(algorithm))
  if (algorithm.oid === macAlgorithms.pbmac1) return readPbmac1(parametersOf(algorithm))
  return null
}

function parametersOf({ parameters }: AlgorithmIdentifier): DerReader {
  return new DerReader(parameters ?? new Uint8Array(), 'MAC of the message')
}

/** PBMParameter (RFC 4211 4.4). */
function readPbm(reader: DerReader): MacParameters {
  const outer = reader.enter(SEQUENCE)
  const salt = readSalt(reader)
  const owf = readAlgorithm(reader).oid
  const iterations = readIterations(reader)
  const mac = hmacOf(readAlgorithm(reader).oid)
  reader.leave(outer)
  reader.finish()
  const derive = hashesByOid.get(owf) ?? unknown(owf)
  return { kind: 'pbm', salt, iterations, derive, mac, keyLength: hashLengths[derive] }
}

/** PBMAC1-params (RFC 8018 A.5) with PBKDF2, whose key length must be there (RFC 9579 5). */
function readPbmac1(reader: DerReader): MacParameters {
  const outer = reader.enter(SEQUENCE)
  const kdf = readAlgorithm(reader)
  const mac = hmacOf(readAlgorithm(reader).oid)
  reader.leave(outer)
  reader.finish()
  if (kdf.oid !== PBKDF2) return unknown(kdf.oid)
  const inner = parametersOf(kdf)
  const sequence = inner.enter(SEQUENCE)
  const salt = readSalt(inner)
  const iterations = readIterations(inner)
  const keyLength = inner.peek() === INTEGER ? inner.smallInteger() : inner.fail('PBMAC1 needs the length of its key')
  const derive = inner.atEnd ? 'sha1' : hmacOf(readAlgorithm(inner).oid)
  inner.leave(sequence)
  inner.finish()
  if (keyLength < 16 || keyLength > 64) inner.fail('a key of PBMAC1 has 16 to 64 octets here')
  return { kind: 'pbmac1', salt, iterations, derive, mac, keyLength }
}

function readSalt(reader: DerReader): Uint8Array {
  const salt = reader.octets()
  if (salt.length > MAX_SALT) reader.fail(`a salt has more than ${MAX_SALT} octets`)
  return salt
}

/** A count beyond any limit is no syntax error: whoever asks learns that it is too high. */
function readIterations(reader: DerReader): number {
  const hex = reader.integerHex()
  if (hex.startsWith('-') || hex === '00') reader.fail('an iteration count is not positive')
  return hex.length > 12 ? Number.MAX_SAFE_INTEGER : Number.parseInt(hex, 16)
}

function hmacOf(oid: string): HashName {
  return hmacs[oid] ?? unknown(oid)
}

function unknown(oid: string): never {
  throw new ChanceryError(
    'invalid-input',
    `The message is protected with the algorithm ${oid}, which is not known here.`
  )
}

/** Computes the MAC of a message; the caller has checked the count. */
export async function computeMac(parameters: MacParameters, secret: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const key = parameters.kind === 'pbm' ? await pbmKey(parameters, secret) : await pbkdf2Key(parameters, secret)
  const mac = createHmac(parameters.mac, key).update(data).digest()
  key.fill(0)
  return new Uint8Array(mac)
}

async function pbmKey({ derive, salt, iterations }: MacParameters, secret: Uint8Array): Promise<Uint8Array> {
  const first = Buffer.concat([secret, salt])
  let key = hash(derive, first, 'buffer')
  first.fill(0)
  for (let round = 1; round < iterations; round++) {
    if (round % SLICE === 0) await nextTurn()
    key = hash(derive, key, 'buffer')
  }
  return key
}

/** Derives a key with PBKDF2 (RFC 8018 5.2) on a thread of its own, so that other work goes on meanwhile. */
export function pbkdf2Key(
  { derive, salt, iterations, keyLength }: Pick<MacParameters, 'derive' | 'salt' | 'iterations' | 'keyLength'>,
  secret: Uint8Array
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    pbkdf2(secret, salt, iterations, keyLength, derive, (error, key) =>
      error instanceof Error ? reject(error) : resolve(key)
    )
  })
}

/** @returns the AlgorithmIdentifier of a MAC as DER. */
export function macAlgorithmDer(parameters: MacParameters): Uint8Array {
  const { kind, salt, iterations, derive, mac, keyLength } = parameters
  const writer = new DerWriter(128).begin(SEQUENCE).oid(macAlgorithms[kind]).begin(SEQUENCE)
  const algorithm = (oid: string): void => {
    writer.begin(SEQUENCE).oid(oid).element(NULL, new Uint8Array()).end()
  }
  if (kind === 'pbm') {
    writer.octets(salt)
    algorithm(hashOids[derive])
    writer.integer(iterations)
    algorithm(hmacOids[mac])
  } else {
    writer.begin(SEQUENCE).oid(PBKDF2).begin(SEQUENCE).octets(salt).integer(iterations).integer(keyLength)
    // PBKDF2 has its SHA-1 by default, which DER leaves out.
    if (derive !== 'sha1') algorithm(hmacOids[derive])
    writer.end().end()
    algorithm(hmacOids[mac])
  }
  return writer.end().end().finish()
}
