/** Cryptographic message syntax: signed (RFC 5652 5) and encrypted (6) messages. */
export {
  attributeIds,
  namesSigningCertificate,
  signedAttributes,
  signingCertificateAttribute,
  signingTimeAttribute,
  signingTimeOf,
  singleAttribute
} from './cms/attributes.ts'
export { MAX_CMS, parseSignedData, readSigner } from './cms/signed-data.ts'
export { cmsDigestFor, writeSignedData } from './cms/signed-data-builder.ts'
export {
  verifySignedData,
  verifySigner,
  verifySignerKey,
  type CmsSignedBy,
  type CmsVerification
} from './cms/verify.ts'
export * from './cms/model.ts'
export * from './cms/enveloped.ts'
export { writeEnvelopedData, type EnvelopeFields } from './cms/enveloped-builder.ts'
export { contentCipherIds, contentCiphers, type ContentCipher } from './cms/content-cipher.ts'
export { unpadPkcs1, type KeyTransport } from './cms/key-transport.ts'
