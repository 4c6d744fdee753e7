import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AuthorityState } from '../../../src-shared/model/authority.ts'

/** What can happen to an authority. */
export type AuthorityEvent =
  /** The key is there and the CSR for an outside signer is made. */
  | 'ask-outside'
  /** A certificate for its key is in the store. */
  | 'certified'
  | 'key-offline'
  | 'key-online'
  | 'retire'
  | 'destroy'

/**
 * The one table of authority states (spec E.3): a pair that is missing is refused. `destroyed` has no way out; nothing
 * leads back from `retired`, because relying parties may have been told.
 */
const transitions: Readonly<Record<AuthorityState, Partial<Record<AuthorityEvent, AuthorityState>>>> = {
  draft: { 'ask-outside': 'awaiting-certificate', certified: 'active' },
  'awaiting-certificate': { certified: 'active' },
  active: { certified: 'active', 'key-offline': 'key-offline', retire: 'retired' },
  'key-offline': { 'key-online': 'active', retire: 'retired' },
  retired: { destroy: 'destroyed' },
  destroyed: {}
}

/** What people read for each state. */
export const stateLabels: Readonly<Record<AuthorityState, string>> = {
  draft: 'draft',
  'awaiting-certificate': 'awaiting its certificate',
  active: 'active',
  'key-offline': 'key off line',
  retired: 'retired',
  destroyed: 'destroyed'
}

const refusals: Readonly<Record<AuthorityEvent, string>> = {
  'ask-outside': 'A CSR for an outside signer is made for a draft only.',
  certified: 'Only an authority with its key at hand takes a certificate.',
  'key-offline': 'Only the key of an active authority can be taken off line.',
  'key-online': 'Only a key that is off line can be brought back.',
  retire: 'Only an active authority, or one whose key is off line, can be retired.',
  destroy: 'Retire the authority first; its key is destroyed in a step of its own.'
}

/** @returns the state after the event, or undefined where the event is not possible. */
export function after(state: AuthorityState, event: AuthorityEvent): AuthorityState | undefined {
  return transitions[state][event]
}

/** @returns the state after the event. @throws ChanceryError `conflict` where the event is not possible in this state. */
export function requireAfter(state: AuthorityState, event: AuthorityEvent, name: string): AuthorityState {
  const next = after(state, event)
  if (next === undefined)
    throw new ChanceryError('conflict', `The authority ${name} is ${stateLabels[state]}. ${refusals[event]}`)
  return next
}

/** @returns why an authority in a state that signs no CRL does not, and what to do where something can be done */
export function whyNoCrl(state: AuthorityState, name: string): string {
  if (state === 'key-offline') return `The key of ${name} is off line, so no CRL is signed. Bring it back first.`
  return `The authority ${name} is ${stateLabels[state]} and signs no CRL.`
}

/** @returns whether an authority in this state may sign CRLs: a retired one still answers for what it issued. */
export function maySignCrl(state: AuthorityState): boolean {
  return state === 'active' || state === 'retired'
}
