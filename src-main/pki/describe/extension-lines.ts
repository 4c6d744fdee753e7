import { assertNever } from '../../../src-shared/assert-never.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import { hexOf } from '../der/hex.ts'
import type {
  AuthorityKeyIdentifier,
  DecodedExtension,
  DistributionPoint,
  IssuingDistributionPoint,
  NameConstraints,
  PolicyInformation,
  PolicyQualifier,
  SignedCertificateTimestamp
} from '../model.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import { describeGeneralName, labelled } from './general-name-lines.ts'
import { colonHex, counted, keyUsageLabels, momentText, reasonLabels } from './words.ts'

/** Bytes of an extension nobody decodes that are shown in its line; the view has the whole value as hex beside it. */
const UNKNOWN_BYTES = 64

/** @returns the content of an extension in lines of plain words. */
export function extensionLines(extension: DecodedExtension): string[] {
  switch (extension.kind) {
    case 'basicConstraints': {
      const { ca, pathLength } = extension.value
      if (!ca) return ['Not a certification authority']
      return [
        'Certification authority',
        pathLength === null
          ? 'Any number of authorities below'
          : `At most ${counted(pathLength, 'authority', 'authorities')} below`
      ]
    }
    case 'keyUsage':
      return extension.value.length === 0 ? ['No usage'] : extension.value.map((bit) => keyUsageLabels[bit])
    case 'extKeyUsage':
    case 'msApplicationPolicies':
      return extension.value.map(labelled)
    case 'subjectAltName':
    case 'issuerAltName':
    case 'certificateIssuer':
      return extension.value.map(describeGeneralName)
    case 'subjectKeyIdentifier':
      return [colonHex(extension.value)]
    case 'authorityKeyIdentifier':
      return authorityKeyLines(extension.value)
    case 'certificatePolicies':
      return extension.value.flatMap(policyLines)
    case 'policyMappings':
      return extension.value.map(
        ({ issuerDomain, subjectDomain }) => `${labelled(issuerDomain)} equals ${labelled(subjectDomain)}`
      )
    case 'policyConstraints': {
      const { requireExplicitPolicy, inhibitPolicyMapping } = extension.value
      const lines: string[] = []
      if (requireExplicitPolicy !== null)
        lines.push(`A policy must be named after ${counted(requireExplicitPolicy, 'more certificate')}`)
      if (inhibitPolicyMapping !== null)
        lines.push(`Policies may not be mapped after ${counted(inhibitPolicyMapping, 'more certificate')}`)
      return lines
    }
    case 'inhibitAnyPolicy':
      return [`“Any policy” counts for nothing after ${counted(extension.value, 'more certificate')}`]
    case 'nameConstraints':
      return constraintLines(extension.value)
    case 'crlDistributionPoints':
    case 'freshestCrl':
      return extension.value.flatMap(pointLines)
    case 'authorityInfoAccess':
    case 'subjectInfoAccess':
      return extension.value.map(({ method, location }) => `${oidLabel(method)}: ${describeGeneralName(location)}`)
    case 'ocspNoCheck':
      return ['The status of this responder certificate need not be asked for']
    case 'precertPoison':
      return ['Precertificate: for certificate transparency logs only, never for use']
    case 'tlsFeature':
      return extension.value.map((feature) =>
        feature === 5
          ? 'status_request (5): the server must staple an OCSP response'
          : feature === 17
            ? 'status_request_v2 (17)'
            : `TLS extension ${feature}`
      )
    case 'sctList':
      return extension.value.flatMap(timestampLines)
    case 'qcStatements':
      return extension.value.map(({ oid, info }) =>
        info === null ? labelled(oid) : `${labelled(oid)}: ${hexOf(info)}`
      )
    case 'msTemplateName':
      return [`Template name: ${extension.value}`]
    case 'msTemplate': {
      const { oid, majorVersion, minorVersion } = extension.value
      const version =
        majorVersion === null ? [] : [`Version ${majorVersion}${minorVersion === null ? '' : `.${minorVersion}`}`]
      return [`Template: ${oid}`, ...version]
    }
    case 'msSid':
      return [`Security identifier: ${extension.value}`]
    case 'subjectDirectoryAttributes':
      return extension.value.map(
        ({ oid, values }) => `${labelled(oid)}: ${values.map((value) => hexOf(value)).join(', ')}`
      )
    case 'crlNumber':
      return [decimal(extension.value)]
    case 'deltaCrlIndicator':
      return [`Changes since the complete CRL number ${decimal(extension.value)}`]
    case 'issuingDistributionPoint':
      return issuingPointLines(extension.value)
    case 'reasonCode':
      return [reasonLabels[extension.value]]
    case 'invalidityDate':
      return [`Not to be trusted since ${momentText(extension.value)}`]
    case 'unknown':
      return unknownLines(extension.value)
    default:
      return assertNever(extension)
  }
}

