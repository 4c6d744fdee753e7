import type { Reason } from '../../../src-shared/errors.ts'
import { violations } from '../../pki/name-constraints.ts'
import { describeGeneralName } from '../../pki/describe/general-name-lines.ts'
import type { CheckInput } from './check.ts'

/** RFC 5280 4.2.1.10: every name of the certificate lies within what the issuer, and all above it, may certify. */
export function namesWithinConstraints({ issuer, candidate, selfSigned }: CheckInput): readonly Reason[] {
  if (selfSigned) return []
  const subject = { value: candidate.subject, isEmpty: candidate.subject.length === 0 }
  return violations(issuer.constraints, subject, candidate.names).map((violation) => {
    const said =
      violation.kind === 'excluded'
        ? `is excluded by ${violation.subtrees}`
        : violation.kind === 'not-permitted'
          ? `is not within ${violation.subtrees}`
          : `cannot be judged against ${violation.subtrees}`
    return {
      where: describeGeneralName(violation.name),
      rule: 'name-constraints',
      message: `${describeGeneralName(violation.name)} ${said}: the name constraints of ${issuer.row.name} or an authority above it do not allow it (RFC 5280 4.2.1.10).`
    }
  })
}
