import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCrl } from '../../pki/crl.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { listAudit } from '../../store/audit.ts'
import { close } from '../../store/open.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { revokeCertificate } from '../revoke.ts'
import { crlAlarms, crlCalendar } from './calendar.ts'
import { issueDueCrls } from './job.ts'
import { releaseByHand, releaseDueCrls } from './release.ts'
import { signSeries } from './series.ts'
import { setCrlNumber } from './set-number.ts'
import { currentCrl, issueCrlByHand } from './view.ts'

const day = 86_400_000
let life: Life
const folders: string[] = []
afterEach(async () => {
  await life.close().catch(() => undefined)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A root whose CRLs are good for 40 days and come every 30. */
async function house(): Promise<void> {
  life = await startLife()
  await authority(life, 'root', { settings: authoritySettings.parse({ crl: { life: '40d', overlap: '10d' } }) })
  await profile(life, 'web', 'root', { validity: { kind: 'duration', duration: '1y' } })
}

const twelve = { authority: 'root', count: 12 }
const served = (): { number: string | undefined; nextUpdate: number | null; thisUpdate: number } => {
  const crl = parseCrl(currentCrl(reader(life.ca.store), 'root')?.der ?? new Uint8Array())
  return { number: findExtension(crl, 'crlNumber'), thisUpdate: crl.thisUpdate, nextUpdate: crl.nextUpdate }
}
const offline = (online: boolean): Promise<unknown> => setKeyOnline(life.ca, { authority: 'root', online }, life.alice)
const release = (): Promise<number | null> => releaseDueCrls(life.ca, life.alice)
const alarms = (): string[] => crlAlarms(life.ca).map(({ kind }) => kind)

describe('a series signed ahead', () => {
  it('is released one by one, each on its day and none before, with the key off line and never a day without a CRL', async () => {
    await house()
    const { ca, alice, clock } = life
    const start = clock.now()
    const { crls } = await signSeries(ca, twelve, alice)
    expect(crls.map(({ state }) => state)).toEqual(['released', ...Array<string>(11).fill('waiting')])
    expect(crls.map(({ number }) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(crls.map(({ thisUpdate }) => thisUpdate)).toEqual(crls.map((_, i) => start + i * 30 * day))
    await offline(false)
    const seen = new Set<string>()
    for (let at = 0; at < 365; at++) {
      clock.set(start + at * day)
      await release()
      const { number = '', thisUpdate, nextUpdate } = served()
      seen.add(number)
      expect([Number.parseInt(number, 16), thisUpdate <= clock.now()]).toEqual([
        Math.min(12, 1 + Math.floor(at / 30)),
        true
      ])
      expect((nextUpdate ?? 0) > clock.now()).toBe(true)
      if (at < 300) expect([at, alarms()]).toEqual([at, []])
    }
    expect(seen.size).toBe(12)
    expect(await release()).toBeNull()
    clock.set(start + 371 * day)
    expect(alarms()).toEqual(['overdue'])
  })

  it('warns while one is left, then that the CRL ends, then that it has ended', async () => {
    await house()
    const { ca, alice, clock } = life
    const start = clock.now()
    await signSeries(ca, { authority: 'root', count: 2 }, alice)
    await offline(false)
    expect(alarms()).toEqual(['series-ending'])
    clock.set(start + 31 * day)
    await release()
    expect(alarms()).toEqual([])
    clock.set(start + 62 * day)
    expect(alarms()).toEqual(['due-soon'])
    clock.set(start + 71 * day)
    expect(alarms()).toEqual(['overdue'])
    expect(crlCalendar(ca, {}).rows[0]).toMatchObject({
      authorityName: 'root',
      authorityState: 'key-offline',
      nextMade: null,
      lists: [{ scope: '', kind: 'complete', state: 'overdue' }]
    })
  })

  it('says that nobody takes a CRL yet that was signed while the clock was ahead, until the next one is out', async () => {
    await house()
    const { ca, alice, clock } = life
    const now = clock.now()
    clock.set(now + 3 * day)
    await issueCrlByHand(ca, { authority: 'root' }, alice)
    expect(alarms()).toEqual([])
    clock.set(now)
    expect(crlAlarms(ca)).toEqual([{ authorityId: 1, authorityName: 'root', kind: 'not-begun', at: now + 3 * day }])
    expect(crlCalendar(ca, {}).rows[0]).toMatchObject({ lists: [{ scope: '', state: 'not-begun' }] })
    // Clocks of verifiers are not exact either.
    clock.set(now + 3 * day - 60_000)
    expect(alarms()).toEqual([])
    clock.set(now)
    await issueCrlByHand(ca, { authority: 'root' }, alice)
    expect(alarms()).toEqual([])
  })

  it('is held back once something is revoked: an alarm asks for a new one, and a person may release what is stale', async () => {
    await house()
    const { ca, alice, clock } = life
    const id = await issued(life, 'web')
    const { crls } = await signSeries(ca, twelve, alice)
    await offline(false)
    const { crlNote } = await revokeCertificate(ca, { id, reason: 'keyCompromise', comment: '' }, alice)
    expect(crlNote).toContain('The key of root is off line')
    expect(alarms()).toEqual(['series-stale'])
    clock.advance(30 * day)
    await release()
    expect(served().number).toBe('01')
    const [, second, third] = crls
    await expect(releaseByHand(ca, { id: third?.id ?? 0, comment: 'x' }, alice)).rejects.toThrow(
      'cannot be released before'
    )
    const { crl } = await releaseByHand(ca, { id: second?.id ?? 0, comment: 'the token is abroad' }, alice)
    expect([crl.state, crl.current, served().number]).toEqual(['released', true, '02'])
    expect(listAudit(reader(ca.store), { operation: 'crl.release' }, null, 2)[0]?.detail).toContain(
      '"stale":true,"why":"the token is abroad"'
    )
    await expect(releaseByHand(ca, { id: second?.id ?? 0, comment: 'x' }, alice)).rejects.toMatchObject({
      code: 'conflict'
    })

    await offline(true)
    const again = await signSeries(ca, { authority: 'root', count: 3 }, alice)
    expect(again.crls.map(({ number, entries }) => [number, entries])).toEqual([
      ['13', 1],
      ['14', 1],
      ['15', 1]
    ])
    expect(crlCalendar(ca, {}).rows[0]?.waiting.map(({ number, stale }) => [number, stale])).toEqual([
      ['14', false],
      ['15', false]
    ])
    expect(alarms()).toEqual([])
  })

  it('is withdrawn by a CRL signed now, because its numbers are lower; the schedule leaves a good one alone', async () => {
    await house()
    const { ca, alice, clock } = life
    await signSeries(ca, { authority: 'root', count: 3 }, alice)
    clock.advance(31 * day)
    await release()
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [] })
    expect((await issueCrlByHand(ca, { authority: 'root' }, alice)).crl.number).toBe('4')
    expect(crlCalendar(ca, {}).rows[0]?.waiting).toEqual([])
    clock.advance(40 * day)
    await release()
    expect(served().number).toBe('04')
  })

  it('releases the newest alone after a time in which nothing ran', async () => {
    await house()
    const { ca, alice, clock } = life
    await signSeries(ca, twelve, alice)
    clock.advance(95 * day)
    await release()
    expect(served().number).toBe('04')
    expect(crlCalendar(ca, {}).rows[0]?.waiting[0]?.number).toBe('5')
  })

  it('is refused with a gap, in the past, or beyond the end of the authority', async () => {
    await house()
    const { ca, alice, clock } = life
    const wish = (change: object): Promise<unknown> => signSeries(ca, { ...twelve, ...change }, alice)
    await expect(wish({ every: '41d' })).rejects.toThrow('a time without a CRL')
    await expect(wish({ from: clock.now() - day })).rejects.toThrow('in the past')
    await expect(wish({ from: clock.now() + 19 * 366 * day, count: 40 })).rejects.toThrow('ends on')
    expect(crlCalendar(ca, {}).rows[0]?.lists[0]?.last).toBeNull()
  })
})

describe('CRL numbers', () => {
  it('go on beyond 53 and 64 bits, above what was used elsewhere, and are never lowered', async () => {
    await house()
    const { ca, alice } = life
    const used = (2n ** 120n).toString()
    expect(await setCrlNumber(ca, { authority: 'root', last: used }, alice)).toEqual({ last: used })
    const { crl } = await issueCrlByHand(ca, { authority: 'root' }, alice)
    expect(crl.number).toBe((2n ** 120n + 1n).toString())
    expect(BigInt(`0x${served().number}`)).toBe(2n ** 120n + 1n)
    await expect(setCrlNumber(ca, { authority: 'root', last: '7' }, alice)).rejects.toMatchObject({ code: 'conflict' })
    await expect(setCrlNumber(ca, { authority: 'root', last: (2n ** 159n).toString() }, alice)).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })

  it('that were spent and not recorded are not given again, also after the database is opened anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crl-series-'))
    folders.push(folder)
    life = await startLife({ path: join(folder, 'db') })
    await authority(life, 'root')
    life.parts.vault.lock()
    await expect(signSeries(life.ca, twelve, life.alice)).rejects.toMatchObject({ code: 'locked' })
    await close(life.ca.store)
    const parts = life.parts
    life = await startLife({ ...parts })
    expect(listAudit(reader(life.ca.store), { operation: 'crl.series', outcome: 'failed' }, null, 2)).toHaveLength(1)
    await setCrlNumber(life.ca, { authority: 'root', last: '13' }, life.alice)
    await expect(setCrlNumber(life.ca, { authority: 'root', last: '12' }, life.alice)).rejects.toThrow('13')
  })
})
