/** Time-stamps (RFC 3161, RFC 5816) and the older form for Authenticode. */
export {
  assembleAuthenticode,
  authenticodeToSign,
  buildAuthenticodeRequest,
  MAX_AUTHENTICODE_REQUEST,
  parseAuthenticodeRequest
} from './tsp/authenticode.ts'
export {
  buildTimeStampRequest,
  MAX_TIME_STAMP_REQUEST,
  parseTimeStampRequest,
  type NewTimeStampRequest
} from './tsp/request.ts'
export { grantedResponse, MAX_TIME_STAMP_RESPONSE, parseTimeStampResponse, rejectedResponse } from './tsp/response.ts'
export {
  assembleTimeStamp,
  checkTimeStampAnswers,
  timeStampToSign,
  verifyTimeStamp,
  type SigningCertificateForm,
  type TimeStampSigner,
  type VerifiedTimeStamp
} from './tsp/token.ts'
export { buildTimeStampInfo, parseTimeStampInfo } from './tsp/tst-info.ts'
export * from './tsp/model.ts'
