import type { TFunction } from 'i18next'
import { pivSlots, type PivSlot } from '../../../src-shared/model/yubikey.ts'
import type { YubiKeyRow, YubiKeySlot } from '../../../src-shared/model/yubikey-views.ts'

/** The four slots of PIV itself; the others are for retired keys. */
export const mainSlots = ['9a', '9c', '9d', '9e'] as const satisfies readonly PivSlot[]
type MainSlot = (typeof mainSlots)[number]

export function isMainSlot(slot: PivSlot): slot is MainSlot {
  return mainSlots.some((one) => one === slot)
}

export function isSlot(text: string | undefined): text is PivSlot {
  return pivSlots.some((one) => one === text)
}

/** @returns 1 to 20 for the slots of retired keys */
export function retiredNumber(slot: PivSlot): number {
  return Number.parseInt(slot, 16) - 0x81
}

/** @returns what PIV gives the slot for, in the language of the window */
export function slotWords(t: TFunction<'yubikeys'>, slot: PivSlot): string {
  return isMainSlot(slot) ? t(`slot.${slot}`) : t('slot.retired', { number: retiredNumber(slot) })
}

/** @returns under which label Yubico's PKCS#11 module shows the key of a slot (ykcs11, objects.c) */
export function pkcs11Label(slot: PivSlot): string {
  switch (slot) {
    case '9a':
      return 'Private key for PIV Authentication'
    case '9c':
      return 'Private key for Digital Signature'
    case '9d':
      return 'Private key for Key Management'
    case '9e':
      return 'Private key for Card Authentication'
    default:
      return `Private key for Retired Key ${retiredNumber(slot)}`
  }
}

/** @returns where an authority is made with the key of a slot */
export function authorityAddress(serial: number, slot: PivSlot): string {
  return `/authorities/new?token=${serial}&keyLabel=${encodeURIComponent(pkcs11Label(slot))}`
}

/** @returns whether something is in the slot */
export function isUsed({ key, certificate }: Pick<YubiKeySlot, 'key' | 'certificate'>): boolean {
  return key !== null || certificate !== null
}

/** @returns how a YubiKey stands, as a state that a chip shows */
export function yubiKeyState({ ready, pin }: Pick<YubiKeyRow, 'ready' | 'pin'>): 'ready' | 'factory' | 'blocked' {
  if (pin.left === 0) return 'blocked'
  return ready ? 'ready' : 'factory'
}

export type YubiKeyProblem = 'factory' | 'pinBlocked' | 'pukBlocked' | 'bothBlocked' | 'management'

/** @returns what keeps a YubiKey from being used, as words of this page */
export function problemsOf({ pin, puk, managementKey }: YubiKeyRow): readonly YubiKeyProblem[] {
  const factory = [pin.state, puk.state, managementKey.state].includes('factory')
  const blocked: YubiKeyProblem[] =
    pin.left === 0 && puk.left === 0
      ? ['bothBlocked']
      : [...(pin.left === 0 ? ['pinBlocked' as const] : []), ...(puk.left === 0 ? ['pukBlocked' as const] : [])]
  return [
    ...(factory ? ['factory' as const] : []),
    ...blocked,
    ...(!factory && !managementKey.behindPin ? ['management' as const] : [])
  ]
}

/** @returns secrets that must be typed along with the PIN before something is written */
export function alsoAsked({ managementKey }: Pick<YubiKeyRow, 'managementKey'>): readonly string[] {
  return managementKey.behindPin || managementKey.state === 'factory' ? [] : ['managementKey']
}

/** @returns secrets that setting up needs besides the new ones: those that are not the factory's any more */
export function askedForSetup({ pin, puk, managementKey }: YubiKeyRow): readonly string[] {
  return [
    ...(pin.state === 'changed' ? ['pin'] : []),
    ...(puk.state === 'changed' ? ['puk'] : []),
    ...alsoAsked({ managementKey })
  ]
}
