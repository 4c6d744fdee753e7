import { expect, test } from 'vitest'
import { bytesForWords, repeatableRandom, systemRandom } from './random.ts'

test('the system gives fresh bytes every time', () => {
  expect(systemRandom.bytes(20)).toHaveLength(20)
  expect(systemRandom.bytes(20)).not.toEqual(systemRandom.bytes(20))
})

test('what people pass on to programs does not begin with a dash, and with everything else', () => {
  const source = repeatableRandom('words')
  const first = new Set(
    Array.from({ length: 4000 }, () => Buffer.from(bytesForWords(source, 16)).toString('base64url').charAt(0))
  )
  expect([first.has('-'), first.has('_'), first.size]).toEqual([false, true, 63])
})

test('a repeatable source gives the same stream for the same seed, however it is cut', () => {
  const whole = repeatableRandom('serials').bytes(100)
  const source = repeatableRandom('serials')
  expect([
    ...source.bytes(1),
    ...source.bytes(31),
    ...source.bytes(40),
    ...source.bytes(0),
    ...source.bytes(28)
  ]).toEqual([...whole])
  expect(repeatableRandom('others').bytes(100)).not.toEqual(whole)
  expect(new Set(whole).size).toBeGreaterThan(60)
})
