import type { OperationName } from '../../src-shared/api/index.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { recordAudit } from '../ca/audit.ts'
import type { Engine } from '../engine/engine.ts'
import { auditHead, exportAudit } from '../store/audit.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'

/**
 * Records that somebody who is signed in asked for what they may not do. Refusals of strangers are not recorded here:
 * they would let anybody who reaches the port fill the log.
 */
export async function auditRefusal(
  engine: Engine,
  actor: Actor,
  operation: OperationName,
  permission: Permission
): Promise<void> {
  await transaction(engine.ca.store, (writer) =>
    recordAudit(writer, engine.ca, {
      actor,
      operation,
      object: { kind: 'operation', id: operation },
      outcome: 'refused',
      detail: { why: 'permission missing', permission }
    })
  )
}

/** @returns the number of the last row of the audit log */
export function lastAuditRow(engine: Engine): number {
  return auditHead(reader(engine.ca.store)).seq
}

/**
 * Records a change that was asked for and not made, unless the handler has done so itself since `before` (the door
 * records its refusals with every reason).
 */
export async function auditFailure(
  engine: Engine,
  actor: Actor,
  operation: OperationName,
  error: unknown,
  before: number
): Promise<void> {
  const expected = error instanceof ChanceryError
  const detail = expected
    ? { code: error.code, message: error.message, reasons: error.reasons.map(({ where, rule }) => ({ where, rule })) }
    : { code: 'internal' }
  await transaction(engine.ca.store, (writer) => {
    for (const row of exportAudit(writer, {}, before + 1))
      if (row.outcome !== 'ok' && row.operatorId === actor.operatorId) return
    recordAudit(writer, engine.ca, {
      actor,
      operation,
      object: { kind: 'operation', id: operation },
      outcome: expected ? 'refused' : 'failed',
      detail
    })
  })
}
