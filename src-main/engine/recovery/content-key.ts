import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  privateDecrypt,
  constants,
  randomBytes,
  type KeyObject
} from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { argon2id, type Argon2Cost } from '../../keys/argon2.ts'
import { passphraseBytes } from '../../keys/passphrase.ts'
import { deriveKey, keyBytes, seal, unseal } from '../../keys/seal.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writeEnvelopedData } from '../../pki/cms/enveloped-builder.ts'
import { openEnvelopedData, parseEnvelopedData } from '../../pki/cms/enveloped.ts'
import { oaepHashOf } from '../../pki/cms/key-transport.ts'
import { readPrivateKeyFile } from '../../pki/private-key-file.ts'
import type { ArchiveHeader, BackupKey } from './archive-format.ts'

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const decode = (text: string): Uint8Array => Buffer.from(text, 'base64url')
/** SubjectPublicKeyInfo and PKCS#8 of X25519 (RFC 8410) before the 32 bytes of the key. */
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex')
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Makes the key pair of a backup passphrase. The passphrase must have passed `checkPassphrase`. */
export async function makeBackupKey(passphrase: string, cost: Argon2Cost): Promise<BackupKey> {
  const pair = generateKeyPairSync('x25519')
  const publicKey = rawPublic(pair.publicKey)
  const secret = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  const salt = randomBytes(16)
  const wrapping = await passphraseKey(passphrase, salt, cost)
  try {
    const sealedKey = seal(wrapping, contextOf(encode(publicKey)), secret.subarray(pkcs8Prefix.length))
    return { publicKey: encode(publicKey), salt: encode(salt), cost: { ...cost }, sealedKey: encode(sealedKey) }
  } finally {
    wrapping.fill(0)
    secret.fill(0)
  }
}

/** Wraps a content key for the passphrase, without knowing it. */
export function wrapForPassphrase(key: BackupKey, content: Uint8Array): NonNullable<ArchiveHeader['passphrase']> {
  const ephemeral = generateKeyPairSync('x25519')
  const ephemeralRaw = rawPublic(ephemeral.publicKey)
  const wrapping = agree(ephemeral.privateKey, publicOf(decode(key.publicKey)), ephemeralRaw, decode(key.publicKey))
  try {
    return { key, ephemeral: encode(ephemeralRaw), wrapped: encode(seal(wrapping, 'backup content key', content)) }
  } finally {
    wrapping.fill(0)
  }
}

/** Wraps a content key for the holder of a certificate: CMS EnvelopedData, AES-256 and RSA-OAEP with SHA-256. */
export function wrapForRecipient(der: Uint8Array, content: Uint8Array): ArchiveHeader['recipients'][number] {
  const certificate = parseCertificate(der)
  const envelope = writeEnvelopedData({
    content,
    recipients: [certificate],
    cipher: 'aes-256-cbc',
    transport: 'rsa-oaep-sha256',
    random: (bytes) => randomBytes(bytes)
  })
  return {
    subject: certificate.subject.text,
    fingerprint: createHash('sha256').update(certificate.der).digest('hex'),
    envelope: Buffer.from(envelope).toString('base64')
  }
}

/** What opens a backup. */
export type Opener =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** The private key of a recipient: PEM or PKCS#8, with its own passphrase where it has one. */
  | { readonly kind: 'recipient'; readonly privateKey: Uint8Array; readonly keyPassphrase?: string | undefined }

/** @returns the content key, to be zeroed by the caller. @throws ChanceryError `wrong-passphrase`, `invalid-input` */
export async function contentKeyOf(header: ArchiveHeader, opener: Opener): Promise<Uint8Array> {
  if (opener.kind === 'passphrase') return byPassphrase(header, opener.passphrase)
  const der = await readPrivateKeyFile(opener.privateKey, opener.keyPassphrase)
  const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  der.fill(0)
  return byRecipient(header, key)
}

async function byPassphrase(header: ArchiveHeader, passphrase: string): Promise<Uint8Array> {
  const slot = header.passphrase
  if (slot === null)
    throw new ChanceryError(
      'wrong-passphrase',
      `This backup has no passphrase: it is for the holders of certificates (${header.recipients.map(({ subject }) => subject).join('; ')}).`
    )
  const wrapping = await passphraseKey(passphrase, decode(slot.key.salt), slot.key.cost)
  let secret: Uint8Array
  try {
    secret = unseal(wrapping, contextOf(slot.key.publicKey), decode(slot.key.sealedKey))
  } catch (cause) {
    throw new ChanceryError('wrong-passphrase', 'This is not the passphrase that the backup was made under.', { cause })
  } finally {
    wrapping.fill(0)
  }
  const encoded = Buffer.concat([pkcs8Prefix, secret])
  secret.fill(0)
  const privateKey = createPrivateKey({ key: encoded, format: 'der', type: 'pkcs8' })
  encoded.fill(0)
  const key = agree(privateKey, publicOf(decode(slot.ephemeral)), decode(slot.ephemeral), decode(slot.key.publicKey))
  try {
    return unseal(key, 'backup content key', decode(slot.wrapped))
  } finally {
    key.fill(0)
  }
}

function byRecipient(header: ArchiveHeader, privateKey: KeyObject): Uint8Array {
  for (const { envelope } of header.recipients) {
    const data = parseEnvelopedData(Buffer.from(envelope, 'base64'))
    for (const recipient of data.recipients) {
      if (recipient.transport === null || recipient.transport === 'rsa-pkcs1') continue
      try {
        const key = privateDecrypt(
          {
            key: privateKey,
            padding: constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: oaepHashOf(recipient.transport)
          },
          recipient.encryptedKey
        )
        const content = openEnvelopedData(data, key)
        key.fill(0)
        if (content.length === keyBytes) return Uint8Array.from(content)
      } catch {
        // For another recipient.
      }
    }
  }
  throw new ChanceryError(
    'wrong-passphrase',
    `This private key belongs to none of the recipients of the backup (${header.recipients.map(({ subject }) => subject).join('; ') || 'it has none'}).`
  )
}

function agree(secret: KeyObject, other: KeyObject, ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array {
  const shared = diffieHellman({ privateKey: secret, publicKey: other })
  try {
    // Both public keys go in, so that the wrapped key belongs to this pair (as in RFC 9180 4.1).
    return deriveKey(shared, Buffer.concat([ephemeral, recipient]), 'backup/wrap')
  } finally {
    shared.fill(0)
  }
}

async function passphraseKey(passphrase: string, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  const bytes = passphraseBytes(passphrase)
  try {
    return await argon2id(bytes, salt, cost)
  } finally {
    bytes.fill(0)
  }
}

const contextOf = (publicKey: string): string => `backup key ${publicKey}`

function rawPublic(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ type: 'spki', format: 'der' }).subarray(spkiPrefix.length))
}

function publicOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
}
