import { expect, test } from 'vitest'
import { logFacts } from './log-facts.ts'
import { seenText } from './seen-bytes.ts'

test('bytes that are text are shown as text', () => {
  expect(seenText(window.btoa('token.thumbprint\n'))).toEqual({ text: 'token.thumbprint\n', bytes: 17, hex: false })
})

test('other bytes are shown in hex, so that nothing of them is lost', () => {
  expect(seenText(window.btoa('\u0000\u00ffA'))).toEqual({ text: '00 ff 41', bytes: 3, hex: true })
})

test('a line of the log says what kind of refusal it was, who asked and for what', () => {
  const detail = { type: 'urn:ietf:params:acme:error:unauthorized', from: '192.0.2.7', path: '/acme/x', status: 403 }
  expect(logFacts(detail)).toEqual(['unauthorized', '192.0.2.7', '/acme/x'])
  expect(logFacts(null)).toEqual([])
})
