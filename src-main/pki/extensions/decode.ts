import { DerReader } from '../der/reader.ts'
import { readGeneralNames } from '../general-name.ts'
import type { DecodedExtension, DecodedExtensionKind, Extension } from '../model.ts'
import { readAccessDescriptions } from './access.ts'
import { readBasicConstraints } from './basic-constraints.ts'
import { readSctList } from './certificate-transparency.ts'
import { readInvalidityDate, readReasonCode } from './crl.ts'
import { readAttributes } from './directory-attributes.ts'
import { readDistributionPoints, readIssuingDistributionPoint } from './distribution-points.ts'
import { extensionIds as ids } from './ids.ts'
import { readAuthorityKeyIdentifier } from './key-identifiers.ts'
import { readExtKeyUsage, readKeyUsage } from './key-usage.ts'
import { readApplicationPolicies, readSid, readTemplate, readTemplateName } from './microsoft.ts'
import { readNameConstraints } from './name-constraints.ts'
import { readCertificatePolicies, readPolicyConstraints, readPolicyMappings } from './policies.ts'
import { readQcStatements, readTlsFeatures } from './statements.ts'

type Decoder = (reader: DerReader) => DecodedExtension

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  [ids.basicConstraints, (r) => ({ kind: 'basicConstraints', value: readBasicConstraints(r) })],
  [ids.keyUsage, (r) => ({ kind: 'keyUsage', value: readKeyUsage(r) })],
  [ids.extKeyUsage, (r) => ({ kind: 'extKeyUsage', value: readExtKeyUsage(r) })],
  [ids.msApplicationPolicies, (r) => ({ kind: 'msApplicationPolicies', value: readApplicationPolicies(r) })],
  [ids.subjectAltName, (r) => ({ kind: 'subjectAltName', value: readGeneralNames(r) })],
  [ids.issuerAltName, (r) => ({ kind: 'issuerAltName', value: readGeneralNames(r) })],
  [ids.certificateIssuer, (r) => ({ kind: 'certificateIssuer', value: readGeneralNames(r) })],
  [ids.subjectKeyIdentifier, (r) => ({ kind: 'subjectKeyIdentifier', value: r.octets() })],
  [ids.authorityKeyIdentifier, (r) => ({ kind: 'authorityKeyIdentifier', value: readAuthorityKeyIdentifier(r) })],
  [ids.certificatePolicies, (r) => ({ kind: 'certificatePolicies', value: readCertificatePolicies(r) })],
  [ids.policyMappings, (r) => ({ kind: 'policyMappings', value: readPolicyMappings(r) })],
  [ids.policyConstraints, (r) => ({ kind: 'policyConstraints', value: readPolicyConstraints(r) })],
  [ids.inhibitAnyPolicy, (r) => ({ kind: 'inhibitAnyPolicy', value: r.smallInteger() })],
  [ids.nameConstraints, (r) => ({ kind: 'nameConstraints', value: readNameConstraints(r) })],
  [ids.crlDistributionPoints, (r) => ({ kind: 'crlDistributionPoints', value: readDistributionPoints(r) })],
  [ids.freshestCrl, (r) => ({ kind: 'freshestCrl', value: readDistributionPoints(r) })],
  [ids.authorityInfoAccess, (r) => ({ kind: 'authorityInfoAccess', value: readAccessDescriptions(r) })],
  [ids.subjectInfoAccess, (r) => ({ kind: 'subjectInfoAccess', value: readAccessDescriptions(r) })],
  [ids.ocspNoCheck, (r) => nothing(r, 'ocspNoCheck')],
  [ids.precertPoison, (r) => nothing(r, 'precertPoison')],
  [ids.tlsFeature, (r) => ({ kind: 'tlsFeature', value: readTlsFeatures(r) })],
  [ids.sctList, (r) => ({ kind: 'sctList', value: readSctList(r) })],
  [ids.qcStatements, (r) => ({ kind: 'qcStatements', value: readQcStatements(r) })],
  [ids.msTemplateName, (r) => ({ kind: 'msTemplateName', value: readTemplateName(r) })],
  [ids.msTemplate, (r) => ({ kind: 'msTemplate', value: readTemplate(r) })],
  [ids.msSid, (r) => ({ kind: 'msSid', value: readSid(r) })],
  [ids.subjectDirectoryAttributes, (r) => ({ kind: 'subjectDirectoryAttributes', value: readAttributes(r) })],
  [ids.crlNumber, (r) => ({ kind: 'crlNumber', value: r.integerHex() })],
  [ids.deltaCrlIndicator, (r) => ({ kind: 'deltaCrlIndicator', value: r.integerHex() })],
  [ids.issuingDistributionPoint, (r) => ({ kind: 'issuingDistributionPoint', value: readIssuingDistributionPoint(r) })],
  [ids.reasonCode, (r) => ({ kind: 'reasonCode', value: readReasonCode(r) })],
  [ids.invalidityDate, (r) => ({ kind: 'invalidityDate', value: readInvalidityDate(r) })]
])

function nothing(reader: DerReader, kind: 'ocspNoCheck' | 'precertPoison'): DecodedExtension {
  reader.null()
  return { kind, value: null }
}

/**
 * Decodes an extension's value; one that is not known comes back as `unknown` with its bytes.
 * @throws ChanceryError `malformed` when a known extension's value does not follow its syntax; the offset counts from the
 * start of the value.
 */
export function decodeExtension(extension: Extension): DecodedExtension {
  const decoder = decoders.get(extension.oid)
  if (decoder === undefined) return { kind: 'unknown', oid: extension.oid, value: extension.value }
  const reader = new DerReader(extension.value, `extension ${extension.oid}`)
  const decoded = decoder(reader)
  reader.finish()
  return decoded
}

type ValueOf<D, K> = D extends { readonly kind: infer Kinds; readonly value: infer Value }
  ? K extends Kinds
    ? Value
    : never
  : never

/** What `decodeExtension` gives for one kind. */
export type DecodedValue<K extends DecodedExtensionKind> = ValueOf<DecodedExtension, K>

/**
 * Finds and decodes one extension of a certificate, request or CRL: `findExtension(certificate, 'keyUsage')`.
 * @returns its value, or undefined when it is absent. @throws ChanceryError `malformed`.
 */
export function findExtension<K extends keyof typeof ids & DecodedExtensionKind>(
  holder: { extension(oid: string): Extension | undefined },
  kind: K
): DecodedValue<K> | undefined {
  const extension = holder.extension(ids[kind])
  // The decoder table gives each OID its own kind, so the value is the one of `kind`.
  return extension === undefined ? undefined : (decodeExtension(extension).value as DecodedValue<K>)
}
