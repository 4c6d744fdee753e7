import { expect, test } from 'vitest'
import { settableClock } from '../../world/clock.ts'
import { type Nsec3, nsec3Denial, nsec3Hash } from './nsec3.ts'
import { base32hex } from './record-text.ts'
import { usualLimits, Work } from './work.ts'

const salt = Uint8Array.from(Buffer.from('aabbccdd', 'hex'))

/** RFC 5155 appendix A: salt aabbccdd, 12 iterations. */
test.each([
  ['example.', '0p9mhaveqvm6t7vbl5lop2u3t2rp3tom'],
  ['a.example.', '35mthgpgcu1qg68fab165klnsnk3dpvl'],
  ['ai.example.', 'gjeqe526plbf1g8mklp59enfd789njgi'],
  ['ns1.example.', '2t7b4g4vsa5smi47k61mv5bv1a22bojr'],
  ['ns2.example.', 'q04jkcevqvmu85r014c7dkba38o0ji5r'],
  ['w.example.', 'k8udemvp1j2f7eg6jebps17vp3n8i58h'],
  ['*.w.example.', 'r53bq7cc2uvmubfu5ocmm6pers9tk9en'],
  ['x.w.example.', 'b4um86eghhds6nea196smvmlo4ors995'],
  ['y.w.example.', 'ji6neoaepv8b5o6k4ev33abha8ht9fgc'],
  ['x.y.w.example.', '2vptu5timamqttgl4luu9kg21e0aor3s'],
  ['XX.example.', 't644ebqk9bibcna874givr6joj62mlhv']
])('%s hashes as RFC 5155 A says', (name, hash) => {
  expect(base32hex(nsec3Hash(name, salt, 12))).toBe(hash)
})

/** The one record of a zone with only its apex: it covers every other name. */
function alone(iterations: number, more: Partial<Nsec3['data']> = {}): Nsec3 {
  const hash = nsec3Hash('example.', salt, iterations)
  const data = {
    type: 'NSEC3',
    hashAlgorithm: 1,
    flags: 0,
    iterations,
    salt,
    nextHash: hash,
    types: [2, 6],
    ...more
  } as const
  return { owner: `${base32hex(hash)}.example.`, data }
}
const work = (): Work => new Work(settableClock(0))

test('one record around the whole zone denies every other name, and says what the apex lacks', () => {
  const denial = nsec3Denial([alone(0)], 'example.', work())
  expect(denial.noName('a.b.example.').kind).toBe('proved')
  expect(denial.noData('example.', 'CAA').kind).toBe('proved')
  expect(denial.noData('example.', 'NS').kind).toBe('unproved')
  expect(denial.noName('example.').kind).toBe('unproved')
  expect(denial.noDs('a.example.').kind).toBe('no-cut')
})

test('with opt-out the absence of a name is not proved, and an unsigned delegation may stand there', () => {
  const denial = nsec3Denial([alone(0, { flags: 1 })], 'example.', work())
  expect(denial.noName('a.example.').kind).toBe('opt-out')
  expect(denial.noDs('a.example.').kind).toBe('opt-out')
})

test('records of an unknown hash or with unknown flags prove nothing', () => {
  for (const more of [{ hashAlgorithm: 2 }, { flags: 2 }])
    expect(nsec3Denial([alone(0, more)], 'example.', work()).noName('a.example.').kind).toBe('unproved')
})

test('up to 100 iterations are computed, more make the zone count as unsigned without any hashing', () => {
  const spent = work()
  expect(nsec3Denial([alone(100)], 'example.', spent).noName('a.example.').kind).toBe('proved')
  const before = spent.hashRounds
  expect(nsec3Denial([alone(101)], 'example.', spent).noName('a.example.').kind).toBe('too-dear')
  expect(spent.hashRounds).toBe(before)
})

test('a name of a hundred labels under 100 iterations stops at the limit of work', () => {
  const name = `${'a.'.repeat(100)}example.`
  const limited = new Work(settableClock(0), { ...usualLimits, hashRounds: 5000 })
  expect(() => nsec3Denial([alone(100)], 'example.', limited).noName(name)).toThrow('5000 rounds of NSEC3 hashing')
})
