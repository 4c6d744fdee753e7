// @vitest-environment node
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { blockSizes, frameCollector, frameSource } from '../../../src-shared/model/qr-frames.ts'
import { qrOf, qrPixels } from './qr-draw.ts'
import { readQr } from './qr-read.ts'

const bundle = Uint8Array.from({ length: 6000 }, (_, at) => (at * 167 + (at >>> 5)) & 0xff)
const digest = new Uint8Array(createHash('sha256').update(bundle).digest())

test.each(['coarse', 'usual', 'fine'] as const)(
  'a bundle shown as %s codes is read back from their pictures although every third is lost',
  (size) => {
    const source = frameSource(bundle, digest, blockSizes[size])
    const collector = frameCollector()
    let shown = 0
    for (; collector.content() === null && shown < 200; shown++) {
      if (shown % 3 === 1) continue
      const { side, pixels } = qrPixels(qrOf(source.frame(shown)), 3)
      const octets = readQr(pixels, side, side)
      // A picture that cannot be read is one more that is lost.
      if (octets !== null) collector.add(octets)
    }
    expect(shown).toBeGreaterThan(source.blocks)
    const content = collector.content()
    expect(content?.bytes).toEqual(bundle)
    expect(content?.digest).toEqual(digest.subarray(0, 16))
  }
)

test('a picture without a code gives nothing', () => {
  expect(readQr(new Uint8ClampedArray(100 * 100 * 4).fill(200), 100, 100)).toBeNull()
})
