import { actorOf, type HandlersOf } from '../handler.ts'
import { exportRows, listRows, sealCheck } from '../audit-rows.ts'
import { recordAudit } from '../../ca/audit.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { verifyAudit } from '../../store/audit-verify.ts'

export const auditHandlers: HandlersOf<'audit'> = {
  'audit.list': (input, { ca }) => {
    const { cursor, limit, ...filter } = input
    return listRows(reader(ca.store), filter, cursor, limit)
  },

  'audit.verify': async (_input, { engine, ca, signal }) => {
    const started = ca.clock.monotonic()
    const verdict = await verifyAudit(reader(ca.store), { signal, ...sealCheck(engine) })
    return {
      intact: verdict.problem === null,
      rows: verdict.rows,
      head: verdict.head.hash,
      firstAltered: verdict.problem === null ? null : { seq: verdict.problem.seq, what: verdict.problem.message },
      tookMs: Math.round(ca.clock.monotonic() - started)
    }
  },

  'audit.export': async (input, context) => {
    const { ca } = context
    const { text, rows } = await exportRows(reader(ca.store), input, context.signal)
    // Taking the log away is itself a fact worth a row.
    await transaction(ca.store, (writer) =>
      recordAudit(writer, ca, {
        actor: actorOf(context),
        operation: 'audit.export',
        object: { kind: 'audit', id: '' },
        outcome: 'ok',
        detail: { rows, filter: input }
      })
    )
    const day = new Date(ca.clock.now()).toISOString().slice(0, 10)
    return {
      rows,
      file: {
        name: `audit-${day}.jsonl`,
        mediaType: 'application/jsonl',
        base64: Buffer.from(text).toString('base64')
      }
    }
  }
}
