import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

test('the German window has words for every sentence that is ready about a stamp', () => {
  const engine = readFileSync(join(import.meta.dirname, 'verify.ts'), 'utf8')
  const german = readFileSync(join(root, 'src-renderer', 'features', 'tsa', 'check-words-de.ts'), 'utf8')
  const said = [...engine.matchAll(/'((?:It|The|No|At|Its) [^']*\.)'/g)].map(([, sentence = '']) => sentence)
  expect(said.length).toBeGreaterThan(10)
  // These two stand below the words of the outcome.
  const below = ['Its path is not valid.', 'It cannot be read.']
  expect(said.filter((sentence) => !below.includes(sentence) && !german.includes(`'${sentence}':`))).toEqual([])
})
