import { expect, test } from 'vitest'
import { localeFor } from './use-locale.ts'

test('the region of the system is taken where its language is that of the window', () => {
  expect(localeFor('en', ['de-AT', 'en-GB'])).toBe('en-GB')
  expect(localeFor('de', ['de-AT', 'en-GB'])).toBe('de-AT')
  expect(localeFor('de', ['fr-FR'])).toBe('de')
  expect(localeFor('de', ['den-CA'])).toBe('de')
})
