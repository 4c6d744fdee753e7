import { ChanceryError } from '../../../../src-shared/errors.ts'
import { getAuthorityByKey } from '../../../store/authorities.ts'
import { afterCommit } from '../../../store/connection.ts'
import { destroyKey, getKey } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { transaction } from '../../../store/transaction.ts'
import { destroyAuthority, retireAuthority } from '../../authorities/change.ts'
import { requireAuthority } from '../../authorities/find.ts'
import type { CaContext } from '../../context.ts'
import { openSigner } from '../../sign.ts'
import { destroyTokenKey } from '../../tokens/destroy.ts'
import { findToken } from '../../tokens/find.ts'
import { unlockFor } from '../../tokens/pin.ts'
import { placesOf, requireTokens } from '../../tokens/places.ts'
import { liveKey } from './generate-key.ts'
import { unlockTokenOf } from './unlock.ts'
import type { Act, BeginContext, Intent, Outcome, PerformContext, StepOf } from './act.ts'

type Step = StepOf<'destroy-key'>

/**
 * Destroys a private key for good: that of an authority, which is retired first, one in the vault, or one on a token. The
 * proof is a try to use it afterwards.
 */
export const destroyKeyAct: Act<Step> = {
  begin: (step, context) => {
    if (step.authority !== undefined) return ofAuthority(step.authority, context)
    const token = step.token === undefined ? null : context.token(step.token)
    return token === null ? inVault(labelOf(step), context) : onToken(labelOf(step), token, context)
  },
  perform: async (step, context) => {
    if (step.authority !== undefined) return destroyOfAuthority(step.authority, context)
    const token = step.token === undefined ? null : context.token(step.token)
    return token === null ? destroyInVault(labelOf(step), context) : destroyOnToken(labelOf(step), token, context)
  }
}

function labelOf({ label }: Step): string {
  if (label === undefined) throw new ChanceryError('damaged', 'The step names no key.')
  return label
}

function ofAuthority(ref: string, { ca }: BeginContext): Intent {
  const row = requireAuthority(reader(ca.store), ref)
  const key = getKey(reader(ca.store), row.keyId)
  return {
    facts: {
      authority: row.name,
      state: row.state,
      keyId: String(row.keyId),
      keySha256: key?.spkiSha256 ?? '',
      places: placesOf(reader(ca.store), row.keyId).join(' ')
    }
  }
}

async function destroyOfAuthority(ref: string, context: PerformContext): Promise<Outcome> {
  const { ca, actor } = context
  const row = requireAuthority(reader(ca.store), ref)
  if (row.state !== 'destroyed') await unlockTokenOf(context, row.keyId)
  const comment = 'In a ceremony.'
  const state = (): string => requireAuthority(reader(ca.store), row.id).state
  if (state() !== 'retired' && state() !== 'destroyed') await retireAuthority(ca, { authority: row.id, comment }, actor)
  if (state() !== 'destroyed') await destroyAuthority(ca, { authority: row.id, confirmName: row.name, comment }, actor)
  return proven(ca, row.keyId, { authority: row.name, state: state() })
}

function inVault(label: string, { ca }: BeginContext): Intent {
  const key = liveKey(reader(ca.store), label)
  if (key === undefined) throw new ChanceryError('not-found', `There is no key in the vault with the label ${label}.`)
  const authority = getAuthorityByKey(reader(ca.store), key.id)
  if (authority !== undefined && authority.state !== 'destroyed')
    throw new ChanceryError(
      'conflict',
      `The key ${label} is that of the authority ${authority.name}. Name the authority in the script.`
    )
  return { facts: { label, keyId: String(key.id), keySha256: key.spkiSha256 } }
}

async function destroyInVault(label: string, { ca, intent }: PerformContext): Promise<Outcome> {
  const id = Number(intent['keyId'])
  await transaction(ca.store, (tx) => {
    destroyKey(tx, id, ca.clock.now())
    afterCommit(tx, () => ca.keys.forget(`key:${id}`))
  })
  return proven(ca, id, { label })
}

async function onToken(label: string, token: string, { ca, actor, pin }: BeginContext): Promise<Intent> {
  const seen = await findToken(ca, token)
  await unlockFor(ca, seen, pin, actor)
  const key = (await requireTokens(ca).keys(seen.address)).find((one) => one.label === label)
  if (key === undefined) throw new ChanceryError('not-found', `There is no key ${label} on the token ${seen.label}.`)
  return { facts: { label, token: seen.label, serial: seen.serial, key: key.id } }
}

async function destroyOnToken(
  label: string,
  token: string,
  { ca, actor, pin, intent }: PerformContext
): Promise<Outcome> {
  const seen = await findToken(ca, token)
  await unlockFor(ca, seen, pin, actor)
  const listed = async (): Promise<boolean> =>
    (await requireTokens(ca).keys(seen.address)).some(({ id }) => id === intent['key'])
  // Gone already where the step was interrupted behind the deed.
  if (await listed())
    await destroyTokenKey(ca, { token: seen.address, key: intent['key'] ?? '', confirmLabel: label, pin }, actor)
  const still = await listed()
  return {
    facts: {
      label,
      token: seen.label,
      destroyed: still ? 'no' : 'yes',
      proof: still ? 'The token still lists the key.' : 'The token lists no such key any more.'
    },
    mustBe: { destroyed: 'yes' }
  }
}

/** Tries to open the key that must not open any more. */
async function proven(ca: CaContext, keyId: number, facts: Outcome['facts']): Promise<Outcome> {
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined) throw new ChanceryError('damaged', `Key ${keyId} is not in the database.`)
  const proof = await openSigner(ca, key).then(
    () => null,
    (error: unknown) => (error instanceof ChanceryError ? error.message : String(error))
  )
  const destroyed = proof !== null && key.destroyedAt !== null
  return {
    facts: {
      ...facts,
      keySha256: key.spkiSha256,
      destroyed: destroyed ? 'yes' : 'no',
      proof: proof ?? 'The key still opens.'
    },
    mustBe: { destroyed: 'yes' }
  }
}
