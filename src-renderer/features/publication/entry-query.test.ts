import { expect, test } from 'vitest'
import { entryQuery } from './entry-query.ts'

test('a serial number may be pasted as any program writes it', () => {
  expect(entryQuery({ text: ['0A:1b 2C'] })).toEqual({ serial: '0A1b2C' })
  expect(entryQuery({ text: ['0x0a'] })).toEqual({ serial: '0a' })
  expect(entryQuery({ text: ['www.example.test'] })).toBeNull()
})

test('reasons of the address that do not exist are passed over', () => {
  expect(entryQuery({ reason: ['keyCompromise', 'boredom'] })).toEqual({ reason: ['keyCompromise'] })
  expect(entryQuery({})).toEqual({})
})
