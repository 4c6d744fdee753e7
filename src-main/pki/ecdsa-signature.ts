import { integerContent } from './der/integer.ts'
import { INTEGER, SEQUENCE } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'

/**
 * @param rAndS r and s side by side, each in the same number of octets, as PKCS#11, JWS and DNSSEC have them
 * @returns ECDSA-Sig-Value, DER, as X.509 has it (RFC 3279 2.2.3); null for an odd number of octets, or none
 */
export function ecdsaSignature(rAndS: Uint8Array): Uint8Array | null {
  if (rAndS.length === 0 || rAndS.length % 2 !== 0) return null
  const half = rAndS.length / 2
  const number = (octets: Uint8Array): Uint8Array =>
    integerContent(Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex'))
  return new DerWriter(160)
    .within(SEQUENCE, (sequence) =>
      sequence.element(INTEGER, number(rAndS.subarray(0, half))).element(INTEGER, number(rAndS.subarray(half)))
    )
    .finish()
}
