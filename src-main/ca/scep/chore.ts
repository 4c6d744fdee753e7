import type { Actor } from '../../../src-shared/model/channel.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { getScepService, listScepServices } from '../../store/scep.ts'
import { pruneScepChallenges } from '../../store/scep-challenges.ts'
import {
  pendingScepTransactions,
  tellScepTransaction,
  untoldScepTransactions,
  type ScepTransactionRow
} from '../../store/scep-transactions.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { writePem } from '../../pki/pem.ts'
import type { CaContext } from '../context.ts'
import { passOnLocked } from '../services/issuer-ready.ts'
import { logLine } from './log.ts'
import { renewDueScep } from './service.ts'
import { settlePending } from './settle.ts'
import { tellValidator } from './validator.ts'

/** Pause after a certificate could not be made. */
const PAUSE = 5 * 60_000
/** How often it is looked whether somebody decided, or a validator is to be told. */
const LOOK_EVERY = 60_000
/** How long a validator that does not hear is told again. */
const TELL_FOR = 24 * 3_600_000
/** Secrets that ended are kept so long, so that the log can say why one is not good. */
const KEEP_SECRETS = 7 * 86_400_000
const AT_ONCE = 200

/** Renews certificates that are due; one service that fails does not hold up the others. @returns when to come again, Unix ms */
export async function runScepCertificateChore(ca: CaContext, actor: Actor): Promise<number | null> {
  const next: number[] = []
  for (const row of listScepServices(reader(ca.store))) {
    if (row.state !== 'enabled') continue
    try {
      next.push(await renewDueScep(ca, row, actor))
    } catch (error) {
      passOnLocked(error)
      ca.log.error('the certificate of a SCEP service could not be renewed', error, { service: row.name })
      next.push(ca.clock.now() + PAUSE)
    }
  }
  return next.length === 0 ? null : Math.min(...next)
}

/**
 * Follows requests that a person decides on, tells validators what became of those that they let in, and deletes secrets
 * that ended long ago.
 * @returns when to come again, Unix ms
 */
export async function runScepChore(ca: CaContext, signal: AbortSignal): Promise<number | null> {
  const from = reader(ca.store)
  for (let after: number | null = 0; after !== null && !signal.aborted;) {
    const rows: ScepTransactionRow[] = pendingScepTransactions(from, after, AT_ONCE)
    for (const row of rows) await settlePending(ca, row)
    after = rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null)
  }
  const untold = untoldScepTransactions(from, AT_ONCE)
  for (const row of untold) if (!signal.aborted) await tell(ca, row)
  const before = ca.clock.now() - KEEP_SECRETS
  while (!signal.aborted && (await transaction(ca.store, (tx) => pruneScepChallenges(tx, before))) > 0);
  return listScepServices(from).length === 0 && untold.length === 0 ? null : ca.clock.now() + LOOK_EVERY
}

async function tell(ca: CaContext, row: ScepTransactionRow): Promise<void> {
  const from = reader(ca.store)
  const service = getScepService(from, row.serviceId)
  if (service === undefined) return
  const der = row.certificateId === null ? undefined : getCertificateDer(from, row.certificateId)
  try {
    await tellValidator(ca, service, {
      transactionId: row.transactionId,
      event: row.state === 'issued' ? 'issued' : 'refused',
      certificate: der === undefined ? null : writePem('CERTIFICATE', der),
      message: row.message
    })
    await transaction(ca.store, (tx) => tellScepTransaction(tx, row.id, 'done'))
  } catch (error) {
    if (ca.clock.now() - row.updatedAt < TELL_FOR) return
    await transaction(ca.store, (tx) => tellScepTransaction(tx, row.id, 'given-up'))
    const why = error instanceof Error ? error.message : ''
    const detail = { transactionId: row.transactionId, certificateId: row.certificateId }
    await logLine(ca, `scep:${service.name}`, 'warn', `The external validator was not told of an end: ${why}`, detail)
  }
}
