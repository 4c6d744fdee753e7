import { afterEach, beforeEach, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { requireCertificate } from '../certificates/find.ts'
import { revokeCertificate } from '../revoke.ts'
import { searchCrl } from './search.ts'
import { issueCrlByHand, listCrls } from './view.ts'

const day = 86_400_000
let life: Life
const ids: number[] = []
let crl = 0
beforeEach(async () => {
  life = await startLife()
  ids.length = 0
  await authority(life, 'ca', { settings: authoritySettings.parse({ crl: { onRevocation: false } }) })
  await profile(life, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  for (const [host, reason] of [
    ['a.test', 'superseded'],
    ['b.test', 'keyCompromise'],
    ['c.test', 'superseded'],
    ['d.test', 'superseded']
  ] as const) {
    const id = await issued(life, 'web', host)
    ids.push(id)
    await revokeCertificate(life.ca, { id, reason, comment: '' }, life.alice)
  }
  crl = (await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)).crl.id
})
afterEach(() => life.close())
const serialOf = (id: number): string => requireCertificate(reader(life.ca.store), id).serial

it('an entry is found by digits of its serial number, large or small, and by its reason', async () => {
  const [, second = 0] = ids
  const digits = serialOf(second).slice(3, 20).toUpperCase()
  const found = await searchCrl(life.ca, { id: crl, serial: digits, limit: 10 })
  expect(found.entries.map(({ certificateId }) => certificateId)).toEqual([second])
  expect(found.next).toBeNull()
  const compromised = await searchCrl(life.ca, { id: crl, reason: ['keyCompromise'], limit: 10 })
  expect(compromised.entries.map(({ certificateId }) => certificateId)).toEqual([second])
  expect((await searchCrl(life.ca, { id: crl, serial: digits, reason: ['superseded'], limit: 10 })).entries).toEqual([])
})

it('what is found comes in pages, none twice and none left out', async () => {
  const seen: (number | null)[] = []
  let cursor: string | undefined
  const sizes: number[] = []
  do {
    const page = await searchCrl(life.ca, {
      id: crl,
      reason: ['superseded'],
      limit: 2,
      ...(cursor === undefined ? {} : { cursor })
    })
    sizes.push(page.entries.length)
    seen.push(...page.entries.map(({ certificateId }) => certificateId))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(sizes).toEqual([2, 1])
  expect(new Set(seen)).toEqual(new Set([ids[0], ids[2], ids[3]]))
})

it('the list is limited to CRLs of certain days', async () => {
  const start = life.clock.now()
  life.clock.advance(10 * day)
  await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)
  const within = (from: number, to: number): unknown => {
    const { rows, total } = listCrls(life.ca, { from, to, limit: 10 })
    return [rows.map(({ number }) => number), total]
  }
  expect(within(start - day, start + day)).toEqual([['1'], 1])
  expect(within(start + day, start + 20 * day)).toEqual([['2'], 1])
  expect(within(start - day, start + 20 * day)).toEqual([['2', '1'], 2])
})
