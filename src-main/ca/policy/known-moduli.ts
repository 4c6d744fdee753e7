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
import { keepModulus, moduliOfBatch, nextModulusBatch } from '../../store/rsa-moduli.ts'

/** Keeps the modulus of an RSA key that was certified or taken into the inventory; other keys are left alone. */
export function rememberModulus(tx: Writer, publicKey: PublicKeyInfo): void {
  if (publicKey.facts.kind !== 'rsa') return
  const { modulus } = readRsaKey(publicKey.keyBytes)
  keepModulus(tx, spkiFingerprint(publicKey.der), octets(modulus), (moduli) => octets(product(moduli.map(number))))
}

/**
 * Looks for a prime that an RSA key shares with any key seen here (Heninger et al., "Mining your Ps and Qs", 2012).
 * Goes batch by batch and gives the event loop its turn after each.
 */
export async function noSharedPrime(reader: Reader, publicKey: PublicKeyInfo): Promise<readonly Reason[]> {
  if (publicKey.facts.kind !== 'rsa') return []
  const { modulus } = readRsaKey(publicKey.keyBytes)
  if (modulus <= 1n) return []
  const own = octets(modulus)
  for (let batch = nextModulusBatch(reader, 0); batch !== undefined; batch = nextModulusBatch(reader, batch.id)) {
    if (batch.product === null || gcd(modulus, number(batch.product) % modulus) !== 1n) {
      const others = moduliOfBatch(reader, batch.id).filter((other) => Buffer.compare(other, own) !== 0)
      if (sharedPrime(modulus, others.map(number)) !== null) return [broken]
    }
    await turn()
  }
  return []
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
