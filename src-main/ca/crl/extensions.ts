import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import { generalizedText } from '../../pki/der/time.ts'
import { GENERALIZED_TIME } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { accessMethods, authorityInfoAccessExtension } from '../../pki/extensions/access.ts'
import { crlNumberExtension, deltaCrlIndicatorExtension } from '../../pki/extensions/crl.ts'
import {
  freshestCrlExtension,
  issuingDistributionPointExtension,
  pointAt
} from '../../pki/extensions/distribution-points.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { authorityKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import type { Extension } from '../../pki/model.ts'
import type { Addresses } from '../authority-addresses.ts'
import { wholeHex } from './number.ts'
import { reasonGroups, scopedAddress, type CrlScope } from './scope.ts'

/** expiredCertsOnCRL, X.509 9.5.2.8. */
const EXPIRED_CERTS_ON_CRL = '2.5.29.60'

/** What of a CRL its extensions say. */
export interface CrlFacts {
  readonly keyIdentifier: Uint8Array
  /** GeneralNames of the authority, DER; null says none. */
  readonly names: Uint8Array | null
  /** Stored form, as are all numbers here. */
  readonly number: string
  /** Of a delta: the number of the CRL that it starts from; null for a complete one. */
  readonly base: string | null
  readonly scope: CrlScope
  readonly settings: Pick<AuthoritySettings['crl'], 'deltaLife' | 'issuerAddress'>
  readonly addresses: Pick<Addresses, 'crl' | 'issuer'>
  /** Unix ms; null where expired certificates leave the CRL. */
  readonly keptSince: number | null
}

/**
 * The extensions of a CRL (RFC 5280 5.2): authority key identifier, number, other names of the authority, where the authority's certificate is; of a
 * delta where it starts; of a complete one where its deltas are; of a part which certificates it speaks of, and since
 * when expired certificates are kept. The undivided CRL has no issuing distribution point: it speaks of everything that
 * the authority issued.
 */
export function crlExtensions(facts: CrlFacts): Extension[] {
  const { keyIdentifier, names, number, base, scope, settings, addresses, keptSince } = facts
  const extensions = [
    authorityKeyIdentifierExtension({ keyId: keyIdentifier, issuer: [], serial: null }),
    crlNumberExtension(wholeHex(number))
  ]
  // RFC 5280 5.2.2: not critical.
  if (names !== null) extensions.push({ oid: extensionIds.issuerAltName, critical: false, value: names })
  if (settings.issuerAddress && addresses.issuer.length > 0)
    extensions.push(
      authorityInfoAccessExtension(
        addresses.issuer.map((value) => ({ method: accessMethods.caIssuers, location: { kind: 'uri', value } }))
      )
    )
  if (base !== null) extensions.push(deltaCrlIndicatorExtension(wholeHex(base)))
  // RFC 5280 5.2.6: never in a delta.
  else if (settings.deltaLife !== null && addresses.crl.length > 0)
    extensions.push(freshestCrlExtension([pointAt(addresses.crl.map((uri) => scopedAddress(uri, scope.key, 'delta')))]))
  if (scope.key !== '') extensions.push(issuingPoint(scope, addresses.crl))
  if (keptSince !== null)
    extensions.push({ oid: EXPIRED_CERTS_ON_CRL, critical: false, value: generalizedTime(keptSince) })
  return extensions
}

/** RFC 5280 5.2.5: with the names that certificates have for this part, or the two would not be taken for each other. */
function issuingPoint(scope: CrlScope, addresses: readonly string[]): Extension {
  return issuingDistributionPointExtension({
    ...pointAt(addresses.map((uri) => scopedAddress(uri, scope.key, 'complete'))),
    onlyUserCertificates: scope.certificates === 'users',
    onlyCaCertificates: scope.certificates === 'authorities',
    onlySomeReasons: scope.reasons === 'all' ? null : reasonGroups[scope.reasons],
    indirectCrl: false,
    onlyAttributeCertificates: false
  })
}

function generalizedTime(unixMs: number): Uint8Array {
  return new DerWriter(24).latin1(GENERALIZED_TIME, generalizedText(unixMs)).finish()
}
