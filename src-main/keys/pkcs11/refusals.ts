import { ChanceryError, type ErrorCode } from '../../../src-shared/errors.ts'
import type { FailureKind } from './messages.ts'
import { TokenRefusal } from './module-process.ts'

const codes: Readonly<Record<FailureKind, ErrorCode>> = {
  'wrong-pin': 'wrong-passphrase',
  'pin-locked': 'key-unavailable',
  'pin-unusable': 'invalid-input',
  absent: 'key-unavailable',
  locked: 'key-unavailable',
  'no-key': 'key-unavailable',
  unsupported: 'invalid-input',
  refused: 'key-unavailable',
  'not-touched': 'key-unavailable',
  module: 'key-unavailable'
}

const texts: Readonly<Record<FailureKind, (label: string, what: string) => string>> = {
  'wrong-pin': (label) => `The PIN of the token ${label} is wrong. Each wrong one counts towards the block.`,
  'pin-locked': (label) =>
    `The token ${label} is blocked after too many wrong PINs. Unblock it with its PUK or its security officer.`,
  'pin-unusable': (label, what) => `The token ${label} does not take this PIN (${what}).`,
  absent: (label) => `The token ${label} is not plugged in, or was pulled out. Plug it in again.`,
  locked: (label) => `The token ${label} waits for its PIN. Unlock it, then try again.`,
  'no-key': (label) => `The token ${label} does not have this key any more.`,
  unsupported: (label, what) => `The token ${label} does not do this (${what}).`,
  refused: (label, what) => `The token ${label} refused (${what}).`,
  'not-touched': (label) =>
    `The token ${label} was not touched in time, so it signed nothing. Try again, and touch it when it asks for that.`,
  module: (label, what) => `The module of the token ${label} failed (${what}).`
}

/** @returns the error as the engine knows it; what is none of the token's refusals stays as it is */
export function tokenError(label: string, error: unknown): unknown {
  if (!(error instanceof TokenRefusal)) return error
  const { kind, what } = error.failure
  return new ChanceryError(codes[kind], texts[kind](label, what), { cause: error })
}

/** Runs a step on a token and makes its refusal one for people. */
export async function onToken<T>(label: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw tokenError(label, error)
  }
}
