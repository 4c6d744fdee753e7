/** Certificate Request Message Format, RFC 4211. */
export { crmfControls, type CertReqMsg, type CertTemplate, type Possession, type TypeAndValue } from './crmf/model.ts'
export {
  encodeCertReqMsg,
  encodeCertRequest,
  MAX_CRMF,
  parseCertReqMsg,
  readCertReqMessages,
  readRequestId,
  writeTypesAndValues
} from './crmf/request.ts'
export { encodeTemplate, readTemplate, type NewTemplate } from './crmf/template.ts'
export { verifyPossession } from './crmf/possession.ts'
