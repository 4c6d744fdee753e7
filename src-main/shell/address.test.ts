import { expect, test } from 'vitest'
import { isAppAddress, isCameraScreen } from './address.ts'

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

test('the camera belongs to the screen that reads QR codes, and to no other', () => {
  expect(isCameraScreen('app://chancery/#/air-gap')).toBe(true)
  expect(isCameraScreen('app://chancery/#/air-gap?tab=exchange')).toBe(true)
  for (const other of [
    'app://chancery/#/',
    'app://chancery/#/air-gapx',
    'app://chancery/#/air-gap/bundles/1',
    'https://chancery/#/air-gap',
    'app://evil/#/air-gap',
    'nonsense'
  ])
    expect(isCameraScreen(other), other).toBe(false)
})
