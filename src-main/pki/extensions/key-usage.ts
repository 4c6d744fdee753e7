import { ChanceryError } from '../../../src-shared/errors.ts'
import { keyUsageBits, type KeyUsageBit } from '../../../src-shared/model/profile.ts'
import { namedBits, setBits } from '../der/bit-string.ts'
import type { DerReader } from '../der/reader.ts'
import { BIT_STRING, SEQUENCE } from '../der/tags.ts'
import { DerWriter, encode } from '../der/writer.ts'
import type { Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

/** Reads KeyUsage (RFC 5280 4.2.1.3) in bit order; bits beyond decipherOnly have no meaning and are left out. */
export function readKeyUsage(reader: DerReader): KeyUsageBit[] {
  reader.bitString()
  return setBits(reader.bytes, reader.contentStart, reader.contentEnd).flatMap((bit) => keyUsageBits[bit] ?? [])
}

/** RFC 5280 4.2.1.3. @throws ChanceryError `invalid-input` when no bit is set. */
export function keyUsageExtension(usages: readonly KeyUsageBit[], critical = true): Extension {
  if (usages.length === 0)
    throw new ChanceryError('invalid-input', 'A key usage must name at least one use (RFC 5280 4.2.1.3).')
  const bits = usages.map((usage) => keyUsageBits.indexOf(usage))
  return { oid: extensionIds.keyUsage, critical, value: new DerWriter(8).element(BIT_STRING, namedBits(bits)).finish() }
}

/** Reads a SEQUENCE OF OBJECT IDENTIFIER: ExtKeyUsageSyntax (RFC 5280 4.2.1.12). */
export function readExtKeyUsage(reader: DerReader): string[] {
  const outer = reader.enter(SEQUENCE)
  const purposes: string[] = []
  while (!reader.atEnd) purposes.push(reader.oidText())
  reader.leave(outer)
  return purposes
}

/** RFC 5280 4.2.1.12. @throws ChanceryError `invalid-input` for an empty list or text that is no OID. */
export function extKeyUsageExtension(purposes: readonly string[], critical = false): Extension {
  if (purposes.length === 0)
    throw new ChanceryError(
      'invalid-input',
      'An extended key usage must name at least one purpose (RFC 5280 4.2.1.12).'
    )
  const value = encode(SEQUENCE, (writer) => {
    for (const purpose of purposes) writer.oid(purpose)
  })
  return { oid: extensionIds.extKeyUsage, critical, value }
}
