/** Content types of CMC, RFC 5272 3.2, 4.2. */
export const cmcContentTypes = {
  pkiData: '1.3.6.1.5.5.7.12.2',
  pkiResponse: '1.3.6.1.5.5.7.12.3'
} as const

/** Controls of RFC 5272 6 and RFC 6402 2.8 that are known here, by the arc id-cmc. */
export const cmcControls = {
  dataReturn: '1.3.6.1.5.5.7.7.4',
  transactionId: '1.3.6.1.5.5.7.7.5',
  senderNonce: '1.3.6.1.5.5.7.7.6',
  recipientNonce: '1.3.6.1.5.5.7.7.7',
  regInfo: '1.3.6.1.5.5.7.7.18',
  statusInfoV2: '1.3.6.1.5.5.7.7.25'
} as const

/** CMCStatus, RFC 5272 6.1.3. */
export const cmcStatus = { success: 0, failed: 2, pending: 3, noSupport: 4 } as const
export type CmcStatus = keyof typeof cmcStatus

/** CMCFailInfo, RFC 5272 6.1.4. */
export const cmcFailures = {
  badAlg: 0,
  badMessageCheck: 1,
  badRequest: 2,
  badIdentity: 7,
  popFailed: 9,
  internalCAError: 11,
  tryLater: 12
} as const
export type CmcFailure = keyof typeof cmcFailures
