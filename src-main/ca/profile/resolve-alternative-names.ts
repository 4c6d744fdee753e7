import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { AskedContent, MergeRow, Overrides } from '../../../src-shared/model/request.ts'
import type { AlternativeName, AlternativeNameType } from '../../../src-shared/model/subject-entry.ts'
import { alternativeNameText, readAlternativeName, type ReadName } from './alternative-name.ts'
import type { CompiledNameRule, CompiledProfile } from './compile.ts'
import { looksLikeDnsName, registrableDomain, wildcardOnPublicSuffix } from './dns-name.ts'
import { cell, refuse, type Merge } from './merge.ts'

/** What people read for each type. */
const labels: Readonly<Record<AlternativeNameType, string>> = {
  dns: 'DNS name',
  ip: 'IP address',
  email: 'E-mail address',
  uri: 'URI',
  upn: 'User principal name',
  sid: 'Windows security identifier',
  directory: 'Directory name',
  'registered-id': 'Registered id',
  other: 'Other name'
}

/** The names of the coming certificate. */
export interface ResolvedNames {
  /** In the order of the request, then what the profile adds. */
  readonly names: readonly GeneralName[]
  /** Windows security identifier, which has an extension of its own. */
  readonly sid: string | null
}

/** What was said of one type so far. */
interface TypeRow {
  readonly asked: string[]
  readonly override: string[]
  readonly result: string[]
  outcome: MergeRow['outcome']
  readonly why: string[]
}

interface State {
  readonly profile: CompiledProfile
  readonly merge: Merge
  readonly rows: Map<AlternativeNameType, TypeRow>
  readonly names: ReadName[]
  readonly seen: Set<string>
}

/**
 * Applies the rules on alternative names.
 * @param commonName of the subject, for profiles that copy it here.
 */
export function resolveAlternativeNames(
  profile: CompiledProfile,
  asked: AskedContent,
  overrides: Overrides | null,
  commonName: string | null,
  merge: Merge
): ResolvedNames {
  const state: State = { profile, merge, rows: new Map(), names: [], seen: new Set() }
  const override = overrides?.alternativeNames
  for (const { type, value } of asked.alternativeNames ?? []) rowOf(state, type).asked.push(value)
  for (const { type, value } of override ?? []) rowOf(state, type).override.push(value)
  for (const wanted of override ?? asked.alternativeNames ?? [])
    take(state, wanted, override === undefined ? 'taken' : 'overridden')
  for (const [type, rules] of profile.names) complete(state, type, rules)
  if (profile.content.alternativeNames.includeCommonName && commonName !== null) includeCommonName(state, commonName)
  if (profile.content.alternativeNames.required && state.names.length === 0)
    refuse(
      merge,
      'alternativeNames',
      'san.required',
      'The profile wants at least one alternative name, and the request has none.'
    )
  checkTogether(state)
  writeRows(state, override !== undefined)
  const general = state.names.filter((name): name is GeneralName => name.kind !== 'sid')
  return { names: general, sid: state.names.find((name) => name.kind === 'sid')?.value ?? null }
}

function rowOf(state: State, type: AlternativeNameType): TypeRow {
  let row = state.rows.get(type)
  if (row === undefined)
    state.rows.set(type, (row = { asked: [], override: [], result: [], outcome: 'absent', why: [] }))
  return row
}

function note(row: TypeRow, outcome: MergeRow['outcome'], why: string): void {
  if (row.outcome !== 'refused') row.outcome = outcome
  if (!row.why.includes(why)) row.why.push(why)
}

