/** On-line certificate status (RFC 6960, nonces of RFC 9654, lightweight profile of RFC 5019). */
export {
  assembleOcspRequest,
  buildTbsOcspRequest,
  MAX_OCSP_QUESTIONS,
  MAX_OCSP_REQUEST,
  parseOcspRequest,
  verifyOcspRequest,
  type NewOcspRequest
} from './ocsp/request.ts'
export {
  assembleOcspResponse,
  buildTbsOcspResponse,
  ocspErrorResponse,
  responderByKey,
  responderByName
} from './ocsp/response-builder.ts'
export { MAX_OCSP_RESPONSE, namedResponders, parseOcspResponse, verifyOcspResponse } from './ocsp/response.ts'
export { encodeCertId, issuerHashes, type OcspIssuer } from './ocsp/cert-id.ts'
export {
  archiveCutoffExtension,
  crlReferenceExtension,
  extendedRevokedExtension,
  nonceExtension,
  readArchiveCutoff,
  readCrlReference,
  type CrlReference
} from './ocsp/extensions.ts'
export * from './ocsp/model.ts'
