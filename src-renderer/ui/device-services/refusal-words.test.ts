import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refusalKey, refusalRules } from './refusal-words.ts'
import { de, en } from './texts.ts'

const root = join(import.meta.dirname, '..', '..', '..', 'src-main')

test('the engine still says every sentence that is explained here', () => {
  const folders = ['ca/scep', 'ca/est', 'ca/cmp', 'ca/profiles', 'protocols/scep', 'protocols/est', 'protocols/cmp']
  const files = folders.flatMap((folder) => globSync(`${folder}/*.ts`, { cwd: root }))
  const source = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  expect(refusalRules.filter(({ part }) => !source.includes(part))).toEqual([])
})

test('every explanation has its words in both languages, and none is left over', () => {
  const keys = new Set(refusalRules.map(({ key }) => key))
  expect(new Set(Object.keys(en.refusal))).toEqual(keys)
  expect(new Set(Object.keys(de.refusal))).toEqual(keys)
})

test('a sentence with values in it is known by the part that has none', () => {
  expect(refusalKey('The secret of the request is not good because it is none of this service. Make a new one.')).toBe(
    'secretUnknown'
  )
  expect(refusalKey('A message names the reference value abc, which no client of this service has.')).toBe(
    'cmpReference'
  )
  expect(refusalKey('The device got certificate 7.')).toBeUndefined()
})
