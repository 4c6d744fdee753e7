import { isKeyAlgorithmId, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { afterCommit } from '../../store/connection.ts'
import { destroyKey, getKey, type KeyRow } from '../../store/keys.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import type { IssuanceOutcome } from '../issue/request.ts'
import { requireProfile } from '../profiles/find.ts'
import { ownKeyAlgorithm, withNewKey } from '../requests/submit.ts'
import type { EstAsk } from './ask.ts'
import { enrol, estActor, standingOf } from './enrol.ts'
import { EstRefused } from './refused.ts'

/** A key that was made for a client, with its certificate. */
export type ServerKeyOutcome =
  | {
      readonly kind: 'issued'
      readonly der: Uint8Array
      /** PKCS#8; the caller zeroes it. */
      readonly pkcs8: Uint8Array
    }
  | { readonly kind: 'pending'; readonly requestId: number }

/**
 * Makes a key for a client and has it certified (RFC 7030 4.4). The key is kept while the request waits; it is handed
 * over once and destroyed before it leaves, so that nobody else can ask for it later.
 * @throws EstRefused; ChanceryError as `enrol`, `locked`
 */
export async function enrolWithServerKey(ca: CaContext, ask: EstAsk): Promise<ServerKeyOutcome> {
  const { content, row } = requireProfile(reader(ca.store), ask.service.profileId)
  if (!ask.settings.serverKeys)
    throw new EstRefused(
      'forbidden',
      'This service makes no keys. Make one yourself and enrol with simpleenroll.',
      `${ask.requester.text} asked for a key. Switch it on with "est update --service ${ask.service.name} --settings.server-keys" if devices may have their keys made here.`
    )
  if (!content.keyByChancery)
    throw new EstRefused(
      'refused-by-policy',
      'This service makes no keys. Make one yourself and enrol with simpleenroll.',
      `${ask.requester.text} asked for a key, and the profile ${row.name} takes only keys that the client made.`
    )
  const standing = standingOf(ca, ask)
  const key = standing.earlier?.keyId == null ? undefined : getKey(reader(ca.store), standing.earlier.keyId)
  const outcome =
    standing.earlier === undefined
      ? await withNewKey(
          ca,
          algorithmOf(ask, content.keyAlgorithms),
          `Key for ${ask.requester.text}`,
          (keyId, publicKey) =>
            enrol(ca, ask, { publicKey, proofOfPossession: { kind: 'key-held', keyId }, keyId }, standing)
        )
      : await enrol(ca, ask, heldKey(key), standing)
  if (outcome.kind === 'pending') return outcome
  return { kind: 'issued', der: outcome.der, pkcs8: await handOver(ca, ask, outcome) }
}

/** The kind of key that the CSR has, where the profile takes it; its key itself is never used (RFC 7030 4.4.1). */
function algorithmOf({ csr }: EstAsk, offered: readonly string[]): KeyAlgorithmId {
  const { facts } = csr.publicKey
  return facts.id !== null && offered.includes(facts.id) ? facts.id : ownKeyAlgorithm(offered, undefined)
}

function heldKey(key: KeyRow | undefined): Parameters<typeof enrol>[2] {
  if (key === undefined || key.destroyedAt !== null || key.sealed === null) throw handedOver()
  return { publicKey: key.spki, proofOfPossession: { kind: 'key-held', keyId: key.id }, keyId: key.id }
}

function handedOver(): EstRefused {
  return new EstRefused(
    'conflict',
    'The key of this request was handed over already and is not here any more. Send another CSR for another key.',
    'A client asked again for a key that was handed over. If it never arrived, revoke the certificate and let the device ask with a new CSR.'
  )
}

async function handOver(
  ca: CaContext,
  { service, requester }: EstAsk,
  { requestId, certificateId }: Extract<IssuanceOutcome, { kind: 'issued' }>
): Promise<Uint8Array> {
  const from = reader(ca.store)
  const keyId = getRequest(from, requestId)?.keyId ?? null
  const key = keyId === null ? undefined : getKey(from, keyId)
  if (key?.sealed == null || !isKeyAlgorithmId(key.algorithm)) throw handedOver()
  const { id, algorithm, spki, sealed } = key
  const pkcs8 = await ca.keys.exportPkcs8({ context: `key:${id}`, algorithm, spki, sealed })
  try {
    await transaction(ca.store, (tx) => {
      if (!destroyKey(tx, id, ca.clock.now())) throw handedOver()
      afterCommit(tx, () => ca.keys.forget(`key:${id}`))
      recordAudit(tx, ca, {
        actor: estActor(service, requester),
        operation: 'est.hand-over-key',
        object: { kind: 'request', id: requestId },
        outcome: 'ok',
        detail: { keyId: id, certificateId }
      })
    })
  } catch (error) {
    pkcs8.fill(0)
    throw error
  }
  return pkcs8
}
