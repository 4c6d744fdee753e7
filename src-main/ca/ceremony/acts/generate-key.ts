import { ChanceryError } from '../../../../src-shared/errors.ts'
import { writePem } from '../../../pki/pem.ts'
import type { Reader } from '../../../store/connection.ts'
import { getKey, listKeys, type KeyRow } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { transaction } from '../../../store/transaction.ts'
import { AUTHORITY_PURPOSES } from '../../authorities/create.ts'
import { generateKey, keepKey, keyAlgorithmNamed } from '../../authorities/new-key.ts'
import { findToken } from '../../tokens/find.ts'
import { keyOnTokenFor } from '../../tokens/for-authority.ts'
import { unlockFor } from '../../tokens/pin.ts'
import { requireTokens } from '../../tokens/places.ts'
import { fileNameOf, type Act, type StepOf } from './act.ts'

/**
 * Makes a key in the vault or on a token. That its label was free before is noted; a key of this label is therefore the
 * one that an interrupted step has made.
 */
export const generateKeyAct: Act<StepOf<'generate-key'>> = {
  begin: async (step, context) => {
    const { ca, actor, pin } = context
    keyAlgorithmNamed(step.algorithm)
    const token = step.token === undefined ? null : context.token(step.token)
    if (token === null) {
      if (liveKey(reader(ca.store), step.label) !== undefined) throw taken(step.label)
      return { facts: { label: step.label, algorithm: step.algorithm, place: 'vault' } }
    }
    const seen = await findToken(ca, token)
    await unlockFor(ca, seen, pin, actor)
    const there = await requireTokens(ca).keys(seen.address)
    if (there.some(({ label }) => label === step.label)) throw taken(step.label)
    return {
      facts: { label: step.label, algorithm: step.algorithm, place: 'token', token: seen.label, serial: seen.serial }
    }
  },
  perform: async (step, context) => {
    const token = step.token === undefined ? null : context.token(step.token)
    const key = token === null ? await inVault(step, context) : await onToken(step, token, context)
    const pem = Buffer.from(writePem('PUBLIC KEY', key.spki))
    return {
      facts: {
        keyId: String(key.id),
        label: step.label,
        algorithm: key.algorithm,
        sha256: key.spkiSha256,
        place: key.location === 'software' ? 'vault' : key.location
      },
      files: [{ name: fileNameOf(context, step.label, 'public.pem'), bytes: pem }]
    }
  }
}

type Context = Parameters<typeof generateKeyAct.perform>[1]

async function inVault(step: StepOf<'generate-key'>, { ca, beganAt }: Context): Promise<KeyRow> {
  const made = liveKey(reader(ca.store), step.label)
  if (made !== undefined && made.createdAt >= beganAt && made.origin === 'generated') return made
  const key = await generateKey(ca, keyAlgorithmNamed(step.algorithm), {
    label: step.label,
    purposes: AUTHORITY_PURPOSES
  })
  await transaction(ca.store, (tx) => {
    // Checked again where nobody can come between.
    if (liveKey(tx, step.label) !== undefined) throw taken(step.label)
    keepKey(tx, key)
  })
  return keyRow(reader(ca.store), key.id)
}

async function onToken(step: StepOf<'generate-key'>, token: string, { ca, actor, pin }: Context): Promise<KeyRow> {
  const key = await keyOnTokenFor(
    ca,
    { token, label: step.label, algorithm: keyAlgorithmNamed(step.algorithm), pin, accept: () => undefined },
    actor
  )
  return keyRow(reader(ca.store), key.id)
}

function keyRow(from: Reader, id: number): KeyRow {
  const row = getKey(from, id)
  if (row === undefined) throw new ChanceryError('damaged', `Key ${id} is not in the database.`)
  return row
}

/** @returns the newest key in the vault of this label that was not destroyed */
export function liveKey(from: Reader, label: string): KeyRow | undefined {
  return listKeys(from).findLast(
    (key) => key.label === label && key.destroyedAt === null && key.location === 'software'
  )
}

function taken(label: string): ChanceryError {
  return new ChanceryError(
    'name-taken',
    `There is a key with the label ${label} already; two could be taken for each other. Give the variable of its label another value.`
  )
}
