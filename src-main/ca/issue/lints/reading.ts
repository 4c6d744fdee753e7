import type { GeneralName } from '../../../../src-shared/model/general-name.ts'
import type { NameAttribute } from '../../../../src-shared/model/name.ts'
import { nameAttributes } from '../../../../src-shared/model/name.ts'
import { oidLabel } from '../../../../src-shared/model/oid.ts'
import type { DecodedValue } from '../../../pki/extensions/decode.ts'
import { extensionIds } from '../../../pki/extensions/ids.ts'
import type { DecodedExtensionKind } from '../../../pki/model.ts'
import type { LintFacts } from '../lint-rule.ts'

/** How rules look at a certificate: decoded values by name, and the questions that many of them ask. */

type ExtensionName = keyof typeof extensionIds & DecodedExtensionKind

/** @returns the decoded value of an extension, or undefined where it is absent or unreadable. */
export function valueOf<K extends ExtensionName>(facts: LintFacts, name: K): DecodedValue<K> | undefined {
  const decoded = facts.decoded(extensionIds[name])
  // The decoder gives each OID its own kind.
  return decoded === undefined ? undefined : (decoded.value as DecodedValue<K>)
}

/** @returns whether the extension is present, readable or not. */
export function has(facts: LintFacts, name: keyof typeof extensionIds): boolean {
  return facts.certificate.extension(extensionIds[name]) !== undefined
}

/** @returns the critical flag, or undefined where the extension is absent. */
export function criticality(facts: LintFacts, name: keyof typeof extensionIds): boolean | undefined {
  return facts.certificate.extension(extensionIds[name])?.critical
}

/** @returns whether basicConstraints says that this is an authority. */
export function isAuthority(facts: LintFacts): boolean {
  return valueOf(facts, 'basicConstraints')?.ca === true
}

/** @returns whether subject and issuer are the same name and nobody else is known to have signed. */
export function isSelfSigned(facts: LintFacts): boolean {
  return facts.certificate.subject.key === facts.certificate.issuer.key && facts.context.issuer === undefined
}

/** A subscriber certificate under the TLS Baseline Requirements. */
export function isPublicTls(facts: LintFacts): boolean {
  return facts.context.publicTrust === 'tls' && facts.context.certificateClass === 'end-entity' && !isAuthority(facts)
}

/** An authority certificate under the TLS Baseline Requirements. */
export function isPublicTlsAuthority(facts: LintFacts): boolean {
  return facts.context.publicTrust === 'tls' && isAuthority(facts)
}

/** A subscriber certificate under the S/MIME Baseline Requirements. */
export function isPublicSmime(facts: LintFacts): boolean {
  return facts.context.publicTrust === 'smime' && facts.context.certificateClass === 'end-entity' && !isAuthority(facts)
}

/** @returns all alternative names, empty where there is no such extension. */
export function alternativeNames(facts: LintFacts): readonly GeneralName[] {
  return valueOf(facts, 'subjectAltName') ?? []
}

/** @returns the DNS names among the alternative names. */
export function dnsNames(facts: LintFacts): readonly string[] {
  return alternativeNames(facts).flatMap((name) => (name.kind === 'dns' ? [name.value] : []))
}

/** @returns the mailboxes among the alternative names. */
export function mailboxes(facts: LintFacts): readonly string[] {
  return alternativeNames(facts).flatMap((name) =>
    name.kind === 'email' || name.kind === 'smtp-utf8' ? [name.value] : []
  )
}

/** @returns the subject's attributes in encoded order. */
export function subjectAttributes(facts: LintFacts): readonly NameAttribute[] {
  return nameAttributes(facts.certificate.subject.value)
}

/** @returns the values of one subject attribute. */
export function subjectValues(facts: LintFacts, oid: string): readonly string[] {
  return subjectAttributes(facts).flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []))
}

/** @returns the policy OIDs that the certificate asserts. */
export function policyOids(facts: LintFacts): readonly string[] {
  return valueOf(facts, 'certificatePolicies')?.map((policy) => policy.oid) ?? []
}

/** @returns the purposes of extendedKeyUsage. */
export function purposes(facts: LintFacts): readonly string[] {
  return valueOf(facts, 'extKeyUsage') ?? []
}

/** @returns validity in days as the Baseline Requirements count it: both ends included, a part of a day is a day. */
export function validityDays(facts: LintFacts): number {
  return Math.ceil((facts.certificate.notAfter - facts.certificate.notBefore + 1000) / 86_400_000)
}

/** @returns the addresses of one access method in authorityInfoAccess. */
export function accessAddresses(facts: LintFacts, method: string): readonly string[] {
  return (valueOf(facts, 'authorityInfoAccess') ?? []).flatMap((entry) =>
    entry.method === method && entry.location.kind === 'uri' ? [entry.location.value] : []
  )
}

/** @returns the addresses of all CRL distribution points. */
export function crlAddresses(facts: LintFacts): readonly string[] {
  return (valueOf(facts, 'crlDistributionPoints') ?? []).flatMap((point) =>
    point.fullName.flatMap((name) => (name.kind === 'uri' ? [name.value] : []))
  )
}

/** @returns labels of OIDs in one line. */
export function labels(oids: readonly string[]): string {
  return oids.map(oidLabel).join(', ')
}

/** Attribute types that rules name. */
export const attributes = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  state: '2.5.4.8',
  street: '2.5.4.9',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  postalCode: '2.5.4.17',
  givenName: '2.5.4.42',
  dnQualifier: '2.5.4.46',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
  domainComponent: '0.9.2342.19200300.100.1.25',
  emailAddress: '1.2.840.113549.1.9.1'
} as const

export { purpose } from '../../../../src-shared/model/key-purpose.ts'

/** Access methods, RFC 5280 4.2.2. */
export const accessMethod = {
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  caRepository: '1.3.6.1.5.5.7.48.5'
} as const
