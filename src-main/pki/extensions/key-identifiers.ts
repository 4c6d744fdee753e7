import type { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE } from '../der/tags.ts'
import { DerWriter, encode } from '../der/writer.ts'
import { readGeneralNames, writeGeneralNames } from '../general-name.ts'
import type { AuthorityKeyIdentifier, Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

/** RFC 5280 4.2.1.2; the identifier comes from spki.ts. */
export function subjectKeyIdentifierExtension(keyId: Uint8Array): Extension {
  return {
    oid: extensionIds.subjectKeyIdentifier,
    critical: false,
    value: new DerWriter(keyId.length + 2).octets(keyId).finish()
  }
}

/** Reads AuthorityKeyIdentifier (RFC 5280 4.2.1.1). */
export function readAuthorityKeyIdentifier(reader: DerReader): AuthorityKeyIdentifier {
  const outer = reader.enter(SEQUENCE)
  const keyId = reader.peek() === context(0) ? reader.octets(context(0)) : null
  const issuer = reader.peek() === contextConstructed(1) ? readGeneralNames(reader, contextConstructed(1)) : []
  const serial = reader.peek() === context(2) ? reader.integerHex(context(2)) : null
  reader.leave(outer)
  return { keyId, issuer, serial }
}

/** RFC 5280 4.2.1.1. */
export function authorityKeyIdentifierExtension(value: AuthorityKeyIdentifier): Extension {
  const der = encode(SEQUENCE, (writer) => {
    if (value.keyId !== null) writer.octets(value.keyId, context(0))
    if (value.issuer.length > 0) writeGeneralNames(writer, value.issuer, contextConstructed(1))
    if (value.serial !== null) writer.integerHex(value.serial, context(2))
  })
  return { oid: extensionIds.authorityKeyIdentifier, critical: false, value: der }
}
