import { expect, test } from 'vitest'
import { isAppAddress } from './address.ts'

test.each(['app://chancery/', 'app://chancery/certificates/12?tab=chain', 'app://chancery/#/x'])(
  '%s is an address of our own page',
  (address) => {
    expect(isAppAddress(address)).toBe(true)
  }
)

test.each([
  'app://chancery.example.test/',
  'app://other/',
  'app://user@chancery/',
  'app://chancery:8443/',
  'https://chancery/',
  'file:///chancery',
  'data:text/html,x',
  'about:blank',
  ''
])('%s is not', (address) => {
  expect(isAppAddress(address)).toBe(false)
})
