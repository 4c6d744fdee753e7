import { anchorsFile, createAnchor, newAnchorText, shownAnchors } from '../../ca/anchors/anchor.ts'
import { anchorSettingsOf, changeAnchorSettings } from '../../ca/anchors/settings.ts'
import { addEvidenceSigner, endEvidenceSigner, shownSigners } from '../../ca/anchors/signers.ts'
import { recordAudit } from '../../ca/audit.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const anchorHandlers: HandlersOf<'anchor'> = {
  'anchor.list': ({ cursor, limit }, { ca }) => {
    const { rows, next } = shownAnchors(reader(ca.store), cursor ?? null, limit)
    return { rows: [...rows], next, total: null }
  },
  'anchor.create': async (input, context) => ({
    anchor: await createAnchor(context.ca, context.engine.net, input, actorOf(context))
  }),
  'anchor.prepare': (_input, { ca }) => {
    const { text, seq, hash } = newAnchorText(ca)
    return {
      seq,
      hash,
      file: { name: `anchor-${seq}.txt`, mediaType: 'text/plain', base64: Buffer.from(text).toString('base64') }
    }
  },
  'anchor.export': async ({ from }, context) => {
    const { ca } = context
    const file = anchorsFile(reader(ca.store), from ?? 0)
    // Taking evidence away is itself a fact worth a row.
    await transaction(ca.store, (tx) =>
      recordAudit(tx, ca, {
        actor: actorOf(context),
        operation: 'anchor.export',
        object: { kind: 'audit-anchor', id: '' },
        outcome: 'ok',
        detail: { anchors: file.anchors.length }
      })
    )
    const day = new Date(ca.clock.now()).toISOString().slice(0, 10)
    return {
      anchors: file.anchors.length,
      file: {
        name: `audit-anchors-${day}.json`,
        mediaType: 'application/json',
        base64: Buffer.from(`${JSON.stringify(file, null, 1)}\n`).toString('base64')
      }
    }
  },
  'anchor.print': async ({ id, language }, { engine }) => ({ file: await engine.anchors.page(id, language) }),
  'anchor.signers': (_input, { ca }) => ({ signers: shownSigners(reader(ca.store)) }),
  'anchor.add-signer': async (input, context) => ({
    signer: await addEvidenceSigner(context.ca, input, actorOf(context))
  }),
  'anchor.retire-signer': async ({ id }, context) => {
    await endEvidenceSigner(context.ca, id, actorOf(context))
    return { ok: true }
  },
  'anchor.settings': (_input, { ca }) => anchorSettingsOf(reader(ca.store)),
  'anchor.change-settings': (input, context) => changeAnchorSettings(context.ca, input, actorOf(context)),
  'anchor.verifier': (_input, { engine }) => ({ file: engine.anchors.verifier() })
}
