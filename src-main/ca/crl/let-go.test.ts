import { afterEach, beforeEach, expect, it } from 'vitest'
import { listAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { issueCrl } from './issue.ts'
import { letGoOfCrls } from './let-go.ts'
import { signSeries } from './series.ts'
import { currentCrl, exportCrl, listCrls } from './view.ts'

const day = 86_400_000
let life: Life
beforeEach(async () => {
  life = await startLife()
  await authority(life, 'ca')
})
afterEach(() => life.close())

const letGo = (keptDays: number): Promise<number> =>
  letGoOfCrls(
    { ...life.ca, settings: () => ({ ...life.ca.settings(), crlKeptDays: keptDays }) },
    life.alice,
    new AbortController().signal
  )

it('keeps every CRL for ever unless the settings say how long', async () => {
  for (let n = 0; n < 3; n++) {
    await issueCrl(life.ca, 1, 'by hand', life.alice)
    life.clock.advance(400 * day)
  }
  expect(await letGo(0)).toBe(0)
  for (const { id } of listCrls(life.ca, { limit: 10 }).rows)
    expect(exportCrl(life.ca, { id, format: 'der' }).file.base64).not.toBe('')
})

it('lets go of what ended long ago and was replaced, keeps its line, and says so in the audit log', async () => {
  const made: number[] = []
  for (let n = 0; n < 6; n++) {
    made.push((await issueCrl(life.ca, 1, 'by hand', life.alice)).row.id)
    life.clock.advance(10 * day)
  }
  // Good for seven days: they ended 53, 43, 33, 23, 13 and 3 days ago.
  expect(await letGo(20)).toBe(4)
  expect(await letGo(20)).toBe(0)
  const [oldest, , , , fifth] = made
  expect(() => exportCrl(life.ca, { id: oldest ?? 0, format: 'der' })).toThrow('not kept any more')
  expect(exportCrl(life.ca, { id: fifth ?? 0, format: 'der' }).file.base64).not.toBe('')
  expect(listCrls(life.ca, { limit: 10 }).rows).toHaveLength(6)
  expect(listAudit(reader(life.ca.store), { operation: 'crl.let-go' }, null, 10)).toHaveLength(4)
})

it('keeps the newest one however long ago it ended, and what waits for its day', async () => {
  await signSeries(life.ca, { authority: 'ca', count: 3 }, life.alice)
  life.clock.advance(4000 * day)
  expect(await letGo(1)).toBe(0)
  expect(currentCrl(reader(life.ca.store), 'ca')?.der.length).toBeGreaterThan(100)
})
