import { ChanceryError } from '../../../src-shared/errors.ts'
import { DerReader } from '../der/reader.ts'
import { BOOLEAN, context, contextConstructed, GENERALIZED_TIME, INTEGER, SEQUENCE } from '../der/tags.ts'
import { generalizedText, readGeneralizedTime } from '../der/time.ts'
import { DerWriter } from '../der/writer.ts'
import { readGeneralName } from '../general-name.ts'
import { readExtensionsAs } from './extensions.ts'
import type { Accuracy, NewTimeStampInfo, TimeStampInfo } from './model.ts'
import { readImprint, readNonce } from './request.ts'

/** RFC 3161 2.4.2: users must be ready for serial numbers of 160 bits. */
const MAX_SERIAL = 21

/** Parses TSTInfo, the content of a token (RFC 3161 2.4.2). @throws ChanceryError `malformed`. */
export function parseTimeStampInfo(der: Uint8Array): TimeStampInfo {
  const reader = new DerReader(der, 'time-stamp')
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version !== 1) reader.fail(`version ${version} is not known (RFC 3161 2.4.2)`)
  const policy = reader.oidText()
  const imprint = readImprint(reader)
  const serial = reader.integerHex()
  if (reader.contentEnd - reader.contentStart > MAX_SERIAL) reader.fail('its serial number has more than 160 bits')
  const time = readFineTime(reader)
  const accuracy = reader.peek() === SEQUENCE ? readAccuracy(reader) : null
  const ordering = reader.peek() === BOOLEAN ? reader.boolean() : false
  const nonce = readNonce(reader)
  let authority = null
  if (reader.peek() === contextConstructed(0)) {
    const explicit = reader.enter(contextConstructed(0))
    authority = readGeneralName(reader)
    reader.leave(explicit)
  }
  const extensions = readExtensionsAs(reader, contextConstructed(1))
  reader.leave(outer)
  reader.finish()
  return { policy, imprint, serial, time, accuracy, ordering, nonce, authority, extensions }
}

/** RFC 3161 2.4.2: seconds always, a fraction without trailing zeros, Z. @returns Unix ms. */
function readFineTime(reader: DerReader): number {
  const { unixMs, text } = readGeneralizedTime(reader)
  const match = /^\d{14}(?:\.(\d{0,8}[1-9]))?Z$/.exec(text)
  if (match === null) reader.fail(`“${text}” is not a time as RFC 3161 2.4.2 writes it`)
  return unixMs + Number(`0.${match?.[1] ?? '0'}`) * 1000
}

function readAccuracy(reader: DerReader): Accuracy {
  const outer = reader.enter(SEQUENCE)
  const part = (tag: number): number => (reader.peek() === tag ? reader.smallInteger(tag) : 0)
  const accuracy = { seconds: part(INTEGER), millis: part(context(0)), micros: part(context(1)) }
  if (accuracy.millis > 999 || accuracy.micros > 999)
    reader.fail('a part of the accuracy is above 999 (RFC 3161 2.4.2)')
  reader.leave(outer)
  return accuracy
}

/**
 * Encodes TSTInfo, the content that a token's signature covers.
 * @throws ChanceryError `invalid-input` for a time, policy or accuracy that cannot be written.
 */
export function buildTimeStampInfo(info: NewTimeStampInfo): Uint8Array {
  const writer = new DerWriter(256)
    .begin(SEQUENCE)
    .integer(1)
    .oid(info.policy)
    .raw(info.imprint)
    .integerHex(info.serial)
    .latin1(GENERALIZED_TIME, fineText(info.time))
  if (info.accuracy !== undefined) writeAccuracy(writer, info.accuracy)
  if (info.ordering === true) writer.boolean(true)
  if (info.nonce != null) writer.integerHex(info.nonce)
  if (info.authority !== undefined) writer.begin(contextConstructed(0)).raw(info.authority).end()
  return writer.end().take()
}

/** Microseconds at the finest: double precision holds no more of a time since 1970. */
function fineText(unixMs: number): string {
  const micros = Math.round(unixMs * 1000)
  const whole = generalizedText(Math.floor(micros / 1e6) * 1000)
  const fraction = micros - Math.floor(micros / 1e6) * 1e6
  if (fraction === 0) return whole
  return `${whole.slice(0, -1)}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}Z`
}

function writeAccuracy(writer: DerWriter, { seconds, millis, micros }: Accuracy): void {
  const whole = [seconds, millis, micros].every((part) => Number.isInteger(part) && part >= 0)
  if (!whole || millis > 999 || micros > 999)
    throw new ChanceryError(
      'invalid-input',
      'The accuracy of a time-stamp is given in whole seconds, and 0 to 999 milli- and microseconds (RFC 3161 2.4.2).'
    )
  writer.begin(SEQUENCE)
  if (seconds > 0) writer.integer(seconds)
  if (millis > 0) writer.integer(millis, context(0))
  if (micros > 0) writer.integer(micros, context(1))
  writer.end()
}
