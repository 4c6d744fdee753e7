import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { BOOLEAN, INTEGER, SEQUENCE } from '../der/tags.ts'
import { encode } from '../der/writer.ts'
import type { BasicConstraints, Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

/** Reads BasicConstraints (RFC 5280 4.2.1.9); an explicit `cA FALSE` is let through, that is a lint. */
export function readBasicConstraints(reader: DerReader): BasicConstraints {
  const outer = reader.enter(SEQUENCE)
  const ca = reader.peek() === BOOLEAN ? reader.boolean() : false
  const pathLength = reader.peek() === INTEGER ? reader.smallInteger() : null
  reader.leave(outer)
  return { ca, pathLength }
}

/** RFC 5280 4.2.1.9. Critical by default, as authorities must have it. @throws ChanceryError `invalid-input` for a path length without `ca` or a negative one. */
export function basicConstraintsExtension(value: BasicConstraints, critical = true): Extension {
  const { ca, pathLength } = value
  if (pathLength !== null && (!ca || !Number.isInteger(pathLength) || pathLength < 0)) {
    throw new ChanceryError(
      'invalid-input',
      `A path length of ${pathLength} cannot be used: it must be 0 or more, and only an authority has one (RFC 5280 4.2.1.9).`
    )
  }
  const der = encode(SEQUENCE, (writer) => {
    if (ca) writer.boolean(true)
    if (pathLength !== null) writer.integer(pathLength)
  })
  return { oid: extensionIds.basicConstraints, critical, value: der }
}
