import { expect, test } from 'vitest'
import { draftIn, emptyNames } from './request-draft.ts'

const draft = {
  step: 3,
  key: { from: 'make' as const, csr: '', algorithm: 'P-256' },
  values: { ...emptyNames, names: [{ type: 'dns' as const, value: 'www.quay.test' }], note: 'for the new quay' }
}

test('names that were typed come back with the step and the key', () => {
  expect(draftIn({ draft })).toEqual(draft)
})

test('a validity and an address that are only half typed are kept', () => {
  const half = { ...draft, values: { ...draft.values, validity: '9', contact: 'anna@' } }
  expect(draftIn({ draft: half })).toEqual(half)
})

test('what came along with another kind of navigation is no draft', () => {
  expect(draftIn(null)).toBeUndefined()
  expect(draftIn({ droppedFile: { name: 'a.csr', content: '' } })).toBeUndefined()
  expect(draftIn({ draft: { step: 9 } })).toBeUndefined()
})
