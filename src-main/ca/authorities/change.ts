import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { AuthoritySettings, AuthoritySettingsPatch } from '../../../src-shared/model/authority.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { patched } from '../../../src-shared/model/patch.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getMirror } from '../../store/air-gap.ts'
import { deleteAuthority, updateAuthority as updateRow, type AuthorityRow } from '../../store/authorities.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { destroyKey, getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { countByAuthority } from '../../store/tallies.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { nextFixedTime } from '../crl/fixed-times.ts'
import { requireSignatureFits } from './content.ts'
import { announce } from './create.ts'
import { crlProfileDetail, followedSettings } from '../crl/follow-profile.ts'
import { requireAuthority, settingsOf } from './find.ts'
import { requireAfter, stateLabels, type AuthorityEvent } from './states.ts'
import { showAuthority } from './view.ts'
import { destroyOnTokens } from '../tokens/destroy.ts'
import { placesOf } from '../tokens/places.ts'

/**
 * Changes name or settings. Certificates already issued keep what they say.
 * @param input `version` is the one that the editor had open
 * @throws ChanceryError `conflict` where it was changed meanwhile, a new name would break addresses already certified, or
 *   the CRL settings are those of a profile that it follows;
 *   `name-taken`, `invalid-input`, `not-found`
 */
export async function updateAuthority(
  ca: CaContext,
  input: {
    authority: Ref
    name?: string | undefined
    settings?: AuthoritySettingsPatch | undefined
    crlProfile?: Ref | undefined
    ownCrls?: boolean | undefined
    version?: number | undefined
  },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireAuthority(tx, input.authority)
    const { name } = input
    const before = settingsOf(row)
    const asked = input.settings === undefined ? undefined : changedSettings(before, input.settings)
    const settings = followedSettings(tx, row, asked ?? before, input) ?? asked
    if (settings !== undefined) requireSettings(tx, row, settings)
    if (name !== undefined && name !== row.name) requireRenamable(ca, tx, row)
    const changes = { ...(name === undefined ? {} : { name }), ...(settings === undefined ? {} : { settings }) }
    updateRow(tx, row.id, input.version ?? row.version, { ...changes, updatedAt: ca.clock.now() })
    announce(
      tx,
      ca,
      row.id,
      'authority.update',
      { before: { name: row.name, settings: before }, after: changes, ...crlProfileDetail(tx, row.id, input) },
      actor
    )
    return row.id
  })
  return showAuthority(ca, id)
}

function changedSettings(before: AuthoritySettings, patch: AuthoritySettingsPatch): AuthoritySettings {
  const { addresses = {}, crl = {}, ...own } = patch
  return patched(before, {
    ...own,
    addresses: patched(before.addresses, addresses),
    crl: patched(before.crl, crl)
  })
}

/** Takes the key off line, or brings it back. @throws ChanceryError `conflict`, `not-found` */
export async function setKeyOnline(
  ca: CaContext,
  input: { authority: Ref; online: boolean },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  const row = requireAuthority(reader(ca.store), input.authority)
  if (input.online && getMirror(reader(ca.store), row.id) !== undefined)
    throw new ChanceryError(
      'conflict',
      `${row.name} is the mirror of a root that is kept off line; its key was never here. Ask its installation with a request bundle.`
    )
  return move(
    ca,
    input.authority,
    input.online ? 'key-online' : 'key-offline',
    'authority.set-key-online',
    { online: input.online },
    actor
  )
}

/** Ends issuing for good; CRLs are signed on. @throws ChanceryError `conflict`, `not-found` */
export function retireAuthority(
  ca: CaContext,
  input: { authority: Ref; comment: string },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  return move(ca, input.authority, 'retire', 'authority.retire', { comment: input.comment }, actor)
}

/**
 * Destroys the private key of a retired authority. Its certificates, CRLs and audit rows stay; nothing below it changes.
 * @param input `confirmName` is the authority's name, typed again
 * @throws ChanceryError `invalid-input` for another name; `conflict` where it is not retired; `not-found`
 */
export async function destroyAuthority(
  ca: CaContext,
  input: { authority: Ref; confirmName: string; comment: string },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  const seen = requireAuthority(reader(ca.store), input.authority)
  requireAfter(seen.state, 'destroy', seen.name)
  requireConfirmed(seen, input.confirmName)
  await destroyOnTokens(ca, seen.keyId)
  return move(ca, input.authority, 'destroy', 'authority.destroy', { comment: input.comment }, actor, (tx, row) => {
    requireConfirmed(row, input.confirmName)
    destroyForGood(tx, ca, row.keyId)
  })
}

/** Removes an authority that never had a certificate, with its key. @throws ChanceryError `conflict`, `not-found` */
export async function deleteDraft(ca: CaContext, input: { authority: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireAuthority(tx, input.authority)
    if (row.state !== 'draft' && row.state !== 'awaiting-certificate') {
      throw new ChanceryError(
        'conflict',
        `The authority ${row.name} is ${stateLabels[row.state]}; only one that never had a certificate can be removed.`
      )
    }
    deleteAuthority(tx, row.id)
    // A key on a token stays there, for another authority or to be destroyed by itself.
    if (placesOf(tx, row.keyId).length === 0) destroyForGood(tx, ca, row.keyId)
    announce(tx, ca, row.id, 'authority.delete-draft', { name: row.name, subject: row.subject }, actor)
  })
  return { ok: true }
}

function requireConfirmed(row: AuthorityRow, typed: string): void {
  if (typed === row.name) return
  throw new ChanceryError(
    'invalid-input',
    `Type the name of the authority, ${row.name}, to confirm that its key is destroyed. You typed another.`
  )
}

/** Blanks the private key in the database and, once that is committed, in memory. */
function destroyForGood(tx: Writer, ca: CaContext, keyId: number): void {
  destroyKey(tx, keyId, ca.clock.now())
  afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
}

async function move(
  ca: CaContext,
  ref: Ref,
  event: AuthorityEvent,
  operation: string,
  detail: Record<string, unknown>,
  actor: Actor,
  before: (tx: Writer, row: AuthorityRow) => void = () => undefined
): Promise<{ authority: AuthorityView }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireAuthority(tx, ref)
    const state = requireAfter(row.state, event, row.name)
    before(tx, row)
    updateRow(tx, row.id, row.version, { state, updatedAt: ca.clock.now() })
    announce(tx, ca, row.id, operation, { name: row.name, from: row.state, to: state, ...detail }, actor)
    return row.id
  })
  return showAuthority(ca, id)
}

function requireSettings(tx: Writer, row: AuthorityRow, settings: AuthoritySettings): void {
  nextFixedTime(settings.crl.times, row.createdAt)
  const key = getKey(tx, row.keyId)
  if (key !== undefined && isKeyAlgorithmId(key.algorithm))
    requireSignatureFits(settings.signatureAlgorithm, key.algorithm)
}

/** Addresses made from the base address hold the name; certificates that carry them could not be changed any more. */
function requireRenamable(ca: CaContext, tx: Writer, row: AuthorityRow): void {
  const { crl, issuer, ocsp } = settingsOf(row).addresses
  const derived =
    ca.settings().publicBaseAddress !== null && (crl.length === 0 || issuer.length === 0 || ocsp.length === 0)
  const issued = countByAuthority(tx).some((each) => each.authorityId === row.id)
  if (derived && issued) {
    throw new ChanceryError(
      'conflict',
      `Certificates of ${row.name} carry addresses with this name under the public base address. Give the authority addresses of its own before you rename it.`
    )
  }
}
