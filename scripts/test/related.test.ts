import { expect, test } from 'vitest'
import { loadedBy, relatedTests } from './related.mjs'

const sources = new Map([
  ['src-main/store/a.ts', 'export const a = 1'],
  ['src-main/store/a.test.ts', "import { a } from './a.ts'"],
  ['src-main/ca/b.ts', "import {\n  a\n} from '../store/a.ts'\nexport const b = a"],
  ['src-main/ca/b.test.ts', "import { b } from './b.ts'"],
  ['src-main/ca/words.ts', "import type { A } from '../store/a.ts'"],
  ['src-main/ca/words.test.ts', "import { words } from './words.ts'"],
  ['src-main/ca/late.test.ts', "const { b } = await import('./b.ts')"],
  ['src-main/ca/round.ts', "import './b.ts'\nexport * from './round-two.ts'"],
  ['src-main/ca/round-two.ts', "import { r } from './round.ts'"],
  ['src-main/ca/thread.ts', "new Worker(new URL('./b.ts', import.meta.url))"],
  ['src-main/ca/thread.test.ts', "import './thread.ts'"],
  ['e2e/protocols/b.test.ts', "import { b } from '../../src-main/ca/b.ts'"]
])

test('a change leads to the unit tests that load it, the nearest first, and to no test that knows its types only', () => {
  expect(relatedTests(sources, ['src-main/store/a.ts'])).toEqual([
    'src-main/store/a.test.ts',
    'src-main/ca/b.test.ts',
    'src-main/ca/late.test.ts',
    'src-main/ca/thread.test.ts'
  ])
})

test('a changed test is run itself; a change that no test loads leads nowhere', () => {
  expect(relatedTests(sources, ['src-main/ca/words.test.ts'])).toEqual(['src-main/ca/words.test.ts'])
  expect(relatedTests(sources, ['src-main/ca/round.ts', 'README.md'])).toEqual([])
})

test('what a file loads is told from what it names', () => {
  expect(
    loadedBy('a/b.ts', "import type { X } from './x.ts'\nexport type { Y } from './y.ts'\nimport { z } from '../z.ts'")
  ).toEqual(['z.ts'])
  expect(loadedBy('a/b.ts', "import { readFile } from 'node:fs'\nconst text = './x.ts'")).toEqual([])
})
