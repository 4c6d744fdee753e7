import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { asn1Tree, ASN1_LIMITS } from '../../pki/asn1-tree.ts'
import { keyDescription, spkiFingerprint } from '../../pki/describe/key.ts'
import type { IterationLimit } from '../../pki/password/iteration-limit.ts'
import { readPrivateKeyFile } from '../../pki/private-key-file.ts'
import { isEncryptedPrivateKeyInfo, readPrivateKeyInfo } from '../../pki/pkcs8.ts'
import { labelled } from '../../pki/describe/general-name-lines.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { Block } from './contents.ts'
import { keyMatches } from './objects.ts'

/** A private key as it may be shown: nothing of it that is secret. `locked` stands for one that needs a passphrase. */
export type ViewedKey =
  { readonly kind: 'shown'; readonly object: ViewedObject } | { readonly kind: 'needs-passphrase' }

/** @returns whether a block is a private key, by its label or by the form of its bytes. */
export function isPrivateKey(block: Block): boolean {
  if (block.label !== null) return block.label.endsWith('PRIVATE KEY')
  return (
    looksLike(() => readPrivateKeyInfo(block.bytes)) || looksEncrypted(block.bytes) || looksTraditional(block.bytes)
  )
}

/**
 * Describes a private key: algorithm, fingerprint of its public key and what it belongs to. The key itself goes nowhere.
 * @throws ChanceryError `wrong-passphrase`; `malformed`
 */
export async function viewPrivateKey(
  ca: CaContext,
  block: Block,
  passphrase: string | undefined,
  limit: IterationLimit
): Promise<ViewedKey> {
  if (
    passphrase === undefined &&
    (block.label === 'ENCRYPTED PRIVATE KEY' ||
      looksEncrypted(block.bytes) ||
      block.text?.includes('DEK-Info') === true)
  ) {
    return { kind: 'needs-passphrase' }
  }
  return { kind: 'shown', object: await describeKey(ca, block.text ?? block.bytes, passphrase, limit) }
}

/**
 * @param privateKey PKCS#8 or a traditional key, DER, or PEM with headers
 * @param limit what opening it may cost
 */
export async function describeKey(
  ca: CaContext,
  privateKey: Uint8Array | string,
  passphrase: string | undefined,
  limit: IterationLimit
): Promise<ViewedObject> {
  let pkcs8: Uint8Array | undefined
  try {
    pkcs8 = await readPrivateKeyFile(privateKey, passphrase, limit)
    // The vault checks the key and gives its public half; what it sealed is let go.
    const { spki } = await ca.keys.import(pkcs8, 'viewer')
    const key = parsePublicKeyInfo(spki)
    const spkiSha256 = spkiFingerprint(spki)
    const shown = {
      algorithm: key.facts.id ?? key.facts.label,
      description: keyDescription(key),
      spkiSha256,
      matches: keyMatches(reader(ca.store), spkiSha256)
    }
    return secret(`Private key, ${key.facts.label}`, shown)
  } catch (error) {
    if (!(error instanceof ChanceryError) || !['invalid-input', 'weak-key'].includes(error.code)) throw error
    const algorithm = algorithmOf(privateKey)
    return secret('Private key', { algorithm, description: error.message, spkiSha256: '', matches: [] })
  } finally {
    pkcs8?.fill(0)
  }
}

function secret(title: string, key: NonNullable<ViewedObject['key']>): ViewedObject {
  return { kind: 'private-key', title, key, asn1: null, base64: null, pem: null, knownCertificateId: null }
}

function algorithmOf(privateKey: Uint8Array | string): string {
  if (typeof privateKey === 'string') return 'unknown'
  try {
    return labelled(readPrivateKeyInfo(privateKey).algorithm)
  } catch {
    return 'unknown'
  }
}

function looksEncrypted(bytes: Uint8Array): boolean {
  return looksLike(() => {
    if (!isEncryptedPrivateKeyInfo(bytes)) throw new ChanceryError('malformed', 'not encrypted')
  })
}

/** RSA (RFC 8017 A.1.2) and DSA keys are version 0 and numbers only, EC keys (RFC 5915) version 1 and an OCTET STRING. */
function looksTraditional(bytes: Uint8Array): boolean {
  if (!looksLike(() => asn1Tree(bytes, { ...ASN1_LIMITS, nodes: 50 }))) return false
  const { tag, children } = asn1Tree(bytes, { ...ASN1_LIMITS, nodes: 50 })
  const [version, second] = children
  if (tag !== 'SEQUENCE' || version?.tag !== 'INTEGER') return false
  if (version.text === '1') return second?.tag === 'OCTET STRING'
  return version.text === '0' && children.length >= 6 && children.every((child) => child.tag === 'INTEGER')
}

function looksLike(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof ChanceryError) return false
    throw error
  }
}
