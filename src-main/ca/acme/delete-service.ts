import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { countAcmeOrders, deleteAcmeServiceRow, deleteSomeOfAcmeService, updateAcmeService } from '../../store/acme.ts'
import { afterCommit } from '../../store/connection.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireAcmeService } from './service-view.ts'

/**
 * Deletes a service with its credentials, accounts and orders, a part at a time; it answers nobody from the first part
 * on. Where that is interrupted the service stays disabled, and deleting it again goes on. Certificates, requests and
 * audit rows stay.
 * @throws ChanceryError `not-found`
 */
export async function deleteAcmeService(
  ca: CaContext,
  input: { service: Ref },
  actor: Actor
): Promise<{ accounts: number; orders: number; credentials: number }> {
  const { row, orders } = await transaction(ca.store, (tx) => {
    const found = requireAcmeService(tx, input.service)
    if (found.state === 'enabled')
      updateAcmeService(tx, found.id, found.version, { state: 'disabled', updatedAt: ca.clock.now() })
    return { row: found, orders: countAcmeOrders(tx, found.id) }
  })
  while (await transaction(ca.store, (tx) => deleteSomeOfAcmeService(tx, row.id)));
  const gone = await transaction(ca.store, (tx) => {
    // What a request that was under way has left since.
    while (deleteSomeOfAcmeService(tx, row.id));
    const counts = { orders, ...deleteAcmeServiceRow(tx, row.id) }
    recordAudit(tx, ca, {
      actor,
      operation: 'acme.delete',
      object: { kind: 'acme-service', id: row.id },
      outcome: 'ok',
      detail: { name: row.name, profileId: row.profileId, ...counts }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.id }))
    return counts
  })
  return gone
}
