import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { deriveKey, keyBytes, seal, unseal } from './seal.ts'

const key = randomBytes(keyBytes)
const damaged = expect.objectContaining({ constructor: ChanceryError, code: 'damaged' })

test('what was sealed opens under the same key and context, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ minLength: 1 }), (plaintext, context) => {
      const sealed = seal(key, context, plaintext)
      expect(unseal(key, context, sealed)).toEqual(plaintext)
      expect(Buffer.compare(seal(key, context, plaintext), sealed)).not.toBe(0)
    }),
    { seed: 20_261_120, numRuns: 100 }
  )
})

test('a single changed bit anywhere is found', () => {
  const sealed = seal(key, 'key:12', new TextEncoder().encode('private'))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const altered = sealed.slice()
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(() => unseal(key, 'key:12', altered)).toThrow(damaged)
  }
})

test('a sealed value moved to another row, under another key, cut or lengthened does not open', () => {
  const sealed = seal(key, 'key:12', new Uint8Array(20))
  expect(() => unseal(key, 'key:13', sealed)).toThrow(damaged)
  expect(() => unseal(randomBytes(keyBytes), 'key:12', sealed)).toThrow(damaged)
  for (let length = 0; length < sealed.length; length++)
    expect(() => unseal(key, 'key:12', sealed.slice(0, length))).toThrow(damaged)
  expect(() => unseal(key, 'key:12', Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(damaged)
  expect(() => seal(key, '', new Uint8Array(1))).toThrow(TypeError)
})

test('the opened bytes stand in memory of their own', () => {
  const opened = unseal(key, 'a', seal(key, 'a', new Uint8Array([1, 2, 3])))
  opened.slice().fill(0)
  expect(opened).toEqual(new Uint8Array([1, 2, 3]))
})

test('keys derived for two purposes or two salts differ', () => {
  const texts = [deriveKey(key, 'v1', 'a'), deriveKey(key, 'v1', 'b'), deriveKey(key, 'v2', 'a')].map((bytes) =>
    Buffer.from(bytes).toString('hex')
  )
  expect(new Set(texts).size).toBe(3)
})
