import { expect, test } from 'vitest'
import { linkToken } from './use-link-sign-in.ts'

const token = 'x'.repeat(32)

test('the token of a one-time link is found after the hash or in the query', () => {
  expect(linkToken(`http://127.0.0.1:1/#/sign-in?token=${token}`)).toBe(token)
  expect(linkToken(`http://127.0.0.1:1/#token=${token}`)).toBe(token)
  expect(linkToken(`http://127.0.0.1:1/?token=${token}`)).toBe(token)
})

test('an ordinary address carries no token', () => {
  expect(linkToken('http://127.0.0.1:1/#/certificates?text=token')).toBeUndefined()
  expect(linkToken('http://127.0.0.1:1/#/sign-in?token=short')).toBeUndefined()
})