function take(state: State, { type, value }: AlternativeName, outcome: 'taken' | 'overridden'): void {
  const { content } = state.profile
  const row = rowOf(state, type)
  const rules = state.profile.names.get(type)
  const rule = rules?.find((candidate) => candidate.rule.source !== 'fixed')
  const where = `${type}:${value}`
  if (rules === undefined && content.alternativeNames.others === 'refuse') {
    refuse(
      state.merge,
      where,
      'san.type',
      `The profile does not allow an alternative name of this type (${labels[type]}): ${value}.`
    )
    return note(row, 'refused', 'The profile does not allow this type of name.')
  }
  if (rule === undefined) {
    if (rules?.some((fixed) => fixed.rule.values.includes(value)) === true) return
    return note(
      row,
      'dropped',
      rules === undefined
        ? `The profile does not take this type of name; ${value} is left out.`
        : `The profile fixes these names; ${value} is left out.`
    )
  }
  const read = readAlternativeName(type, value)
  if ('problem' in read) {
    refuse(
      state.merge,
      where,
      `san.${type}`,
      `${labels[type]} "${value}" cannot be certified: ${read.problem} (${read.clause}).`
    )
    return note(row, 'refused', `"${value}": ${read.problem}.`)
  }
  const text = alternativeNameText(read.value)
  if (rule.pattern !== null && !rule.pattern.matches(text)) {
    refuse(
      state.merge,
      where,
      'san.pattern',
      `${labels[type]} "${text}" does not match the pattern ${rule.pattern.text} of the profile.`
    )
    note(row, 'refused', `"${text}" does not match the pattern of the profile.`)
  }
  if (type === 'dns' && text.startsWith('*.')) checkWildcard(state, rule, text, row)
  if (!add(state, type, read.value, text)) return note(row, outcome, `${text} was given twice and is written once.`)
  note(row, outcome, outcome === 'taken' ? 'As asked.' : 'An approver put these in place of what was asked.')
  if (text !== value) note(row, outcome, `"${value}" is written as ${text}.`)
}

function checkWildcard(state: State, { rule }: CompiledNameRule, text: string, row: TypeRow): void {
  const where = `dns:${text}`
  if (!rule.wildcard) {
    refuse(state.merge, where, 'san.wildcard', `The profile does not allow wildcard names: ${text}.`)
    note(row, 'refused', 'The profile does not allow wildcard names.')
  } else if (wildcardOnPublicSuffix(text)) {
    refuse(
      state.merge,
      where,
      'san.wildcard-suffix',
      `${text} would cover every domain under a public suffix (BR 3.2.2.6).`
    )
    note(row, 'refused', 'A wildcard must not stand directly on a public suffix.')
  }
}

function add(state: State, type: AlternativeNameType, name: ReadName, text: string): boolean {
  const key = `${name.kind}:${text}`
  if (state.seen.has(key)) return false
  state.seen.add(key)
  state.names.push(name)
  rowOf(state, type).result.push(text)
  return true
}

/** Adds fixed and default values and looks at number and presence. */
function complete(state: State, type: AlternativeNameType, rules: readonly CompiledNameRule[]): void {
  const row = rowOf(state, type)
  const asked = row.result.length
  for (const { rule } of rules) {
    if (rule.source === 'from-request' || (rule.source === 'default' && asked > 0)) continue
    for (const value of rule.values) {
      const read = readAlternativeName(type, value)
      if ('problem' in read)
        refuse(
          state.merge,
          `${type}:${value}`,
          'profile.name',
          `The profile gives "${value}" as ${labels[type]}: ${read.problem}. Correct the profile.`
        )
      else add(state, type, read.value, alternativeNameText(read.value))
      note(
        row,
        rule.source === 'fixed' ? 'fixed' : 'defaulted',
        rule.source === 'fixed'
          ? 'The profile fixes this value.'
          : 'Nobody asked for another value than the profile gives.'
      )
    }
  }
  const most = Math.max(...rules.map(({ rule }) => rule.max))
  if (row.result.length > most) {
    refuse(
      state.merge,
      `alternativeNames.${type}`,
      'san.max',
      `The profile allows ${most} alternative names of this type (${labels[type]}); there are ${row.result.length}.`
    )
    note(row, 'refused', `There are more than the ${most} that the profile allows.`)
  }
  if (row.result.length === 0 && rules.some(({ rule }) => rule.required)) {
    refuse(
      state.merge,
      `alternativeNames.${type}`,
      'san.required',
      `The profile wants an alternative name of this type (${labels[type]}), and the request has none.`
    )
    note(row, 'refused', 'The profile wants a value and there is none.')
  }
}

