import type { OperationName } from '../../src-shared/api/index.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import { recordAudit } from '../ca/audit.ts'
import type { Engine } from '../engine/engine.ts'
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
