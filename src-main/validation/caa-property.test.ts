import { expect, test } from 'vitest'
import { readIssueValue, readProperty, unmetParameter } from './caa-property.ts'

test.each([
  ['ca.example.net', 'ca.example.net', []],
  [' CA.example.NET ', 'ca.example.net', []],
  [';', '', []],
  ['', '', []],
  ['ca.example.net;', 'ca.example.net', []],
  ['ca.example.net; account=230123', 'ca.example.net', [{ tag: 'account', value: '230123' }]],
  [
    'ca.example.net ;\ta = 1 ; b-c=/x:y=z',
    'ca.example.net',
    [
      { tag: 'a', value: '1' },
      { tag: 'b-c', value: '/x:y=z' }
    ]
  ],
  ['; policy=ev', '', [{ tag: 'policy', value: 'ev' }]],
  ['ca.example.net; a=', 'ca.example.net', [{ tag: 'a', value: '' }]]
])('%j is an issue value of RFC 8659 4.2', (value, issuer, parameters) => {
  expect(readIssueValue(value)).toEqual({ issuer, parameters })
})

test.each([
  '%%%%%',
  'ca example',
  '-ca.example',
  'ca-.example',
  'ca..example',
  'ca.example; a',
  'ca.example; =b',
  'ca.example; a=b c',
  'ca.example;; a=b',
  "<script>alert('x')</script>",
  'bücher.example'
])('%j is malformed, and so allows nobody', (value) => {
  expect(readIssueValue(value)).toBeUndefined()
})

const issue = (value: string) => readIssueValue(value) ?? { issuer: '', parameters: [] }
const account = 'https://ca.test/acct/1'

test.each([
  ['ca.test', {}, true],
  [`ca.test; accounturi=${account}`, { accountUri: account }, true],
  [`ca.test; accounturi=${account}`, { accountUri: `${account}2` }, false],
  [`ca.test; accounturi=${account}`, {}, false],
  [`ca.test; accounturi=${account}; accounturi=${account}`, { accountUri: account }, false],
  ['ca.test; validationmethods=dns-01', { validationMethod: 'dns-01' }, true],
  ['ca.test; validationmethods=http-01,dns-01', { validationMethod: 'DNS-01' }, true],
  ['ca.test; validationmethods=http-01', { validationMethod: 'dns-01' }, false],
  ['ca.test; validationmethods=http-01', {}, false],
  ['ca.test; validationmethods=', { validationMethod: 'dns-01' }, false],
  ['ca.test; validationmethods=dns-01,,x', { validationMethod: 'dns-01' }, false],
  ['ca.test; validationmethods=dns-01; validationmethods=dns-01', { validationMethod: 'dns-01' }, false],
  [
    `ca.test; accounturi=${account}; validationmethods=dns-01`,
    { accountUri: account, validationMethod: 'http-01' },
    false
  ],
  ['ca.test; unknown=1', {}, true]
])('%s is met by %j: %s (RFC 8657)', (value, asker, met) => {
  expect(unmetParameter(issue(value), asker) === undefined).toBe(met)
})

test('tags are read without regard to case; only bit 0 of the flags means critical; octets beyond ASCII stay harmless', () => {
  const read = (flags: number, tag: string, value: number[] = []) =>
    readProperty({ type: 'CAA', flags, tag, value: Uint8Array.from(value) })
  expect(read(128, 'IsSuE')).toMatchObject({ tag: 'issue', known: 'issue', critical: true })
  expect(read(1, 'issue').critical).toBe(false)
  expect(read(130, 'tbs').known).toBeUndefined()
  expect(read(0, 'issue', [99, 0xe9]).value).toBe('c\u{fffd}')
})
