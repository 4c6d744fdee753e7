import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEngine, startWithAlice, testPassphrase } from '../../testing/test-engine.ts'
import { dataFolder } from '../data-folder.ts'
import type { Opener } from './content-key.ts'
import { aboutBackup, rebuildBeside, takeOver } from './restore-in-place.ts'

const opener: Opener = { kind: 'passphrase', passphrase: 'nine amber lanterns' }
let scratch: string
let file: string
let madeAt: number
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'chancery-in-place-'))
  const made = await startWithAlice()
  const { alice } = made
  await alice.call('settings.update', {
    settings: { backupEveryHours: 0, backupFolder: scratch, organizationName: 'Harbour' }
  })
  await alice.call('backup.set-passphrase', { backupPassphrase: 'nine amber lanterns' })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Harbour' })
  file = join(scratch, (await alice.call('backup.create', { name: 'whole' })).file)
  madeAt = made.engine.ca.clock.now()
  await made.stop()
})
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
})

/** A folder as the first run leaves it before anybody has made anything. */
async function emptyInstallation(name: string): Promise<ReturnType<typeof dataFolder>> {
  const path = join(scratch, name)
  const started = await startTestEngine({ dataDir: path })
  await started.engine.close()
  return dataFolder(path)
}

test('a backup says of itself whose it is and what opens it', async () => {
  expect(await aboutBackup(file)).toMatchObject({
    name: 'whole.chancery-backup',
    installation: 'Harbour',
    createdAt: madeAt,
    passphrase: true,
    recipients: []
  })
})

test('an installation without vault becomes the one of the backup, and nothing is left beside it', async () => {
  const folder = await emptyInstallation('one')
  const before = readFileSync(folder.database)
  const report = await rebuildBeside(folder, { file, opener })
  expect(report.authorities.map(({ name }) => name)).toEqual(['root'])
  expect(readFileSync(folder.database)).toEqual(before)
  await takeOver(folder)
  expect(readdirSync(folder.path).filter((name) => /restored|-wal|-shm/.test(name))).toEqual([])
  const again = await startTestEngine({ dataDir: folder.path })
  const alice = again.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  expect((await alice.call('authority.list', {})).authorities.map(({ name }) => name)).toEqual(['root'])
  expect((await alice.call('audit.verify', {})).intact).toBe(true)
  await again.engine.close()
})

test('where somebody has made a vault meanwhile nothing is replaced', async () => {
  const folder = await emptyInstallation('two')
  await rebuildBeside(folder, { file, opener })
  const raced = await startTestEngine({ dataDir: folder.path })
  await expect(takeOver(folder)).rejects.toMatchObject({ code: 'busy' })
  await raced.person().call('system.setup', { operator: 'bob', passphrase: 'copper meadow under rain' })
  await raced.engine.close()
  await rebuildBeside(folder, { file, opener })
  await expect(takeOver(folder)).rejects.toMatchObject({ code: 'conflict' })
  const still = await startTestEngine({ dataDir: folder.path })
  await still.person().call('session.sign-in', { operator: 'bob', passphrase: 'copper meadow under rain' })
  await still.engine.close()
})

test('a wrong passphrase writes nothing, and what a killed attempt left is swept by the next', async () => {
  const folder = await emptyInstallation('three')
  const wrong: Opener = { kind: 'passphrase', passphrase: 'ten amber lanterns' }
  await expect(rebuildBeside(folder, { file, opener: wrong })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  expect(existsSync(join(folder.path, 'restored'))).toBe(false)
  await rebuildBeside(folder, { file, opener })
  await rebuildBeside(folder, { file, opener })
  await takeOver(folder)
})

test('the numbers of a mirrored root are those of its own installation and are not raised', async () => {
  const [safe, office] = [await startWithAlice(), await startWithAlice()]
  await office.alice.call('settings.update', { settings: { backupEveryHours: 0, backupFolder: scratch } })
  await office.alice.call('backup.set-passphrase', { backupPassphrase: 'nine amber lanterns' })
  const { authority } = await safe.alice.call('authority.create', { name: 'R1', subject: 'CN=R1,O=Harbour' })
  for (const [one, other, name] of [
    [safe, office, 'Root safe'],
    [office, safe, 'Issuing office']
  ] as const) {
    const { file: card, identity } = await one.alice.call('bundle.identity', { name })
    const text = Buffer.from(card.base64, 'base64').toString()
    await other.alice.call('bundle.pair', { card: text, fingerprint: identity.fingerprint })
  }
  const made = await safe.alice.call('bundle.hand-over', { peer: 'Issuing office', authority: authority.id, crls: 2 })
  await office.alice.call('bundle.accept', { bundle: made.file.base64, trustRoot: true })
  await office.alice.call('authority.create', { name: 'own', subject: 'CN=Own,O=Harbour' })
  const { file: name } = await office.alice.call('backup.create', { name: 'mirror' })
  for (const one of [safe, office]) await one.stop()
  const report = await rebuildBeside(await emptyInstallation('four'), { file: join(scratch, name), opener })
  expect(report.authorities.map((one) => one.name)).toEqual(['own'])
})
