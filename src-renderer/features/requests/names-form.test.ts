import { expect, test } from 'vitest'
import { askedFrom, differences, formFrom, problemOf } from './names-form.ts'

test('empty rows ask for nothing, and parts without rows are left to the CSR', () => {
  expect(askedFrom({ subject: [{ type: 'CN', value: ' ' }], names: [], validity: '' })).toEqual({})
  expect(
    askedFrom({ subject: [{ type: 'CN', value: ' a ' }], names: [{ type: 'dns', value: 'a.test' }], validity: '90d' })
  ).toEqual({
    subject: [{ type: 'CN', value: 'a' }],
    alternativeNames: [{ type: 'dns', value: 'a.test' }],
    validity: { duration: '90d' }
  })
})

test('what was asked goes into the form and comes back the same', () => {
  const asked = {
    subject: [{ type: 'O', value: 'Example' }],
    alternativeNames: [{ type: 'ip' as const, value: '192.0.2.1' }],
    validity: { duration: '1y' }
  }
  expect(askedFrom(formFrom(asked))).toEqual(asked)
})

test('the difference names each part that changed, before and after', () => {
  expect(
    differences(
      { alternativeNames: [{ type: 'dns', value: 'a.test' }] },
      { alternativeNames: [{ type: 'dns', value: 'b.test' }] }
    )
  ).toEqual([{ part: 'names', before: 'dns:a.test', after: 'dns:b.test' }])
  expect(differences({}, {})).toEqual([])
})

test('a broken rule is found by the identifier first, then by the field', () => {
  const reasons = [
    { where: 'alternativeNames.dns', rule: 'san.max', message: 'too many' },
    { where: 'dns:www.example.org', rule: 'san.pattern', message: 'not allowed' },
    { where: 'subject.CN', rule: 'subject.required', message: 'missing' }
  ]
  expect(problemOf(reasons, 'names', 'dns', 'WWW.example.org')).toBe('not allowed')
  expect(problemOf(reasons, 'names', 'dns', 'other.test')).toBe('too many')
  expect(problemOf(reasons, 'subject', 'CN', '')).toBe('missing')
  expect(problemOf(reasons, 'subject', 'O', '')).toBeUndefined()
})
