import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { qrPath } from './qr-code.tsx'

test('what is drawn reads as the text that it was made for', () => {
  const text = 'Qx7-vT2-pL9-secret-of-a-printer'
  const { size, path } = qrPath(text)
  const scale = 4
  const side = size * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1/g))
    for (let y = 0; y < scale; y += 1)
      for (let x = 0; x < scale; x += 1) {
        const at = ((Number(row) * scale + y) * side + Number(column) * scale + x) * 4
        pixels.fill(0, at, at + 3)
      }
  expect(jsQR(pixels, side, side)?.data).toBe(text)
})
