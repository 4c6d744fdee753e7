import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newRecoveryCode, readRecoveryCode, writeRecoveryCode } from './recovery-code.ts'

const settings = { seed: 7, numRuns: 200 }
const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 })
const characters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']

test('a code is seven groups of five and carries 160 bits there and back', () => {
  expect(newRecoveryCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(newRecoveryCode()).not.toBe(newRecoveryCode())
  fc.assert(
    fc.property(secrets, (secret) => {
      expect(readRecoveryCode(writeRecoveryCode(secret))).toEqual(secret)
    }),
    settings
  )
})

test('a code is read in lower case, without hyphens, with blanks, and with O and I typed for 0 and 1', () => {
  const secret = new Uint8Array(20).fill(1)
  const typed = writeRecoveryCode(secret).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect(readRecoveryCode(`  ${typed}\n`)).toEqual(secret)
})

test('every single wrong character is found', () => {
  fc.assert(
    fc.property(secrets, fc.nat(34), fc.constantFrom(...characters), (secret, position, character) => {
      const code = [...writeRecoveryCode(secret).replaceAll('-', '')]
      fc.pre(code[position] !== character)
      code[position] = character
      expect(() => readRecoveryCode(code.join(''))).toThrow('typing error')
    }),
    settings
  )
})

test('every exchange of two characters is found', () => {
  fc.assert(
    fc.property(secrets, fc.nat(34), fc.nat(34), (secret, one, other) => {
      const code = [...writeRecoveryCode(secret).replaceAll('-', '')]
      const [first, second] = [code[one] ?? '', code[other] ?? '']
      fc.pre(first !== second)
      code[one] = second
      code[other] = first
      expect(() => readRecoveryCode(code.join(''))).toThrow('typing error')
    }),
    settings
  )
})

test('a wrong length and a foreign character are named', () => {
  const code = newRecoveryCode()
  expect(() => readRecoveryCode(code.slice(1))).toThrow('has 35 characters in groups of 5; this one has 34')
  expect(() => readRecoveryCode(`${code.slice(0, 12)}U${code.slice(13)}`)).toThrow('Group 3')
  expect(() => readRecoveryCode('x'.repeat(1_000_000))).toThrow('far longer')
})
