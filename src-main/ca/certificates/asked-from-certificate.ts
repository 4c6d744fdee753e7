import type { AskedContent } from '../../../src-shared/model/request.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { alternativeName, subjectEntries } from '../../pki/describe/csr.ts'
import type { Certificate } from '../../pki/model.ts'

/** @returns the names that a certificate has, as a request for the same names. */
export function askedFromCertificate(certificate: Certificate): AskedContent {
  const names = tryDecode(certificate, '2.5.29.17')
  const sid = tryDecode(certificate, '1.3.6.1.4.1.311.25.2')
  const alternativeNames = [
    ...(names?.kind === 'subjectAltName' ? names.value.flatMap(alternativeName) : []),
    ...(sid?.kind === 'msSid' ? [{ type: 'sid' as const, value: sid.value }] : [])
  ]
  const subject = subjectEntries(certificate.subject.value)
  return { ...(subject.length > 0 ? { subject } : {}), ...(alternativeNames.length > 0 ? { alternativeNames } : {}) }
}
