import { expect, test } from 'vitest'
import type { Evidence, EvidenceOutcome } from '../../../src-shared/model/validation.ts'
import { bySubject, shownOutcome } from './shown-outcome.ts'

const row = (id: number, subject: string, restsOn: number | null = null): Evidence =>
  ({ id, subject, restsOn, outcome: 'verified' }) as Evidence

test('verified is said only of what is stored', () => {
  const said = (outcome: EvidenceOutcome, id: number, restsOn: number | null): EvidenceOutcome =>
    shownOutcome({ id, restsOn, outcome })
  expect(said('verified', 0, null)).toBe('not-performed')
  expect(said('verified', 4, null)).toBe('verified')
  expect(said('verified', 0, 4)).toBe('verified')
  expect(said('failed', 0, null)).toBe('failed')
})

test('checks are told name by name, without those that nothing is stored of', () => {
  const groups = bySubject([row(1, 'b.test'), row(2, 'a.test'), row(3, 'b.test'), row(0, 'CN=whole request')])
  expect(groups.map(({ subject, rows }) => [subject, rows.map(({ id }) => id)])).toEqual([
    ['b.test', [1, 3]],
    ['a.test', [2]]
  ])
})
