import { utf8Octets } from '../der/strings.ts'
import { DerReader } from '../der/reader.ts'
import { INTEGER, SEQUENCE, SET, UTF8_STRING } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { cmcControls, cmcFailures, cmcStatus, type CmcFailure, type CmcStatus } from './ids.ts'
import { writeControl, type CmcControl } from './pki-data.ts'

/** What became of the parts of a request: CMCStatusInfoV2, RFC 5272 6.1.1. */
export interface CmcStatusInfo {
  readonly status: CmcStatus
  /** Numbers of the parts that it is about, hex. */
  readonly parts: readonly string[]
  /** In words for people; null for none. */
  readonly text: string | null
  readonly failure: CmcFailure | null
}

/** Encodes PKIResponse (RFC 5272 4.2.1): the status first, then what else is answered. */
export function writePkiResponse(info: CmcStatusInfo, more: readonly Omit<CmcControl, 'part'>[]): Uint8Array {
  const status = { oid: cmcControls.statusInfoV2, values: [statusInfo(info)] }
  const writer = new DerWriter(512).begin(SEQUENCE).begin(SEQUENCE)
  for (const [index, control] of [status, ...more].entries())
    writeControl(writer, { ...control, part: (index + 1).toString(16).padStart(2, '0') })
  return writer.end().begin(SEQUENCE).end().begin(SEQUENCE).end().end().finish()
}

function statusInfo({ status, parts, text, failure }: CmcStatusInfo): Uint8Array {
  const writer = new DerWriter(256).begin(SEQUENCE).integer(cmcStatus[status]).begin(SEQUENCE)
  for (const part of parts) writer.integerHex(part, INTEGER)
  writer.end()
  if (text !== null) writer.element(UTF8_STRING, utf8Octets(text))
  if (failure !== null) writer.integer(cmcFailures[failure])
  return writer.end().finish()
}

/** Reads the status of a PKIResponse, as a client does. @throws ChanceryError `malformed` */
export function readPkiResponse(der: Uint8Array): {
  readonly status: number
  readonly failure: number | null
  readonly controls: readonly CmcControl[]
} {
  const reader = new DerReader(der, 'CMC response')
  const outer = reader.enter(SEQUENCE)
  const list = reader.enter(SEQUENCE)
  const controls: CmcControl[] = []
  while (!reader.atEnd) {
    const control = reader.enter(SEQUENCE)
    const part = reader.integerHex()
    const oid = reader.oidText()
    const set = reader.enter(SET)
    const values: Uint8Array[] = []
    while (!reader.atEnd) {
      reader.next()
      values.push(reader.element())
    }
    reader.leave(set)
    reader.leave(control)
    controls.push({ part, oid, values })
  }
  reader.leave(list)
  reader.expect(SEQUENCE)
  reader.expect(SEQUENCE)
  reader.leave(outer)
  reader.finish()
  const value = controls.find(({ oid }) => oid === cmcControls.statusInfoV2)?.values[0]
  if (value === undefined) return reader.fail('there is no status in it (RFC 5272 6.1)')
  return { ...readStatus(value), controls }
}

function readStatus(der: Uint8Array): { readonly status: number; readonly failure: number | null } {
  const reader = new DerReader(der, 'CMC status')
  const outer = reader.enter(SEQUENCE)
  const status = reader.smallInteger()
  reader.expect(SEQUENCE)
  reader.optional(UTF8_STRING)
  const failure = reader.peek() === INTEGER ? reader.smallInteger() : null
  if (!reader.atEnd) reader.next()
  reader.leave(outer)
  reader.finish()
  return { status, failure }
}
