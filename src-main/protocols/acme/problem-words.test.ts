import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemTypes } from './problem.ts'

const root = join(import.meta.dirname, '..', '..', '..')

test('the German window has words for every error that an ACME client is told', () => {
  const table = readFileSync(join(root, 'src-renderer', 'features', 'acme', 'problem-words-de.ts'), 'utf8')
  const known = new Set([...table.matchAll(/^ {2}(\w+): '/gm)].map(([, name]) => name ?? ''))
  expect(Object.keys(problemTypes).filter((type) => !known.has(type))).toEqual([])
})
