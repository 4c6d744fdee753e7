import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { assembleSigned, buildTbsCertificate } from '../../../src-main/pki/certificate-builder.ts'
import { parseCertificate } from '../../../src-main/pki/certificate.ts'
import { basicConstraintsExtension } from '../../../src-main/pki/extensions/basic-constraints.ts'
import { keyUsageExtension } from '../../../src-main/pki/extensions/key-usage.ts'
import type { Extension } from '../../../src-main/pki/model.ts'
import { nameFromText } from '../../../src-main/pki/name.ts'
import { DerWriter } from '../../../src-main/pki/der/writer.ts'
import { bigintContent } from '../../../src-main/pki/der/integer.ts'
import { INTEGER } from '../../../src-main/pki/der/tags.ts'
import { certificateIn, certificateObject } from '../../../src-main/keys/piv/piv-objects.ts'
import { ATTESTATION_OBJECT, ATTESTATION_SLOT, type CardKey, type CardState } from './card-state.ts'
import { references } from './card-keys.ts'

/** Yubico's arc for PIV attestation, docs.yubico.com "PIV Attestation OID Arc". */
const ARC = '1.3.6.1.4.1.41482.3'

const rootName = 'CN=Test PIV Root CA'
const notBefore = Date.UTC(2020, 0, 1)
const notAfter = Date.UTC(2052, 3, 17)

/** The maker of virtual YubiKeys: its root stands where Yubico's stands for real ones. */
export interface AttestationRoot {
  /** DER. */
  readonly certificate: Uint8Array
  readonly key: KeyObject
}

const spkiOf = (key: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }))
const serial = (): string => `1${randomBytes(15).toString('hex').slice(1)}`

export function attestationRoot(): AttestationRoot {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const subject = nameFromText(rootName).der
  const certificate = signed(privateKey, {
    issuer: subject,
    subject,
    publicKey: spkiOf(privateKey),
    extensions: [basicConstraintsExtension({ ca: true, pathLength: 1 }), keyUsageExtension(['keyCertSign', 'cRLSign'])]
  })
  return { certificate, key: privateKey }
}

/** Puts the key and certificate into F9 that a YubiKey has from its maker. */
export function fitAttestationKey(card: CardState, root: AttestationRoot): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key: CardKey = { algorithm: references.rsa2048, key: privateKey, pinPolicy: 1, touchPolicy: 1, origin: 2 }
  const certificate = signed(root.key, {
    issuer: nameFromText(rootName).der,
    subject: nameFromText('CN=Yubico PIV Attestation').der,
    publicKey: spkiOf(privateKey),
    extensions: [
      { oid: `${ARC}.3`, critical: false, value: Uint8Array.from(card.firmware) },
      basicConstraintsExtension({ ca: true, pathLength: 0 })
    ]
  })
  card.keys.set(ATTESTATION_SLOT, key)
  card.objects.set(ATTESTATION_OBJECT, certificateObject(certificate))
}

/** ATTEST: a certificate for the key of a slot, signed by F9, laid out as Yubico's. */
export function attestationOf(card: CardState, slot: number): Uint8Array | null {
  const [signer, attested] = [card.keys.get(ATTESTATION_SLOT), card.keys.get(slot)]
  const stored = certificateIn(card.objects.get(ATTESTATION_OBJECT) ?? new Uint8Array())
  if (signer === undefined || stored === null || attested?.origin !== 1) return null
  const number = new DerWriter(16).element(INTEGER, bigintContent(BigInt(card.serial))).finish()
  const own = (last: number, value: Uint8Array): Extension => ({ oid: `${ARC}.${last}`, critical: false, value })
  return signed(signer.key, {
    issuer: parseCertificate(stored).subject.der,
    subject: nameFromText(`CN=YubiKey PIV Attestation ${slot.toString(16)}`).der,
    publicKey: spkiOf(attested.key),
    extensions: [
      own(3, Uint8Array.from(card.firmware)),
      own(7, number),
      own(8, Uint8Array.of(attested.pinPolicy, attested.touchPolicy)),
      own(9, Uint8Array.of(card.formFactor))
    ]
  })
}

function signed(
  key: KeyObject,
  fields: {
    readonly issuer: Uint8Array
    readonly subject: Uint8Array
    readonly publicKey: Uint8Array
    readonly extensions: readonly Extension[]
  }
): Uint8Array {
  const tbs = buildTbsCertificate({
    ...fields,
    serial: serial(),
    signatureAlgorithm: 'rsa-pkcs1-sha256',
    notBefore,
    notAfter
  })
  return assembleSigned(tbs, 'rsa-pkcs1-sha256', new Uint8Array(sign('sha256', tbs, key)))
}
