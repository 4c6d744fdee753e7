import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportKinds, reportShapes } from '../../../src-shared/model/report.ts'
import { makeCsr } from '../../testing/engine.ts'
import { startTestEngine, startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

const hour = 3_600_000
let made: TestEngine & { readonly alice: Person }
let alice: Person
let dan: Person
beforeAll(async () => {
  made = await startWithAlice()
  alice = made.alice
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'root' })
  for (const name of ['a', 'b', 'c', 'd']) {
    const { request } = await alice.call('request.submit', {
      profile: 'web',
      csr: Buffer.from(makeCsr()).toString('base64'),
      note: `for ${name}`
    })
    if (request.state === 'pending-approval') await alice.call('request.approve', { id: request.id })
  }
  const { rows } = await alice.call('certificate.list', { profile: 'web' })
  await alice.call('certificate.revoke', { id: rows[0]?.id ?? 0, reason: 'superseded', comment: '=HYPERLINK("x")' })
  await alice.call('certificate.suspend', { id: rows[1]?.id ?? 0, comment: 'lost for now' })
  await alice.call('operator.create', { name: 'dan', roles: ['auditor'], passphrase: 'copper anvil in june' })
  await alice.call('operator.create', { name: 'olga', roles: ['officer'], passphrase: 'copper anvil in june' })
  dan = made.person()
  await dan.call('session.sign-in', { operator: 'dan', passphrase: 'copper anvil in june' })
})
afterAll(() => made.stop())

const textOf = async (person: Person, id: number): Promise<string> =>
  Buffer.from((await person.call('report.download', { id })).file.base64, 'base64').toString()
const dataLines = (text: string): string[] =>
  text
    .trimEnd()
    .split('\r\n')
    .filter((line) => !line.startsWith('#'))

