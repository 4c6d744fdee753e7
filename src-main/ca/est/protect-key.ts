import { parseCertificate } from '../../pki/certificate.ts'
import {
  contentTypes,
  contentCipherIds,
  contentCiphers,
  writeEnvelopedData,
  type ContentCipher
} from '../../pki/cms.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { contextConstructed, SEQUENCE } from '../../pki/der/tags.ts'
import { encode } from '../../pki/der/writer.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate, CertificationRequest } from '../../pki/model.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { certificatesOfEstClient } from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { EstAsk } from './ask.ts'
import type { MessageSigner } from './message-signer.ts'
import { EstRefused } from './refused.ts'

/** RFC 7030 4.4.1.1, 4.4.1.2, RFC 8551 2.5.2. */
const attributeIds = {
  smimeCapabilities: '1.2.840.113549.1.9.15',
  decryptKeyId: '1.2.840.113549.1.9.16.2.37',
  asymmetricDecryptKeyId: '1.2.840.113549.1.9.16.2.54'
} as const
/** id-ct-KP-aKeyPackage, RFC 5958 2. */
const KEY_PACKAGE = '2.16.840.1.101.2.1.2.78.5'
const MOST_LOOKED_AT = 200
const MOST_CAPABILITIES = 100

/** To whom a key is encrypted beside TLS, and how. */
export interface KeyProtection {
  readonly recipient: Certificate
  readonly cipher: ContentCipher
}

/**
 * @returns how a client wants its key encrypted; null where TLS is enough for it
 * @throws EstRefused where it asks for what is not offered: then no key is sent at all (RFC 7030 4.4.1)
 */
export function protectionOf(ca: CaContext, ask: EstAsk, shown: Certificate | null): KeyProtection | null {
  const { csr, requester } = ask
  if (valueOf(csr, attributeIds.decryptKeyId) !== null)
    throw new EstRefused(
      'refused-by-policy',
      'Keys are not encrypted with a shared secret here. Ask with AsymmetricDecryptKeyIdentifier, or without.',
      `${requester.text} asked for a key under a shared secret (RFC 7030 4.4.1.1), which Chancery does not offer.`
    )
  const wanted = valueOf(csr, attributeIds.asymmetricDecryptKeyId)
  if (wanted === null) return null
  const id = octetsOf(wanted)
  const recipient = [...(shown === null ? [] : [shown]), ...earlierOf(ca, ask)].find((certificate) => {
    const own = findExtension(certificate, 'subjectKeyIdentifier')
    return own !== undefined && sameBytes(own, id)
  })
  if (recipient?.publicKey.facts.kind !== 'rsa')
    throw new EstRefused(
      'refused-by-policy',
      'The key cannot be encrypted as asked: AsymmetricDecryptKeyIdentifier names no RSA certificate of yours.',
      `${requester.text} asked for a key encrypted to a certificate that it neither showed nor got here, or whose key is not RSA (RFC 7030 4.4.1.2).`
    )
  return { recipient, cipher: cipherOf(csr) }
}

/** Wraps a key as RFC 7030 4.4.2 says: signed by who made it, then encrypted. @returns EnvelopedData, DER */
export async function protectKey(
  ca: CaContext,
  ask: EstAsk,
  signer: MessageSigner,
  pkcs8: Uint8Array,
  { recipient, cipher }: KeyProtection
): Promise<Uint8Array> {
  const keyPackage = encode(SEQUENCE, (writer) => writer.raw(pkcs8), pkcs8.length + 16)
  try {
    const signed = await signer.signMessage(ask.service, KEY_PACKAGE, keyPackage)
    return writeEnvelopedData({
      content: insideContentInfo(signed),
      contentType: contentTypes.signedData,
      recipients: [recipient],
      cipher,
      transport: 'rsa-pkcs1',
      random: (bytes) => ca.random.bytes(bytes)
    })
  } finally {
    keyPackage.fill(0)
  }
}

/** The content of a type of its own is the value itself, without its ContentInfo (RFC 5652 6.1). */
function insideContentInfo(der: Uint8Array): Uint8Array {
  const reader = new DerReader(der, 'signed key')
  const outer = reader.enter(SEQUENCE)
  reader.oid()
  const explicit = reader.enter(contextConstructed(0))
  reader.expect(SEQUENCE)
  const inside = reader.element()
  reader.leave(explicit)
  reader.leave(outer)
  return inside
}

function earlierOf(ca: CaContext, { requester }: EstAsk): Certificate[] {
  if (requester.client === null) return []
  const from = reader(ca.store)
  return certificatesOfEstClient(from, requester.client.id, MOST_LOOKED_AT).flatMap((id) => {
    const der = getCertificateDer(from, id)
    return der === undefined ? [] : [parseCertificate(der)]
  })
}

/** The first cipher of SMIMECapabilities that is AES; AES-256 where none is named. */
function cipherOf(csr: CertificationRequest): ContentCipher {
  const value = valueOf(csr, attributeIds.smimeCapabilities)
  if (value === null) return 'aes-256-cbc'
  const reader = new DerReader(value, 'S/MIME capabilities')
  const outer = reader.enter(SEQUENCE)
  const offered: string[] = []
  while (!reader.atEnd && offered.length < MOST_CAPABILITIES) {
    const one = reader.enter(SEQUENCE)
    offered.push(reader.oidText())
    if (!reader.atEnd) reader.next()
    reader.leave(one)
  }
  reader.leave(outer)
  for (const oid of offered) {
    const cipher = contentCipherIds.find((id) => id.startsWith('aes-') && contentCiphers[id].oid === oid)
    if (cipher !== undefined) return cipher
  }
  throw new EstRefused(
    'refused-by-policy',
    'SMIMECapabilities names no cipher that keys are encrypted with here: AES-128, AES-192 or AES-256 in CBC mode.',
    'A client asked for a key under a cipher that is not offered for it. It needs AES in CBC mode.'
  )
}

function valueOf(csr: CertificationRequest, oid: string): Uint8Array | null {
  return csr.attributes.find((attribute) => attribute.oid === oid)?.values[0] ?? null
}

function octetsOf(value: Uint8Array): Uint8Array {
  const reader = new DerReader(value, 'key identifier')
  const octets = reader.octets()
  reader.finish()
  return octets
}
