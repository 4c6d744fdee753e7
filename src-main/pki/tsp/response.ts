import { checkSize } from '../der/malformed.ts'
import { namedBits, setBits } from '../der/bit-string.ts'
import { DerReader } from '../der/reader.ts'
import { stringText, utf8Octets } from '../der/strings.ts'
import { BIT_STRING, SEQUENCE, UTF8_STRING } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import {
  timeStampFailures,
  timeStampStatuses,
  type TimeStampFailure,
  type TimeStampResponse,
  type TimeStampStatus
} from './model.ts'

/** Bytes of the largest response accepted: a token with a long chain. */
export const MAX_TIME_STAMP_RESPONSE = 256 * 1024
const MAX_TEXTS = 20

const statusNames = Object.keys(timeStampStatuses) as TimeStampStatus[]
const failureNames = Object.keys(timeStampFailures) as TimeStampFailure[]

/** @returns a TimeStampResp that carries a token (RFC 3161 2.4.2). */
export function grantedResponse(token: Uint8Array): Uint8Array {
  return new DerWriter(token.length + 16)
    .begin(SEQUENCE)
    .begin(SEQUENCE)
    .integer(timeStampStatuses.granted)
    .end()
    .raw(token)
    .end()
    .take()
}

/** @returns a TimeStampResp that says why there is no token (RFC 3161 2.4.2). @param text for people. */
export function rejectedResponse(failure: TimeStampFailure, text: string): Uint8Array {
  return new DerWriter(256)
    .begin(SEQUENCE)
    .begin(SEQUENCE)
    .integer(timeStampStatuses.rejection)
    .begin(SEQUENCE)
    .element(UTF8_STRING, utf8Octets(text))
    .end()
    .element(BIT_STRING, namedBits([timeStampFailures[failure]]))
    .end()
    .end()
    .finish()
}

/** Parses a TimeStampResp (RFC 3161 2.4.2). The token is not verified: `verifyTimeStamp` does. @throws ChanceryError `malformed`, `too-large`. */
export function parseTimeStampResponse(der: Uint8Array): TimeStampResponse {
  checkSize('time-stamp response', der.length, MAX_TIME_STAMP_RESPONSE)
  const reader = new DerReader(der, 'time-stamp response')
  const outer = reader.enter(SEQUENCE)
  const info = reader.enter(SEQUENCE)
  const number = reader.smallInteger()
  const status = statusNames.find((name) => timeStampStatuses[name] === number)
  if (status === undefined) return reader.fail(`status ${number} does not exist`)
  const texts = reader.peek() === SEQUENCE ? readTexts(reader) : []
  const failures = reader.peek() === BIT_STRING ? readFailures(reader) : []
  reader.leave(info)
  let token: Uint8Array | null = null
  if (!reader.atEnd) {
    reader.expect(SEQUENCE)
    token = reader.element()
  }
  if ((token !== null) !== (status === 'granted' || status === 'grantedWithMods'))
    reader.fail('a token comes with a status that grants one, and with no other (RFC 3161 2.4.2)')
  reader.leave(outer)
  reader.finish()
  return { status, texts, failures, token }
}

/** Reads PKIFreeText (RFC 9810 5.1.1): at most twenty texts in UTF-8. @throws ChanceryError `malformed`. */
export function readTexts(reader: DerReader): string[] {
  const outer = reader.enter(SEQUENCE)
  const texts: string[] = []
  while (!reader.atEnd) {
    reader.expect(UTF8_STRING)
    if (texts.length >= MAX_TEXTS) reader.fail(`there are more than ${MAX_TEXTS} texts`)
    const text = stringText(UTF8_STRING, reader.bytes, reader.contentStart, reader.contentEnd)
    texts.push(text ?? reader.fail('a text is not UTF-8'))
  }
  reader.leave(outer)
  return texts
}

/** Bits without a meaning are passed over. */
function readFailures(reader: DerReader): TimeStampFailure[] {
  reader.bitString()
  const bits = setBits(reader.bytes, reader.contentStart, reader.contentEnd)
  return failureNames.filter((name) => bits.includes(timeStampFailures[name]))
}
