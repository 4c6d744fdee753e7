import Search from '@mui/icons-material/Search'
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
    recent: [],
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
    recent: [],
    objects: found,
    go: (path) => went.push(path)
  })
  lines[0]?.run()
  expect(went).toEqual(['/authorities/1'])
})

test('what was opened last comes first, and is not listed a second time where it is found too', () => {
  const went: string[] = []
  const lines = (text: string): readonly (readonly [string, string])[] => {
    const found = paletteLines({
      text,
      screens: [{ path: '/profiles', label: 'Web', icon: Search }],
      actions: [{ id: 'new', label: 'New web request', run: () => undefined }],
      certificates: [],
      recent: [
        { group: 'profiles', path: '/profiles/3', label: 'Web server', kind: 'Profile' },
        { group: 'requests', path: '/requests/9', label: 'mail.example.test', kind: 'Request' },
        { group: 'profiles', path: '/profiles/4', label: 'Web client', kind: 'Profile' }
      ],
      objects: [{ group: 'profiles', id: 3, label: 'Web server', detail: '', path: '/profiles/3' }],
      go: (path) => went.push(path)
    })
    found.at(0)?.run()
    return found.map(({ group, label }) => [group, label] as const)
  }
  expect(lines('')).toEqual([
    ['recent', 'Web server'],
    ['recent', 'mail.example.test'],
    ['recent', 'Web client'],
    ['actions', 'New web request'],
    ['screens', 'Web']
  ])
  expect(lines('web s')).toEqual([['recent', 'Web server']])
  // The whole name of a screen.
  expect(lines('web').slice(0, 2)).toEqual([
    ['screens', 'Web'],
    ['recent', 'Web server']
  ])
  expect(went).toEqual(['/profiles/3', '/profiles/3', '/profiles'])
})
