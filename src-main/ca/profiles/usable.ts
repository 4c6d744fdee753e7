import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import {
  isKeyAlgorithmId,
  isSignatureAlgorithmId,
  keyAlgorithmIds,
  signatureAlgorithms
} from '../../../src-shared/model/algorithm.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { isOneElement } from '../../pki/asn1-tree.ts'
import { compileProfile } from '../profile/compile.ts'

/** @returns what makes a profile unusable: every request under it would be refused, or the certificate could not be written. */
export function contentProblems(content: ProfileContent): Reason[] {
  const reasons: Reason[] = [...compileProfile(content).problems]
  content.keyAlgorithms.forEach((id, place) => {
    if (isKeyAlgorithmId(id)) return
    reasons.push({
      where: `keyAlgorithms.${place}`,
      rule: 'profile.key-algorithm',
      message: `There is no key algorithm ${id}. Choose from ${keyAlgorithmIds.join(', ')}.`
    })
  })
  const signature = content.signatureAlgorithm
  if (signature !== null && !(isSignatureAlgorithmId(signature) && signatureAlgorithms[signature].forNewIssue)) {
    reasons.push({
      where: 'signatureAlgorithm',
      rule: 'profile.signature-algorithm',
      message: `${signature} is not an algorithm for new signatures.`
    })
  }
  const seen = new Set<string>()
  content.customExtensions.forEach(({ oid, der }, place) => {
    const where = `customExtensions.${place}`
    if (!isOneElement(Buffer.from(der, 'base64')))
      reasons.push({
        where,
        rule: 'profile.extension-der',
        message: `The value of the extension ${oid} is not one DER element.`
      })
    if (seen.has(oid))
      reasons.push({
        where,
        rule: 'profile.extension-twice',
        message: `The extension ${oid} stands twice (RFC 5280 4.2).`
      })
    seen.add(oid)
  })
  content.subject.attributes.forEach(({ type, source, value }, place) => {
    if (source === 'fixed' && (value === null || value === ''))
      reasons.push({
        where: `subject.attributes.${place}`,
        rule: 'profile.fixed-value',
        message: `The attribute ${type} is fixed and has no value.`
      })
  })
  content.alternativeNames.rules.forEach(({ type, source, values }, place) => {
    if (source === 'fixed' && values.length === 0)
      reasons.push({
        where: `alternativeNames.rules.${place}`,
        rule: 'profile.fixed-value',
        message: `The alternative name ${type} is fixed and has no value.`
      })
  })
  return reasons
}

/** @throws ChanceryError `invalid-input` with everything that makes the profile unusable */
export function requireUsable(content: ProfileContent): void {
  const reasons = contentProblems(content)
  if (reasons.length > 0)
    throw new ChanceryError('invalid-input', `This profile cannot be used: ${reasons[0]?.message ?? ''}`, { reasons })
}
