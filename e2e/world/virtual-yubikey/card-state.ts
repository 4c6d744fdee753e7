import { createPrivateKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { factoryManagementKey } from '../../../src-main/keys/piv/management-key.ts'

/** A key in a slot. */
export interface CardKey {
  /** Algorithm reference of SP 800-78-4 table 6-2 or Yubico's. */
  readonly algorithm: number
  readonly key: KeyObject
  /** Yubico's values: 1 never, 2 once, 3 always. */
  readonly pinPolicy: number
  /** Yubico's values: 1 never, 2 always, 3 cached. */
  readonly touchPolicy: number
  /** 1 made on the card, 2 imported. */
  readonly origin: 1 | 2
}

export interface Secret {
  value: string
  tries: number
  left: number
}

/** Everything that a YubiKey remembers without power. */
export interface CardState {
  readonly serial: number
  readonly firmware: readonly [number, number, number]
  readonly formFactor: number
  pin: Secret
  puk: Secret
  management: { algorithm: number; key: Uint8Array; touch: boolean; factory: boolean }
  /** Slot reference to key. */
  readonly keys: Map<number, CardKey>
  /** Object number to content. */
  readonly objects: Map<number, Uint8Array>
}

export const factoryPin = '123456'
export const factoryPuk = '12345678'

/** Slots and objects of the attestation key, which a reset leaves alone. */
export const ATTESTATION_SLOT = 0xf9
export const ATTESTATION_OBJECT = 0x5fff01

/** @returns a card as it leaves the factory, without an attestation key. */
export function factoryCard(serial: number, firmware: CardState['firmware'], formFactor = 1): CardState {
  const card: CardState = {
    serial,
    firmware,
    formFactor,
    pin: { value: '', tries: 0, left: 0 },
    puk: { value: '', tries: 0, left: 0 },
    management: { algorithm: 0, key: new Uint8Array(), touch: false, factory: true },
    keys: new Map(),
    objects: new Map()
  }
  resetCard(card)
  return card
}

/** RESET: everything is as it left the factory, the attestation key stays. */
export function resetCard(card: CardState): void {
  const [major, minor] = card.firmware
  card.pin = { value: factoryPin, tries: 3, left: 3 }
  card.puk = { value: factoryPuk, tries: 3, left: 3 }
  card.management = {
    algorithm: major > 5 || (major === 5 && minor >= 7) ? 0x0a : 0x03,
    key: factoryManagementKey.slice(),
    touch: false,
    factory: true
  }
  for (const slot of [...card.keys.keys()]) if (slot !== ATTESTATION_SLOT) card.keys.delete(slot)
  for (const object of [...card.objects.keys()]) if (object !== ATTESTATION_OBJECT) card.objects.delete(object)
}

/** Writes the card to a file of its owner's own: the keys of a test lie in it. */
export function saveCard(card: CardState, path: string): void {
  const text = JSON.stringify({
    ...card,
    management: { ...card.management, key: Buffer.from(card.management.key).toString('hex') },
    keys: [...card.keys].map(([slot, key]) => [
      slot,
      { ...key, key: key.key.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
    ]),
    objects: [...card.objects].map(([object, content]) => [object, Buffer.from(content).toString('base64')])
  })
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

interface Stored {
  readonly serial: number
  readonly firmware: [number, number, number]
  readonly formFactor: number
  readonly pin: Secret
  readonly puk: Secret
  readonly management: { algorithm: number; key: string; touch: boolean; factory: boolean }
  readonly keys: readonly (readonly [number, Omit<CardKey, 'key'> & { readonly key: string }])[]
  readonly objects: readonly (readonly [number, string])[]
}

/** @returns the card in the file, or undefined where there is no file. */
export function loadCard(path: string): CardState | undefined {
  if (!existsSync(path)) return undefined
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored
  return {
    ...stored,
    management: { ...stored.management, key: new Uint8Array(Buffer.from(stored.management.key, 'hex')) },
    keys: new Map(
      stored.keys.map(([slot, key]) => [
        slot,
        { ...key, key: createPrivateKey({ key: Buffer.from(key.key, 'base64'), format: 'der', type: 'pkcs8' }) }
      ])
    ),
    objects: new Map(
      stored.objects.map(([object, content]) => [object, new Uint8Array(Buffer.from(content, 'base64'))])
    )
  }
}
