import { expect, test } from 'vitest'
import { defaultEstSettings, type EstSettings } from '../../../src-shared/model/est.ts'
import { consequencesOf, type EstChange } from './settings-changes.ts'
import { en } from './texts.ts'

const before: EstChange = { auth: 'either', label: 'printers', isDefault: true, settings: defaultEstSettings }
const change = (after: Partial<EstChange>, settings: Partial<EstSettings> = {}): readonly string[] =>
  consequencesOf(before, { ...before, ...after, settings: { ...defaultEstSettings, ...settings } })

test('another address, and ways in that end, are said before they are changed', () => {
  expect(change({ label: 'cameras', isDefault: false })).toEqual(['label', 'notDefault'])
  expect(change({ auth: 'certificate' })).toEqual(['passwordOff'])
  expect(change({ auth: 'both' })).toEqual(['passwordOff', 'certificateOff'])
})

test('rules that refuse devices or let more in are said', () => {
  expect(change({}, { channelBinding: 'require', clients: ['192.0.2.7'], fullCmc: false })).toEqual([
    'bindingRequired',
    'clients',
    'cmcOff'
  ])
  expect(change({}, { channelBinding: 'ignore', serverKeys: true, baseAddress: 'https://x.example' })).toEqual([
    'bindingIgnored',
    'serverKeys',
    'proxy'
  ])
  expect(change({}, { perMinute: 5 })).toEqual([])
})

test('every consequence has its words', () => {
  const all = ['label', 'notDefault', 'passwordOff', 'certificateOff', 'bindingRequired', 'bindingIgnored', 'clients']
  for (const key of [...all, 'everybody', 'serverKeys', 'cmcOff', 'proxy']) expect(en.change).toHaveProperty(key)
})
