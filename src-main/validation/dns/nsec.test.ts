import { expect, test } from 'vitest'
import { typeNumbers } from './codes.ts'
import { type Nsec, nsecDenial } from './nsec.ts'

type Type = keyof typeof typeNumbers
const nsec = (owner: string, next: string, ...types: Type[]): Nsec => ({
  owner,
  data: { type: 'NSEC', next, types: types.map((type) => typeNumbers[type]) }
})
/** Zone example. with a host, a wildcard, an unsigned and a signed delegation, a DNAME and an empty non-terminal. */
const zone = [
  nsec('example.', '*.example.', 'NS', 'SOA', 'DNSKEY'),
  nsec('*.example.', 'a.example.', 'MX'),
  nsec('a.example.', 'd.example.', 'A'),
  nsec('d.example.', 'h.e.example.', 'DNAME'),
  nsec('h.e.example.', 's.example.', 'A'),
  nsec('s.example.', 'u.example.', 'NS', 'DS'),
  nsec('u.example.', 'w.example.', 'NS'),
  nsec('w.example.', 'example.', 'CNAME')
]
const denial = nsecDenial(zone)
const without = (...owners: string[]) => nsecDenial(zone.filter(({ owner }) => !owners.includes(owner)))

test('a name between two others is absent only when the wildcard that could make it is absent too', () => {
  expect(denial.noName('b.example.').kind).toBe('unproved')
  const plain = nsecDenial([nsec('example.', 'a.example.', 'SOA', 'NS'), nsec('a.example.', 'z.example.', 'A')])
  expect(plain.noName('b.example.').kind).toBe('proved')
  expect(nsecDenial([nsec('a.example.', 'z.example.', 'A')]).noName('b.example.')).toMatchObject({
    kind: 'unproved',
    what: 'no NSEC record covers *.example.'
  })
})

test('the last record covers what sorts after it, and nothing outside its zone', () => {
  const last = nsecDenial([nsec('example.', 'example.', 'SOA', 'NS')])
  expect(last.noName('zz.example.').kind).toBe('proved')
  expect(last.noName('zz.other.').kind).toBe('unproved')
  expect(last.noName('example.').kind).toBe('unproved')
})

test('a name lacks what its record does not list; an alias is no absence', () => {
  expect(denial.noData('a.example.', 'CAA').kind).toBe('proved')
  expect(denial.noData('a.example.', 'A').kind).toBe('unproved')
  expect(denial.noData('w.example.', 'CAA').kind).toBe('unproved')
  expect(denial.noData('b.example.', 'CAA').kind).toBe('proved')
  expect(denial.noData('b.example.', 'MX').kind).toBe('unproved')
  expect(without('*.example.').noData('b.example.', 'CAA').kind).toBe('unproved')
})

test('an empty non-terminal is there, without records', () => {
  expect(denial.noData('e.example.', 'CAA').kind).toBe('proved')
  expect(denial.noName('e.example.').kind).toBe('unproved')
})

test('RFC 6840 4.1: the record of a delegation says nothing of the zone below, nor a DNAME of names below', () => {
  expect(denial.noName('x.u.example.').kind).toBe('unproved')
  expect(denial.noName('x.s.example.').kind).toBe('unproved')
  expect(denial.noName('x.d.example.').kind).toBe('unproved')
  expect(denial.noData('u.example.', 'CAA').kind).toBe('unproved')
  expect(denial.noData('u.example.', 'DS').kind).toBe('proved')
})

test('RFC 6840 4.4: the apex record of the zone below does not deny its DS', () => {
  expect(denial.noDs('example.').kind).toBe('unproved')
  expect(denial.noData('example.', 'DS').kind).toBe('unproved')
})

test('a missing DS means an unsigned delegation, or none', () => {
  expect(denial.noDs('u.example.').kind).toBe('proved')
  expect(denial.noDs('s.example.').kind).toBe('unproved')
  expect(denial.noDs('a.example.').kind).toBe('no-cut')
  expect(denial.noDs('b.example.').kind).toBe('no-cut')
  expect(without('u.example.').noDs('u.example.').kind).toBe('unproved')
})

test('a wildcard answer is right only when nothing nearer is there', () => {
  expect(denial.wildcardAnswer('b.example.', 'example.').kind).toBe('proved')
  expect(denial.wildcardAnswer('a.example.', 'example.').kind).toBe('unproved')
  expect(denial.wildcardAnswer('x.e.example.', 'example.').kind).toBe('unproved')
  expect(without('a.example.').wildcardAnswer('b.example.', 'example.').kind).toBe('unproved')
})
