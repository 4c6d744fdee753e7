import { expect, test } from 'vitest'
import { defaultCmpSettings, type CmpSettings } from '../../../src-shared/model/cmp.ts'
import { consequencesOf } from './settings-changes.ts'
import { en } from './texts.ts'

const change = (after: Partial<CmpSettings>, before: Partial<CmpSettings> = {}): readonly string[] =>
  consequencesOf({ ...defaultCmpSettings, ...before }, { ...defaultCmpSettings, ...before, ...after })

test('what refuses devices that got in before is said before it is changed', () => {
  expect(change({ protection: 'signature', sha1: false })).toEqual(['secretsOff', 'sha1Off'])
  expect(change({ protection: 'mac', maximumIterations: 2_000 })).toEqual(['signaturesOff', 'iterations'])
  expect(change({ clients: ['192.0.2.7'], implicitConfirm: false })).toEqual(['confirm', 'clients'])
  expect(change({ trusted: [] }, { trusted: ['PEM'] })).toEqual(['trustLess'])
})

test('what lets more in or keeps more is said as well', () => {
  expect(change({ clockMinutes: 0, unconfirmed: 'keep', sameNames: false, centralKeys: true })).toEqual([
    'clockOff',
    'keep',
    'otherNames',
    'centralKeys'
  ])
  expect(change({ clients: [], sha1: true, trusted: ['PEM'] }, { clients: ['192.0.2.7'], sha1: false })).toEqual([
    'sha1On',
    'trustMore',
    'everybody'
  ])
  expect(change({ key: 'P-384' })).toEqual(['nextKey'])
  expect(change({ pollSeconds: 20, waitDays: 3 })).toEqual([])
})

test('every consequence has its words', () => {
  const keys = 'secretsOff signaturesOff sha1Off sha1On iterations clockOff confirm keep otherNames centralKeys'
  for (const key of `${keys} trustMore trustLess clients everybody nextKey`.split(' '))
    expect(en.change).toHaveProperty(key)
})