/** BR 7.1.4.3: a commonName that is a DNS name or an address is one of the alternative names. */
function includeCommonName(state: State, commonName: string): void {
  const address = readAlternativeName('ip', commonName)
  const type = 'value' in address ? 'ip' : looksLikeDnsName(commonName) ? 'dns' : null
  if (type === null) return
  const read = type === 'ip' ? address : readAlternativeName('dns', commonName)
  if ('problem' in read || state.seen.has(`${type}:${alternativeNameText(read.value)}`)) return
  const rule = state.profile.names.get(type)?.find((candidate) => candidate.rule.source !== 'fixed')
  const row = rowOf(state, type)
  if (rule === undefined)
    return note(
      row,
      row.outcome,
      `The commonName ${commonName} is not added: the profile does not take this type of name from a request.`
    )
  const text = alternativeNameText(read.value)
  if (rule.pattern !== null && !rule.pattern.matches(text)) {
    refuse(
      state.merge,
      `${type}:${text}`,
      'san.pattern',
      `The commonName "${text}" becomes an alternative name and does not match the pattern ${rule.pattern.text} of the profile.`
    )
    return note(row, 'refused', 'The commonName does not match the pattern for alternative names.')
  }
  if (text.startsWith('*.')) checkWildcard(state, rule, text, row)
  // What was missing is there now.
  for (let index = state.merge.reasons.length - 1; index >= 0; index--) {
    const reason = state.merge.reasons[index]
    if (reason?.rule === 'san.required' && reason.where === `alternativeNames.${type}`)
      state.merge.reasons.splice(index, 1)
  }
  add(state, type, read.value, text)
  row.outcome = row.outcome === 'refused' && row.result.length > 1 ? 'refused' : 'added'
  row.why.push('The commonName is added, because the profile says so.')
}

function checkTogether(state: State): void {
  const identifiers = state.names.filter((name) => name.kind === 'sid')
  if (identifiers.length > 1)
    refuse(
      state.merge,
      'alternativeNames.sid',
      'san.sid',
      'A certificate names one Windows security identifier; there are several.'
    )
  if (!state.profile.content.alternativeNames.singleRegistrableDomain) return
  const domains = new Set(state.names.flatMap((name) => (name.kind === 'dns' ? [registrableDomain(name.value)] : [])))
  if (domains.size > 1)
    refuse(
      state.merge,
      'alternativeNames.dns',
      'san.registrable-domain',
      `The profile wants all DNS names under one registrable domain; these are under ${[...domains].join(', ')}.`
    )
}

function writeRows(state: State, overridden: boolean): void {
  for (const [type, row] of state.rows) {
    const rules = state.profile.names.get(type)
    if (row.outcome === 'absent' && overridden && row.asked.length > 0)
      note(row, 'overridden', 'An approver took it out.')
    state.merge.rows.push({
      field: `alternativeNames.${type}`,
      label: labels[type],
      asked: cell(row.asked),
      override: overridden ? cell(row.override) : null,
      rule:
        rules === undefined
          ? state.profile.content.alternativeNames.others === 'refuse'
            ? 'not allowed'
            : 'not taken'
          : rules.map(ruleText).join('; '),
      result: cell(row.result),
      outcome: row.outcome,
      why: row.why.length > 0 ? row.why.join(' ') : 'Nobody asked for it and the profile has no value.'
    })
  }
}

function ruleText({ rule }: CompiledNameRule): string {
  const values = rule.values.join(', ')
  const source =
    rule.source === 'fixed' ? `always ${values}` : rule.source === 'default' ? `${values} unless asked` : 'from request'
  return [
    source,
    rule.required ? 'required' : '',
    rule.pattern === null ? '' : `must match ${rule.pattern}`,
    `at most ${rule.max}`,
    rule.type === 'dns' && rule.wildcard ? 'wildcards allowed' : ''
  ]
    .filter((part) => part !== '')
    .join(', ')
}
