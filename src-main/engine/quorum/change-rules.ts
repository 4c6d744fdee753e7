import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { ruleNameOf, scopedRules, type Requirement, type RuleTerms } from '../../../src-shared/model/quorum.ts'
import { recordAudit } from '../../ca/audit.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { listOperators } from '../../store/operators.ts'
import { listHeadCounts, putHeadCount, putQuorumRule } from '../../store/quorum.ts'
import { transaction } from '../../store/transaction.ts'
import { knownRoles } from '../roles.ts'
import { headCounts, whyImpossible } from './people.ts'
import { canBeRuled, ruleOf } from './rules.ts'
import type { QuorumWorld } from './world.ts'

/** Shortest and longest time that a proposal may wait. */
const shortestLife = 5 * 60_000
const longestLife = 366 * 86_400_000

/**
 * Sets the rule of an operation. The gate has seen to it that the old and the new rule were met.
 * @throws ChanceryError `invalid-input` with every reason; `conflict` where nobody could meet it
 */
export async function setRule(
  world: QuorumWorld,
  wish: { readonly operation: string; readonly terms: RuleTerms },
  actor: Actor
): Promise<void> {
  await transaction(world.ca.store, (writer) => {
    const now = world.ca.clock.now()
    requireGoodRule(writer, wish, now)
    const before = ruleOf(writer, wish.operation)
    putQuorumRule(writer, { operation: wish.operation, terms: wish.terms, updatedAt: now, updatedBy: actor.name })
    auditRule(writer, world, actor, 'quorum.set', wish.operation, { before: before?.terms ?? null, rule: wish.terms })
  })
}

/** @throws ChanceryError `invalid-input` with every reason; `conflict` where nobody could meet it */
export function requireGoodRule(
  from: Reader,
  { operation, terms }: { readonly operation: string; readonly terms: RuleTerms },
  now: number
): void {
  const reasons = [...reasonsAgainst(from, operation, terms, now)].map(([where, message]) => ({
    where,
    rule: 'quorum.rule',
    message
  }))
  const [first] = reasons
  if (first !== undefined) throw new ChanceryError('invalid-input', first.message, { reasons })
  const impossible = whyImpossible(from, { operation, terms }, now)
  if (impossible !== null)
    throw new ChanceryError('conflict', `Nobody could ever meet this rule. ${impossible}`, {
      reasons: [{ where: 'needed', rule: 'quorum.possible', message: impossible }]
    })
}

function* reasonsAgainst(
  from: Reader,
  operation: string,
  terms: RuleTerms,
  now: number
): Generator<readonly [where: string, message: string]> {
  const governor = ruleNameOf(operation)
  if (!canBeRuled(operation))
    yield [
      'operation',
      `${operation} cannot be put under a rule: it changes nothing, is open to everybody, or is unknown.`
    ]
  else if (governor !== operation)
    yield ['operation', `${operation} falls under the rule of ${governor}. Set that one.`]
  if (terms.scope === 'authorities' && !scopedRules.has(operation))
    yield ['scope', `Only ${[...scopedRules].join(', ')} can be limited to authorities.`]
  if (terms.roles.length + terms.operators.length === 0)
    yield ['roles', 'Say who may approve: roles, or operators by name.']
  const roles = new Set(knownRoles(from).map(({ name }) => name))
  for (const role of terms.roles) if (!roles.has(role)) yield ['roles', `There is no role named ${role}.`]
  const names = new Set(listOperators(from).map(({ name }) => name.toLowerCase()))
  for (const name of terms.operators)
    if (!names.has(name.toLowerCase())) yield ['operators', `There is no operator named ${name}.`]
  const life = addDuration(now, durationOf(terms.life)) - now
  if (life < shortestLife || life > longestLife)
    yield ['life', `A proposal waits between five minutes and a year, not ${terms.life}.`]
}

/** Removes the rule of an operation. @throws ChanceryError `not-found` */
export async function removeRule(world: QuorumWorld, operation: string, actor: Actor): Promise<void> {
  await transaction(world.ca.store, (writer) => {
    const before = requireRule(writer, operation)
    putQuorumRule(writer, {
      operation: before.operation,
      terms: null,
      updatedAt: world.ca.clock.now(),
      updatedBy: actor.name
    })
    auditRule(writer, world, actor, 'quorum.remove', before.operation, { before: before.terms })
  })
}

function requireRule(from: Reader, operation: string): Requirement {
  const rule = ruleOf(from, ruleNameOf(operation))
  if (rule === undefined) throw new ChanceryError('not-found', `There is no approval rule for ${operation}.`)
  return rule
}

/**
 * Sets how many active operators a role may have; 0 and no maximum remove the limit.
 * @throws ChanceryError `not-found`, `invalid-input`; `conflict` where the people of today break it
 */
export async function setHeadCount(
  world: QuorumWorld,
  wish: { readonly role: string; readonly minimum: number; readonly maximum: number | null },
  actor: Actor
): Promise<void> {
  const { role, minimum, maximum } = wish
  if (maximum !== null && maximum < minimum)
    throw new ChanceryError('invalid-input', `At most ${maximum} cannot be fewer than at least ${minimum}.`)
  await transaction(world.ca.store, (writer) => {
    if (knownRoles(writer).every(({ name }) => name !== role))
      throw new ChanceryError('not-found', `There is no role named ${role}.`)
    const present = headCounts(writer).get(role) ?? 0
    if (present < minimum || (maximum !== null && present > maximum))
      throw new ChanceryError(
        'conflict',
        `The role ${role} has ${present} active operators, which is outside these limits. Change the accounts first.`
      )
    const before = listHeadCounts(writer).find((one) => one.role === role)
    putHeadCount(writer, wish)
    auditRule(writer, world, actor, 'quorum.limit', role, {
      before: before === undefined ? null : { minimum: before.minimum, maximum: before.maximum },
      minimum,
      maximum
    })
  })
}

function auditRule(
  writer: Writer,
  { ca }: QuorumWorld,
  actor: Actor,
  operation: string,
  id: string,
  detail: Readonly<Record<string, unknown>>
): void {
  recordAudit(writer, ca, { actor, operation, object: { kind: 'quorum-rule', id }, outcome: 'ok', detail })
  afterCommit(writer, () => ca.emit('quorum.changed', { id: 0 }))
}
