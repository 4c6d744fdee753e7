import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { PinKeeping } from '../../../src-shared/model/token.ts'
import type { TokenSeen } from '../../keys/token-keys.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import { reader } from '../../store/store.ts'
import { keepToken, listTokenRows, setPinSource as storePinSource } from '../../store/tokens.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { followTokens } from './follow.ts'
import { placesOf, requireTokens } from './places.ts'

/**
 * Signs in to a token; authorities whose keys it holds come back on line.
 * @throws ChanceryError `wrong-passphrase`, `key-unavailable`; `refused-by-policy` for a PIN from the factory; `not-found`
 */
export async function unlockToken(
  ca: CaContext,
  input: { token: string; pin: string; keep: PinKeeping },
  actor: Actor
): Promise<TokenSeen> {
  const token = await findToken(ca, input.token)
  await requireTokens(ca).unlock(token.address, input.pin, input.keep)
  await audit(ca, token, 'token.unlock', { keep: input.keep }, actor)
  await followTokens(ca, actor)
  return findToken(ca, token.address)
}

/** Signs out of a token and forgets its PIN. @throws ChanceryError `not-found`, `key-unavailable` */
export async function lockToken(ca: CaContext, input: { token: string }, actor: Actor): Promise<TokenSeen> {
  const token = await findToken(ca, input.token)
  await requireTokens(ca).lock(token.address)
  await audit(ca, token, 'token.lock', {}, actor)
  await followTokens(ca, actor)
  return findToken(ca, token.address)
}

/** @throws ChanceryError `wrong-passphrase`, `invalid-input`, `key-unavailable`, `not-found` */
export async function changeTokenPin(
  ca: CaContext,
  input: { token: string; pin: string; newPin: string },
  actor: Actor
): Promise<TokenSeen> {
  const token = await findToken(ca, input.token)
  await requireTokens(ca).changePin(token.address, input.pin, input.newPin)
  await audit(ca, token, 'token.change-pin', {}, actor)
  return findToken(ca, token.address)
}

/** Says where the PIN comes from when nobody types it; null for nowhere. @throws ChanceryError `not-found` */
export async function setTokenPinSource(
  ca: CaContext,
  input: { token: string; source: string | null },
  actor: Actor
): Promise<TokenSeen> {
  const token = await findToken(ca, input.token)
  await transaction(ca.store, (tx) => {
    const id = keepToken(tx, { address: token.address, label: token.label, createdAt: ca.clock.now() })
    storePinSource(tx, id, input.source)
    recordAudit(tx, ca, {
      actor,
      operation: 'token.set-pin-source',
      object: { kind: 'token', id: token.serial },
      outcome: 'ok',
      detail: { label: token.label, source: input.source }
    })
  })
  return token
}

/** Signs in to the tokens whose PIN is kept, where they wait for it. A failure is logged and shown as the token's state. */
export async function unlockKept(ca: CaContext): Promise<void> {
  const { tokens } = ca
  if (tokens === undefined) return
  const kept = new Set(
    listTokenRows(reader(ca.store)).flatMap(({ address, pinSource }) => (pinSource === null ? [] : [address]))
  )
  for (const { address, label, state } of tokens.seen()) {
    if (state !== 'locked' || !kept.has(address)) continue
    try {
      await tokens.unlockKept(address)
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
      ca.log.warn('the PIN that is kept for a token did not open it', { token: label, why: error.message })
    }
  }
}

/** Signs in with a PIN that was given for one action, where the token is not open already. */
export async function unlockFor(ca: CaContext, token: TokenSeen, pin: string | undefined, actor: Actor): Promise<void> {
  if (pin !== undefined && token.state !== 'unlocked')
    await unlockToken(ca, { token: token.address, pin, keep: 'session' }, actor)
}

/** The same for the token that holds the key of an authority. @throws ChanceryError `invalid-input` where it lies on none */
export async function unlockForIssuer(ca: CaContext, issuer: AuthorityRow, pin: string, actor: Actor): Promise<void> {
  const [place] = placesOf(reader(ca.store), issuer.keyId)
  if (place === undefined)
    throw new ChanceryError('invalid-input', `The key of ${issuer.name} lies on no token, so no PIN is wanted.`)
  await unlockFor(ca, await findToken(ca, place.slice(0, place.indexOf(';id='))), pin, actor)
}

function audit(
  ca: CaContext,
  token: TokenSeen,
  operation: string,
  detail: Record<string, unknown>,
  actor: Actor
): Promise<void> {
  return transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation,
      object: { kind: 'token', id: token.serial },
      outcome: 'ok',
      detail: { label: token.label, ...detail }
    })
  )
}