/** @returns decimal text of a number in the hex form of serial numbers. */
export function decimal(hex: string): string {
  return hex.startsWith('-') ? `-${BigInt(`0x${hex.slice(1)}`)}` : BigInt(`0x${hex}`).toString()
}

function authorityKeyLines(value: AuthorityKeyIdentifier): string[] {
  const lines: string[] = []
  if (value.keyId !== null) lines.push(`Key id: ${colonHex(value.keyId)}`)
  lines.push(...value.issuer.map((name) => `Issuer of that certificate: ${describeGeneralName(name)}`))
  if (value.serial !== null) lines.push(`Serial number of that certificate: ${value.serial}`)
  return lines.length === 0 ? ['Empty'] : lines
}

function policyLines(policy: PolicyInformation): string[] {
  return [labelled(policy.oid), ...policy.qualifiers.flatMap(qualifierLines)]
}

function qualifierLines(qualifier: PolicyQualifier): string[] {
  switch (qualifier.kind) {
    case 'cps':
      return [`  Practice statement: ${qualifier.uri}`]
    case 'userNotice': {
      const lines: string[] = []
      if (qualifier.organization !== null)
        lines.push(`  Notice of ${qualifier.organization}, ${qualifier.noticeNumbers.join(', ')}`)
      if (qualifier.text !== null) lines.push(`  Notice: ${qualifier.text}`)
      return lines
    }
    case 'other':
      return [`  ${labelled(qualifier.oid)}: ${hexOf(qualifier.der)}`]
    default:
      return assertNever(qualifier)
  }
}

function constraintLines(value: NameConstraints): string[] {
  const line = (word: string) => (tree: NameConstraints['permitted'][number]) => {
    const { base } = tree
    const everything = 'value' in base && base.value === '' ? ' (every one)' : ''
    return `${word} ${describeGeneralName(base)}${everything}${tree.minimum === 0 ? '' : `, from level ${tree.minimum}`}${tree.maximum === null ? '' : `, to level ${tree.maximum}`}`
  }
  return [...value.permitted.map(line('Permitted:')), ...value.excluded.map(line('Excluded:'))]
}

function pointLines(point: DistributionPoint): string[] {
  const lines = point.fullName.map(describeGeneralName)
  if (point.relativeName !== null) lines.push(`Relative to the issuer: ${formatName([point.relativeName])}`)
  if (point.reasons !== null)
    lines.push(`For the reasons: ${point.reasons.map((reason) => reasonLabels[reason]).join(', ')}`)
  lines.push(...point.crlIssuer.map((name) => `CRL signed by: ${describeGeneralName(name)}`))
  return lines.length === 0 ? ['Empty'] : lines
}

function issuingPointLines(value: IssuingDistributionPoint): string[] {
  const lines = value.fullName.map(describeGeneralName)
  if (value.relativeName !== null) lines.push(`Relative to the issuer: ${formatName([value.relativeName])}`)
  if (value.onlyUserCertificates) lines.push('Only end-entity certificates')
  if (value.onlyCaCertificates) lines.push('Only certificates of authorities')
  if (value.onlyAttributeCertificates) lines.push('Only attribute certificates')
  if (value.onlySomeReasons !== null)
    lines.push(`Only for the reasons: ${value.onlySomeReasons.map((reason) => reasonLabels[reason]).join(', ')}`)
  if (value.indirectCrl) lines.push('Also certificates of other issuers (indirect CRL)')
  return lines.length === 0 ? ['Empty'] : lines
}

function timestampLines(stamp: SignedCertificateTimestamp): string[] {
  return [`Version ${stamp.version + 1}, log ${hexOf(stamp.logId)}`, `  Logged at ${momentText(stamp.timestamp)}`]
}

function unknownLines(value: Uint8Array): string[] {
  const rest = value.length - UNKNOWN_BYTES
  return [rest > 0 ? `${hexOf(value, 0, UNKNOWN_BYTES)}… (${counted(value.length, 'byte')})` : hexOf(value)]
}
