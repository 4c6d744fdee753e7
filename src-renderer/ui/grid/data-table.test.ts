import { expect, test } from 'vitest'
import { chosenRows } from './data-table.tsx'

test('rows chosen on another page stay chosen when this page changes', () => {
  const other = { id: 1 }
  const before = new Map([
    [1, other],
    [7, { id: 7 }]
  ])
  const after = chosenRows(before, [{ id: 7 }, { id: 8 }], { type: 'include', ids: new Set([8]) })
  expect(new Set(after.keys())).toEqual(new Set([1, 8]))
  expect(new Set(chosenRows(after, [{ id: 7 }, { id: 8 }], { type: 'exclude', ids: new Set([7]) }).keys())).toEqual(
    new Set([1, 8])
  )
})
