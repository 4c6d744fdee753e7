import { expect, test } from 'vitest'
import { laidOut, readableBytes } from './readable-bytes.ts'

test('text is shown as text, anything else as hex', () => {
  expect(readableBytes(new TextEncoder().encode('good.test. 60 IN TXT "ä"\n'))).toBe('good.test. 60 IN TXT "ä"\n')
  expect(readableBytes(Uint8Array.of(0, 255, 16))).toBe('00 ff 10')
  expect(readableBytes(new TextEncoder().encode('a\u001b[31mred'))).toMatch(/^61 1b /)
})

test('an exchange is laid out without changing a single digit', () => {
  const body = '{"perspectives":[{"timestamp_ns":1763668800123456789,"text":"a, {b}: \\"c\\"","none":[],"no":{}}]}'
  const shown = laidOut(body)
  expect(shown).toContain('"timestamp_ns": 1763668800123456789,')
  expect(shown).toContain('"text": "a, {b}: \\"c\\"",')
  expect(shown).toContain('"none": [],')
  expect(shown.split('\n').length).toBeGreaterThan(6)
  expect(shown.replaceAll(/\n\s*/g, '').replaceAll(/": /g, '":')).toBe(body)
})

test('what is no JSON stays as it came', () => {
  expect(laidOut('upstream timed out')).toBe('upstream timed out')
  expect(laidOut('{"a":12345678901234567890')).toBe('{"a":12345678901234567890')
})
