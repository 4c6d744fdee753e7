import type { TFunction } from 'i18next'
import { isSignatureAlgorithmId, signatureAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { durationIn } from '../../ui/display/duration-words.ts'

export interface SummaryLine {
  readonly key: string
  readonly term: string
  readonly value: string
}

/** What a certificate under the profile would contain, and how it is come by, line for line. Empty lines are left out. */
export function summaryLines(content: ProfileContent, t: TFunction, locale: string): readonly SummaryLine[] {
  const line = (key: string, value: string): SummaryLine => ({ key, term: t(`summary.${key}`), value })
  const critical = (on: boolean): string => (on ? ` (${t('ui:certificate.critical')})` : '')
  const lines = [
    line('subject', content.subject.attributes.map((rule) => attributeText(rule, t)).join(', ')),
    line('names', content.alternativeNames.rules.map((rule) => nameText(rule, t)).join(', ')),
    line('keys', content.keyAlgorithms.join(', ')),
    line('signature', signatureText(content.signatureAlgorithm, t)),
    line('validity', validityText(content, t, locale)),
    line(
      'keyUsage',
      content.keyUsage === null ? '' : content.keyUsage.bits.join(', ') + critical(content.keyUsage.critical)
    ),
    line(
      'extendedKeyUsage',
      content.extendedKeyUsage === null
        ? ''
        : content.extendedKeyUsage.oids.map(oidLabel).join(', ') + critical(content.extendedKeyUsage.critical)
    ),
    line('basicConstraints', basicText(content, t)),
    line('policies', content.policies === null ? '' : content.policies.list.map(({ oid }) => oid).join(', ')),
    line('nameConstraints', constraintText(content, t)),
    line('pointers', pointerText(content, t)),
    line(
      'extensions',
      [
        ...(content.mustStaple ? [t('summary.mustStaple')] : []),
        ...(content.ocspNoCheck ? [t('summary.ocspNoCheck')] : []),
        ...content.customExtensions.map(({ oid }) => oidLabel(oid)),
        ...content.extensionsFromRequest.map((oid) => t('summary.fromRequest', { name: oidLabel(oid) }))
      ].join(', ')
    ),
    line('proof', proofText(content, t)),
    line('approval', t(`approval.${content.approval}`)),
    line('channels', content.channels.map((channel) => t(`ui:channel.${channel}`)).join(', ')),
    line('key', t(content.keyByChancery ? 'summary.keyByChancery' : 'summary.keyByCsr'))
  ]
  return lines.filter(({ value }) => value !== '')
}

function attributeText(rule: ProfileContent['subject']['attributes'][number], t: TFunction): string {
  if (rule.source === 'fixed') return `${rule.type}=${rule.value ?? ''}`
  if (rule.source === 'default' && rule.value !== null)
    return t('summary.default', { name: rule.type, value: rule.value })
  return rule.required ? t('summary.required', { name: rule.type }) : rule.type
}

function nameText(rule: ProfileContent['alternativeNames']['rules'][number], t: TFunction): string {
  const kind = t(`ui:nameType.${rule.type}`)
  if (rule.source === 'fixed') return `${kind} ${rule.values.join(' ')}`
  return rule.required ? t('summary.required', { name: kind }) : kind
}

function signatureText(algorithm: string | null, t: TFunction): string {
  if (algorithm === null) return t('summary.signatureByKey')
  return isSignatureAlgorithmId(algorithm) ? signatureAlgorithms[algorithm].label : algorithm
}

function validityText(content: ProfileContent, t: TFunction, locale: string): string {
  const { validity, maximumValidity } = content
  const span =
    validity.kind === 'duration'
      ? durationIn(validity.duration, locale)
      : t('summary.until', { date: new Date(validity.notAfter).toISOString().slice(0, 10) })
  return maximumValidity === null ? span : t('summary.atMost', { span, most: durationIn(maximumValidity, locale) })
}

function basicText({ basicConstraints }: ProfileContent, t: TFunction): string {
  if (basicConstraints === null) return ''
  if (!basicConstraints.authority) return t('summary.endEntity')
  return basicConstraints.pathLength === null
    ? t('summary.authority')
    : t('summary.authorityWith', { count: basicConstraints.pathLength })
}

function constraintText({ nameConstraints }: ProfileContent, t: TFunction): string {
  if (nameConstraints === null) return ''
  const names = (list: readonly { readonly type: string; readonly value: string }[]): string =>
    list.map(({ type, value }) => `${type} ${value}`).join(', ')
  return [
    ...(nameConstraints.permitted.length > 0
      ? [t('summary.permits', { names: names(nameConstraints.permitted) })]
      : []),
    ...(nameConstraints.excluded.length > 0 ? [t('summary.excludes', { names: names(nameConstraints.excluded) })] : [])
  ].join('; ')
}

function pointerText({ pointers }: ProfileContent, t: TFunction): string {
  return [
    ...(pointers.crl ? [t('summary.pointerCrl')] : []),
    ...(pointers.issuer ? [t('summary.pointerIssuer')] : []),
    ...(pointers.ocsp ? [t('summary.pointerOcsp')] : [])
  ].join(', ')
}

function proofText({ proof }: ProfileContent, t: TFunction): string {
  return [
    ...(proof.domains === 'required' ? [t('summary.proofDomains')] : []),
    ...(proof.mailboxes === 'required' ? [t('summary.proofMailboxes')] : []),
    ...(proof.mpic === 'required' ? [t('summary.proofMpic')] : []),
    ...(proof.caa === 'inherit' ? [] : [t('summary.proofCaa', { mode: t(`proof.caaChoice.${proof.caa}`) })])
  ].join(', ')
}
