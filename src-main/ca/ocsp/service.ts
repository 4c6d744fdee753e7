import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { dropOcspResponses, getOcspService, listEnabledOcspServices, saveOcspService } from '../../store/ocsp.ts'
import { updateAuthority, type AuthorityRow } from '../../store/authorities.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { below, publicPaths } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { liesAt, settledPlace } from '../tokens/for-service.ts'
import { currentResponder } from './responder.ts'
import { renewResponder } from './responder-certificate.ts'
import { ocspSettingsOf } from './settings.ts'
import { serviceView } from './view.ts'

/**
 * Begins to answer for an authority, or changes how. A delegated responder gets its certificate first, so that what is
 * enabled can answer; responses signed under other settings are let go.
 * @throws ChanceryError `not-found`; `conflict` for an authority without certificate; as `renewResponder`
 */
export async function enableOcsp(
  ca: CaContext,
  input: { authority: Ref; settings: OcspSettings; pin?: string | undefined },
  actor: Actor
): Promise<OcspService> {
  const authority = requireAuthority(reader(ca.store), input.authority)
  if (authority.certificateId === null)
    throw new ChanceryError(
      'conflict',
      `The authority ${authority.name} has no certificate, so there is nothing to answer for.`
    )
  const settings = await settledPlace(ca, input.settings)
  const present = currentResponder(ca, authority.id, settings)
  // A place for the key that was chosen anew counts at once.
  const misplaced = present !== undefined && settings.signer === 'delegated' && !liesAt(ca, present.keyId, settings)
  if (present === undefined || misplaced) {
    if (settings.signer === 'authority')
      throw new ChanceryError(
        'conflict',
        `The certificate of ${authority.name} is not valid now, so it cannot sign answers.`
      )
    await renewResponder(ca, authority.id, { ...settings, pin: input.pin }, actor)
  }
  await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const before = getOcspService(tx, authority.id)
    if (before !== undefined && !sameContent(ocspSettingsOf(before), settings)) dropOcspResponses(tx, authority.id)
    saveOcspService(tx, {
      authorityId: authority.id,
      state: 'enabled',
      settings,
      ownAddress: nameResponder(tx, ca, authority.id, before?.ownAddress ?? null),
      createdAt: before?.createdAt ?? now,
      updatedAt: now
    })
    recordAudit(tx, ca, {
      actor,
      operation: 'ocsp.enable',
      object: { kind: 'authority', id: authority.id },
      outcome: 'ok',
      detail: { before: before ?? null, settings }
    })
    afterCommit(tx, () => ca.emit('authority.changed', { id: authority.id }))
  })
  return viewOf(ca, authority.id)
}

/** Whether answers signed under one would be signed the same under the other; how long they hold stands in each. */
function sameContent(a: OcspSettings, b: OcspSettings): boolean {
  return (
    a.signer === b.signer &&
    a.responderId === b.responderId &&
    a.archive === b.archive &&
    a.crlReference === b.crlReference &&
    a.unissued === b.unissued
  )
}

/**
 * Certificates issued from now on say where the responder is, unless the operator named an address of their own. An
 * address that Chancery wrote follows the base address of the installation.
 * @returns the address that Chancery wrote, null where the operator's stands or none is known
 */
function nameResponder(tx: Writer, ca: CaContext, authorityId: number, ours: string | null): string | null {
  const row = requireAuthority(tx, authorityId)
  const { ocsp } = settingsOf(row).addresses
  const base = ca.settings().publicBaseAddress
  const wanted = base === null ? null : below(base, publicPaths.ocsp(row.name))
  const [only = null] = ocsp
  const isOurs = ocsp.length === 0 || (ocsp.length === 1 && (only === ours || only === wanted))
  if (!isOurs) return null
  if (only !== wanted) changeAddresses(tx, ca, row, wanted === null ? [] : [wanted])
  return wanted
}

function changeAddresses(tx: Writer, ca: CaContext, row: AuthorityRow, ocsp: string[]): void {
  const settings = settingsOf(row)
  const addresses = { ...settings.addresses, ocsp }
  updateAuthority(tx, row.id, row.version, { settings: { ...settings, addresses }, updatedAt: ca.clock.now() })
  afterCommit(tx, () => ca.emit('authority.changed', { id: row.id }))
}

/** Brings the addresses that Chancery wrote up to date after the base address of the installation changed. */
export async function refreshOcspAddresses(ca: CaContext): Promise<void> {
  const base = ca.settings().publicBaseAddress
  const stale = listEnabledOcspServices(reader(ca.store)).some(({ authorityId, ownAddress }) => {
    const { name } = requireAuthority(reader(ca.store), authorityId)
    return ownAddress !== (base === null ? null : below(base, publicPaths.ocsp(name)))
  })
  if (!stale) return
  await transaction(ca.store, (tx) => {
    for (const row of listEnabledOcspServices(tx)) {
      const ownAddress = nameResponder(tx, ca, row.authorityId, row.ownAddress)
      if (ownAddress !== row.ownAddress) saveOcspService(tx, { ...row, ownAddress })
    }
  })
}

/** Answers no longer for an authority; its responders' certificates stay. @throws ChanceryError `not-found`; `conflict` where it was not answered for */
export async function disableOcsp(ca: CaContext, input: { authority: Ref }, actor: Actor): Promise<OcspService> {
  const { id, name } = requireAuthority(reader(ca.store), input.authority)
  await transaction(ca.store, (tx) => {
    const row = getOcspService(tx, id)
    if (row?.state !== 'enabled') throw new ChanceryError('conflict', `There is no OCSP responder for ${name}.`)
    // An address where nothing answers would stall every verifier of the certificates to come.
    const authority = requireAuthority(tx, id)
    const { ocsp } = settingsOf(authority).addresses
    if (row.ownAddress !== null && ocsp.length === 1 && ocsp[0] === row.ownAddress)
      changeAddresses(tx, ca, authority, [])
    saveOcspService(tx, { ...row, state: 'disabled', ownAddress: null, updatedAt: ca.clock.now() })
    dropOcspResponses(tx, id)
    recordAudit(tx, ca, { actor, operation: 'ocsp.disable', object: { kind: 'authority', id }, outcome: 'ok' })
    afterCommit(tx, () => ca.emit('authority.changed', { id }))
  })
  return viewOf(ca, id)
}

/**
 * Gives the delegated responder of an authority its next key and certificate now. What the one before signed stays good
 * as long as its certificate.
 * @throws ChanceryError `not-found`; `conflict` where there is none; as `renewResponder`
 */
export async function rollOverResponder(
  ca: CaContext,
  input: { authority: Ref; pin?: string | undefined },
  actor: Actor
): Promise<OcspService> {
  const { id, name } = requireAuthority(reader(ca.store), input.authority)
  const row = getOcspService(reader(ca.store), id)
  if (row?.state !== 'enabled' || ocspSettingsOf(row).signer !== 'delegated')
    throw new ChanceryError('conflict', `There is no delegated OCSP responder for ${name}.`)
  await renewResponder(ca, id, { ...ocspSettingsOf(row), pin: input.pin }, actor)
  ca.emit('service.changed', { id })
  return viewOf(ca, id)
}

function viewOf(ca: CaContext, authorityId: number): OcspService {
  const row = getOcspService(reader(ca.store), authorityId)
  if (row === undefined) throw new ChanceryError('not-found', 'There is no OCSP responder for this authority.')
  return serviceView(ca, row)
}
