import { expect, test } from 'vitest'
import { matchesWords, paletteLines } from './palette-lines.ts'
import { matching, requestNumber, type PaletteObject } from './palette-objects.ts'

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
    objects: [],
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

test('a number alone, with or without a hash, is that of a request', () => {
  expect(['17', '#17', ' 17 ', '0', '#', '17a', '0a1b', '12345678901'].map(requestNumber)).toEqual([
    17,
    17,
    17,
    null,
    null,
    null,
    null,
    null
  ])
})

test('objects are found by the words of their name, five of a group, each leading to its page', () => {
  const object = (group: PaletteObject['group'], id: number, label: string): PaletteObject => ({
    group,
    id,
    label,
    detail: '',
    path: `/${group}/${id}`
  })
  const many = Array.from({ length: 8 }, (_, index) => object('profiles', index, `Web server ${index}`))
  const found = matching('web', [...many, object('authorities', 1, 'Web root'), object('reports', 2, 'Audit')])
  expect(found.map(({ path }) => path)).toEqual(['/authorities/1', ...[0, 1, 2, 3, 4].map((id) => `/profiles/${id}`)])
  const went: string[] = []
  const lines = paletteLines({
    text: 'web',
    screens: [],
    actions: [],
    certificates: [],
    objects: found,
    go: (path) => went.push(path)
  })
  lines[0]?.run()
  expect(went).toEqual(['/authorities/1'])
})
