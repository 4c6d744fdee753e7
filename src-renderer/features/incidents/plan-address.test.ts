import { expect, test } from 'vitest'
import { planAddress, selectionIn } from './plan-address.ts'

test('a selection comes back out of its address', () => {
  const selection = { by: 'revision', profile: 4, revision: 2 } as const
  const params = new URLSearchParams(planAddress(selection, 'wrong-profile').split('?')[1])
  expect(selectionIn(params.get('selection'))).toEqual(selection)
  expect(params.get('scenario')).toBe('wrong-profile')
})

test('what is no selection is taken for none', () => {
  for (const text of [null, '', '{', '{"by":"everything"}']) expect(selectionIn(text)).toBeNull()
})
