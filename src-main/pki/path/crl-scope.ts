import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { generalNameKey, relativeToFullKey } from './distribution-point-names.ts'
import type { Certificate, DistributionPoint, IssuingDistributionPoint } from '../model.ts'
import { readExtensions } from './certificate-extensions.ts'
import type { CrlFacts } from './crl-facts.ts'

/**
 * Whether a CRL speaks of this certificate at this distribution point: RFC 5280 6.3.3 (b).
 * @param point null for the CRL of the certificate's issuer where no distribution point names one.
 */
export function crlCovers(crl: CrlFacts, point: DistributionPoint | null, certificate: Certificate): boolean {
  if (!crl.usable) return false
  const { scope } = crl
  const foreignIssuer = point !== null && point.crlIssuer.length > 0
  if (foreignIssuer) {
    const crlIssuer = generalNameKey({ kind: 'directory', value: crl.list.issuer.value })
    if (!point.crlIssuer.some((name) => generalNameKey(name) === crlIssuer)) return false
    // (b)(1): a CRL by another issuer must say that it is indirect.
    if (crl.list.issuer.key !== certificate.issuer.key && scope?.indirectCrl !== true) return false
  } else if (crl.list.issuer.key !== certificate.issuer.key) {
    return false
  }
  if (scope === null) return true
  if (!pointMatches(scope, point, crl, certificate)) return false
  const isAuthority = readExtensions(certificate).basicConstraints?.ca === true
  if (scope.onlyUserCertificates && isAuthority) return false
  if (scope.onlyCaCertificates && !isAuthority) return false
  return !scope.onlyAttributeCertificates
}

/** (b)(2)(i): the names of the two distribution points meet. */
function pointMatches(
  scope: IssuingDistributionPoint,
  point: DistributionPoint | null,
  crl: CrlFacts,
  certificate: Certificate
): boolean {
  const scopeKeys = pointKeys(scope.fullName, scope.relativeName, crl.list.issuer.value)
  if (scopeKeys.length === 0) return true
  let certificateKeys: string[]
  if (point === null) {
    certificateKeys = [generalNameKey({ kind: 'directory', value: certificate.issuer.value })]
  } else if (point.fullName.length > 0 || point.relativeName !== null) {
    const parent = point.crlIssuer.find((name) => name.kind === 'directory')
    certificateKeys = pointKeys(
      point.fullName,
      point.relativeName,
      parent?.kind === 'directory' ? parent.value : certificate.issuer.value
    )
  } else {
    certificateKeys = point.crlIssuer.map(generalNameKey)
  }
  return certificateKeys.some((key) => scopeKeys.includes(key))
}

function pointKeys(
  full: readonly GeneralName[],
  relative: DistributionPoint['relativeName'],
  parent: Certificate['issuer']['value']
): string[] {
  return relative === null ? full.map(generalNameKey) : [relativeToFullKey(parent, relative)]
}
