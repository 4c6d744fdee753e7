import { expect, test } from 'vitest'
import { builtInRoles } from '../../../src-shared/model/permission.ts'
import { roleWords, roleWordsDe } from './role-words.ts'

test('every built-in role has a German word, and no other role has', () => {
  expect(Object.keys(roleWordsDe).toSorted()).toEqual(builtInRoles.map(({ name }) => name).toSorted())
})

test('a built-in role is called in the language of the window, one of the installation as somebody wrote', () => {
  expect(roleWords('de', 'approver', 'Approver')).toBe('Genehmiger')
  expect(roleWords('en', 'approver')).toBe('Approver')
  expect(roleWords('de', 'night-shift', 'Night shift')).toBe('Night shift')
  expect(roleWords('de', 'night-shift')).toBe('night-shift')
})
