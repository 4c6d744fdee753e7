import { assertNever } from '../../../src-shared/assert-never.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { decodeCbor } from '../../pki/cbor.ts'
import type { Certificate } from '../../pki/model.ts'
import { verifySignature } from '../../pki/verify.ts'
import { readAttestation } from '../yubikey/attestation.ts'
import { certificatesIn, type AttestationObject } from './attestation-object.ts'
import type { AttestedKey } from './attested-key.ts'
import { AttestationRefused, requireChain, type MakerTrust } from './chain.ts'

/** RSA-4096 is the longest signature of a YubiKey. */
const mostSignatureBytes = 600

/**
 * Checks an attestation of format `step` (Smallstep's, for keys in a PIV slot of a YubiKey): x5c is the statement of the
 * YubiKey about the key, then the certificate of its slot F9; `sig` holds, as a CBOR byte string within the byte string,
 * the signature of that key over the key authorization.
 * @throws AttestationRefused; ChanceryError `malformed`, `too-large`
 */
export function checkYubiKeyAttestation(
  object: AttestationObject,
  trust: MakerTrust,
  keyAuthorization: string,
  at: number,
  steps: string[]
): AttestedKey {
  const chain = certificatesIn(object)
  const [statement] = chain
  steps.push(requireChain(trust, chain, at))
  const facts = readAttestation(statement)
  if (facts.serial === null) throw new AttestationRefused('The attestation names no serial number.')
  steps.push(`Serial number: ${facts.serial}.`)
  if (facts.slot !== null) steps.push(`Slot: ${facts.slot}.`)
  if (facts.firmware !== null) steps.push(`Firmware: ${facts.firmware}.`)
  if (facts.pinPolicy !== null) steps.push(`PIN: ${facts.pinPolicy}; touch: ${facts.touchPolicy ?? 'not said'}.`)
  const outer = object.statement.get('sig')
  if (!(outer instanceof Uint8Array)) throw new AttestationRefused('attStmt has no sig.')
  const signature = decodeCbor(outer, 'signature of the attestation', mostSignatureBytes)
  if (!(signature instanceof Uint8Array)) throw new AttestationRefused('sig is not a byte string in CBOR.')
  if (!verifySignature(statement.publicKey, algorithmOf(statement), Buffer.from(keyAuthorization), signature))
    throw new AttestationRefused('The signature over the key authorization is not one of the attested key.')
  steps.push('The attested key signed the key authorization.')
  return { spki: statement.publicKey.der, identifiers: [String(facts.serial)] }
}

/** The keys that PIV slots make (Yubico, "PIV": RSA, P-256, P-384, Ed25519), each with the hash that the format takes for it. */
function algorithmOf({ publicKey }: Certificate): SignatureAlgorithmId {
  const { facts } = publicKey
  switch (facts.kind) {
    case 'rsa':
      return 'rsa-pkcs1-sha256'
    case 'ec':
      return 'ecdsa-sha256'
    case 'ed25519':
      return 'ed25519'
    case 'ml-dsa':
    case 'other':
      throw new AttestationRefused(`No YubiKey makes a key of the kind ${facts.label}.`)
    default:
      return assertNever(facts)
  }
}
