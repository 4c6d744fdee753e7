import { hash } from 'node:crypto'
import { signedAttributes, signingTimeAttribute } from '../cms/attributes.ts'
import { contentTypes } from '../cms/model.ts'
import { cmsDigestFor, writeSignedData } from '../cms/signed-data-builder.ts'
import { checkSize, malformed } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, SEQUENCE, SET } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { base64Bytes } from '../pem.ts'
import type { TimeStampSigner } from './token.ts'

/** Microsoft, “Time Stamping Authenticode Signatures”: SPC_TIME_STAMP_REQUEST_OBJID. */
const TIME_STAMP_REQUEST = '1.3.6.1.4.1.311.3.2.1'

/** Characters of the largest request accepted: the signature of an RSA key of 16384 bits with room. */
export const MAX_AUTHENTICODE_REQUEST = 16 * 1024

/**
 * Parses the request that signing tools sent before RFC 3161: base64 of a structure with the signature to be stamped.
 * @returns the signature. @throws ChanceryError `malformed`, `too-large`.
 */
export function parseAuthenticodeRequest(body: string): Uint8Array {
  checkSize('Authenticode request', body.length, MAX_AUTHENTICODE_REQUEST)
  // Tools end the text with a line break or a NUL.
  const der = base64Bytes(body.replace(/[\s\0]+$/, ''))
  if (der === null) throw malformed('Authenticode request', 'it is not base64', 0)
  const reader = new DerReader(der, 'Authenticode request')
  const outer = reader.enter(SEQUENCE)
  const type = reader.oidText()
  if (type !== TIME_STAMP_REQUEST) reader.fail(`its type ${type} is not that of a time-stamp request`)
  if (reader.peek() === SET) reader.next()
  const info = reader.enter(SEQUENCE)
  const content = reader.oidText()
  if (content !== contentTypes.data) reader.fail(`its content is of the type ${content}, not data`)
  const explicit = reader.enter(contextConstructed(0))
  const signature = reader.octets()
  if (signature.length === 0) reader.fail('there is nothing to stamp')
  reader.leave(explicit)
  reader.leave(info)
  reader.leave(outer)
  reader.finish()
  return signature
}

/** @returns the request that `parseAuthenticodeRequest` reads. */
export function buildAuthenticodeRequest(signature: Uint8Array): string {
  const der = new DerWriter(signature.length + 64)
    .begin(SEQUENCE)
    .oid(TIME_STAMP_REQUEST)
    .begin(SEQUENCE)
    .oid(contentTypes.data)
    .begin(contextConstructed(0))
    .octets(signature)
    .end()
    .end()
    .end()
    .finish()
  return Buffer.from(der).toString('base64')
}

/** @returns the bytes that stamp a signature at a moment: the attributes of a countersignature (RFC 5652 11.4) with signingTime. */
export function authenticodeToSign(stamped: Uint8Array, time: number, signer: TimeStampSigner): Uint8Array {
  return signedAttributes(contentTypes.data, hash(cmsDigestFor(signer.signatureAlgorithm), stamped, 'buffer'), [
    signingTimeAttribute(time)
  ])
}

/** @returns the reply: base64 of a SignedData over the stamped signature, with the chain of the authority. */
export function assembleAuthenticode(
  stamped: Uint8Array,
  attributes: Uint8Array,
  signature: Uint8Array,
  signer: TimeStampSigner,
  chain: readonly Uint8Array[]
): string {
  const { certificate, signatureAlgorithm } = signer
  const der = writeSignedData({
    contentType: contentTypes.data,
    content: stamped,
    signers: [
      { id: { issuer: certificate.issuer.der, serial: certificate.serial }, signatureAlgorithm, attributes, signature }
    ],
    certificates: chain
  })
  // Readers built on OpenSSL take lines of 64 characters, or none at all; a single long line with an end they refuse.
  return Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\r\n')
}
