import { expect, test } from 'vitest'
import { rowKeys } from './row-keys.ts'

const words = { next: 'n', previous: 'p', open: 'o', choose: 'c' }
const rows = [{ id: 7 }, { id: 8 }, { id: 9 }]

function pressed(openId: number | null, key: string): number | undefined {
  let peeked: number | undefined
  const actions = rowKeys({ rows, openId, words, onPeek: (row) => (peeked = row.id), onOpen: () => undefined })
  actions.find(({ shortcut }) => shortcut === key)?.run()
  return peeked
}

test('J goes to the first row, then down, and stays at the last', () => {
  expect(pressed(null, 'j')).toBe(7)
  expect(pressed(7, 'j')).toBe(8)
  expect(pressed(9, 'j')).toBe(9)
  expect(pressed(8, 'k')).toBe(7)
})

test('without an open row there is nothing to open with Enter', () => {
  const actions = rowKeys({ rows, openId: null, words, onPeek: () => undefined, onOpen: () => undefined })
  expect(actions.map(({ shortcut }) => shortcut)).toEqual(['j', 'k'])
})
