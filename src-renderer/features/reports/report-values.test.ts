import { expect, test } from 'vitest'
import { parametersOf, startOf } from './report-values.ts'

test('what narrows nothing is left out, and the usual columns are those of the file', () => {
  expect(parametersOf('crls', startOf('crls', 'de'))).toEqual({
    columns: ['authority', 'number', 'crlKind', 'thisUpdate', 'nextUpdate', 'entries', 'size', 'crlState'],
    language: 'de'
  })
})

test('a moving period is sent as days, an own one as its bounds, and columns stand in the order of the report', () => {
  const start = startOf('audit', 'en')
  expect(parametersOf('audit', { ...start, period: '30', from: 5, columns: ['hash', 'number'] })).toEqual({
    lastDays: 30,
    columns: ['number', 'hash'],
    language: 'en'
  })
  expect(
    parametersOf('requests', { ...start, period: 'own', from: 5, authority: '2', states: ['issued'], columns: ['id'] })
  ).toEqual({ from: 5, authority: 2, states: ['issued'], columns: ['id'], language: 'en' })
})
