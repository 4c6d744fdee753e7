import { expect, test } from 'vitest'
import type { StampCheck } from '../../../src-shared/api/tsa.ts'
import { checkWords } from './check-words-de.ts'

test('a sentence without values is said in German alone', () => {
  const message = 'No document was given.'
  expect(checkWords('de', { check: 'document', outcome: 'not-performed', message })).toEqual({
    words: 'Es wurde kein Dokument gegeben.',
    more: false
  })
})

test('a sentence with values has the outcome in German above it; an English window leaves the engine to speak', () => {
  const failed = (check: StampCheck['check']): StampCheck => ({ check, outcome: 'failed', message: 'Octet 12 is odd.' })
  for (const check of ['form', 'signature', 'signer', 'path'] as const)
    expect(checkWords('de', failed(check))?.more).toBe(true)
  expect(checkWords('en', failed('form'))).toBeUndefined()
})
