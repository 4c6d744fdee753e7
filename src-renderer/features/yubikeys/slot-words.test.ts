import { expect, test } from 'vitest'
import type { YubiKeyRow } from '../../../src-shared/model/yubikey-views.ts'
import { alsoAsked, askedForSetup, pkcs11Label, problemsOf, yubiKeyState } from './slot-words.ts'

const fresh: YubiKeyRow = {
  serial: 12_345_678,
  firmware: '5.4.3',
  reader: 'Yubico YubiKey',
  pin: { state: 'factory', tries: 3, left: 3 },
  puk: { state: 'factory', tries: 3, left: 3 },
  managementKey: { algorithm: '3DES', state: 'factory', behindPin: false },
  ready: false,
  problems: [],
  algorithms: ['P-256', 'P-384']
}
const ready: YubiKeyRow = {
  ...fresh,
  pin: { state: 'changed', tries: 3, left: 3 },
  puk: { state: 'changed', tries: 3, left: 3 },
  managementKey: { algorithm: '3DES', state: 'changed', behindPin: true },
  ready: true
}

test('a YubiKey from the factory is asked for new secrets only; one that was begun, for those that it has', () => {
  expect(problemsOf(fresh)).toEqual(['factory'])
  expect(yubiKeyState(fresh)).toBe('factory')
  expect(askedForSetup(fresh)).toEqual([])
  expect(askedForSetup({ ...fresh, pin: ready.pin })).toEqual(['pin'])
})

test('the management key is asked for where it lies elsewhere', () => {
  expect(alsoAsked(ready)).toEqual([])
  const apart = { ...ready, managementKey: { ...ready.managementKey, behindPin: false } }
  expect(alsoAsked(apart)).toEqual(['managementKey'])
  expect(problemsOf(apart)).toEqual(['management'])
})

test('a blocked PIN is told from a YubiKey that only a reset helps', () => {
  const blocked = { state: 'changed', tries: 3, left: 0 } as const
  expect(problemsOf({ ...ready, pin: blocked })).toEqual(['pinBlocked'])
  expect(problemsOf({ ...ready, pin: blocked, puk: blocked })).toEqual(['bothBlocked'])
  expect(yubiKeyState({ ready: false, pin: blocked })).toBe('blocked')
})

test('slots go by the labels of Yubico’s module', () => {
  expect(pkcs11Label('9c')).toBe('Private key for Digital Signature')
  expect(pkcs11Label('82')).toBe('Private key for Retired Key 1')
  expect(pkcs11Label('95')).toBe('Private key for Retired Key 20')
})
