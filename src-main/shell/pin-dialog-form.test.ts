import { expect, test } from 'vitest'
import { askedFields } from '../../src-shared/secret-entry.ts'
import { readPinForm, type PinQuestion } from './pin-dialog-form.ts'
import { pinPage } from './pin-dialog-page.ts'

const setup: PinQuestion = {
  operation: 'yubikey.setup',
  name: 'YubiKey 12345678',
  fields: askedFields('yubikey.setup', []),
  language: 'en',
  warning: ''
}
const typed = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ action: 'go', noted: 'yes', ...fields }).toString()
const good = { newPin: '918273', 'newPin-again': '918273', newPuk: '55667788' }

test('a new YubiKey is given a PIN and a PUK that was written down', () => {
  expect(readPinForm(setup, typed(good))).toEqual({
    kind: 'answered',
    answers: { newPin: '918273', newPuk: '55667788' }
  })
})

test.each([
  ['the factory PIN', { newPin: '123456', 'newPin-again': '123456' }, 'newPin'],
  ['a short PIN', { newPin: '12345', 'newPin-again': '12345' }, 'newPin'],
  ['a PIN beyond ASCII', { newPin: 'grün12', 'newPin-again': 'grün12' }, 'newPin'],
  ['a PIN that differs the second time', { 'newPin-again': '918274' }, 'newPin-again'],
  ['the factory PUK', { newPuk: '12345678' }, 'newPuk'],
  ['a PUK that is the PIN', { newPuk: '918273' }, 'newPuk'],
  ['a PUK that nobody wrote down', { noted: '' }, 'noted'],
  ['nothing', { newPin: '' }, 'newPin']
])('%s is refused beside its field', (_case, change, field) => {
  const result = readPinForm(setup, typed({ ...good, ...change }))
  expect(result.kind === 'refused' ? [...result.problems.keys()] : result.kind).toEqual([field])
})

test('cancelling, and a form that is none, give nothing away', () => {
  expect(readPinForm(setup, new URLSearchParams({ ...good, action: 'cancel' }).toString()).kind).toBe('cancelled')
  expect(readPinForm(setup, 'x').kind).toBe('cancelled')
})

test('present secrets and the management key are asked for where they are needed', () => {
  expect(askedFields('yubikey.setup', ['pin', 'managementKey']).map(({ name }) => name)).toEqual([
    'pin',
    'managementKey',
    'newPin',
    'newPuk'
  ])
})

test('what a token calls itself is text in the page and never markup', () => {
  const html = pinPage(
    { ...setup, name: '<img src=x onerror=1>', warning: '"><script>' },
    { nonce: 'n', proposed: '"1"', problems: new Map() }
  )
  expect(html).not.toMatch(/<img|<script|value=""1/)
  expect(html).toContain('&#60;img')
})
