import { createHash, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { contentCiphers, encryptContent } from '../cms/content-cipher.ts'
import { wrapKey, writeKeyTransport, type KeyTransport } from '../cms/key-transport.ts'
import { contentTypes } from '../cms/model.ts'
import { integerContent } from '../der/integer.ts'
import { context, contextConstructed, INTEGER, SEQUENCE, SET } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import type { Certificate } from '../model.ts'
import { keyObject } from '../verify.ts'
import { aes256Wrap, wrapWithAes256 } from './key-wrap.ts'
import { pbkdf2Key } from './mac.ts'

/** To whom a private key goes: the holder of a certificate, or whoever knows a secret (RFC 9483 4.1.6). */
export type KeyRecipient =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'secret'; readonly secret: Uint8Array; readonly iterations: number }

const PBKDF2 = '1.2.840.113549.1.5.12'
const HMAC_SHA256 = '1.2.840.113549.2.9'
/** dhSinglePass-stdDH-sha256kdf-scheme, RFC 5753 7.1.4. */
const STANDARD_DH_SHA256 = '1.3.132.1.11.1'
const CIPHER = 'aes-256-cbc'
const TRANSPORT: KeyTransport = 'rsa-oaep-sha256'
/** Octets of an AES-256 key. */
const KEY = 32
const SALT = 16

/** @returns whether a private key can be encrypted to the holder of a certificate */
export function canReceiveKey({ publicKey: { facts } }: Certificate): boolean {
  return facts.kind === 'rsa' || facts.kind === 'ec'
}

/**
 * Encrypts the SignedData around a private key to one recipient (RFC 9483 4.1.6): EnvelopedData, without ContentInfo.
 * RSA keys get key transport (OAEP), EC keys key agreement with a fresh key, a secret PBKDF2; AES-256 for the rest.
 * @param signedData SignedData without ContentInfo
 * @throws ChanceryError `invalid-input` for a key that neither encrypts nor agrees
 */
export async function writeKeyEnvelope(
  signedData: Uint8Array,
  to: KeyRecipient,
  random: (bytes: number) => Uint8Array
): Promise<Uint8Array> {
  const key = Uint8Array.from(random(KEY))
  const { oid, blockBytes } = contentCiphers[CIPHER]
  const iv = random(blockBytes)
  try {
    const encrypted = encryptContent(CIPHER, key, iv, signedData)
    const writer = new DerWriter(encrypted.length + 1024).begin(SEQUENCE)
    // RFC 5652 6.1: 3 with a password, 2 with key agreement, else 0.
    writer.integer(to.kind === 'secret' ? 3 : to.certificate.publicKey.facts.kind === 'ec' ? 2 : 0)
    writer.begin(SET)
    if (to.kind === 'secret') await writePassword(writer, to, key, random)
    else writeHolder(writer, to.certificate, key)
    writer.end().begin(SEQUENCE).oid(contentTypes.signedData)
    writer.begin(SEQUENCE).oid(oid).octets(iv).end().octets(encrypted, context(0)).end()
    return writer.end().finish()
  } finally {
    key.fill(0)
  }
}

function writeHolder(writer: DerWriter, certificate: Certificate, key: Uint8Array): void {
  const { kind, label } = certificate.publicKey.facts
  if (kind === 'rsa') writeTransport(writer, certificate, key)
  else if (kind === 'ec') writeAgreement(writer, certificate, key)
  else throw new ChanceryError('invalid-input', `Nothing can be encrypted to a key of the kind ${label}.`)
}

function writeRecipientId(writer: DerWriter, { issuer, serial }: Certificate): void {
  writer.begin(SEQUENCE).raw(issuer.der).element(INTEGER, integerContent(serial)).end()
}

/** KeyTransRecipientInfo, RFC 5652 6.2.1. */
function writeTransport(writer: DerWriter, certificate: Certificate, key: Uint8Array): void {
  writer.begin(SEQUENCE).integer(0)
  writeRecipientId(writer, certificate)
  writeKeyTransport(writer, TRANSPORT)
  writer.octets(wrapKey(TRANSPORT, certificate.publicKey, key)).end()
}

/** PasswordRecipientInfo, RFC 5652 6.2.4; PBKDF2 and AES key wrap as of RFC 9481 4.3, 4.4. */
async function writePassword(
  writer: DerWriter,
  { secret, iterations }: Extract<KeyRecipient, { kind: 'secret' }>,
  key: Uint8Array,
  random: (bytes: number) => Uint8Array
): Promise<void> {
  const salt = random(SALT)
  const wrapping = await pbkdf2Key({ derive: 'sha256', salt, iterations, keyLength: KEY }, secret)
  writer.begin(contextConstructed(3)).integer(0)
  writer.begin(contextConstructed(0)).oid(PBKDF2).begin(SEQUENCE).octets(salt).integer(iterations).integer(KEY)
  writer.begin(SEQUENCE).oid(HMAC_SHA256).null().end().end().end()
  writer.begin(SEQUENCE).oid(aes256Wrap).end()
  writer.octets(wrapWithAes256(wrapping, key)).end()
  wrapping.fill(0)
}

/** KeyAgreeRecipientInfo with an ephemeral key on the curve of the recipient, RFC 5652 6.2.2, RFC 5753 3.1. */
function writeAgreement(writer: DerWriter, certificate: Certificate, key: Uint8Array): void {
  const recipient = keyObject(certificate.publicKey)
  const { namedCurve } = recipient.asymmetricKeyDetails ?? {}
  const ephemeral = generateKeyPairSync('ec', { namedCurve: namedCurve ?? 'prime256v1' })
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const wrapping = agreedKey(shared)
  const point = createPublicKey(ephemeral.publicKey.export({ format: 'pem', type: 'spki' })).export({ format: 'jwk' })
  const octets = Buffer.concat([
    Buffer.of(4),
    Buffer.from(point.x ?? '', 'base64url'),
    Buffer.from(point.y ?? '', 'base64url')
  ])
  writer.begin(contextConstructed(1)).integer(3)
  // OriginatorPublicKey [1]; the parameters are those of the recipient's key and left out (RFC 5753 3.1.1).
  writer.begin(contextConstructed(0)).begin(contextConstructed(1))
  writer.begin(SEQUENCE).oid('1.2.840.10045.2.1').end().bitOctets(octets).end().end()
  writer.begin(SEQUENCE).oid(STANDARD_DH_SHA256).begin(SEQUENCE).oid(aes256Wrap).end().end()
  writer.begin(SEQUENCE).begin(SEQUENCE)
  writeRecipientId(writer, certificate)
  writer.octets(wrapWithAes256(wrapping, key)).end().end().end()
  shared.fill(0)
  wrapping.fill(0)
}

/** X9.63 KDF with SHA-256 and ECC-CMS-SharedInfo without a user key (RFC 5753 7.2): one block is enough for AES-256. */
function agreedKey(shared: Uint8Array): Buffer {
  const info = new DerWriter(64).begin(SEQUENCE).begin(SEQUENCE).oid(aes256Wrap).end()
  info
    .begin(contextConstructed(2))
    .octets(Uint8Array.of(0, 0, (KEY * 8) >> 8, (KEY * 8) & 0xff))
    .end()
    .end()
  return createHash('sha256')
    .update(shared)
    .update(Uint8Array.of(0, 0, 0, 1))
    .update(info.finish())
    .digest()
}
