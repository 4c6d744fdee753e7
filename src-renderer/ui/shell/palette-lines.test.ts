import { expect, test } from 'vitest'
import { matchesWords, paletteLines } from './palette-lines.ts'

test('each word of the query begins a word of the label', () => {
  expect(matchesWords('new req', 'New request')).toBe(true)
  expect(matchesWords('req new', 'New request')).toBe(true)
  expect(matchesWords('quest', 'New request')).toBe(false)
  expect(matchesWords('', 'Anything')).toBe(true)
})

test('hidden and blocked actions are not offered, and an action shown twice is offered once', () => {
  const run = (): void => undefined
  const lines = paletteLines({
    text: '',
    screens: [],
    certificates: [],
    go: run,
    actions: [
      { id: 'a', label: 'Approve', run },
      { id: 'a', label: 'Approve', run },
      { id: 'b', label: 'Blocked', blocked: 'why', run },
      { id: 'c', label: 'Next row', hidden: true, run }
    ]
  })
  expect(lines.map(({ id }) => id)).toEqual(['a'])
})
