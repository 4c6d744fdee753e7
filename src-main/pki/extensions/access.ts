import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { SEQUENCE } from '../der/tags.ts'
import { encode } from '../der/writer.ts'
import { readGeneralName, writeGeneralName } from '../general-name.ts'
import type { AccessDescription, Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

/** Access methods of RFC 5280 4.2.2.1 and 4.2.2.2. */
export const accessMethods = {
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  timeStamping: '1.3.6.1.5.5.7.48.3',
  caRepository: '1.3.6.1.5.5.7.48.5'
} as const

const MAX_DESCRIPTIONS = 1000

/** Reads AuthorityInfoAccessSyntax and SubjectInfoAccessSyntax (RFC 5280 4.2.2). */
export function readAccessDescriptions(reader: DerReader): AccessDescription[] {
  const outer = reader.enter(SEQUENCE)
  const descriptions: AccessDescription[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    descriptions.push({ method: reader.oidText(), location: readGeneralName(reader) })
    reader.leave(inner)
    if (descriptions.length > MAX_DESCRIPTIONS)
      reader.fail(`there are more than ${MAX_DESCRIPTIONS} access descriptions`)
  }
  reader.leave(outer)
  return descriptions
}

function encodeDescriptions(descriptions: readonly AccessDescription[]): Uint8Array {
  if (descriptions.length === 0)
    throw new ChanceryError(
      'invalid-input',
      'An information access extension must hold at least one address (RFC 5280 4.2.2).'
    )
  return encode(SEQUENCE, (writer) => {
    for (const { method, location } of descriptions) {
      writer.begin(SEQUENCE).oid(method)
      writeGeneralName(writer, location)
      writer.end()
    }
  })
}

/** RFC 5280 4.2.2.1. @throws ChanceryError `invalid-input` for an empty list or a name that cannot be encoded. */
export function authorityInfoAccessExtension(descriptions: readonly AccessDescription[]): Extension {
  return { oid: extensionIds.authorityInfoAccess, critical: false, value: encodeDescriptions(descriptions) }
}

/** RFC 5280 4.2.2.2. @throws as `authorityInfoAccessExtension`. */
export function subjectInfoAccessExtension(descriptions: readonly AccessDescription[]): Extension {
  return { oid: extensionIds.subjectInfoAccess, critical: false, value: encodeDescriptions(descriptions) }
}
