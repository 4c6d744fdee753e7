import { createHash, timingSafeEqual } from 'node:crypto'
import { asciiText } from '../../pki/der/strings.ts'
import type { Certificate } from '../../pki/model.ts'
import { certificatesIn, type AttestationObject } from './attestation-object.ts'
import { AttestationRefused, requireChain, type MakerTrust } from './chain.ts'
import type { AttestedKey } from './attested-key.ts'

/** Apple, "Device Management", DeviceInformationResponse: extensions of attestation certificates. Their values are bare bytes. */
const ARC = '1.2.840.113635.100.8'
const SERIAL = `${ARC}.9.1`
const UDID = `${ARC}.9.2`
const OS_VERSION = `${ARC}.10.1`
const SEP_OS_VERSION = `${ARC}.10.2`
const FRESHNESS = `${ARC}.11.1`

/**
 * Checks an attestation of format `apple` (Managed Device Attestation): the chain ends at Apple's Enterprise Attestation
 * Root CA, and the certificate of the key holds SHA-256 of the challenge's token as freshness code. Apple's servers sign
 * it, so that the format has no signature over the key authorization: the token alone binds it to this challenge, and the
 * JWS of the answer binds the challenge to the account.
 * @throws AttestationRefused; ChanceryError `malformed`, `too-large`
 */
export function checkAppleAttestation(
  object: AttestationObject,
  trust: MakerTrust,
  token: string,
  at: number,
  steps: string[]
): AttestedKey {
  const chain = certificatesIn(object)
  const [leaf] = chain
  steps.push(requireChain(trust, chain, at))
  const [serial, udid] = [textIn(leaf, SERIAL), textIn(leaf, UDID)]
  const facts: [string, string | null][] = [
    ['Serial number', serial],
    ['UDID', udid],
    ['OS version', textIn(leaf, OS_VERSION)],
    ['Version of the Secure Enclave', textIn(leaf, SEP_OS_VERSION)]
  ]
  for (const [label, value] of facts) if (value !== null) steps.push(`${label}: ${value}.`)
  const freshness = leaf.extension(FRESHNESS)?.value
  if (freshness === undefined)
    throw new AttestationRefused('The attestation has no freshness code, so that it could be one of before.')
  const expected = createHash('sha256').update(token).digest()
  if (freshness.length !== expected.length || !timingSafeEqual(freshness, expected))
    throw new AttestationRefused(
      'The freshness code of the attestation is not that of this challenge: it is another one’s.'
    )
  steps.push('The freshness code is that of this challenge.')
  const identifiers = [serial, udid].filter((one) => one !== null)
  if (identifiers.length === 0)
    throw new AttestationRefused(
      'The attestation names neither serial number nor UDID. Apple leaves them out for devices that a person enrolled (User Enrollment).'
    )
  return { spki: leaf.publicKey.der, identifiers }
}

/** A blank value stands for a property that Apple could not verify. @throws AttestationRefused */
function textIn(leaf: Certificate, oid: string): string | null {
  const value = leaf.extension(oid)?.value
  if (value === undefined || value.length === 0) return null
  const text = value.length > 200 ? null : asciiText(value, 0, value.length)
  if (text === null || !/^[\x20-\x7e]+$/.test(text))
    throw new AttestationRefused(`The extension ${oid} of the attestation is not a text.`)
  return text
}
