import { namedBits, setBits } from '../der/bit-string.ts'
import type { DerReader } from '../der/reader.ts'
import { utf8Octets } from '../der/strings.ts'
import { BIT_STRING, SEQUENCE, UTF8_STRING } from '../der/tags.ts'
import type { DerWriter } from '../der/writer.ts'
import { readTexts } from '../tsp/response.ts'
import { cmpFailures, cmpStatuses, type CmpFailure, type CmpStatus, type StatusInfo } from './model.ts'

const statusNames = Object.keys(cmpStatuses) as CmpStatus[]
const failureNames = Object.keys(cmpFailures) as CmpFailure[]
/** Characters of a text that goes out: enough for every reason, short enough for any client. */
const MAX_TEXT = 1000

/** Reads PKIStatusInfo (RFC 9810 5.2.3). Failure bits without a meaning are passed over. @throws ChanceryError `malformed`. */
export function readStatusInfo(reader: DerReader): StatusInfo {
  const outer = reader.enter(SEQUENCE)
  const number = reader.smallInteger()
  const status = statusNames.find((name) => cmpStatuses[name] === number)
  if (status === undefined) return reader.fail(`status ${number} does not exist`)
  const texts = reader.peek() === SEQUENCE ? readTexts(reader) : []
  let failures: CmpFailure[] = []
  if (reader.peek() === BIT_STRING) {
    reader.bitString()
    const bits = setBits(reader.bytes, reader.contentStart, reader.contentEnd)
    failures = failureNames.filter((name) => bits.includes(cmpFailures[name]))
  }
  reader.leave(outer)
  return { status, texts, failures }
}

/** Writes PKIStatusInfo. */
export function writeStatusInfo(writer: DerWriter, { status, texts, failures }: StatusInfo): void {
  writer.begin(SEQUENCE).integer(cmpStatuses[status])
  if (texts.length > 0) writeTexts(writer, texts)
  if (failures.length > 0) writer.element(BIT_STRING, namedBits(failures.map((name) => cmpFailures[name])))
  writer.end()
}

/** Writes PKIFreeText. */
export function writeTexts(writer: DerWriter, texts: readonly string[]): void {
  writer.begin(SEQUENCE)
  for (const text of texts) writer.element(UTF8_STRING, utf8Octets(text.toWellFormed().slice(0, MAX_TEXT)))
  writer.end()
}
