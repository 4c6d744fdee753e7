import { operations } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Requirement, RuleTerms } from '../../../src-shared/model/quorum.ts'
import type { Reader } from '../../store/connection.ts'
import { listOperators, type OperatorRow } from '../../store/operators.ts'
import { listHeadCounts, listQuorumKeys } from '../../store/quorum.ts'
import { permissionsOf } from '../roles.ts'
import { standingRules } from './rules.ts'

/** @returns whether a rule lets this operator approve; a disabled one never */
export function isEligible(terms: RuleTerms, operator: OperatorRow): boolean {
  if (operator.state !== 'active') return false
  if (operator.roles.some((role) => terms.roles.includes(role))) return true
  return terms.operators.some((name) => name.toLowerCase() === operator.name.toLowerCase())
}

/** @returns operators who may approve now: where a signature is wanted, only those who registered a key that still is valid */
export function eligibleFor(from: Reader, terms: RuleTerms, now: number): readonly OperatorRow[] {
  const able = listOperators(from).filter((operator) => isEligible(terms, operator))
  if (terms.stepUp === 'passphrase') return able
  const signers = new Set(
    listQuorumKeys(from)
      .filter(({ notAfter }) => notAfter === null || notAfter > now)
      .map(({ operatorId }) => operatorId)
  )
  return able.filter(({ id }) => signers.has(id))
}

/** @returns how many may approve what this operator proposes */
export function approversOf(from: Reader, terms: RuleTerms, proposerId: number, now: number): readonly OperatorRow[] {
  return eligibleFor(from, terms, now).filter(({ id }) => terms.proposerCounts || id !== proposerId)
}

/** @returns why nobody could ever meet this rule, in a sentence; null where somebody can */
export function whyImpossible(
  from: Reader,
  rule: Pick<Requirement, 'operation' | 'terms'>,
  now: number
): string | null {
  const { operation, terms } = rule
  const access = Object.hasOwn(operations, operation)
    ? operations[operation as keyof typeof operations].access
    : 'signed-in'
  const proposers = listOperators(from).filter(
    (operator) =>
      operator.state === 'active' &&
      (access === 'signed-in' ||
        access === 'public' ||
        permissionsOf(from, operator.roles).some((permission) => permission === access))
  )
  const most = Math.max(0, ...proposers.map(({ id }) => approversOf(from, terms, id, now).length))
  if (most >= terms.needed) return null
  const who = eligibleFor(from, terms, now).map(({ name }) => name)
  const named = who.length === 0 ? 'nobody' : who.join(', ')
  const key = terms.stepUp === 'signature' ? ' with a registered key' : ''
  const proposer = terms.proposerCounts ? '' : ' The one who proposes does not count.'
  return `${operation} would need ${terms.needed} approvals, but at most ${most} can be given: those who may approve${key} are ${named}.${proposer}`
}

/**
 * Looks at roles and rules before accounts change.
 * @returns a check for after the change, in the same transaction: it throws ChanceryError `conflict` where a rule that
 *   could be met cannot be met any more, or a limit on the number of people with a role is broken by this change
 */
export function watchPeople(from: Reader, now: number): () => void {
  const limits = listHeadCounts(from)
  const impossible = (): ReadonlyMap<string, string> =>
    new Map(
      standingRules(from).flatMap((rule) => {
        const why = whyImpossible(from, rule, now)
        return why === null ? [] : [[rule.operation, why] as const]
      })
    )
  const before = impossible()
  const counted = headCounts(from)
  return () => {
    const after = headCounts(from)
    for (const { role, minimum, maximum } of limits) {
      const was = counted.get(role) ?? 0
      const is = after.get(role) ?? 0
      if (is < minimum && is < was)
        throw new ChanceryError(
          'conflict',
          `The role ${role} must have at least ${minimum} active operators, and ${is} would be left. Give the role to somebody else first.`
        )
      if (maximum !== null && is > maximum && is > was)
        throw new ChanceryError(
          'conflict',
          `The role ${role} may have at most ${maximum} active operators, and this would make ${is}. Take the role from somebody first.`
        )
    }
    for (const [operation, why] of impossible())
      if (!before.has(operation))
        throw new ChanceryError(
          'conflict',
          `This would make an approval rule impossible to meet. ${why} Change the rule, or add an operator, first.`
        )
  }
}

/** @returns active operators by role */
export function headCounts(from: Reader): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { state, roles } of listOperators(from))
    if (state === 'active') for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1)
  return counts
}
