import type { PinTries, TokenState } from '../../../src-shared/model/token.ts'
import type { TokenInSlot } from './messages.ts'

/** Flags of CK_TOKEN_INFO (PKCS#11 2.40, 3.2). */
export const tokenFlags = {
  loginRequired: 0x4,
  userPinInitialized: 0x8,
  clockOnToken: 0x40,
  pinPad: 0x100,
  initialized: 0x400,
  userPinCountLow: 0x1_0000,
  userPinFinalTry: 0x2_0000,
  userPinLocked: 0x4_0000,
  userPinToBeChanged: 0x8_0000,
  soPinLocked: 0x40_0000,
  errorState: 0x100_0000
} as const

/** What the engine remembers of a token beside what the token tells. */
export interface TokenMemory {
  /** The last PIN was wrong. */
  readonly wrongPin: boolean
  /** The last PIN was one that everybody knows. */
  readonly factoryPin: boolean
}

export function triesOf(flags: number): PinTries {
  if ((flags & tokenFlags.userPinLocked) !== 0) return 'none'
  if ((flags & tokenFlags.userPinFinalTry) !== 0) return 'one'
  return (flags & tokenFlags.userPinCountLow) !== 0 ? 'few' : 'not-told'
}

/** @returns how a token stands, by what it says of itself; null for one that is not plugged in */
export function stateOf(token: TokenInSlot | null, memory: TokenMemory): TokenState {
  if (token === null) return 'absent'
  const has = (flag: number): boolean => (token.flags & flag) !== 0
  if (!has(tokenFlags.initialized)) return 'uninitialised'
  if (has(tokenFlags.userPinLocked)) return 'blocked'
  if (memory.factoryPin || has(tokenFlags.userPinToBeChanged)) return 'factory-credentials'
  if (token.open || !has(tokenFlags.loginRequired)) return 'unlocked'
  if (!has(tokenFlags.userPinInitialized)) return 'uninitialised'
  return memory.wrongPin ? 'wrong-pin' : 'locked'
}
