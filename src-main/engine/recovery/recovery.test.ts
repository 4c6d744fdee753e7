import { X509Certificate, createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DrillRow } from '../../../src-shared/api/recovery.ts'
import { starterContent } from '../../ca/profile/starters.ts'
import { exportAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { makeCsr } from '../../testing/engine.ts'
import {
  startTestEngine,
  startWithAlice,
  testPassphrase,
  type Person,
  type TestEngine
} from '../../testing/test-engine.ts'
import { settableClock } from '../../world/clock.ts'
import { readArchive } from './archive-read.ts'
import { writeArchive, type PartSource } from './archive-write.ts'
import { makeBackupKey, type Opener } from './content-key.ts'
import { dutyOf, manifestName } from './manifest.ts'
import { crlNumberGap, restoreBackup, type RestoreReport } from './restore.ts'

const backupPassphrase = 'nine amber lanterns'
const opener: Opener = { kind: 'passphrase', passphrase: backupPassphrase }
const cost = { memoryKiB: 64, passes: 1, lanes: 1 }
let made: TestEngine & { readonly alice: Person }
let scratch: string
beforeAll(async () => {
  made = await startWithAlice()
  scratch = mkdtempSync(join(tmpdir(), 'chancery-recovery-'))
  const { alice } = made
  await alice.call('settings.update', { settings: { backupEveryHours: 0, idleLockMinutes: 0 } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing,O=Example', issuer: 'root' })
  await alice.call('profile.create', {
    name: 'web',

    authority: 'issuing',
    content: { ...starterContent('tls-server'), approval: 'auto' }
  })
  await issueOne(alice)
  await alice.call('crl.issue', { authority: 'issuing' })
})
afterAll(async () => {
  await made.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const issueOne = (alice: Person): Promise<unknown> =>
  alice.call('request.submit', { profile: 'web', csr: Buffer.from(makeCsr()).toString('base64') })

const backupFolder = (): string => join(made.folder, 'backups')
const drill = async (alice: Person, file?: string): Promise<DrillRow> =>
  (
    await alice.call('backup.drill', {
      ...(file === undefined ? {} : { file }),
      backupPassphrase,
      ownPassphrase: testPassphrase,
      present: ['Zoe Witness']
    })
  ).drill

/** Rewrites a backup with its parts changed, sealed as if it had been made so. */
async function rewritten(name: string, change: (parts: Map<string, Buffer>) => void): Promise<string> {
  const parts = new Map<string, Buffer>()
  const header = await readArchive(join(backupFolder(), 'base.chancery-backup'), opener, (part) => {
    const pieces: Uint8Array[] = []
    return {
      take: (piece) => void pieces.push(Uint8Array.from(piece)),
      end: () => void parts.set(part, Buffer.concat(pieces))
    }
  })
  change(parts)
  const { id, createdAt, madeBy, installation, vaultId } = header
  const sources = [...parts].map(([part, bytes]): PartSource => ({ name: part, from: { bytes } }))
  const file = `${name}.chancery-backup`
  await writeArchive(
    join(backupFolder(), file),
    { id, createdAt, madeBy, installation, vaultId },
    { key: await makeBackupKey(backupPassphrase, cost), recipients: [] },
    sources
  )
  return file
}

test('without a passphrase nothing is made, with a weak one neither', async () => {
  await expect(made.alice.call('backup.create', {})).rejects.toMatchObject({ code: 'not-ready' })
  await expect(made.alice.call('backup.set-passphrase', { backupPassphrase: 'short' })).rejects.toMatchObject({
    code: 'invalid-input'
  })
  await made.alice.call('backup.set-passphrase', { backupPassphrase })
  const { file, bytes } = await made.alice.call('backup.create', { name: 'base' })
  expect(file).toBe('base.chancery-backup')
  expect(readdirSync(backupFolder())).toEqual(['base.chancery-backup'])
  const content = readFileSync(join(backupFolder(), file))
  expect(content.length).toBe(bytes)
  expect(content.includes('SQLite format 3')).toBe(false)
  expect((await made.alice.call('backup.show', {})).lastRun).toMatchObject({ outcome: 'ok', cause: 'hand' })
})

test('a drill opens every authority, signs a test CRL with each, and writes its report; nothing of it stays', async () => {
  const before = (await made.alice.call('crl.list', { authority: 'issuing' })).rows.length
  const done = await drill(made.alice)
  expect(done.report.lostDuties).toEqual([])
  expect(done.outcome).toBe('passed')
  expect(done.report.steps.map(({ name, subject, outcome }) => `${name} ${subject} ${outcome}`)).toEqual([
    'archive  passed',
    'parts  passed',
    'database  passed',
    'vault  passed',
    'authority root passed',
    'authority issuing passed',
    'audit  passed'
  ])
  expect(done.present).toEqual(['Zoe Witness'])
  expect((await made.alice.call('crl.list', { authority: 'issuing' })).rows).toHaveLength(before)
  expect(readdirSync(made.folder).filter((name) => name.startsWith('.drill'))).toEqual([])
  const { file } = await made.alice.call('backup.drill-report', { id: done.id })
  expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})

test('a drill is not begun with a wrong passphrase of either kind', async () => {
  await expect(
    made.alice.call('backup.drill', { backupPassphrase: 'nine amber lantern', ownPassphrase: testPassphrase })
  ).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(
    made.alice.call('backup.drill', { backupPassphrase, ownPassphrase: 'not mine at all' })
  ).rejects.toMatchObject({ code: 'wrong-passphrase' })
})

describe('a backup that lacks a part', () => {
  test.each(['chancery.db', 'keys.json', 'vault.json', 'settings.json', manifestName])(
    'fails the drill and is not restored: without %s',
    async (name) => {
      const file = await rewritten(`without-${name}`, (parts) => void parts.delete(name))
      const done = await drill(made.alice, file)
      expect(done.outcome).toBe('failed')
      expect(done.report.lostDuties[0]).toBe(`The backup lacks ${name}. ${dutyOf(name)}`)
      if (name === 'keys.json')
        expect(done.report.steps.filter(({ outcome }) => outcome === 'failed').map(({ subject }) => subject)).toEqual([
          '',
          'root',
          'issuing'
        ])
      const target = join(scratch, `without-${name}`)
      await expect(restore(file, target)).rejects.toMatchObject({
        code: 'damaged',
        reasons: [{ where: name, message: `The backup lacks ${name}. ${dutyOf(name)}` }]
      })
      expect(readdirSync(scratch)).toEqual([])
    }
  )

  test('and one whose part is another is named too', async () => {
    const file = await rewritten('altered', (parts) => void parts.set('settings.json', Buffer.from('{}')))
    const done = await drill(made.alice, file)
    expect(done.report.lostDuties[0]).toMatch(/^settings\.json is not what was put into the backup\./)
  })
})

const restore = (file: string, dataDir: string, crls: readonly Uint8Array[] = []): Promise<RestoreReport> =>
  restoreBackup({
    file: join(backupFolder(), file),
    dataDir,
    opener,
    crls,
    clock: settableClock(Date.UTC(2026, 10, 21, 9))
  })

test('a restored installation issues, its CRL numbers go on above both sides, and its audit log is unbroken', async () => {
  const { alice } = made
  // After the backup: what relying parties have is newer.
  for (let count = 0; count < 3; count++) await alice.call('crl.issue', { authority: 'issuing' })
  const [newest] = (await alice.call('crl.list', { authority: 'issuing' })).rows
  const { file: crl } = await alice.call('crl.export', { id: newest?.id ?? 0, format: 'der' })
  const target = join(scratch, 'restored')
  const report = await restore('base.chancery-backup', target, [Buffer.from(crl.base64, 'base64')])
  expect(report.tokens).toEqual([])
  const issuing = report.authorities.find(({ name }) => name === 'issuing')
  expect(issuing?.lastCrlNumber).toBe(newest?.number)
  expect(readdirSync(target).toSorted()).toEqual(['chancery.db'])
  const again = await startTestEngine({ dataDir: target })
  try {
    const person = again.person()
    await person.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    await issueOne(person)
    const unsigned = async (): Promise<readonly string[]> =>
      (await person.call('dashboard.notices', {})).notices.flatMap(({ kind, name }) =>
        kind === 'crl-since-restore' ? [name] : []
      )
    expect(await unsigned()).toContain('issuing')
    await person.call('crl.issue', { authority: 'issuing' })
    expect(await unsigned()).not.toContain('issuing')
    const [next] = (await person.call('crl.list', { authority: 'issuing' })).rows
    expect(BigInt(next?.number ?? 0)).toBe(BigInt(newest?.number ?? 0) + crlNumberGap + 1n)
    expect(await person.call('audit.verify', {})).toMatchObject({ intact: true })
    const rows = [...exportAudit(reader(again.engine.ca.store))]
    expect(rows.map(({ operation }) => operation)).toContain('backup.restore')
  } finally {
    await again.engine.close()
  }
  await expect(restore('base.chancery-backup', target)).rejects.toMatchObject({ code: 'conflict' })
  rmSync(target, { recursive: true })
})

test('a restored installation publishes nowhere until somebody lets it: the one it was made of may still live', async () => {
  const { alice } = made
  const web = mkdtempSync(join(tmpdir(), 'chancery-web-'))
  await alice.call('publish.add', { name: 'web', to: web })
  await alice.call('backup.create', { name: 'publishing' })
  await alice.call('publish.remove', { target: 'web' })
  rmSync(web, { recursive: true })
  mkdirSync(web)
  const target = join(scratch, 'quiet')
  expect((await restore('publishing.chancery-backup', target)).pausedTargets).toEqual(['web'])
  const again = await startTestEngine({ dataDir: target })
  try {
    const person = again.person()
    await person.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    await person.call('crl.issue', { authority: 'issuing' })
    again.clock.advance(7_200_000)
    again.engine.jobs.wake()
    await again.engine.jobs.settle()
    expect((await person.call('publish.list', {})).targets).toMatchObject([{ state: 'disabled', running: false }])
    expect(readdirSync(web)).toEqual([])
    await person.call('publish.update', { target: 'web', disabled: false })
    await person.call('publish.run', { target: 'web' })
    expect(readdirSync(web)).toContain('crl')
  } finally {
    await again.engine.close()
    rmSync(target, { recursive: true })
    rmSync(web, { recursive: true })
  }
})

test('a CRL of another authority is no reason to raise a number', async () => {
  const other = await startWithAlice()
  await other.alice.call('authority.create', { name: 'root', subject: 'CN=Issuing,O=Example' })
  await other.alice.call('crl.issue', { authority: 'root' })
  const [row] = (await other.alice.call('crl.list', { authority: 'root' })).rows
  const { file } = await other.alice.call('crl.export', { id: row?.id ?? 0, format: 'der' })
  await other.stop()
  await expect(
    restore('base.chancery-backup', join(scratch, 'forged'), [Buffer.from(file.base64, 'base64')])
  ).rejects.toMatchObject({ code: 'bad-signature' })
  expect(readdirSync(scratch)).toEqual([])
})

test('one bit changed in a backup is refused before anything is written', async () => {
  const whole = readFileSync(join(backupFolder(), 'base.chancery-backup'))
  for (const part of [0.3, 0.6, 0.99]) {
    const bent = Buffer.from(whole)
    const at = Math.floor(whole.length * part)
    bent[at] = (bent[at] ?? 0) ^ 4
    writeFileSync(join(backupFolder(), 'bent.chancery-backup'), bent)
    await expect(restore('bent.chancery-backup', join(scratch, 'bent'))).rejects.toThrow(/block \d+ \(bytes/)
    expect(readdirSync(scratch)).toEqual([])
  }
  const done = await drill(made.alice, 'bent.chancery-backup')
  expect(done.report.steps).toMatchObject([{ name: 'archive', outcome: 'failed' }])
})

test('the holder of a recipient’s key opens a backup as well', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { alice } = made
  const csr = makeCsr({ key: { privateKey, publicKey } })
  const { request } = await alice.call('request.submit', { profile: 'web', csr: Buffer.from(csr).toString('base64') })
  const { file } = await alice.call('certificate.export', { id: request.certificateId ?? 0, format: 'pem' })
  const pem = Buffer.from(file.base64, 'base64').toString()
  await alice.call('backup.set-recipients', { certificates: [pem] })
  expect((await alice.call('backup.show', {})).recipients).toMatchObject([
    { subject: new X509Certificate(pem).subject.split('\n')[0] }
  ])
  await alice.call('backup.create', { name: 'for-recipient' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const done = await alice.call('backup.drill', {
    file: 'for-recipient.chancery-backup',
    recipientKey: key,
    ownPassphrase: testPassphrase
  })
  expect(done.drill.outcome).toBe('passed')
  await alice.call('backup.set-recipients', { certificates: [] })
})

test('a copy goes to another machine and is read back; one that comes back otherwise is told', async () => {
  const files = new Map<string, Buffer>()
  let bend = false
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => void pieces.push(piece))
    request.on('end', () => {
      const path = request.url ?? ''
      if (request.method === 'PUT') files.set(path, Buffer.concat(pieces))
      const found = files.get(path)
      if (request.method === 'GET' && found !== undefined) response.end(bend ? Buffer.alloc(found.length) : found)
      else response.writeHead(request.method === 'PUT' ? 201 : 405).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { alice } = made
  try {
    await alice.call('backup.set-remote', { to: `http://127.0.0.1:${port}/store/` })
    const { file, sha256, remote } = await alice.call('backup.create', { name: 'remote' })
    expect(remote).toMatchObject({ problem: null })
    const sent = files.get(`/store/${file}`) ?? Buffer.alloc(0)
    expect(createHash('sha256').update(sent).digest('hex')).toBe(sha256)
    bend = true
    const wrong = await alice.call('backup.create', { name: 'remote-bent' })
    expect(wrong.remote?.problem).toBe('What was read back is not what was sent.')
    expect((await alice.call('backup.show', {})).lastRun).toMatchObject({ outcome: 'failed' })
  } finally {
    server.close()
  }
  const folder = mkdtempSync(join(tmpdir(), 'chancery-remote-'))
  await alice.call('backup.set-remote', { to: folder })
  expect((await alice.call('backup.create', { name: 'to-folder' })).remote).toMatchObject({ problem: null })
  expect(readdirSync(folder)).toEqual(['to-folder.chancery-backup'])
  await alice.call('backup.set-remote', {})
  expect((await alice.call('backup.show', {})).remote).toBeNull()
  rmSync(folder, { recursive: true })
})

test('the schedule makes what was missed, keeps as many as it should, and tells what it could not make', async () => {
  const { alice, clock, engine } = made
  await alice.call('settings.update', { settings: { backupEveryHours: 24, backupsKept: 2 } })
  const timed = (): string[] => readdirSync(backupFolder()).filter((name) => name.startsWith('chancery-'))
  for (let day = 1; day <= 4; day++) {
    clock.advance(3 * 86_400_000)
    engine.jobs.wake()
    await engine.jobs.settle()
  }
  expect(timed()).toHaveLength(2)
  await alice.call('settings.update', { settings: { backupFolder: join(scratch, 'not-there', 'at-all') } })
  clock.advance(3 * 86_400_000)
  engine.jobs.wake()
  await engine.jobs.settle()
  const { notices } = await alice.call('dashboard.notices', {})
  expect(notices.find(({ kind }) => kind === 'backup-failed')?.text).toMatch(/cannot be used\. Is its disk there/)
  await alice.call('settings.update', { settings: { backupFolder: null } })
})

test('a folder of backups that went away with its disk is not made anew beneath it', async () => {
  const { alice } = made
  const place = join(scratch, 'stick', 'backups')
  mkdirSync(join(scratch, 'stick'))
  await alice.call('settings.update', { settings: { backupFolder: place } })
  await alice.call('backup.create', { name: 'on-stick' })
  rmSync(place, { recursive: true })
  await expect(alice.call('backup.create', { name: 'beneath' })).rejects.toMatchObject({
    code: 'io',
    message: expect.stringMatching(/backups.* is gone.*Is its disk there/) as string
  })
  expect(existsSync(place)).toBe(false)
  mkdirSync(place)
  await alice.call('backup.create', { name: 'again' })
  await alice.call('settings.update', { settings: { backupFolder: null } })
  rmSync(join(scratch, 'stick'), { recursive: true })
})

test('a place of backups that cannot be used is said in words', async () => {
  const { alice } = made
  const place = join(scratch, 'a-file')
  writeFileSync(place, 'x')
  await alice.call('settings.update', { settings: { backupFolder: place } })
  await expect(alice.call('backup.create', {})).rejects.toMatchObject({
    code: 'io',
    message: expect.stringContaining('part of the path is a file') as string
  })
  await alice.call('settings.update', { settings: { backupFolder: null } })
  rmSync(place)
})

test('a drill and a backup that are too old are told', async () => {
  const { alice, clock } = made
  const kinds = async (): Promise<readonly string[]> =>
    (await alice.call('dashboard.notices', {})).notices.map(({ kind }) => kind)
  await alice.call('settings.update', { settings: { backupEveryHours: 0, idleLockMinutes: 0 } })
  await alice.call('backup.create', { name: 'fresh' })
  await drill(alice, 'fresh.chancery-backup')
  expect(await kinds()).not.toEqual(expect.arrayContaining(['backup-old']))
  clock.advance(200 * 86_400_000)
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  expect(await kinds()).toEqual(expect.arrayContaining(['backup-old', 'drill-old']))
})
