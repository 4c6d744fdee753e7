import { expect, test } from 'vitest'
import { profileContent } from '../../../../src-shared/model/profile.ts'
import { errorsBySection, sectionOf } from './section-of.ts'

test('every part of the profile content has a section of the editor', () => {
  const homeless = Object.keys(profileContent.shape).filter((field) => sectionOf(field) === undefined)
  expect(homeless).toEqual([])
})

test('a path of an advice leads to its section, with or without the content in front', () => {
  expect(sectionOf('alternativeNames.rules')).toBe('names')
  expect(sectionOf('content.policies.list.0.oid')).toBe('constraints')
  expect(sectionOf('nonsense')).toBeUndefined()
})

test('errors are counted by leaf, also within lists', () => {
  const errors = {
    subject: { attributes: [undefined, { type: { message: 'a' }, value: { message: 'b' } }] },
    policies: { list: { message: 'c' } }
  }
  expect([...errorsBySection(errors)]).toEqual([
    ['subject', 2],
    ['constraints', 1]
  ])
})
