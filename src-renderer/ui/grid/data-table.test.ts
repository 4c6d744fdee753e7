import { expect, test } from 'vitest'
import { chosenRows } from './data-table.tsx'

test('rows chosen on another page stay chosen when this page changes', () => {
  const other = { id: 1 }
  const before = new Map([
    [1, other],
    [7, { id: 7 }]
  ])
  const after = chosenRows(before, [{ id: 7 }, { id: 8 }], { type: 'include', ids: new Set([8]) })
  expect([...after.keys()].sort()).toEqual([1, 8])
  expect([...chosenRows(after, [{ id: 7 }, { id: 8 }], { type: 'exclude', ids: new Set([7]) }).keys()].sort()).toEqual([
    1, 8
  ])
})
