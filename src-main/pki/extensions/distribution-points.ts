import { ChanceryError } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { RelativeName } from '../../../src-shared/model/name.ts'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import { namedBits, setBits } from '../der/bit-string.ts'
import type { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE } from '../der/tags.ts'
import { encode, type DerWriter } from '../der/writer.ts'
import { readGeneralNames, writeGeneralNames } from '../general-name.ts'
import type { DistributionPoint, Extension, IssuingDistributionPoint } from '../model.ts'
import { readRelativeName, writeRelativeName } from '../name.ts'
import { extensionIds } from './ids.ts'

/** ReasonFlags, RFC 5280 4.2.1.13: by bit number. Bit 0 is unused, removeFromCRL has no bit. */
const reasonFlags: readonly (RevocationReason | null)[] = [
  null,
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise'
]

const MAX_POINTS = 1000

/** Reads CRLDistributionPoints (RFC 5280 4.2.1.13), also the syntax of freshestCRL (4.2.1.15, 5.2.6). */
export function readDistributionPoints(reader: DerReader): DistributionPoint[] {
  const outer = reader.enter(SEQUENCE)
  const points: DistributionPoint[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const name = readPointName(reader)
    const reasons = reader.peek() === context(1) ? readReasons(reader, context(1)) : null
    const crlIssuer = reader.peek() === contextConstructed(2) ? readGeneralNames(reader, contextConstructed(2)) : []
    reader.leave(inner)
    points.push({ ...name, reasons, crlIssuer })
    if (points.length > MAX_POINTS) reader.fail(`there are more than ${MAX_POINTS} distribution points`)
  }
  reader.leave(outer)
  return points
}

interface PointName {
  readonly fullName: readonly GeneralName[]
  readonly relativeName: RelativeName | null
}

/** Reads distributionPoint [0], a CHOICE and so explicitly tagged. */
function readPointName(reader: DerReader): PointName {
  if (reader.peek() !== contextConstructed(0)) return { fullName: [], relativeName: null }
  const outer = reader.enter(contextConstructed(0))
  const isRelative = reader.peek() === contextConstructed(1)
  const name = isRelative
    ? { fullName: [], relativeName: readRelativeName(reader, contextConstructed(1)) }
    : { fullName: readGeneralNames(reader, contextConstructed(0)), relativeName: null }
  reader.leave(outer)
  return name
}

function writePointName(writer: DerWriter, name: PointName): void {
  if (name.relativeName === null && name.fullName.length === 0) return
  writer.begin(contextConstructed(0))
  if (name.relativeName !== null) writeRelativeName(writer, name.relativeName, contextConstructed(1))
  else writeGeneralNames(writer, name.fullName, contextConstructed(0))
  writer.end()
}

function readReasons(reader: DerReader, tag: number): RevocationReason[] {
  reader.bitString(tag)
  return setBits(reader.bytes, reader.contentStart, reader.contentEnd).flatMap((bit) => reasonFlags[bit] ?? [])
}

function writeReasons(writer: DerWriter, reasons: readonly RevocationReason[], tag: number): void {
  const bits = reasons.map((reason) => {
    const bit = reasonFlags.indexOf(reason)
    if (bit < 0)
      throw new ChanceryError(
        'invalid-input',
        `The reason ${reason} has no flag in a distribution point (RFC 5280 4.2.1.13).`
      )
    return bit
  })
  writer.element(tag, namedBits(bits))
}

function encodePoints(points: readonly DistributionPoint[]): Uint8Array {
  if (points.length === 0)
    throw new ChanceryError(
      'invalid-input',
      'A list of distribution points must hold at least one (RFC 5280 4.2.1.13).'
    )
  return encode(SEQUENCE, (writer) => {
    for (const point of points) {
      if (point.fullName.length === 0 && point.relativeName === null && point.crlIssuer.length === 0)
        throw new ChanceryError(
          'invalid-input',
          'A distribution point needs an address or a CRL issuer (RFC 5280 4.2.1.13).'
        )
      writer.begin(SEQUENCE)
      writePointName(writer, point)
      if (point.reasons !== null) writeReasons(writer, point.reasons, context(1))
      if (point.crlIssuer.length > 0) writeGeneralNames(writer, point.crlIssuer, contextConstructed(2))
      writer.end()
    }
  })
}

/** RFC 5280 4.2.1.13. @throws ChanceryError `invalid-input` for an empty list or point, or a name that cannot be encoded. */
export function crlDistributionPointsExtension(points: readonly DistributionPoint[]): Extension {
  return { oid: extensionIds.crlDistributionPoints, critical: false, value: encodePoints(points) }
}

/** RFC 5280 4.2.1.15. @throws as `crlDistributionPointsExtension`. */
export function freshestCrlExtension(points: readonly DistributionPoint[]): Extension {
  return { oid: extensionIds.freshestCrl, critical: false, value: encodePoints(points) }
}

/** @returns the distribution point of one set of addresses, all reasons: what nearly every certificate has. */
export function pointAt(uris: readonly string[]): DistributionPoint {
  return { fullName: uris.map((value) => ({ kind: 'uri', value })), relativeName: null, reasons: null, crlIssuer: [] }
}

/** Reads IssuingDistributionPoint (RFC 5280 5.2.5). */
export function readIssuingDistributionPoint(reader: DerReader): IssuingDistributionPoint {
  const outer = reader.enter(SEQUENCE)
  const flag = (number: number): boolean =>
    reader.peek() === context(number) ? reader.boolean(context(number)) : false
  const name = readPointName(reader)
  const onlyUserCertificates = flag(1)
  const onlyCaCertificates = flag(2)
  const onlySomeReasons = reader.peek() === context(3) ? readReasons(reader, context(3)) : null
  const indirectCrl = flag(4)
  const onlyAttributeCertificates = flag(5)
  reader.leave(outer)
  return { ...name, onlyUserCertificates, onlyCaCertificates, onlySomeReasons, indirectCrl, onlyAttributeCertificates }
}

/** RFC 5280 5.2.5: critical. @throws ChanceryError `invalid-input` when it would be empty. */
export function issuingDistributionPointExtension(value: IssuingDistributionPoint): Extension {
  const der = encode(SEQUENCE, (writer) => {
    writePointName(writer, value)
    if (value.onlyUserCertificates) writer.boolean(true, context(1))
    if (value.onlyCaCertificates) writer.boolean(true, context(2))
    if (value.onlySomeReasons !== null) writeReasons(writer, value.onlySomeReasons, context(3))
    if (value.indirectCrl) writer.boolean(true, context(4))
    if (value.onlyAttributeCertificates) writer.boolean(true, context(5))
  })
  if (der.length === 2)
    throw new ChanceryError('invalid-input', 'An issuing distribution point must not be empty (RFC 5280 5.2.5).')
  return { oid: extensionIds.issuingDistributionPoint, critical: true, value: der }
}
