import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomFault, sampleBytes } from './random-health.ts'

/** Bytes that look random and are always the same. */
function sample(): Uint8Array {
  const bytes = new Uint8Array(sampleBytes)
  for (let at = 0; at < sampleBytes; at += 32) bytes.set(createHash('sha256').update(`sample ${at}`).digest(), at)
  return bytes
}

test('a source that works passes', () => {
  expect(randomFault(sample())).toBeNull()
})

test('a source that is stuck, for six bytes or for good, is found', () => {
  const bytes = sample()
  bytes.fill(7, 40_000, 40_006)
  expect(randomFault(bytes)).toBe('the byte 7 came 6 times in a row')
  expect(randomFault(new Uint8Array(sampleBytes))).toContain('the byte 0 came 6 times')
})

test('a source that prefers a byte is found', () => {
  const bytes = sample()
  for (let at = 1024; at < 1024 + 512; at += 20) bytes[at] = 200
  expect(randomFault(bytes)).toMatch(/^the byte 200 came 2\d times among 512$/)
})
