/** Certificate Management Protocol, RFC 9810 with the algorithms of RFC 9481. */
export {
  cmpFailures,
  infoTypes,
  type BodyKind,
  type CertStatus,
  type CmpFailure,
  type Info,
  type PkiBody,
  type PkiHeader,
  type PkiMessage,
  type RevDetails,
  type StatusInfo
} from './cmp/model.ts'
export type { NewHeader } from './cmp/header.ts'
export { assemblePkiMessage, MAX_PKI_MESSAGE, parsePkiMessage, protectedPartOf } from './cmp/message.ts'
export { canReceiveKey, writeKeyEnvelope, type KeyRecipient } from './cmp/key-envelope.ts'
export { computeMac, macAlgorithmDer, readMacParameters, type MacParameters } from './cmp/mac.ts'
export {
  certConfirmBody,
  certReplyBody,
  certRequestBody,
  confirmedBody,
  csrBody,
  errorBody,
  generalBody,
  nestedBody,
  pollReplyBody,
  pollRequestBody,
  revReplyBody,
  revRequestBody,
  type NewCertResponse,
  type RevokedId
} from './cmp/write-body.ts'
