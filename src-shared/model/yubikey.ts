/**
 * What a YubiKey's PIV application is made of: slots, policies, algorithms. NIST SP 800-73-4 part 1 (slots, data
 * objects) and part 2 (commands); Yubico's additions as its PIV documentation lists them.
 */
import { z } from 'zod'

/** Slots by their key reference: the four of SP 800-73-4 and the twenty for retired key management keys. */
export const pivSlots = [
  '9a',
  '9c',
  '9d',
  '9e',
  '82',
  '83',
  '84',
  '85',
  '86',
  '87',
  '88',
  '89',
  '8a',
  '8b',
  '8c',
  '8d',
  '8e',
  '8f',
  '90',
  '91',
  '92',
  '93',
  '94',
  '95'
] as const
export type PivSlot = (typeof pivSlots)[number]
export const pivSlot = z
  .enum(pivSlots)
  .meta({ help: '9a, 9c, 9d, 9e, or 82 to 95 of the retired slots; 9c asks for the PIN before every signature.' })

/** What PIV gives each slot for; a certificate authority may use any of them. */
export function pivSlotLabel(slot: PivSlot): string {
  switch (slot) {
    case '9a':
      return 'Authentication'
    case '9c':
      return 'Digital signature'
    case '9d':
      return 'Key management'
    case '9e':
      return 'Card authentication'
    default:
      return `Retired ${Number.parseInt(slot, 16) - 0x81}`
  }
}

/** CKA_ID under which Yubico's PKCS#11 module shows what is in the slot: 1 to 24, in the order of the table. */
export function pkcs11IdOf(slot: PivSlot): number {
  return pivSlots.indexOf(slot) + 1
}

/** When the key asks for the PIN: `always` before every use, `once` after each time it is plugged in. */
export const pinPolicies = ['never', 'once', 'always'] as const
export type PinPolicy = (typeof pinPolicies)[number]
export const pinPolicy = z.enum(pinPolicies)

/** When the key asks to be touched: `cached` once in 15 seconds. */
export const touchPolicies = ['never', 'always', 'cached'] as const
export type TouchPolicy = (typeof touchPolicies)[number]
export const touchPolicy = z.enum(touchPolicies)

/** Keys that a YubiKey makes; RSA of 3072 and 4096 bits and Ed25519 from firmware 5.7 on. */
export const pivKeyAlgorithms = ['RSA-2048', 'RSA-3072', 'RSA-4096', 'P-256', 'P-384', 'Ed25519'] as const
export type PivKeyAlgorithm = (typeof pivKeyAlgorithms)[number]
export const pivKeyAlgorithm = z.enum(pivKeyAlgorithms)

/** Whether a secret is still the one that every YubiKey leaves the factory with. `unknown` before firmware 5.3. */
export const secretStates = ['factory', 'changed', 'unknown'] as const
export type SecretState = (typeof secretStates)[number]

/** Seconds that a YubiKey waits for the touch before it gives up. */
export const touchSeconds = 15

/** @returns whether firmware `version`, `5.4.3`, is at least `wanted`. */
export function firmwareAtLeast(version: string, wanted: string): boolean {
  const of = (text: string): number[] => text.split('.').map(Number)
  const [have, need] = [of(version), of(wanted)]
  for (let at = 0; at < need.length; at++) {
    const difference = (have[at] ?? 0) - (need[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
