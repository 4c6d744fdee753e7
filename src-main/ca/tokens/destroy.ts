import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { destroyKey } from '../../store/keys.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { listPlacesOfKey, listTokenKeys, removeTokenKey, servicesOfKey } from '../../store/tokens.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { findKeyOnToken } from './find-key.ts'
import { requireTokens } from './places.ts'

const serviceWords = {
  ocsp: 'the OCSP responder of',
  tsa: 'the time-stamp service',
  evidence: 'the evidence signer'
} as const

/**
 * Destroys a key on a token that no authority and no service uses, for good.
 * @param input `key` is its label or its CKA_ID in hex; `confirmLabel` its label, typed again
 * @throws ChanceryError `invalid-input` where it is not confirmed; `conflict` where an authority or a service uses it; `not-found`,
 *   `key-unavailable`, `wrong-passphrase`
 */
export async function destroyTokenKey(
  ca: CaContext,
  input: { token: string; key: string; confirmLabel: string; pin?: string | undefined },
  actor: Actor
): Promise<{ ok: true }> {
  const { token, key } = await findKeyOnToken(ca, input, actor)
  if (input.confirmLabel !== key.label)
    throw new ChanceryError(
      'invalid-input',
      `Type the label of the key, ${key.label}, to confirm that it is destroyed. You typed another.`
    )
  const from = reader(ca.store)
  const place = listTokenKeys(from).find(({ address }) => address === key.address)
  const authority = place === undefined ? undefined : getAuthorityByKey(from, place.keyId)
  if (authority !== undefined && authority.state !== 'destroyed')
    throw new ChanceryError(
      'conflict',
      `The key ${key.label} is that of the authority ${authority.name}. Retire the authority; destroying it destroys its key.`
    )
  const [service] = place === undefined ? [] : servicesOfKey(from, place.keyId)
  const copies = place === undefined ? [] : listPlacesOfKey(from, place.keyId).filter(({ id }) => id !== place.id)
  if (service !== undefined && copies.length === 0)
    throw new ChanceryError(
      'conflict',
      `The key ${key.label} is that of ${serviceWords[service.kind]} ${service.name}. Give it another key first.`
    )
  await requireTokens(ca).destroy(key.address)
  await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    if (place !== undefined) {
      removeTokenKey(tx, place.id, now)
      if (listPlacesOfKey(tx, place.keyId).length === 0) destroyKey(tx, place.keyId, now)
    }
    recordAudit(tx, ca, {
      actor,
      operation: 'token.destroy-key',
      object: { kind: 'token', id: token.serial },
      outcome: 'ok',
      detail: { token: token.label, label: key.label, id: key.id, keyId: place?.keyId ?? null }
    })
    afterCommit(tx, () => ca.emit('token.changed', {}))
  })
  return { ok: true }
}

/**
 * Destroys a key on every token that holds it. One that is gone from its token already is no obstacle, so that what a
 * crash interrupted can be finished.
 * @throws ChanceryError `key-unavailable` where one of the tokens is not there
 */
export async function destroyOnTokens(ca: CaContext, keyId: number): Promise<void> {
  for (const { id, address } of listPlacesOfKey(reader(ca.store), keyId)) {
    await requireTokens(ca).destroy(address)
    await transaction(ca.store, (tx) => removeTokenKey(tx, id, ca.clock.now()))
  }
}
