import type { NameAttribute, NameValue } from '../../../src-shared/model/name.ts'
import { checkName } from '../../../src-shared/model/name.ts'
import { attributeType } from '../../../src-shared/model/name-attributes.ts'
import type { AskedContent, MergeRow, Overrides } from '../../../src-shared/model/request.ts'
import type { SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import { attributeName, attributeOid, type CompiledAttributeRule, type CompiledProfile } from './compile.ts'
import { cell, refuse, type Merge } from './merge.ts'

const commonNameOid = '2.5.4.3'

/** One attribute of the coming subject and where it stands among the others. */
interface Placed {
  readonly place: number
  readonly oid: string
  readonly value: string
}

/** A subject that may still get its commonName from the alternative names. */
export interface DraftSubject {
  readonly placed: Placed[]
  readonly commonName: string | null
}

/** Applies the attribute rules of a profile. What no rule speaks of is dropped or refused, as the profile says. */
export function draftSubject(
  profile: CompiledProfile,
  asked: AskedContent,
  overrides: Overrides | null,
  merge: Merge
): DraftSubject {
  const askedValues = byType(asked.subject ?? [], merge)
  const overrideValues = overrides?.subject === undefined ? null : byType(overrides.subject, merge)
  const placed: Placed[] = []
  for (const [oid, rules] of profile.attributes)
    applyRules(
      oid,
      rules,
      askedValues.get(oid) ?? [],
      overrideValues === null ? null : (overrideValues.get(oid) ?? []),
      placed,
      merge
    )
  const others = new Set([...askedValues.keys(), ...(overrideValues?.keys() ?? [])])
  for (const oid of others)
    if (!profile.attributes.has(oid))
      leaveOut(profile, oid, askedValues.get(oid) ?? [], overrideValues?.get(oid) ?? null, merge)
  placed.sort((a, b) => a.place - b.place)
  return { placed, commonName: placed.find((entry) => entry.oid === commonNameOid)?.value ?? null }
}

/** Puts the commonName in where the profile takes it from the alternative names. @returns the finished subject. */
export function finishSubject(
  profile: CompiledProfile,
  draft: DraftSubject,
  firstName: string | null,
  merge: Merge
): NameValue {
  const { content } = profile
  let { placed } = draft
  if (content.subject.commonNameFromAlternativeName && draft.commonName === null && firstName !== null)
    placed = withCommonName(profile, placed, firstName, merge)
  const name = placed.map((entry): NameAttribute[] => [attribute(entry)])
  merge.reasons.push(...checkName(name))
  if (name.length === 0 && (!content.subject.mayBeEmpty || content.certificateClass === 'authority'))
    refuse(
      merge,
      'subject',
      'subject.empty',
      'The subject would be empty, and this profile wants one. Ask for at least one attribute that the profile takes.'
    )
  return name
}

function byType(entries: readonly SubjectEntry[], merge: Merge): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const { type, value } of entries) {
    const oid = attributeOid(type)
    if (oid === null) {
      refuse(
        merge,
        `subject.${type}`,
        'subject.attribute',
        `"${type}" is not an attribute type. Use a short name such as O, or an OID.`
      )
      continue
    }
    const list = values.get(oid)
    if (list === undefined) values.set(oid, [value])
    else list.push(value)
  }
  return values
}

