import type { Reason } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { getAuthorityHead, type AuthorityHead } from '../../store/authorities.ts'
import { getCertificateState } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { utcText } from '../profile/resolve-validity.ts'
import type { CheckInput } from './check.ts'

/** What keeps an authority from issuing whatever the request: its state, and its own certificate. */
export function issuerReasons(database: Reader, issuer: Issuer, selfSigned: boolean, now: number): readonly Reason[] {
  return [
    ...issuerActive(issuer, selfSigned),
    ...issuerValid(issuer, selfSigned, now),
    ...issuerNotRevoked(database, issuer, selfSigned),
    ...issuerMaySign(issuer, selfSigned)
  ]
}

/** The authority may issue in its present state. A key that is off line does not refuse: the request waits for it. */
export function issuerActive(issuer: Issuer, selfSigned: boolean): readonly Reason[] {
  const { state, name } = issuer.row
  if (state === 'active' || state === 'key-offline' || (selfSigned && state === 'draft')) return []
  return [
    { where: 'authority', rule: 'authority.state', message: `The authority ${name} is ${state} and does not issue.` }
  ]
}

/** The authority's own certificate is valid now. */
export function issuerValid(issuer: Issuer, selfSigned: boolean, now: number): readonly Reason[] {
  if (selfSigned) return []
  if (issuer.validity === null)
    return [
      {
        where: 'authority',
        rule: 'authority.certificate',
        message: `The authority ${issuer.row.name} has no certificate yet.`
      }
    ]
  if (now >= issuer.validity.notBefore && now <= issuer.validity.notAfter) return []
  return [
    {
      where: 'authority',
      rule: 'authority.validity',
      message: `The certificate of ${issuer.row.name} is valid from ${utcText(issuer.validity.notBefore)} to ${utcText(issuer.validity.notAfter)}, not now.`
    }
  ]
}

/** Deeper hierarchies than this do not exist; a loop in the rows ends here. */
const MAX_DEPTH = 20

/** Neither the authority's certificate nor one above it is revoked or suspended: nothing below would ever be accepted. */
export function issuerNotRevoked(database: Reader, issuer: Issuer, selfSigned: boolean): readonly Reason[] {
  if (selfSigned) return []
  let row: AuthorityHead | undefined = issuer.row
  for (let depth = 0; row !== undefined && depth < MAX_DEPTH; depth++) {
    const state = row.certificateId === null ? undefined : getCertificateState(database, row.certificateId)
    if (state !== undefined && state !== 'active')
      return [
        {
          where: 'authority',
          rule: 'authority.revoked',
          message: `The certificate of ${row.name} is ${state}: no verifier would accept what ${issuer.row.name} issues (RFC 5280 6.3.3).`
        }
      ]
    row = row.issuerId === null ? undefined : getAuthorityHead(database, row.issuerId)
  }
  return []
}

/** RFC 5280 4.2.1.9 and 4.2.1.3: the issuer's certificate lets it sign certificates. */
export function issuerMaySign(issuer: Issuer, selfSigned: boolean): readonly Reason[] {
  if (selfSigned || issuer.certificate === null) return []
  const reasons: Reason[] = []
  const basic = tryDecode(issuer.certificate, '2.5.29.19')
  if (basic?.kind !== 'basicConstraints' || !basic.value.ca)
    reasons.push({
      where: 'authority',
      rule: 'authority.basic-constraints',
      message: `The certificate of ${issuer.row.name} does not say that it is an authority (RFC 5280 4.2.1.9).`
    })
  const usage = tryDecode(issuer.certificate, '2.5.29.15')
  if (usage?.kind === 'keyUsage' && !usage.value.includes('keyCertSign'))
    reasons.push({
      where: 'authority',
      rule: 'authority.key-usage',
      message: `The certificate of ${issuer.row.name} has no keyCertSign among its key usages (RFC 5280 4.2.1.3).`
    })
  return reasons
}

/** RFC 5280 4.2.1.9: no authority below one whose path length is used up, and none that promises more than is left. */
export function pathLengthLeft({ issuer, candidate, selfSigned }: CheckInput): readonly Reason[] {
  const left = issuer.pathLength
  if (selfSigned || !candidate.isAuthority || left === null) return []
  if (left === 0)
    return [
      {
        where: 'basicConstraints',
        rule: 'authority.path-length',
        message: `The path length of ${issuer.row.name} is 0: it may sign no authority below itself (RFC 5280 4.2.1.9).`
      }
    ]
  if (candidate.pathLength === null || candidate.pathLength < left) return []
  return [
    {
      where: 'basicConstraints.pathLength',
      rule: 'authority.path-length',
      message: `The path length ${candidate.pathLength} does not fit under that of ${issuer.row.name}, which is ${left}. Use at most ${left - 1}.`
    }
  ]
}

/** Purposes that the issuer's certificate does not have are worth nothing to verifiers that nest them, as browsers and Windows do. */
export function purposesNested({ issuer, candidate, selfSigned }: CheckInput): readonly Finding[] {
  if (selfSigned || issuer.certificate === null) return []
  const allowed = tryDecode(issuer.certificate, '2.5.29.37')
  if (allowed?.kind !== 'extKeyUsage' || allowed.value.includes(purpose.any)) return []
  const missing = candidate.extendedKeyUsage.filter((oid) => !allowed.value.includes(oid))
  if (missing.length === 0) return []
  return [
    {
      rule: 'policy.purposes-nested',
      severity: 'warning',
      clause: 'RFC 5280 4.2.1.12',
      message: `The certificate of ${issuer.row.name} is limited to other purposes; verifiers that nest purposes will not accept ${missing.join(', ')}.`,
      profileField: 'extendedKeyUsage.oids'
    }
  ]
}
