import { expect, test } from 'vitest'
import { recentOf, rememberOpened, type RecentEntry } from './recent.ts'

function shelf(): Pick<Storage, 'getItem' | 'setItem'> & { text: string | null } {
  const made = {
    text: null as string | null,
    getItem: () => made.text,
    setItem: (_key: string, value: string) => {
      made.text = value
    }
  }
  return made
}
const certificate = (id: number, label = `www${id}.example.test`): RecentEntry => ({
  group: 'certificates',
  path: `/certificates/${id}`,
  label
})

test('what was opened last comes first, each once and by its latest name, twelve of them', () => {
  const kept = shelf()
  for (let id = 1; id <= 14; id += 1) rememberOpened(kept, 'alice', certificate(id))
  rememberOpened(kept, 'alice', certificate(9, 'renamed'))
  const found = recentOf(kept, 'alice')
  expect(found.map(({ path }) => Number(path.split('/').at(-1)))).toEqual([9, 14, 13, 12, 11, 10, 8, 7, 6, 5, 4, 3])
  expect(found[0]?.label).toBe('renamed')
})

test('each operator has what is theirs', () => {
  const kept = shelf()
  rememberOpened(kept, 'alice', certificate(1))
  rememberOpened(kept, 'bob', certificate(2))
  expect(recentOf(kept, 'alice')).toEqual([certificate(1)])
  expect(recentOf(kept, 'bob')).toEqual([certificate(2)])
  expect(recentOf(kept, '__proto__')).toEqual([])
})

test('of nine operators the one longest away is forgotten', () => {
  const kept = shelf()
  for (let id = 1; id <= 8; id += 1) rememberOpened(kept, `operator ${id}`, certificate(id))
  rememberOpened(kept, 'operator 1', certificate(20))
  rememberOpened(kept, 'operator 9', certificate(9))
  expect(recentOf(kept, 'operator 1').map(({ path }) => path)).toEqual(['/certificates/20', '/certificates/1'])
  expect(recentOf(kept, 'operator 2')).toEqual([])
})

test.each([
  '{',
  '{}',
  '[["alice",[{"group":"certificates","path":"https://example.test","label":"x"}]]]',
  '[["alice",7]]'
])('a storage that holds %s is as an empty one', (text) => {
  const kept = shelf()
  kept.text = text
  expect(recentOf(kept, 'alice')).toEqual([])
  rememberOpened(kept, 'alice', certificate(1))
  expect(recentOf(kept, 'alice')).toEqual([certificate(1)])
})

test('a storage that takes nothing more is no error', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  }
  expect(() => {
    rememberOpened(full, 'alice', certificate(1))
  }).not.toThrow()
})
