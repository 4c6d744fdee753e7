import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ScepSettings } from '../../../src-shared/model/scep.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { afterCommit } from '../../store/connection.ts'
import { getRequest } from '../../store/requests.ts'
import { getScepTransaction, moveScepTransaction, type ScepTransactionRow } from '../../store/scep-transactions.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import type { AskedScep } from './admit.ts'
import type { ScepResult } from './answer.ts'
import { ScepRefusal } from './refusal.ts'

/** Says how an enrolment stands that was asked for before. @throws ScepRefusal where it was refused */
export async function settle(ca: CaContext, service: AskedScep, row: ScepTransactionRow): Promise<ScepResult> {
  const now = row.state === 'pending' ? await settlePending(ca, row) : row
  switch (now.state) {
    case 'open':
    case 'pending':
      return { kind: 'pending' }
    case 'issued': {
      const der = now.certificateId === null ? undefined : getCertificateDer(reader(ca.store), now.certificateId)
      if (now.certificateId === null || der === undefined)
        throw new ChanceryError('damaged', `The certificate of SCEP enrolment ${row.id} is not in the database.`)
      return issuedResult(ca, service.settings, new Uint8Array(der))
    }
    case 'refused':
      throw new ScepRefusal('badRequest', now.message ?? 'The request was refused.')
  }
}

/** Looks whether a person has decided on a request that waits. @returns the row as it stands now */
export async function settlePending(ca: CaContext, row: ScepTransactionRow): Promise<ScepTransactionRow> {
  const from = reader(ca.store)
  const request = row.requestId === null ? undefined : getRequest(from, row.requestId)
  const ended = ['declined', 'failed', 'cancelled', 'expired'].includes(request?.state ?? '')
  const issued = request?.state === 'issued' ? request.certificateId : null
  if (!ended && issued === null) return row
  const at = ca.clock.now()
  await transaction(ca.store, (tx) => {
    if (issued !== null) moveScepTransaction(tx, row.id, at, { state: 'issued', certificateId: issued })
    else
      moveScepTransaction(tx, row.id, at, {
        state: 'refused',
        failure: 'badRequest',
        message: `The request was ${request?.state === 'failed' ? 'not completed' : (request?.state ?? 'ended')}.`
      })
    afterCommit(tx, () => ca.emit('scep-enrolment.changed', { id: row.id }))
  })
  return getScepTransaction(from, row.id) ?? row
}

/**
 * @returns what a device gets with its certificate. It stands alone unless the service says otherwise: a SET has an order
 *   of its own, and some devices take the first certificate for theirs.
 */
export function issuedResult(ca: CaContext, { reply }: ScepSettings, der: Uint8Array): ScepResult {
  if (reply === 'own') return { kind: 'found', certificates: [der] }
  const chain = chainOf(reader(ca.store), parseCertificate(der))
  const sent = chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
  return { kind: 'found', certificates: sent.map(({ certificate }) => certificate.der) }
}
