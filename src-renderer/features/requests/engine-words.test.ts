import { expect, test } from 'vitest'
import { engineWords } from './engine-words.ts'

test('a window in German says what the engine says in German', () => {
  expect(engineWords('de', 'Validity')).toBe('Gültigkeit')
  expect(engineWords('en', 'Validity')).toBe('Validity')
})

test('what a field says of being critical', () => {
  expect(engineWords('de', 'digitalSignature (critical)')).toBe('digitalSignature (kritisch)')
})

test('names and what is not known stay as they came', () => {
  expect(engineWords('de', 'www.example.test')).toBe('www.example.test')
  expect(engineWords('de', 'a.example, b.example')).toBe('a.example, b.example')
})

test('sentences with values in them, and several after each other', () => {
  expect(engineWords('de', 'Longer than the 90 days that the profile allows.')).toBe(
    'Länger als die 90 Tage, die das Profil erlaubt.'
  )
  expect(engineWords('de', 'As asked. "Ä.test" is written as xn--zca.test.')).toBe(
    'Wie beantragt. „Ä.test“ wird als xn--zca.test geschrieben.'
  )
})

test('the rule of a profile, part by part', () => {
  expect(engineWords('de', 'from request, required, must match ^[a-z]+$, at most 3')).toBe(
    'aus dem Antrag, verlangt, muss passen auf ^[a-z]+$, höchstens 3'
  )
  expect(engineWords('de', 'DE unless asked; always Example')).toBe(
    'DE, wenn nichts anderes beantragt ist; immer Example'
  )
})
