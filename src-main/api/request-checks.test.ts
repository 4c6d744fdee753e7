import { describe, expect, test } from 'vitest'
import { cookieValue, isOwnHost, requireSameOrigin } from './request-checks.ts'

describe('the Host header', () => {
  const loopback = { host: '127.0.0.1', port: 7440 }
  test.each(['127.0.0.1:7440', 'localhost:7440', 'LOCALHOST:7440', '[::1]:7440', '127.0.0.2:7440'])(
    '%s names a server on loopback',
    (host) => {
      expect(isOwnHost(host, loopback)).toBe(true)
    }
  )

  test.each([
    undefined,
    '',
    'evil.example:7440',
    '127.0.0.1',
    '127.0.0.1:7441',
    '127.0.0.1.evil.example:7440',
    'localhost:7440@evil.example',
    'evil.example#localhost:7440',
    '[::1]evil:7440',
    '0x7f000001:7440'
  ])('%s does not', (host) => {
    expect(isOwnHost(host, loopback)).toBe(false)
  })

  test('may leave the port out on port 80 only', () => {
    expect(isOwnHost('localhost', { host: '127.0.0.1', port: 80 })).toBe(true)
  })

  test('names a server on every address by address or loopback, never by a name of others', () => {
    const every = { host: '0.0.0.0', port: 80 }
    expect(['192.0.2.7', 'localhost', 'pki.example.test'].map((host) => isOwnHost(host, every))).toEqual([
      true,
      true,
      false
    ])
  })
})

describe('a call', () => {
  const own = {
    host: '127.0.0.1:7440',
    'content-type': 'application/json',
    origin: 'http://127.0.0.1:7440',
    'sec-fetch-site': 'same-origin'
  }

  test('of the own page, and of a program that is no browser, is taken', () => {
    requireSameOrigin(own)
    requireSameOrigin({ host: own.host, 'content-type': 'application/json; charset=utf-8' })
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1:7440' },
    { origin: 'http://127.0.0.1:7441' }
  ])('of another origin (%j) is refused', (headers) => {
    expect(() => requireSameOrigin({ ...own, ...headers })).toThrow('another origin')
  })

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; x=y'
  ])('that a form could send (%s) is refused', (type) => {
    expect(() => requireSameOrigin({ ...own, 'content-type': type })).toThrow('must be application/json')
  })
})

test('a cookie is found by its whole name', () => {
  expect(cookieValue('a=1; chancery-7440=token; b=2', 'chancery-7440')).toBe('token')
  expect(cookieValue('xchancery-7440=token', 'chancery-7440')).toBeUndefined()
  expect(cookieValue(undefined, 'chancery-7440')).toBeUndefined()
  expect(cookieValue('x'.repeat(9000), 'x')).toBeUndefined()
})
