import { DerReader } from '../der/reader.ts'
import { SEQUENCE } from '../der/tags.ts'
import { readExtensions } from '../extension.ts'
import type { Extension } from '../model.ts'

/** Reads Extensions under an IMPLICIT tag, none where it is absent. @throws ChanceryError `malformed`. */
export function readExtensionsAs(reader: DerReader, tag: number): readonly Extension[] {
  if (reader.peek() !== tag) return []
  reader.next()
  const element = Uint8Array.from(reader.element())
  element[0] = SEQUENCE
  const inner = new DerReader(element, reader.what)
  const extensions = readExtensions(inner)
  inner.finish()
  return extensions
}
