import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32 } from './crc32.ts'
import { frameCollector, frameHead, frameSource } from './qr-frames.ts'

const digest = Uint8Array.from({ length: 32 }, (_, at) => at)
const octets = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 131 + (at >>> 3)) & 0xff)

test('CRC-32 is the one of ISO 3309', () => {
  expect(
    crc32([Uint8Array.from('1234', (c) => c.charCodeAt(0)), Uint8Array.from('56789', (c) => c.charCodeAt(0))])
  ).toBe(0xcbf43926)
})

test('the frames that stand first give the content as it is', () => {
  const content = octets(1000)
  const source = frameSource(content, digest, 180)
  const collector = frameCollector()
  for (let at = 0; at < source.blocks; at++) {
    expect(collector.content()).toBeNull()
    collector.add(source.frame(at))
  }
  expect(collector.content()).toEqual({ bytes: content, digest: digest.subarray(0, 16) })
})

test('whichever frames are lost, some more than there are blocks give the content back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30_000 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (length, lost, start) => {
        const content = octets(length)
        const source = frameSource(content, digest, 180)
        const collector = frameCollector()
        let read = 0
        for (let number = start; collector.content() === null; number++) {
          // A camera that misses frames in an order of its own.
          if ((number * 7919) % 100 < lost) continue
          collector.add(source.frame(number))
          read++
          expect(read).toBeLessThan(source.blocks + 15)
        }
        expect(collector.content()?.bytes).toEqual(content)
      }
    ),
    { seed: 20261120, numRuns: 150 }
  )
})

test('a misread frame, one of another content and one that is known change nothing', () => {
  const source = frameSource(octets(500), digest, 180)
  const other = frameSource(octets(501), digest, 180)
  const collector = frameCollector()
  expect(collector.add(source.frame(0))).toEqual({ taken: 'new', have: 1, need: 3, done: false })
  expect(collector.add(source.frame(0)).taken).toBe('known')
  expect(collector.add(other.frame(1)).taken).toBe('other')
  for (let at = 0; at < frameHead + 180; at++) {
    const frame = source.frame(1)
    frame[at] = (frame[at] ?? 0) ^ 1
    expect(collector.add(frame).taken, `octet ${at}`).toBe('damaged')
  }
  expect(collector.add(source.frame(1).subarray(0, 100)).taken).toBe('damaged')
  expect(collector.add(source.frame(1)).have).toBe(2)
})

test('what is too large for codes is refused before the first one is shown', () => {
  expect(() => frameSource(new Uint8Array(0), digest, 180)).toThrow(RangeError)
  expect(() => frameSource(new Uint8Array(1024 * 1024), digest, 180)).toThrow(RangeError)
})
