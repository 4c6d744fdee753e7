import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import type { ScepMethod } from '../../../src-shared/model/scep.ts'

/** A device or software that people set up, with what it speaks. */
export interface DeviceKind {
  readonly id: string
  /** What it can speak; the first is advised. */
  readonly protocols: readonly [DeviceProtocol, ...DeviceProtocol[]]
  /** How it best shows that it may ask, where it speaks SCEP. */
  readonly method: ScepMethod
}

export const deviceKindIds = [
  'cisco-ios',
  'strongswan',
  'certmonger',
  'windows-mdm',
  'apple',
  'android',
  'printer',
  'curl',
  'openssl-cmp',
  'plc'
] as const
export type DeviceKindId = (typeof deviceKindIds)[number]

export const deviceKinds: Readonly<Record<DeviceKindId, DeviceKind>> = {
  'cisco-ios': { id: 'cisco-ios', protocols: ['scep'], method: 'one-time' },
  strongswan: { id: 'strongswan', protocols: ['scep', 'est'], method: 'one-time' },
  certmonger: { id: 'certmonger', protocols: ['scep'], method: 'one-time' },
  'windows-mdm': { id: 'windows-mdm', protocols: ['scep'], method: 'ndes' },
  apple: { id: 'apple', protocols: ['scep'], method: 'one-time' },
  android: { id: 'android', protocols: ['scep'], method: 'ndes' },
  printer: { id: 'printer', protocols: ['scep', 'est'], method: 'device' },
  curl: { id: 'curl', protocols: ['est'], method: 'one-time' },
  'openssl-cmp': { id: 'openssl-cmp', protocols: ['cmp'], method: 'one-time' },
  plc: { id: 'plc', protocols: ['cmp', 'est'], method: 'one-time' }
}

/** @returns the kinds that speak a protocol */
export function kindsFor(protocol: DeviceProtocol): readonly DeviceKindId[] {
  return deviceKindIds.filter((id) => deviceKinds[id].protocols.includes(protocol))
}

/** @returns the kind of an address or a form; undefined for words that are none */
export function deviceKindOf(text: string | null): DeviceKindId | undefined {
  return deviceKindIds.find((id) => id === text)
}
