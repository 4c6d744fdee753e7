import { assertNever } from '../../../src-shared/assert-never.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { attributeType } from '../../../src-shared/model/name-attributes.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import { nameAttributes, type NameValue } from '../../../src-shared/model/name.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { CsrSummary } from '../../../src-shared/model/request.ts'
import type { AlternativeName, SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import type { CertificationRequest } from '../model.ts'
import { secretTakenOut } from '../request-secrets.ts'
import { tryDecode } from './certificate.ts'
import { linesOf } from './extension.ts'
import { keyAlgorithmName, keyDescription, signatureLabel, spkiFingerprint } from './key.ts'

/**
 * @param signatureValid what the verification of its self-signature just said
 * @returns what is in a CSR. The challenge password is named, never shown.
 */
export function describeCsr(csr: CertificationRequest, signatureValid: boolean): CsrSummary {
  return {
    subject: csr.subject.text,
    subjectEntries: subjectEntries(csr.subject.value),
    alternativeNames: requestedNames(csr),
    keyAlgorithm: keyAlgorithmName(csr.publicKey),
    keyDescription: keyDescription(csr.publicKey),
    spkiSha256: spkiFingerprint(csr.publicKey.der),
    signatureAlgorithm: signatureLabel(csr.signatureAlgorithm),
    signatureValid,
    ...(!signatureValid && secretTakenOut(csr) ? { secretTakenOut: true } : {}),
    extensions: csr.extensions.map((extension) => ({
      oid: extension.oid,
      label: oidLabel(extension.oid),
      critical: extension.critical,
      text: linesOf(extension).join('\n')
    })),
    attributes: csr.attributes.map(({ oid }) => ({ oid, label: oidLabel(oid) }))
  }
}

/** @returns the attributes of a name one by one, as forms show them. */
export function subjectEntries(name: NameValue): SubjectEntry[] {
  return nameAttributes(name).map(({ oid, value }) => ({ type: attributeType(oid)?.name ?? oid, value }))
}

/** @returns the alternative names that a CSR asks for, the Windows security identifier among them. */
export function requestedNames(csr: Pick<CertificationRequest, 'extension'>): AlternativeName[] {
  const names = tryDecode(csr, '2.5.29.17')
  const sid = tryDecode(csr, '1.3.6.1.4.1.311.25.2')
  return [
    ...(names?.kind === 'subjectAltName' ? names.value.flatMap(alternativeName) : []),
    ...(sid?.kind === 'msSid' ? [{ type: 'sid' as const, value: sid.value }] : [])
  ]
}

/** @returns the name in the form that forms and profiles use; none for x400Address and ediPartyName, which they do not know. */
export function alternativeName(name: GeneralName): AlternativeName[] {
  switch (name.kind) {
    case 'dns':
    case 'email':
    case 'uri':
    case 'ip':
    case 'upn':
      return [{ type: name.kind, value: name.value }]
    case 'smtp-utf8':
      return [{ type: 'email', value: name.value }]
    case 'directory':
      return [{ type: 'directory', value: formatName(name.value) }]
    case 'rid':
      return [{ type: 'registered-id', value: name.value }]
    case 'other':
      return [{ type: 'other', value: `${name.oid}:${name.value}` }]
    case 'x400':
    case 'edi':
      return []
    default:
      return assertNever(name)
  }
}