test('every report is previewed and made in each format by an auditor, with all its columns', async () => {
  for (const report of reportKinds) {
    const { total, columns } = await dan.call('report.preview', { report, columns: [...reportShapes[report].columns] })
    expect(columns).toHaveLength(reportShapes[report].columns.length)
    const { run } = await dan.call('report.run', { report, columns: [...reportShapes[report].columns], language: 'de' })
    // Making a report is itself a row of the audit log, and of who did what.
    if (report !== 'audit' && report !== 'operators') expect(run.rows, report).toBe(total)
    expect(dataLines(await textOf(dan, run.id)).length).toBeGreaterThan(run.rows)
  }
  for (const format of ['xlsx', 'pdf'] as const) {
    const { run } = await dan.call('report.run', { report: 'all-certificates', format })
    expect(run).toMatchObject({ state: 'done', format })
    expect(
      Buffer.from((await dan.call('report.download', { id: run.id })).file.base64, 'base64').subarray(0, 4)
    ).toEqual(Buffer.from(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004'))
  }
}, 60_000)

test('a folder of reports that was taken away is made again; what keeps a report from its place is said in words', async () => {
  const place = join(made.folder, 'reports')
  const aside = join(made.folder, 'reports-aside')
  const make = (): Promise<unknown> => dan.call('report.run', { report: 'all-certificates' })
  renameSync(place, aside)
  writeFileSync(place, '')
  await expect(make()).rejects.toMatchObject({
    code: 'io',
    message: expect.stringContaining('part of the path is a file') as string
  })
  rmSync(place)
  expect(await make()).toMatchObject({ run: { state: 'done' } })
  for (const name of readdirSync(aside)) renameSync(join(aside, name), join(place, name))
  rmSync(aside, { recursive: true })
})

test('totals of the reports are those of the dashboard', async () => {
  const { certificates } = await alice.call('dashboard.summary', {})
  const total = async (report: (typeof reportKinds)[number]): Promise<number> =>
    (await alice.call('report.preview', { report })).total
  expect(certificates).toMatchObject({ revoked: 1, suspended: 1 })
  expect({
    active: await total('active-certificates'),
    revoked: await total('revoked-certificates'),
    suspended: await total('suspended-certificates'),
    expired: await total('expired-certificates'),
    notYetValid: 0
  }).toEqual(certificates)
  const { rows } = await alice.call('report.preview', { report: 'statistics', columns: ['state', 'count'] })
  const sums = new Map<string, number>()
  for (const [state = '', count] of rows) sums.set(state, (sums.get(state) ?? 0) + Number(count))
  expect(Object.fromEntries(sums)).toEqual({
    Active: certificates?.active,
    Revoked: certificates?.revoked,
    Suspended: certificates?.suspended
  })
})

test('the file says installation, moment, maker and parameters, and a remark that looks like a formula stays text', async () => {
  const { run } = await dan.call('report.run', { report: 'revoked-certificates', authority: 'root', lastDays: 30 })
  const text = await textOf(dan, run.id)
  expect(text).toContain('# Revoked certificates\r\n')
  expect(text).toMatch(/^# Installation: \S+/m)
  expect(text).toContain('# Made at: 2026-11-20T12:00:00Z')
  expect(text).toContain('# Made by: dan')
  expect(text).toContain('# Period (Revoked at): from 2026-10-21T12:00:00Z, before 2026-11-20T12:00:00Z')
  expect(text).toContain('# Authority: root')
  const later = await dan.call('report.run', { report: 'revoked-certificates' })
  expect(await textOf(dan, later.run.id)).toContain(`,alice,"'=HYPERLINK(""x"")"`)
  expect(createHash('sha256').update(text).digest('hex')).toBe(run.sha256)
  expect(Buffer.byteLength(text)).toBe(run.size)
})

test('parameters that a report does not have are refused by name', async () => {
  await expect(
    dan.call('report.run', { report: 'operators', authority: 'root', columns: ['serial'] })
  ).rejects.toMatchObject({ code: 'invalid-input', reasons: [{ where: 'authority' }, { where: 'columns' }] })
  await expect(dan.call('report.run', { report: 'crls', states: ['expired'] })).rejects.toMatchObject({
    code: 'invalid-input'
  })
})

test('an officer makes reports of certificates, not of the audit log, and sees those of the history that are allowed', async () => {
  const olga = made.person()
  await olga.call('session.sign-in', { operator: 'olga', passphrase: 'copper anvil in june' })
  const { reports } = await olga.call('report.list', {})
  expect(reports.filter(({ allowed }) => !allowed).map(({ report }) => report)).toEqual(['operators', 'audit'])
  await expect(olga.call('report.run', { report: 'audit' })).rejects.toMatchObject({ code: 'forbidden' })
  const audit = (await dan.call('report.history', { report: 'audit' })).rows[0]
  expect(audit).toBeDefined()
  await expect(olga.call('report.download', { id: audit?.id ?? 0 })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await olga.call('report.history', {})).rows.some(({ report }) => report === 'audit')).toBe(false)
  await expect(olga.call('report.schedule', { name: 'x', report: 'crls', cron: '0 6 * * 1' })).rejects.toMatchObject({
    code: 'forbidden'
  })
  const ofDan = (await olga.call('report.history', { report: 'crls' })).rows[0]
  await expect(olga.call('report.delete', { id: ofDan?.id ?? 0 })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a file that was altered is not handed out, and a deleted report is gone with its file', async () => {
  const { run } = await dan.call('report.run', { report: 'crls' })
  const file = join(made.folder, 'reports', run.fileName ?? '')
  writeFileSync(file, 'something else')
  await expect(dan.call('report.download', { id: run.id })).rejects.toMatchObject({ code: 'damaged' })
  await dan.call('report.delete', { id: run.id })
  await expect(dan.call('report.download', { id: run.id })).rejects.toMatchObject({ code: 'not-found' })
  expect(readdirSync(join(made.folder, 'reports'))).not.toContain(run.fileName)
})

test('a scheduled report runs at its time, keeps the newest files, and fails in sight when its owner may no more', async () => {
  const { schedule } = await dan.call('report.schedule', {
    name: 'hourly CRLs',
    report: 'crls',
    cron: '0 * * * *',
    keep: 2
  })
  expect(schedule).toMatchObject({ operator: 'dan', nextAt: made.clock.now() + hour, enabled: true })
  const runs = async (): Promise<{ state: string; fileName: string | null; message: string }[]> =>
    (await alice.call('report.history', { schedule: schedule.id })).rows
  for (let round = 1; round <= 3; round += 1) {
    made.clock.set(made.clock.now() + hour)
    made.engine.jobs.wake()
    await expect.poll(async () => (await runs()).length, { timeout: 15_000 }).toBe(round)
    await expect
      .poll(async () => (await alice.call('report.schedules', {})).schedules[0]?.nextAt)
      .toBe(made.clock.now() + hour)
  }
  expect((await runs()).map(({ fileName }) => fileName === null)).toEqual([false, false, true])
  const off = await dan.call('report.schedule-update', { schedule: 'hourly CRLs', enabled: false })
  expect(off.schedule.nextAt).toBeNull()
  await dan.call('report.schedule-update', { schedule: 'hourly CRLs', enabled: true, keep: 5 })
  await alice.call('operator.update', { operator: 'dan', roles: ['officer'] })
  made.clock.set(made.clock.now() + hour)
  made.engine.jobs.wake()
  await expect.poll(async () => (await runs())[0]?.message, { timeout: 15_000 }).toMatch(/in the name of dan/)
  await alice.call('report.schedule-delete', { schedule: schedule.id })
  expect((await alice.call('report.schedules', {})).schedules).toEqual([])
}, 60_000)

test('what a kill left in the reports folder is swept away when the engine starts, what the history knows stays', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chancery-reports-'))
  const first = await startWithAlice({ dataDir })
  const { run } = await first.alice.call('report.run', { report: 'crls' })
  await first.engine.close()
  for (const name of ['crls-x.csv.partial', 'crls-y.csv']) writeFileSync(join(dataDir, 'reports', name), 'half')
  const second = await startTestEngine({ dataDir })
  expect(readdirSync(join(dataDir, 'reports'))).toEqual([run.fileName])
  await second.engine.close()
  rmSync(dataDir, { recursive: true })
})
