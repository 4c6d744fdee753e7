import { expect, test } from 'vitest'
import { tokenState } from '../../../src-shared/model/token.ts'
import { findingWords } from './finding-words-de.ts'

const sources = import.meta.glob<string>('../../../src-main/keys/pkcs11/doctor.ts', {
  query: '?raw',
  import: 'default',
  eager: true
})

test('every rule of the doctor has German words', () => {
  const [source = ''] = Object.values(sources)
  const rules = [...source.matchAll(/rule: '([^']+)'/g)].map(([, rule = '']) => rule)
  expect(rules.length).toBeGreaterThan(10)
  const missing = [...rules, ...tokenState.options.map((state) => `token.${state}`)].filter(
    (rule) => findingWords('de', rule) === undefined
  )
  expect(missing).toEqual([])
})
