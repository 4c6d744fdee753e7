import { z } from 'zod'
import { isKeyAlgorithmId } from '../../../../src-shared/model/algorithm.ts'
import {
  pinPolicy,
  pivKeyAlgorithm,
  pivSlot,
  touchPolicy,
  type PivKeyAlgorithm,
  type PivSlot
} from '../../../../src-shared/model/yubikey.ts'
import type { AskedContent } from '../../../../src-shared/model/request.ts'
import type { YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import type { OpenInput } from '../../../../src-shared/secret-entry.ts'
import { isUsed } from '../slot-words.ts'

/** What the slot wizard asks for. */
export const wizardValues = z
  .object({
    use: z.enum(['authority', 'person', 'copy']),
    slot: pivSlot,
    overwrite: z.boolean(),
    key: pivKeyAlgorithm,
    pinPolicy,
    touchPolicy,
    profile: z.string(),
    name: z.string().max(200),
    email: z.string().max(254),
    upn: z.string().max(254)
  })
  .superRefine(({ use, profile, name }, context) => {
    if (use !== 'person') return
    if (profile === '') context.addIssue({ code: 'custom', path: ['profile'], message: '' })
    if (name.trim() === '') context.addIssue({ code: 'custom', path: ['name'], message: '' })
  })
export type WizardValues = z.output<typeof wizardValues>

export const stepFields = {
  ready: [],
  use: ['use'],
  slot: ['slot', 'overwrite'],
  key: ['key', 'pinPolicy', 'touchPolicy'],
  person: ['profile', 'name', 'email', 'upn'],
  review: []
} as const satisfies Readonly<Record<string, readonly (keyof WizardValues)[]>>
export type StepId = keyof typeof stepFields

/** @returns the steps for a purpose; @param fromFactory the YubiKey was not set up when the wizard began */
export function stepsFor(use: WizardValues['use'], fromFactory: boolean): readonly StepId[] {
  return [
    ...(fromFactory ? ['ready' as const] : []),
    'use',
    'slot',
    'key',
    ...(use === 'person' ? ['person' as const] : []),
    'review'
  ]
}

/** What is usual for a purpose: the slot that PIV means for it, and when the key asks. */
export function usualFor(use: WizardValues['use']): Pick<WizardValues, 'slot' | 'key' | 'pinPolicy'> {
  return use === 'person'
    ? { slot: '9a', key: 'P-256', pinPolicy: 'once' }
    : { slot: '9c', key: 'P-384', pinPolicy: 'always' }
}

export function startValues(slot: PivSlot | null): WizardValues {
  const usual = usualFor('authority')
  return {
    use: 'authority',
    ...usual,
    slot: slot ?? usual.slot,
    overwrite: false,
    touchPolicy: 'never',
    profile: '',
    name: '',
    email: '',
    upn: ''
  }
}

/** @returns keys that the firmware makes and that do for the purpose: authorities sign through PKCS#11 */
export function algorithmsFor(use: WizardValues['use'], made: readonly PivKeyAlgorithm[]): readonly PivKeyAlgorithm[] {
  return use === 'person' ? made : made.filter((one) => isKeyAlgorithmId(one) && one !== 'Ed25519')
}

/** @returns whether the slot holds something that nobody agreed to lose */
export function isTaken(
  { slots }: YubiKeyView,
  { slot, overwrite }: Pick<WizardValues, 'slot' | 'overwrite'>
): boolean {
  const chosen = slots.find((one) => one.slot === slot)
  return !overwrite && chosen !== undefined && isUsed(chosen)
}

/** @returns what is asked of the YubiKey for a key, without the PIN */
export function keyInput(serial: number, values: WizardValues): OpenInput<'yubikey.generate'> {
  const { slot, overwrite, key, pinPolicy: pin, touchPolicy: touch } = values
  return { serial, slot, overwrite, key, pinPolicy: pin, touchPolicy: touch }
}

/** @returns what the request of a person asks for: only what was filled in */
export function askedOf({ name, email, upn }: WizardValues): AskedContent {
  const alternativeNames = [
    ...(email.trim() === '' ? [] : [{ type: 'email' as const, value: email.trim() }]),
    ...(upn.trim() === '' ? [] : [{ type: 'upn' as const, value: upn.trim() }])
  ]
  return {
    subject: [{ type: 'CN', value: name.trim() }],
    ...(alternativeNames.length === 0 ? {} : { alternativeNames })
  }
}
