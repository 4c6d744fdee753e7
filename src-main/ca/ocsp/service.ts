import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { dropOcspResponses, getOcspService, saveOcspService } from '../../store/ocsp.ts'
import { updateAuthority } from '../../store/authorities.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { below, publicPaths } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { currentResponder } from './responder.ts'
import { renewResponder } from './responder-certificate.ts'
import { serviceView } from './view.ts'

/**
 * Begins to answer for an authority, or changes how. A delegated responder gets its certificate first, so that what is
 * enabled can answer; responses signed under other settings are let go.
 * @throws ChanceryError `not-found`; `conflict` for an authority without certificate; as `renewResponder`
 */
export async function enableOcsp(
  ca: CaContext,
  input: { authority: Ref; settings: OcspSettings },
  actor: Actor
): Promise<OcspService> {
  const authority = requireAuthority(reader(ca.store), input.authority)
  if (authority.certificateId === null)
    throw new ChanceryError(
      'conflict',
      `The authority ${authority.name} has no certificate, so there is nothing to answer for.`
    )
  if (currentResponder(ca, authority.id, input.settings) === undefined) {
    if (input.settings.signer === 'authority')
      throw new ChanceryError(
        'conflict',
        `The certificate of ${authority.name} is not valid now, so it cannot sign answers.`
      )
    await renewResponder(ca, authority.id, actor)
  }
  await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const before = getOcspService(tx, authority.id)
    const createdAt = before?.createdAt ?? now
    saveOcspService(tx, {
      authorityId: authority.id,
      state: 'enabled',
      settings: input.settings,
      createdAt,
      updatedAt: now
    })
    dropOcspResponses(tx, authority.id)
    nameResponder(tx, ca, authority.id)
    recordAudit(tx, ca, {
      actor,
      operation: 'ocsp.enable',
      object: { kind: 'authority', id: authority.id },
      outcome: 'ok',
      detail: { before: before ?? null, settings: input.settings }
    })
    afterCommit(tx, () => {
      // Two changes may fall into one millisecond.
      ca.memory.ocsp.settings.delete(authority.id)
      ca.emit('authority.changed', { id: authority.id })
    })
  })
  return viewOf(ca, authority.id)
}

/** Certificates issued from now on say where the responder is, unless the operator named an address of their own. */
function nameResponder(tx: Writer, ca: CaContext, authorityId: number): void {
  const row = requireAuthority(tx, authorityId)
  const settings = settingsOf(row)
  const base = ca.settings().publicBaseAddress
  if (base === null || settings.addresses.ocsp.length > 0) return
  const addresses = { ...settings.addresses, ocsp: [below(base, publicPaths.ocsp(row.name))] }
  updateAuthority(tx, row.id, row.version, { settings: { ...settings, addresses }, updatedAt: ca.clock.now() })
}

/** Answers no longer for an authority; its responders' certificates stay. @throws ChanceryError `not-found`; `conflict` where it was not answered for */
export async function disableOcsp(ca: CaContext, input: { authority: Ref }, actor: Actor): Promise<OcspService> {
  const { id, name } = requireAuthority(reader(ca.store), input.authority)
  await transaction(ca.store, (tx) => {
    const row = getOcspService(tx, id)
    if (row?.state !== 'enabled') throw new ChanceryError('conflict', `There is no OCSP responder for ${name}.`)
    saveOcspService(tx, { ...row, state: 'disabled', updatedAt: ca.clock.now() })
    dropOcspResponses(tx, id)
    recordAudit(tx, ca, { actor, operation: 'ocsp.disable', object: { kind: 'authority', id }, outcome: 'ok' })
    afterCommit(tx, () => ca.emit('authority.changed', { id }))
  })
  return viewOf(ca, id)
}

function viewOf(ca: CaContext, authorityId: number): OcspService {
  const row = getOcspService(reader(ca.store), authorityId)
  if (row === undefined) throw new ChanceryError('not-found', 'There is no OCSP responder for this authority.')
  return serviceView(ca, row)
}
