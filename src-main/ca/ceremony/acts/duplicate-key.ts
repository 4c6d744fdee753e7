import { isKeyAlgorithmId } from '../../../../src-shared/model/algorithm.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import type { KeyOnToken } from '../../../keys/token-keys.ts'
import { spkiFingerprint } from '../../../pki/describe/key.ts'
import { afterCommit } from '../../../store/connection.ts'
import { getKey, moveKeyToToken, type KeyRow } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { transaction } from '../../../store/transaction.ts'
import { requireAuthority } from '../../authorities/find.ts'
import { AUTHORITY_PURPOSES } from '../../authorities/create.ts'
import type { CaContext } from '../../context.ts'
import { findToken } from '../../tokens/find.ts'
import { unlockFor } from '../../tokens/pin.ts'
import { placesOf, requireTokens } from '../../tokens/places.ts'
import { recordTokenKey } from '../../tokens/record-key.ts'
import type { Act, PerformContext, StepOf } from './act.ts'

/**
 * Puts the key of an authority from the vault on each of several tokens; when it lies on all of them, the copy in the
 * vault is blanked. A key that a token has made itself cannot be duplicated: it never leaves it. A token that holds the
 * key already is passed over, so that an interrupted step goes on with the next.
 */
export const duplicateKeyAct: Act<StepOf<'duplicate-key'>> = {
  begin: (step, { ca }) => {
    const { name, key } = keyOf(ca, step.authority)
    if (key.sealed === null)
      throw new ChanceryError(
        'conflict',
        `The key of ${name} is not in the vault. A key that was made on a token, or went to one, never leaves it and cannot be duplicated.`
      )
    return { facts: { authority: name, keySha256: key.spkiSha256, tokens: step.tokens.join(', ') } }
  },
  perform: async (step, context) => {
    const { ca } = context
    const { name, key } = keyOf(ca, step.authority)
    const places: string[] = []
    let missing = 0
    for (const ref of step.tokens) {
      const token = context.token(ref)
      if (token === null) missing += 1
      else places.push(await onto(token, step.label, key, context))
    }
    if (missing === 0)
      await transaction(ca.store, (tx) => {
        moveKeyToToken(tx, key.id, placesOf(tx, key.id)[0] ?? places[0] ?? '')
        afterCommit(tx, () => {
          ca.keys.forget(`key:${key.id}`)
          ca.emit('authority.changed', { id: requireAuthority(reader(ca.store), step.authority).id })
        })
      })
    return {
      facts: {
        authority: name,
        keySha256: key.spkiSha256,
        tokens: places.join(', '),
        inVault: getKey(reader(ca.store), key.id)?.sealed === null ? 'no' : 'yes',
        ...(missing === 0 ? {} : { notPerformed: `${missing} of ${step.tokens.length}: no token stands in for them` })
      },
      ...(missing === 0 ? { mustBe: { inVault: 'no' } } : {})
    }
  }
}

function keyOf(ca: CaContext, ref: string): { readonly name: string; readonly key: KeyRow } {
  const { name, keyId } = requireAuthority(reader(ca.store), ref)
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined) throw new ChanceryError('damaged', `The key of ${name} is not in the database.`)
  return { name, key }
}

/** @returns the address of the key on the token */
async function onto(ref: string, label: string, key: KeyRow, { ca, actor, pin }: PerformContext): Promise<string> {
  const tokens = requireTokens(ca)
  const token = await findToken(ca, ref)
  await unlockFor(ca, token, pin, actor)
  const there = await tokens.keys(token.address)
  const same = (one: KeyOnToken): boolean => one.spki !== null && spkiFingerprint(one.spki) === key.spkiSha256
  const made = there.find(same) ?? (await imported(there))
  await transaction(ca.store, (tx) =>
    recordTokenKey(
      tx,
      ca,
      token,
      made,
      { origin: 'imported', operation: 'token.import', label, purposes: AUTHORITY_PURPOSES },
      actor
    )
  )
  return made.address

  async function imported(listed: readonly KeyOnToken[]): Promise<KeyOnToken> {
    if (listed.some((one) => one.label === label))
      throw new ChanceryError('name-taken', `Another key on the token ${token.label} has the label ${label} already.`)
    if (key.sealed === null || !isKeyAlgorithmId(key.algorithm))
      throw new ChanceryError('conflict', `The key is not in the vault any more, so it cannot go to ${token.label}.`)
    const { algorithm, spki, sealed } = key
    const pkcs8 = await ca.keys.exportPkcs8({ context: `key:${key.id}`, algorithm, spki, sealed })
    try {
      return await tokens.importKey(token.address, pkcs8, label)
    } finally {
      pkcs8.fill(0)
    }
  }
}
