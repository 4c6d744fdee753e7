import type { FailureKind } from './messages.ts'

/** Values of CK_RV that Chancery tells apart (PKCS#11 2.40, 5.1). */
const kinds: Readonly<Record<number, FailureKind>> = {
  0x03: 'absent', // CKR_SLOT_ID_INVALID
  0x12: 'unsupported', // CKR_ATTRIBUTE_TYPE_INVALID
  0x13: 'unsupported', // CKR_ATTRIBUTE_VALUE_INVALID
  0x30: 'absent', // CKR_DEVICE_ERROR
  0x32: 'absent', // CKR_DEVICE_REMOVED
  0x54: 'unsupported', // CKR_FUNCTION_NOT_SUPPORTED
  0x60: 'no-key', // CKR_KEY_HANDLE_INVALID
  0x62: 'unsupported', // CKR_KEY_SIZE_RANGE
  0x63: 'unsupported', // CKR_KEY_TYPE_INCONSISTENT
  0x68: 'refused', // CKR_KEY_FUNCTION_NOT_PERMITTED
  0x70: 'unsupported', // CKR_MECHANISM_INVALID
  0x71: 'unsupported', // CKR_MECHANISM_PARAM_INVALID
  0x82: 'no-key', // CKR_OBJECT_HANDLE_INVALID
  0xa0: 'wrong-pin', // CKR_PIN_INCORRECT
  0xa1: 'pin-unusable', // CKR_PIN_INVALID
  0xa2: 'pin-unusable', // CKR_PIN_LEN_RANGE
  0xa3: 'pin-unusable', // CKR_PIN_EXPIRED
  0xa4: 'pin-locked', // CKR_PIN_LOCKED
  0xb0: 'absent', // CKR_SESSION_CLOSED
  0xb3: 'absent', // CKR_SESSION_HANDLE_INVALID
  0xd0: 'unsupported', // CKR_TEMPLATE_INCOMPLETE
  0xd1: 'unsupported', // CKR_TEMPLATE_INCONSISTENT
  0xe0: 'absent', // CKR_TOKEN_NOT_PRESENT
  0xe1: 'absent', // CKR_TOKEN_NOT_RECOGNIZED
  0xe2: 'refused', // CKR_TOKEN_WRITE_PROTECTED
  0x101: 'locked', // CKR_USER_NOT_LOGGED_IN
  0x102: 'pin-unusable', // CKR_USER_PIN_NOT_INITIALIZED
  0x190: 'absent' // CKR_CRYPTOKI_NOT_INITIALIZED
}

/** CKR_USER_ALREADY_LOGGED_IN: another session of ours opened the token. */
export const ALREADY_LOGGED_IN = 0x100
/** CKR_USER_NOT_LOGGED_IN. */
export const NOT_LOGGED_IN = 0x101
/** CKR_CRYPTOKI_ALREADY_INITIALIZED. */
export const ALREADY_INITIALIZED = 0x191
/** CKR_CANT_LOCK: the module cannot use the locks of the operating system. */
export const CANT_LOCK = 0x0a

/**
 * After these the token may be there again, or its session only has to be opened again: the unplugged, and the two
 * values with which modules say anything (CKR_GENERAL_ERROR, CKR_FUNCTION_FAILED).
 */
const afresh: ReadonlySet<number> = new Set([
  0x03, 0x05, 0x06, 0x30, 0x32, 0x60, 0x82, 0xb0, 0xb3, 0xe0, 0xe1, 0x101, 0x190
])

/** @returns the CK_RV inside an error that the binding threw; undefined for another error */
export function returnValue(error: unknown): number | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  if (typeof code === 'number' && code > 0) return code
  // Not every function of the binding takes its message apart.
  const found = error instanceof Error ? /CKR_\w+:(\d+)/.exec(error.message) : null
  return found === null ? undefined : Number(found[1])
}

export function kindOf(error: unknown): FailureKind {
  const value = returnValue(error)
  return value === undefined ? 'module' : (kinds[value] ?? 'module')
}

/** @returns whether opening everything again may help */
export function mayHelpAfresh(error: unknown): boolean {
  const value = returnValue(error)
  return value !== undefined && afresh.has(value)
}

/** @returns the name of the return value, or the message */
export function whatOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.slice(0, 500)
}
