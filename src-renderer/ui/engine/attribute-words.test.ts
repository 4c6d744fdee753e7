import { expect, test } from 'vitest'
import { nameAttributeTypes } from '../../../src-shared/model/name-attributes.ts'
import { attributeWords, attributeWordsDe } from './attribute-words.ts'

test('every attribute of a name has a German word, and nothing else has', () => {
  expect(Object.keys(attributeWordsDe).toSorted()).toEqual(nameAttributeTypes.map(({ name }) => name).toSorted())
})

test('an attribute is called in the language of the window, one without a name by its number', () => {
  expect(attributeWords('de', 'OU')).toBe('Abteilung')
  expect(attributeWords('en', 'OU')).toBe('Organizational unit')
  expect(attributeWords('de', '1.2.3.4')).toBe('1.2.3.4')
})
