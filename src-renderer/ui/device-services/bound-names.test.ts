import { expect, test } from 'vitest'
import { subjectOf, typedName } from './bound-names.ts'

test.each([
  ['gate.example.org', 'dns'],
  ['192.0.2.7', 'ip'],
  ['2001:db8::7', 'ip'],
  ['printer@example.org', 'email'],
  ['urn:uuid:1', 'uri'],
  ['https://gate.example.org/', 'uri']
])('%s is a name of the kind %s', (value, type) => {
  expect(typedName(` ${value} `)).toEqual({ type, value })
})

test('what was left empty is no part of the subject', () => {
  expect(subjectOf({ commonName: 'gate', organization: '' })).toEqual([{ type: 'CN', value: 'gate' }])
  expect(subjectOf({ commonName: '', organization: '' })).toEqual([])
})
