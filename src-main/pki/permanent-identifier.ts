import { hexOf } from './der/hex.ts'
import { utf8Octets } from './der/strings.ts'
import { SEQUENCE, UTF8_STRING } from './der/tags.ts'
import { encode } from './der/writer.ts'

/** id-on-permanentIdentifier. */
export const permanentIdentifierOid = '1.3.6.1.5.5.7.8.3'

/**
 * PermanentIdentifier (RFC 4043 2) as an alternative name of the kind `other` says it, without an assigner.
 * @returns `OID:hex of the DER`
 */
export function permanentIdentifierText(value: string): string {
  const der = encode(SEQUENCE, (writer) => void writer.element(UTF8_STRING, utf8Octets(value)))
  return `${permanentIdentifierOid}:${hexOf(der)}`
}
