import type { RequestView } from '../../../src-shared/api/requests.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { builtInRoles } from '../../../src-shared/model/permission.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { listOperators } from '../../store/operators.ts'
import { putRequestWork } from '../../store/request-work.ts'
import { listRoles } from '../../store/roles.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireRequest, requireUndecided } from './find.ts'
import { showRequest } from './view.ts'

/** @returns the active operators who may decide requests, and the roles that let them */
export function requestAssignees(ca: Pick<CaContext, 'store'>): { operators: string[]; roles: string[] } {
  const from = reader(ca.store)
  return { operators: deciders(from).map(({ name }) => name), roles: decidingRoles(from) }
}

/**
 * Gives a waiting request to an operator or to a role; to nobody where neither is named. It says whose work it is and
 * forbids nobody else to decide.
 * @throws ChanceryError `invalid-input` for who may not decide; `conflict`, `not-found`
 */
export async function assignRequest(
  ca: CaContext,
  input: { id: number; operator?: string | undefined; role?: string | undefined },
  actor: Actor
): Promise<{ request: RequestView }> {
  if (input.operator !== undefined && input.role !== undefined)
    throw new ChanceryError('invalid-input', 'Give the request to an operator or to a role, not to both.')
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    requireUndecided(tx, record)
    const { operator, role } = input
    const person = deciders(tx).find(({ name }) => name.toLowerCase() === operator?.toLowerCase())
    if (operator !== undefined && person === undefined)
      throw new ChanceryError('invalid-input', `${operator} is no active operator who may decide requests.`)
    if (role !== undefined && !decidingRoles(tx).includes(role))
      throw new ChanceryError('invalid-input', `${role} is no role that lets anybody decide requests.`)
    putRequestWork(tx, record.id, { assigneeId: person?.id ?? null, assigneeRole: role ?? null })
    recordAudit(tx, ca, {
      actor,
      operation: 'request.assign',
      object: { kind: 'request', id: record.id },
      outcome: 'ok',
      detail: { operator: person?.name ?? null, role: role ?? null }
    })
    afterCommit(tx, () => ca.emit('request.changed', { id: record.id, state: record.state }))
  })
  return showRequest(ca, input.id, actor)
}

function decidingRoles(from: Reader): string[] {
  return [...builtInRoles, ...listRoles(from)]
    .filter(({ permissions }) => permissions.includes('request.approve'))
    .map(({ name }) => name)
}

function deciders(from: Reader): { readonly id: number; readonly name: string }[] {
  const roles = new Set(decidingRoles(from))
  return listOperators(from).filter((row) => row.state === 'active' && row.roles.some((role) => roles.has(role)))
}
