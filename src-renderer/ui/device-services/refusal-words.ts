/**
 * What a line of the log means to whoever runs the service. The engine's sentence has the values in it and stands below;
 * it is known here by a part of it that has none.
 */
export interface RefusalRule {
  /** Of the texts: `refusal.<key>.what` and `refusal.<key>.todo`. */
  readonly key: string
  readonly part: string
}

export const refusalRules: readonly RefusalRule[] = [
  { key: 'noSecret', part: 'The request has no secret (challengePassword).' },
  { key: 'secretUnknown', part: 'it is none of this service' },
  { key: 'secretUsed', part: 'it was used before' },
  { key: 'secretUsed', part: 'The secret was used already.' },
  { key: 'secretExpired', part: 'its time is over' },
  { key: 'outsideNames', part: 'Make a secret for these names, or set the names of the device right.' },
  { key: 'validityFixed', part: 'sets the validity itself by now.' },
  { key: 'sha1', part: 'The message is signed with SHA-1. Use SHA-256.' },
  { key: 'des', part: 'The message is encrypted with single DES. Use AES.' },
  { key: 'des', part: 'The message is encrypted with triple DES. Use AES.' },
  { key: 'staleCertificate', part: 'The message is not encrypted to the present certificate of this service.' },
  { key: 'unreadable', part: 'What is inside the message cannot be read.' },
  { key: 'unreadable', part: 'What came is no message of SCEP.' },
  { key: 'replay', part: 'The transactionID was used before for another key.' },
  { key: 'deviceRemoved', part: 'The device was removed and renews no more.' },
  { key: 'renewalUnknown', part: 'is signed with the certificate that it renews; this one is not known here.' },
  { key: 'renewalOff', part: 'This service does not renew certificates by signing with them.' },
  { key: 'wrongSigner', part: 'The message is signed with another key than the one in the certificate request' },
  { key: 'validatorRefused', part: 'The service that decides on this request did not allow it.' },
  { key: 'validatorSilent', part: 'The service that decides on this request did not answer.' },
  { key: 'pageLogin', part: 'User name or password of the page with one-time secrets is wrong.' },
  { key: 'noOwnCertificate', part: 'The service has no certificate of its own at the moment.' },
  { key: 'estUnknown', part: 'There is no client of this name, or it was revoked.' },
  { key: 'estPassword', part: 'The password is wrong.' },
  { key: 'estEnded', part: 'Give it another end with' },
  { key: 'estAnonymous', part: 'Set up the device with it, or change the auth of' },
  { key: 'estUsedUp', part: 'has used all of its' },
  { key: 'outsideNames', part: 'outside its names' },
  { key: 'estRenewOther', part: 'Subject and alternative names have to stay the same;' },
  { key: 'estRenewOther', part: 'Names change with a new enrolment only.' },
  { key: 'estRenewNone', part: 'and showed no certificate for it;' },
  { key: 'estPlain', part: 'asked over plain HTTP.' },
  { key: 'network', part: 'is outside the network rule of' },
  { key: 'rate', part: 'times in a minute. Raise' },
  { key: 'estBinding', part: 'is bound to another connection than the one it came by.' },
  { key: 'estBinding', part: 'is bound to a connection, and this one has no binding' },
  { key: 'estBinding', part: 'has no challengePassword, which the service asks for.' },
  { key: 'serverKeyOff', part: 'if devices may have their keys made here.' },
  { key: 'cmcOff', part: 'asked by full CMC, which is off.' },
  { key: 'cmpReference', part: 'which no client of this service has.' },
  { key: 'cmpReference', part: 'A message names no reference value (senderKID).' },
  { key: 'cmpSecret', part: 'is wrong: it has another secret, or the message was altered.' },
  { key: 'cmpRevoked', part: 'was revoked and asked again.' },
  { key: 'cmpIterations', part: 'rounds of hashing; this service does at most' },
  { key: 'cmpSha1', part: 'The MAC of the message uses SHA-1.' },
  { key: 'cmpEnded', part: 'asked after the end of its time.' },
  { key: 'cmpUsedUp', part: 'has used up its certificates.' },
  { key: 'replay', part: 'A message has the id of an earlier transaction' },
  { key: 'cmpUntrusted', part: 'nor one listed as a client.' },
  { key: 'clock', part: 'Set the clock of the device.' },
  { key: 'cmpUnprotected', part: 'The message is not protected.' },
  {
    key: 'cmpProtection',
    part: 'This service takes messages that are protected with a shared secret, and no signatures.'
  },
  {
    key: 'cmpProtection',
    part: 'This service takes signed messages, and none that are protected with a shared secret.'
  },
  { key: 'cmpSameNames', part: 'With its own certificate a device gets certificates for the same names only;' },
  { key: 'cmpUnconfirmed', part: 'was not confirmed in time' },
  { key: 'cmpUnwanted', part: 'did not want certificate' },
  // Shorter than others that hold the same words, so it comes last.
  { key: 'secretRevoked', part: 'it was revoked' }
]

/** @returns the key of the words for a sentence of the engine; undefined where it says all there is to say */
export function refusalKey(message: string): string | undefined {
  return refusalRules.find(({ part }) => message.includes(part))?.key
}

const settings: ReadonlySet<string> = new Set([
  'sha1',
  'des',
  'renewalOff',
  'validatorSilent',
  'network',
  'rate',
  'estAnonymous',
  'estBinding',
  'serverKeyOff',
  'cmcOff',
  'cmpIterations',
  'cmpSha1',
  'cmpUntrusted',
  'cmpProtection',
  'cmpSameNames'
])
const credentials: ReadonlySet<string> = new Set([
  'noSecret',
  'secretUnknown',
  'secretUsed',
  'secretExpired',
  'secretRevoked',
  'outsideNames',
  'renewalUnknown',
  'estUnknown',
  'estPassword',
  'estEnded',
  'estUsedUp',
  'cmpReference',
  'cmpSecret',
  'cmpRevoked',
  'cmpEnded',
  'cmpUsedUp'
])

/** @returns the part of the service's page where it is put right; undefined where that is in the device */
export function remedyTab(key: string): 'settings' | 'credentials' | undefined {
  if (settings.has(key)) return 'settings'
  return credentials.has(key) ? 'credentials' : undefined
}
