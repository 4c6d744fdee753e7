/** Cryptographic message syntax: signed messages (RFC 5652 5). */
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
export { verifySignedData, verifySigner, type CmsSignedBy, type CmsVerification } from './cms/verify.ts'
export * from './cms/model.ts'
