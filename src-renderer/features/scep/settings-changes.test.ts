import { expect, test } from 'vitest'
import { defaultScepSettings, type ScepSettings } from '../../../src-shared/model/scep.ts'
import { consequencesOf } from './settings-changes.ts'
import { en } from './texts.ts'

const change = (after: Partial<ScepSettings>, before: Partial<ScepSettings> = {}): readonly string[] =>
  consequencesOf({ ...defaultScepSettings, ...before }, { ...defaultScepSettings, ...before, ...after }).map(
    ({ key }) => key
  )

test('what takes a way in from devices, or lets weak ones in, is said before it is changed', () => {
  expect(change({ methods: ['static'] })).toEqual(['methodOff', 'static'])
  expect(change({ renewal: false, tripleDes: false })).toEqual(['renewalOff', 'tripleDesOff'])
  expect(change({ sha1: true, des: true })).toEqual(['sha1On', 'desOn'])
  expect(change({ sha1: false, des: false }, { sha1: true, des: true })).toEqual(['sha1Off', 'desOff'])
  expect(change({ clients: ['192.0.2.0/24'] })).toEqual(['clients'])
  expect(change({ clients: [] }, { clients: ['192.0.2.0/24'] })).toEqual(['everybody'])
  expect(change({ key: 'RSA-3072' })).toEqual(['nextKey'])
})

test('what harms nobody is changed without a question', () => {
  expect(change({ perMinute: 50, challengeMinutes: 90, methods: ['one-time', 'device'] })).toEqual([])
})

test('every consequence has its words', () => {
  const all = change({ methods: ['static'], renewal: false, tripleDes: false, sha1: true, des: true })
  for (const key of [...all, 'sha1Off', 'desOff', 'clients', 'everybody', 'nextKey'])
    expect(en.change).toHaveProperty(key)
})
