import { expect, test } from 'vitest'
import { rowProblems, rowsOf, subjectText } from './subject-rows.ts'

test('rows become RFC 4514 text in their order, with special characters escaped and empty rows left out', () => {
  const rows = [
    { type: 'C', value: 'DE' },
    { type: 'O', value: 'Example, Inc.' },
    { type: 'OU', value: ' ' },
    { type: 'CN', value: '#1 Root' }
  ]
  expect(subjectText(rows)).toBe('C=DE,O=Example\\, Inc.,CN=\\#1 Root')
})

test('text becomes rows and the rows the same text again', () => {
  const text = 'CN=Example Root,O=Example\\+Co,2.5.4.97=NTRDE-1'
  const read = rowsOf(text)
  if (!('rows' in read)) throw new Error(read.problem)
  expect(read.rows[1]).toEqual({ type: 'O', value: 'Example+Co' })
  expect(subjectText(read.rows)).toBe(text.replace('2.5.4.97', 'organizationIdentifier'))
})

test('a text that is no name says at which character', () => {
  expect(rowsOf('CN=a,nonsense=b')).toHaveProperty('problem', expect.stringContaining('character 6'))
})

test('a country with three letters is called out in its row', () => {
  const problems = rowProblems([
    { type: 'CN', value: 'Root' },
    { type: 'C', value: 'GER' }
  ])
  expect([...problems.keys()]).toEqual([1])
  expect(problems.get(1)).toContain('exactly 2')
})
