import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocklistFingerprint } from './blocklist.ts'
import { compactBlocklist } from './compact-blocklist.ts'

const packed = (moduli: readonly bigint[]): Buffer =>
  Buffer.from(moduli.map(blocklistFingerprint).toSorted().join(''), 'hex')

test('a compact list has exactly the keys that went into it, for the size that it was made for', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.bigInt(1n, 1n << 128n), { minLength: 1, maxLength: 60 }), (moduli) => {
      const listed = moduli.filter((_, index) => index % 2 === 0)
      const list = compactBlocklist(packed(listed), 2048)
      expect(list.size).toBe(listed.length)
      for (const modulus of moduli) expect(list.has(modulus)).toBe(listed.includes(modulus))
    })
  )
  const list = compactBlocklist(packed([5n]), 2048)
  expect([list.covers(2048), list.covers(3072)]).toEqual([true, false])
})

test('one that is empty or cut off is refused', () => {
  for (const bytes of [Buffer.alloc(0), packed([5n, 7n]).subarray(1)])
    expect(() => compactBlocklist(bytes, 2048)).toThrow('The list of weak keys is cut off.')
})
