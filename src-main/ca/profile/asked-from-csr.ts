import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { alternativeName, subjectEntries } from '../../pki/describe/csr.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import type { CertificationRequest } from '../../pki/model.ts'

const expressed: ReadonlySet<string> = new Set([
  extensionIds.subjectAltName,
  extensionIds.keyUsage,
  extensionIds.extKeyUsage,
  extensionIds.msSid
])

/**
 * What a CSR asks for. Nothing of it is lost: extensions that have no field of their own go along as they are, and the
 * alternative names go along as they are too where some are of a kind that has no text (X.400, EDI).
 * @throws ChanceryError `malformed` when an extension that has a field of its own does not follow its syntax.
 */
export function askedFromCsr(csr: Pick<CertificationRequest, 'subject' | 'extensions' | 'extension'>): AskedContent {
  const names = findExtension(csr, 'subjectAltName') ?? []
  const keyUsage = findExtension(csr, 'keyUsage')
  const extendedKeyUsage = findExtension(csr, 'extKeyUsage')
  const sid = findExtension(csr, 'msSid')
  const texts = names.flatMap(alternativeName)
  const someLost = texts.length < names.length
  const subject = subjectEntries(csr.subject.value)
  const alternativeNames = [...texts, ...(sid === undefined ? [] : [{ type: 'sid' as const, value: sid }])]
  const extensions = csr.extensions
    .filter(({ oid }) => !expressed.has(oid) || (someLost && oid === extensionIds.subjectAltName))
    .map(({ oid, critical, value }) => ({ oid, critical, der: Buffer.from(value).toString('base64') }))
  if (subject.length > 100 || alternativeNames.length > 1000 || extensions.length > 100)
    throw new ChanceryError(
      'too-large',
      'The CSR asks for more than 100 attributes, 1,000 alternative names or 100 extensions.'
    )
  return {
    ...(subject.length > 0 ? { subject } : {}),
    ...(alternativeNames.length > 0 ? { alternativeNames } : {}),
    ...(keyUsage === undefined ? {} : { keyUsage: [...keyUsage] }),
    ...(extendedKeyUsage === undefined ? {} : { extendedKeyUsage: [...extendedKeyUsage] }),
    ...(extensions.length > 0 ? { extensions } : {})
  }
}
