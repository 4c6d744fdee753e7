import { generalizedText } from '../../pki/der/time.ts'
import { GENERALIZED_TIME } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { crlNumberExtension } from '../../pki/extensions/crl.ts'
import { authorityKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import type { Extension } from '../../pki/model.ts'

/** expiredCertsOnCRL, X.509 9.5.2.8. */
const EXPIRED_CERTS_ON_CRL = '2.5.29.60'

/**
 * The extensions of a complete CRL: authority key identifier and number (RFC 5280 5.2.1, 5.2.3), and since when expired
 * certificates are kept. No issuing distribution point: the CRL speaks of everything that the authority issued.
 * @param keptSince Unix ms; null where expired certificates leave the CRL
 */
export function crlExtensions(keyIdentifier: Uint8Array, number: number, keptSince: number | null): Extension[] {
  const extensions = [
    authorityKeyIdentifierExtension({ keyId: keyIdentifier, issuer: [], serial: null }),
    crlNumberExtension(hexNumber(number))
  ]
  if (keptSince !== null)
    extensions.push({ oid: EXPIRED_CERTS_ON_CRL, critical: false, value: generalizedTime(keptSince) })
  return extensions
}

function hexNumber(number: number): string {
  const hex = number.toString(16)
  return hex.length % 2 === 0 ? hex : `0${hex}`
}

function generalizedTime(unixMs: number): Uint8Array {
  return new DerWriter(24).latin1(GENERALIZED_TIME, generalizedText(unixMs)).finish()
}
