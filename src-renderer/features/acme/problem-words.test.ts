import { expect, test } from 'vitest'
import { problemWords } from './problem-words-de.ts'

test('an English window, and a type of a newer engine, leave the engine to speak', () => {
  expect(problemWords('en', 'badCSR')).toBeUndefined()
  expect(problemWords('de-AT', 'urn:ietf:params:acme:error:badCSR')).toContain('CSR')
  expect(problemWords('de', 'somethingNew')).toBeUndefined()
  expect(problemWords('de', undefined)).toBeUndefined()
})
