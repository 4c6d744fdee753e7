import { expect, test } from 'vitest'
import { engineWords } from './engine-words.ts'

test('a window in German says what the engine says in German', () => {
  expect(engineWords('de', 'Validity')).toBe('Gültigkeit')
  expect(engineWords('en', 'Validity')).toBe('Validity')
})

test('names and what is not known stay as they came', () => {
  expect(engineWords('de', 'www.example.test')).toBe('www.example.test')
})
