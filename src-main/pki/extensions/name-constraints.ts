import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE } from '../der/tags.ts'
import { encode, type DerWriter } from '../der/writer.ts'
import { readGeneralName, writeGeneralName } from '../general-name.ts'
import type { Extension, GeneralSubtree, NameConstraints } from '../model.ts'
import { extensionIds } from './ids.ts'

/** Subtrees that one extension may hold; stops a validation that would never end. */
const MAX_SUBTREES = 5000

/** Reads NameConstraints (RFC 5280 4.2.1.10). */
export function readNameConstraints(reader: DerReader): NameConstraints {
  const outer = reader.enter(SEQUENCE)
  const permitted = reader.peek() === contextConstructed(0) ? readSubtrees(reader, contextConstructed(0)) : []
  const excluded = reader.peek() === contextConstructed(1) ? readSubtrees(reader, contextConstructed(1)) : []
  reader.leave(outer)
  return { permitted, excluded }
}

function readSubtrees(reader: DerReader, tag: number): GeneralSubtree[] {
  const outer = reader.enter(tag)
  const subtrees: GeneralSubtree[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const base = readGeneralName(reader, 'range')
    const minimum = reader.peek() === context(0) ? reader.smallInteger(context(0)) : 0
    const maximum = reader.peek() === context(1) ? reader.smallInteger(context(1)) : null
    reader.leave(inner)
    subtrees.push({ base, minimum, maximum })
    if (subtrees.length > MAX_SUBTREES) reader.fail(`there are more than ${MAX_SUBTREES} name constraints`)
  }
  reader.leave(outer)
  return subtrees
}

/** RFC 5280 4.2.1.10: critical by default. @throws ChanceryError `invalid-input` when both lists are empty or a name cannot be encoded. */
export function nameConstraintsExtension(value: NameConstraints, critical = true): Extension {
  if (value.permitted.length + value.excluded.length === 0)
    throw new ChanceryError('invalid-input', 'Name constraints must permit or exclude something (RFC 5280 4.2.1.10).')
  const der = encode(SEQUENCE, (writer) => {
    writeSubtrees(writer, value.permitted, contextConstructed(0))
    writeSubtrees(writer, value.excluded, contextConstructed(1))
  })
  return { oid: extensionIds.nameConstraints, critical, value: der }
}

function writeSubtrees(writer: DerWriter, subtrees: readonly GeneralSubtree[], tag: number): void {
  if (subtrees.length === 0) return
  writer.begin(tag)
  for (const subtree of subtrees) {
    writer.begin(SEQUENCE)
    writeGeneralName(writer, subtree.base, 'range')
    if (subtree.minimum !== 0) writer.integer(subtree.minimum, context(0))
    if (subtree.maximum !== null) writer.integer(subtree.maximum, context(1))
    writer.end()
  }
  writer.end()
}