function applyRules(
  oid: string,
  rules: readonly CompiledAttributeRule[],
  asked: readonly string[],
  override: readonly string[] | null,
  placed: Placed[],
  merge: Merge
): void {
  const name = attributeName(oid)
  const field = `subject.${name}`
  const remaining = [...(override ?? asked)]
  const result: string[] = []
  let outcome: MergeRow['outcome'] = 'absent'
  let why = 'Nobody asked for it and the profile has no value.'
  const put = (place: number, value: string): void => {
    placed.push({ place, oid, value })
    result.push(value)
  }
  for (const { rule, place } of rules) {
    if (rule.source !== 'fixed' || rule.value === null || rule.value === '') continue
    put(place, rule.value)
    const same = remaining.indexOf(rule.value)
    if (same >= 0) remaining.splice(same, 1)
    outcome = 'fixed'
    why = 'The profile fixes this value.'
  }
  const open = rules.filter(({ rule }) => rule.source !== 'fixed')
  open.forEach(({ rule, place, pattern }, index) => {
    const taken = remaining.splice(0, index === open.length - 1 ? remaining.length : 1)
    for (const value of taken) {
      put(place, value)
      outcome = override === null ? 'taken' : 'overridden'
      why = override === null ? 'As asked.' : 'An approver put this in place of what was asked.'
      if (pattern === null || pattern.matches(value)) continue
      refuse(
        merge,
        field,
        'subject.pattern',
        `${name} "${value}" does not match the pattern ${pattern.text} of the profile.`
      )
      outcome = 'refused'
      why = 'It does not match the pattern of the profile.'
    }
    if (taken.length > 0) return
    if (rule.source === 'default' && rule.value !== null && rule.value !== '') {
      put(place, rule.value)
      outcome = 'defaulted'
      why = 'Nobody asked for another value than the profile gives.'
    } else if (rule.required) {
      refuse(merge, field, 'subject.required', `The profile wants ${name} in the subject, and the request has none.`)
      outcome = 'refused'
      why = 'The profile wants a value and there is none.'
    }
  })
  if (remaining.length > 0) {
    outcome = result.length > 0 ? 'fixed' : 'dropped'
    why = `The profile fixes this attribute; ${remaining.join(', ')} is left out.`
  }
  merge.rows.push({
    field,
    label: attributeType(oid)?.label ?? oid,
    asked: cell(asked),
    override: override === null ? null : cell(override),
    rule: rules.map(ruleText).join('; '),
    result: cell(result),
    outcome,
    why
  })
}

function ruleText({ rule }: CompiledAttributeRule): string {
  const source =
    rule.source === 'fixed'
      ? rule.value === null
        ? 'never present'
        : `always ${rule.value}`
      : rule.source === 'default'
        ? `${rule.value ?? 'nothing'} unless asked`
        : 'from request'
  return [source, rule.required ? 'required' : '', rule.pattern === null ? '' : `must match ${rule.pattern}`]
    .filter((part) => part !== '')
    .join(', ')
}

function leaveOut(
  profile: CompiledProfile,
  oid: string,
  asked: readonly string[],
  override: readonly string[] | null,
  merge: Merge
): void {
  const name = attributeName(oid)
  const field = `subject.${name}`
  const refused = profile.content.subject.others === 'refuse'
  if (refused)
    refuse(
      merge,
      field,
      'subject.attribute',
      `The profile does not allow ${name} in the subject; "${(override ?? asked).join(', ')}" was asked for.`
    )
  merge.rows.push({
    field,
    label: attributeType(oid)?.label ?? oid,
    asked: cell(asked),
    override: override === null ? null : cell(override),
    rule: refused ? 'not allowed' : 'not taken',
    result: null,
    outcome: refused ? 'refused' : 'dropped',
    why: refused ? 'The profile refuses attributes that it does not name.' : 'The profile does not name this attribute.'
  })
}

function withCommonName(profile: CompiledProfile, placed: readonly Placed[], value: string, merge: Merge): Placed[] {
  const rules = profile.attributes.get(commonNameOid)
  const row = merge.rows.find((candidate) => candidate.field === 'subject.CN')
  // RFC 5280 appendix A.1, ub-common-name.
  const fits = value.length <= 64
  const change = fits
    ? {
        result: value,
        outcome: 'added' as const,
        why: 'The profile takes the commonName from the first alternative name.'
      }
    : {
        result: null,
        outcome: 'dropped' as const,
        why: 'The first alternative name is longer than the 64 characters of a commonName.'
      }
  if (row === undefined)
    merge.rows.push({
      field: 'subject.CN',
      label: 'Common name',
      asked: null,
      override: null,
      rule: 'from alternative name',
      ...change
    })
  else merge.rows[merge.rows.indexOf(row)] = { ...row, ...change }
  if (!fits) return [...placed]
  const missing = merge.reasons.findIndex(
    (reason) => reason.where === 'subject.CN' && reason.rule === 'subject.required'
  )
  if (missing >= 0) merge.reasons.splice(missing, 1)
  const place = rules?.[0]?.place ?? placed.length
  return [...placed, { place, oid: commonNameOid, value }].toSorted((a, b) => a.place - b.place)
}

/** A value that is not text comes as `#` and hex where its type is not a text type. */
function attribute({ oid, value }: Placed): NameAttribute {
  const known = attributeType(oid)
  const raw = (known === undefined || known.syntax === 'raw') && /^#(?:[0-9a-fA-F]{2}){2,}$/.test(value)
  return raw ? { oid, value, raw: true } : { oid, value }
}
