import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  governedBy,
  ruleNameOf,
  ruleTerms,
  type Requirement,
  type RuleTerms
} from '../../../src-shared/model/quorum.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getQuorumRule, listQuorumRules, type QuorumRuleRow } from '../../store/quorum.ts'

/** @returns every rule that stands. @throws ChanceryError `damaged` for one that cannot be read: it must not vanish */
export function standingRules(from: Reader): readonly Requirement[] {
  return listQuorumRules(from).map(readRule)
}

/** @returns the rule of an operation, by the name of its rule; undefined where none stands */
export function ruleOf(from: Reader, operation: string): Requirement | undefined {
  const row = getQuorumRule(from, operation)
  return row === undefined || row.terms === null ? undefined : readRule(row)
}

function readRule({ operation, revision, terms }: QuorumRuleRow): Requirement {
  const parsed = ruleTerms.safeParse(terms)
  if (parsed.success) return { operation, revision, terms: parsed.data }
  throw new ChanceryError('damaged', `The approval rule of ${operation} cannot be read. Restore it from a backup.`)
}

/** @returns whether an operation can be put under a rule: it changes something, and takes a permission */
export function canBeRuled(name: string): name is OperationName {
  if (!Object.hasOwn(operations, name)) return false
  const { access, effect } = operations[name as OperationName]
  return effect !== 'read' && access !== 'public' && access !== 'signed-in'
}

/**
 * @returns the rules whose approvals a call needs before it may run; none where it may run at once. A change of a rule
 *   needs those of the old rule, of the new one, and of the rule over rules: each must be met, which is at least as strict as
 *   the strictest of them.
 */
export function requirementsFor(from: Reader, operation: string, input: unknown): readonly Requirement[] {
  if (!canBeRuled(operation)) return []
  const found = [ruleOf(from, ruleNameOf(operation))]
  if (operation === 'quorum.set' || operation === 'quorum.remove') {
    const target = textField(input, 'operation')
    const old = target === undefined ? undefined : ruleOf(from, ruleNameOf(target))
    if (old?.operation !== 'quorum.set') found.push(old)
    if (operation === 'quorum.set' && target !== undefined) {
      const { terms } = wishedRule(input)
      if (old === undefined || canonicalJson(old.terms) !== canonicalJson(terms))
        found.push({ operation: ruleNameOf(target), revision: 0, terms })
    }
  }
  return found.filter((rule) => rule !== undefined).filter((rule) => isInScope(from, rule, operation, input))
}

/** @returns the rule in the input of `quorum.set`, which its schema has parsed */
export function wishedRule(input: unknown): { readonly operation: string; readonly terms: RuleTerms } {
  const { operation, ...terms } = { ...(input as Readonly<Record<string, unknown>>) }
  return { operation: String(operation), terms: ruleTerms.parse(terms) }
}

/** A rule for authorities alone leaves other certificates free. What cannot be told apart falls under it. */
function isInScope(from: Reader, rule: Requirement, operation: string, input: unknown): boolean {
  if (rule.terms.scope === 'all' || !governedBy(rule.operation).includes(operation)) return true
  const ids = [numberField(input, 'id'), ...listField(input, 'ids')].filter((id) => id !== undefined)
  return ids.length === 0 || ids.some((id) => getCertificate(from, id)?.class === 'authority')
}

function field(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined
}

function textField(input: unknown, name: string): string | undefined {
  const value = field(input, name)
  return typeof value === 'string' ? value : undefined
}

function numberField(input: unknown, name: string): number | undefined {
  const value = field(input, name)
  return typeof value === 'number' ? value : undefined
}

function listField(input: unknown, name: string): readonly number[] {
  const value = field(input, name)
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : []
}
