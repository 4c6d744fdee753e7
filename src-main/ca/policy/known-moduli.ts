import { setImmediate as turn } from 'node:timers/promises'
import type { Reason } from '../../../src-shared/errors.ts'
import { bytesOfHex, hexOf } from '../../pki/der/hex.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { PublicKeyInfo } from '../../pki/model.ts'
import { readRsaKey } from '../../pki/spki.ts'
import { gcd, product } from '../../pki/weak-keys/modular.ts'
import { weakKeyReason } from '../../pki/weak-keys/rsa.ts'
import { sharedPrime } from '../../pki/weak-keys/shared-prime.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { batchOfKey, keepModulus, moduliOfBatch, nextModulusBatch, type ModulusBatch } from '../../store/rsa-moduli.ts'

/** Keeps the modulus of an RSA key that was certified or taken into the inventory; other keys are left alone. */
export function rememberModulus(tx: Writer, publicKey: PublicKeyInfo): void {
  if (publicKey.facts.kind !== 'rsa') return
  const { modulus } = readRsaKey(publicKey.keyBytes)
  keepModulus(tx, spkiFingerprint(publicKey.der), octets(modulus), (moduli) => octets(product(moduli.map(number))))
}

/** How far the keys seen here were searched for a key: what came later is not in it. */
export interface Searched {
  /** The last batch, and its members at that time. */
  readonly batch: number
  readonly members: number
}

export interface SharedPrimeVerdict {
  readonly reasons: readonly Reason[]
  readonly searched: Searched
}

const nothing: Searched = { batch: 0, members: 0 }

/**
 * Looks for a prime that an RSA key shares with any key seen here (Heninger et al., "Mining your Ps and Qs", 2012).
 * Goes batch by batch and gives the event loop its turn after each. What the batches leave over is multiplied, so that one
 * greatest common divisor answers for all of them.
 * @param before of an earlier search for the same key: what was searched then is not searched again.
 */
export async function noSharedPrime(
  reader: Reader,
  publicKey: PublicKeyInfo,
  before: Searched = nothing
): Promise<SharedPrimeVerdict> {
  let searched = before
  if (publicKey.facts.kind !== 'rsa') return { reasons: [], searched }
  const { modulus } = readRsaKey(publicKey.keyBytes)
  if (modulus <= 1n) return { reasons: [], searched }
  const ownBatch = batchOfKey(reader, spkiFingerprint(publicKey.der))
  const remainder = (batch: ModulusBatch): bigint => {
    const all = productOf(reader, batch)
    // The key itself is no finding.
    return (batch.id === ownBatch ? all / modulus : all) % modulus
  }
  let together = 1n
  // The batch that took members at that time may have more by now.
  const from = before.batch - 1
  for (let batch = nextModulusBatch(reader, from); batch !== undefined; batch = nextModulusBatch(reader, batch.id)) {
    if (batch.id === before.batch && batch.members === before.members) continue
    together = (together * remainder(batch)) % modulus
    searched = { batch: batch.id, members: batch.members }
    await turn()
  }
  if (together === 1n || gcd(modulus, together) === 1n) return { reasons: [], searched }
  // Something is left over: whatever it came from is looked at one by one.
  const own = octets(modulus)
  for (let batch = nextModulusBatch(reader, from); batch !== undefined; batch = nextModulusBatch(reader, batch.id)) {
    if (gcd(modulus, remainder(batch)) !== 1n) {
      const each = moduliOfBatch(reader, batch.id).filter((other) => Buffer.compare(other, own) !== 0)
      if (sharedPrime(modulus, each.map(number)) !== null) return { reasons: [broken], searched }
    }
    await turn()
  }
  return { reasons: [], searched }
}

/** The batch that still takes members, as far as it was multiplied; a database has one at a time. */
const growing = new WeakMap<Reader, { readonly id: number; readonly members: number; readonly product: bigint }>()

function productOf(reader: Reader, { id, product: whole, members }: ModulusBatch): bigint {
  if (whole !== null) return number(whole)
  const known = growing.get(reader)
  const before = known?.id === id && known.members <= members ? known : { members: 0, product: 1n }
  if (before.members === members) return before.product
  const all = before.product * product(moduliOfBatch(reader, id, before.members).map(number))
  growing.set(reader, { id, members, product: all })
  return all
}

const broken = weakKeyReason(
  'rsa-shared-prime',
  'The RSA modulus shares a prime factor with another key that was certified or imported here: both are broken. Make another key, and replace the other one.'
)

function octets(value: bigint): Uint8Array {
  const hex = value.toString(16)
  return bytesOfHex(hex.length % 2 === 0 ? hex : `0${hex}`)
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${hexOf(bytes)}`)
