import { ChanceryError } from '../../../src-shared/errors.ts'
import { integerContent } from '../der/integer.ts'
import { context, contextConstructed, INTEGER, SEQUENCE, SET } from '../der/tags.ts'
import { DerWriter, setOfOrder } from '../der/writer.ts'
import type { Certificate } from '../model.ts'
import { contentCiphers, encryptContent, type ContentCipher } from './content-cipher.ts'
import { envelopedDataOid } from './enveloped.ts'
import { wrapKey, writeKeyTransport, type KeyTransport } from './key-transport.ts'
import { contentTypes } from './model.ts'

/** What a new EnvelopedData is made of. */
export interface EnvelopeFields {
  readonly content: Uint8Array
  /** What the content is; data where it is left out. */
  readonly contentType?: string
  /** Those who can open it; each has an RSA key. */
  readonly recipients: readonly Certificate[]
  readonly cipher: ContentCipher
  readonly transport: KeyTransport
  /** Source of key and initialization vector. */
  readonly random: (bytes: number) => Uint8Array
}

/**
 * Encrypts content to the holders of certificates (RFC 5652 6): ContentInfo, DER. Recipients go by issuer and serial
 * number, which every implementation reads.
 * @throws ChanceryError `invalid-input` for a recipient whose key does not decrypt
 */
export function writeEnvelopedData(fields: EnvelopeFields): Uint8Array {
  const { content, recipients, cipher, transport, random } = fields
  const { oid, keyBytes, blockBytes } = contentCiphers[cipher]
  const key = Uint8Array.from(random(keyBytes))
  const iv = random(blockBytes)
  try {
    const infos = recipients.map((certificate) => encodeRecipient(certificate, transport, key))
    const encrypted = encryptContent(cipher, key, iv, content)
    const writer = new DerWriter(encrypted.length + 512 * (1 + infos.length)).begin(SEQUENCE).oid(envelopedDataOid)
    writer.begin(contextConstructed(0)).begin(SEQUENCE).integer(0).begin(SET)
    for (const info of setOfOrder(infos)) writer.raw(info)
    writer
      .end()
      .begin(SEQUENCE)
      .oid(fields.contentType ?? contentTypes.data)
    writer.begin(SEQUENCE).oid(oid).octets(iv).end().octets(encrypted, context(0))
    return writer.end().end().end().end().finish()
  } finally {
    key.fill(0)
  }
}

function encodeRecipient(certificate: Certificate, transport: KeyTransport, key: Uint8Array): Uint8Array {
  if (certificate.publicKey.facts.kind !== 'rsa')
    throw new ChanceryError(
      'invalid-input',
      `Nothing can be encrypted to the ${certificate.publicKey.facts.label} key of ${certificate.subject.text}. Use an RSA key.`
    )
  const writer = new DerWriter(1024).begin(SEQUENCE).integer(0)
  writer.begin(SEQUENCE).raw(certificate.issuer.der).element(INTEGER, integerContent(certificate.serial)).end()
  writeKeyTransport(writer, transport)
  return writer
    .octets(wrapKey(transport, certificate.publicKey, key))
    .end()
    .finish()
}
