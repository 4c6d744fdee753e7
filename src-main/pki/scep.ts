/** Messages of the Simple Certificate Enrolment Protocol (RFC 8894 3). */
export * from './scep/model.ts'
export * from './scep/identifiers.ts'
export {
  isScepEnrolment,
  MAX_SCEP_MESSAGE,
  readScepMessage,
  verifyScepMessage,
  type UnverifiedScep
} from './scep/message.ts'
export { assembleScep, scepToSign, transactionIdDer, type ScepFields } from './scep/message-builder.ts'
