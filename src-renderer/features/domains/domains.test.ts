import { expect, test } from 'vitest'
import type { Domain, Evidence } from '../../../src-shared/model/validation.ts'
import { fitting } from './fitting.ts'
import { latestRound } from './latest-round.ts'
import { proveAgainAddress } from './prove-again.ts'
import { fileName, zoneLine } from './publication-words.ts'
import { methodFor, nameProblem } from './wizard-form.ts'

test('a kind of proof is kept where it goes with the name, else the usual one is taken', () => {
  expect(methodFor('example.test', 'file')).toBe('file')
  expect(methodFor('example.test', 'token')).toBe('txt')
  expect(methodFor('anna@example.test', 'txt')).toBe('token')
  expect(methodFor('anna@example.test', 'hand-over')).toBe('hand-over')
  expect(methodFor('example.test', 'magic')).toBe('txt')
})

test('a new proof starts with the method of the old one, and not with one that only ACME knows', () => {
  const domain = { name: 'example.test', organizationId: 2, method: 'file' } as Domain
  expect(proveAgainAddress(domain)).toBe('/domains/new?name=example.test&organization=2&method=file')
  expect(proveAgainAddress({ ...domain, method: 'http-01' })).toBe('/domains/new?name=example.test&organization=2')
})

test('what is to be published is a line that a zone file takes, or a file with its name', () => {
  const expiresAt = 0
  expect(zoneLine({ kind: 'txt', name: '_pki-validation.example.test', value: 'abc', expiresAt })).toBe(
    '_pki-validation.example.test. 300 IN TXT "abc"'
  )
  const url = 'http://example.test/.well-known/pki-validation/0a1b.txt'
  expect(fileName({ kind: 'file', url, value: 'abc', expiresAt })).toBe('0a1b.txt')
})

test('a result shows the checks of the newest look only, each kind once', () => {
  const row = (id: number, kind: string, at: number): Evidence => ({ id, kind, at }) as Evidence
  const shown = latestRound([
    row(5, 'mpic', 9),
    row(4, 'dnssec', 9),
    row(3, 'domain', 9),
    row(2, 'domain', 9),
    row(1, 'caa', 2)
  ])
  expect(shown.map(({ id }) => id)).toEqual([5, 4, 3])
  expect(latestRound([])).toEqual([])
})

test('a list shows the rows that all filters ask for', () => {
  const row = { text: 'www.Example.test', state: 'verified', organizationId: 2 }
  expect(fitting({}, row)).toBe(true)
  expect(fitting({ text: ['EXAMPLE'], state: ['expired', 'verified'], organization: ['2'] }, row)).toBe(true)
  expect(fitting({ organization: ['1'] }, row)).toBe(false)
  expect(fitting({ text: ['other'] }, row)).toBe(false)
})

test('an address, a wildcard and a sentence are told of before the proof is chosen; names and mailboxes pass', () => {
  expect(nameProblem('https://quay.test/')).toBe('address')
  expect(nameProblem('quay.test:443')).toBe('address')
  expect(nameProblem('*.quay.test')).toBe('wildcard')
  expect(nameProblem('not a domain')).toBe('space')
  for (const name of ['quay.test', 'käse.example', 'anna@quay.test', '']) expect(nameProblem(name)).toBeUndefined()
})
