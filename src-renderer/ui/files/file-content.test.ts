import { expect, test } from 'vitest'
import { encodedFrom, fromBase64, toBase64 } from './file-content.ts'

test('PEM text is kept as text and anything else becomes base64', () => {
  const pem = '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n'
  expect(encodedFrom(new TextEncoder().encode(pem))).toBe(pem)
  expect(encodedFrom(new Uint8Array([0x30, 0x03, 0x02, 0x01, 0xff]))).toBe('MAMCAf8=')
})

test('bytes survive base64 and back, also beyond one chunk', () => {
  const bytes = new Uint8Array(100_000).map((_, index) => (index * 31) % 256)
  expect(fromBase64(toBase64(bytes))).toEqual(bytes)
})
