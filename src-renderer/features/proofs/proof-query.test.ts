import { expect, test } from 'vitest'
import { jsonLines, proofQuery } from './proof-query.ts'

const now = Date.UTC(2026, 10, 20, 12, 0, 30)

test('filters of the address become the question to the engine', () => {
  expect(proofQuery({ kind: ['caa'], outcome: ['failed'], text: ['WWW.Example.test'] }, now)).toEqual({
    kind: 'caa',
    outcome: 'failed',
    subject: 'www.example.test'
  })
})

test('a span begins on a whole minute, and words that are no filter ask for nothing', () => {
  expect(proofQuery({ since: ['week'] }, now)).toEqual({ from: Date.UTC(2026, 10, 13, 12, 0, 0) })
  expect(proofQuery({ since: ['ever'], kind: ['magic'], outcome: ['green'] }, now)).toEqual({})
})

test('an export has one object a line', () => {
  expect(jsonLines([{ id: 2 }, { id: 1, reason: 'two\nlines' }])).toBe('{"id":2}\n{"id":1,"reason":"two\\nlines"}\n')
  expect(jsonLines([])).toBe('')
})
