import { expect, test } from 'vitest'
import { crlStateOf } from './crl-state.ts'

const crl = (nextUpdate: number, overdue = false) => ({ id: 1, number: '1', thisUpdate: 0, nextUpdate, overdue })
const day = 86_400_000

test('a CRL past its nextUpdate is overdue, also where the answer is older than the clock of the window', () => {
  expect(crlStateOf(crl(10 * day), 10 * day)).toBe('overdue')
  expect(crlStateOf(crl(10 * day, true), 5 * day)).toBe('overdue')
})

test('on its last day it is due soon, before that current, and without one there is none', () => {
  expect(crlStateOf(crl(10 * day), 9 * day)).toBe('due-soon')
  expect(crlStateOf(crl(10 * day), 8 * day)).toBe('current')
  expect(crlStateOf(null, 0)).toBe('none')
})
