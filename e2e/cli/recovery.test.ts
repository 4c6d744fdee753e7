import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCsr, openssl } from '../fixtures/openssl.ts'
import { chancery, chanceryJson, serve, workFolder, type Server } from './chancery.ts'

/** Proves backup, restore, drill and shares on the command line. Needs openssl 3. */
const folder = workFolder()
const data = join(folder.path, 'data')
const own = ['--data', data, '--passphrase-file', folder.passphraseFile]
const backups = join(data, 'backups')
const secret = (name: string, text: string): string => {
  const path = join(folder.path, name)
  writeFileSync(path, `${text}\n`, { mode: 0o600 })
  return path
}
const backupPassphrase = secret('backup-passphrase', 'nine amber lanterns')
let server: Server | undefined

async function issue(name: string, on: readonly string[]): Promise<number> {
  await makeCsr(folder.path, name)
  const { certificateId } = await chanceryJson<{ certificateId: number }>(
    ...['request', 'submit', '--profile', 'web', '--csr', join(folder.path, `${name}.csr`), ...on]
  )
  return certificateId
}

beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', ...own)
  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  await chanceryJson('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256', '--data', data)
  await chanceryJson(
    ...['profile', 'create', '--name', 'web', '--starter', 'tls-server', '--authority', 'root', '--approval', 'auto'],
    ...['--data', data]
  )
  await chanceryJson('settings', 'update', '--settings.backup-every-hours', '0', '--data', data)
  await chanceryJson('backup', 'set-passphrase', '--backup-passphrase-file', backupPassphrase, '--data', data)
  await issue('before.example.test', ['--data', data])
})
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

const restore = (file: string, target: string, ...more: string[]): ReturnType<typeof chancery> =>
  chancery('backup', 'restore', file, '--data', target, '--backup-passphrase-file', backupPassphrase, ...more)

test('a backup of a live engine, restored elsewhere, issues with higher CRL numbers, and openssl verifies', async () => {
  const { file } = await chanceryJson<{ file: string }>('backup', 'create', '--name', 'live', '--data', data)
  // Published after the backup: numbers go on above it.
  const later = join(folder.path, 'later.crl')
  await chanceryJson('crl', 'issue', '--authority', 'root', '--data', data)
  await chanceryJson('crl', 'issue', '--authority', 'root', '--out', later, '--data', data)
  const target = join(folder.path, 'restored')
  const done = await restore(join(backups, file), target, '--crl', later, '--json')
  expect(done.err).toBe('')
  expect(done.code).toBe(0)
  expect(JSON.parse(done.out)).toMatchObject({ authorities: [{ name: 'root' }], tokens: [] })
  const there = ['--data', target, '--passphrase-file', folder.passphraseFile]
  const id = await issue('after.example.test', there)
  const crl = join(folder.path, 'after.crl')
  await chanceryJson('crl', 'issue', '--authority', 'root', '--out', crl, ...there)
  await chanceryJson(
    'certificate',
    'export',
    '--id',
    String(id),
    '--format',
    'pem',
    '--out',
    join(folder.path, 'after.pem'),
    ...there
  )
  await chanceryJson(
    'authority',
    'export-chain',
    '--authority',
    'root',
    '--format',
    'pem',
    '--out',
    join(folder.path, 'root.pem'),
    ...there
  )
  const pem = join(folder.path, 'after-crl.pem')
  expect((await openssl('crl', '-inform', 'DER', '-in', crl, '-out', pem)).ok).toBe(true)
  const verified = await openssl(
    ...[
      'verify',
      '-crl_check',
      '-CRLfile',
      pem,
      '-CAfile',
      join(folder.path, 'root.pem'),
      join(folder.path, 'after.pem')
    ]
  )
  expect(verified).toMatchObject({ ok: true })
  const numberOf = async (path: string): Promise<bigint> => {
    const { said } = await openssl('crl', '-inform', 'DER', '-in', path, '-noout', '-crlnumber')
    return BigInt(/0x[0-9A-F]+/i.exec(said)?.[0] ?? '-1')
  }
  expect(await numberOf(crl)).toBeGreaterThan((await numberOf(later)) + 999_999n)
  const audit = await chancery('audit', 'verify', ...there)
  expect(audit.code).toBe(0)
  expect((await restore(join(backups, file), target)).err).toMatch(/is not empty/)
})

test('a drill on the command line passes, and its report is saved as JSON and PDF', async () => {
  const { drill } = await chanceryJson<{ drill: { id: number; outcome: string; report: { lostDuties: string[] } } }>(
    ...['backup', 'drill', '--backup-passphrase-file', backupPassphrase],
    ...['--own-passphrase-file', folder.passphraseFile, '--present', 'Zoe Witness', ...own]
  )
  expect(drill).toMatchObject({ outcome: 'passed', report: { lostDuties: [] } })
  const pdf = join(folder.path, 'drill.pdf')
  await chanceryJson('backup', 'drill-report', '--id', String(drill.id), '--out', pdf, '--data', data)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
})

test('shares go into a file and nowhere else: without one none are made, with one no word is on the terminal', async () => {
  const asked = ['vault', 'shares', 'create', '--shares', '3', '--threshold', '2', '--data', data]
  const nowhere = await chancery(...asked)
  expect(nowhere.code).toBe(2)
  expect(nowhere.err).toContain('add --out FILE')
  const written = await chancery(...asked, '--out', join(folder.path, 'other-cards.pdf'))
  expect(written.code).toBe(0)
  expect(written.out).toMatch(/threshold: +2/)
  expect(written.out).not.toContain('words')
})

test('shares recover the vault of a locked installation; one too few does not, and says so', async () => {
  const cards = join(folder.path, 'cards.pdf')
  const made = await chanceryJson<{ cards: { words: string }[] }>(
    ...[
      'vault',
      'shares',
      'create',
      '--shares',
      '5',
      '--threshold',
      '3',
      '--holders',
      'Ann',
      '--out',
      cards,
      '--data',
      data
    ]
  )
  const files = made.cards.map(({ words }, index) => secret(`share-${index + 1}`, words))
  const target = join(folder.path, 'with-shares')
  await chanceryJson('backup', 'create', '--name', 'with-shares', '--data', data)
  expect((await restore(join(backups, 'with-shares.chancery-backup'), target)).code).toBe(0)
  const combine = (...numbers: number[]): ReturnType<typeof chancery> =>
    chancery(
      ...['vault', 'shares', 'combine', '--account', 'alice', '--data', target],
      ...numbers.flatMap((number) => ['--shares-file', files[number - 1] ?? '']),
      ...['--new-passphrase-file', secret('next-passphrase', 'green kettle over harbour')]
    )
  const few = await combine(2, 5)
  expect(few.code).not.toBe(0)
  expect(few.err).toMatch(/3 shares are needed and 2 are here: 1 more is missing/)
  const enough = await combine(2, 5, 1)
  expect(enough.err).toBe('')
  expect(enough.code).toBe(0)
  await chanceryJson(
    ...['crl', 'issue', '--authority', 'root', '--data', target],
    ...['--passphrase-file', join(folder.path, 'next-passphrase')]
  )
})

test('a backup and a restore that are killed leave nothing or the whole', async () => {
  for (const delay of [5, 40]) {
    const running = chancery('backup', 'create', '--name', `killed-${delay}`, '--data', data)
    const began = Date.now()
    while (!existsSync(backups) || !readdirSync(backups).some((name) => name.startsWith('.staging'))) {
      if (Date.now() - began > 5000) break
      await pause(1)
    }
    await pause(delay)
    await server?.kill()
    await running
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    const path = join(backups, `killed-${delay}.chancery-backup`)
    if (existsSync(path)) expect((await restore(path, join(folder.path, `whole-${delay}`))).code).toBe(0)
  }
  await chanceryJson('backup', 'create', '--name', 'after-kills', '--data', data)
  expect(readdirSync(backups).filter((name) => name.startsWith('.') || name.endsWith('.partial'))).toEqual([])
  const target = join(folder.path, 'killed-restore')
  const command = process.env['CHANCERY_CLI'] ?? join(import.meta.dirname, '..', '..', 'bin', 'chancery.mjs')
  for (const delay of [0, 25]) {
    const child = spawn(
      process.execPath,
      [
        ...[command, 'backup', 'restore', join(backups, 'after-kills.chancery-backup'), '--data', target],
        ...['--backup-passphrase-file', backupPassphrase]
      ],
      { stdio: 'ignore' }
    )
    const ended = once(child, 'exit')
    const began = Date.now()
    while (!readdirSync(folder.path).some((name) => name.startsWith('killed-restore')) && Date.now() - began < 10_000)
      await pause(1)
    await pause(delay)
    child.kill('SIGKILL')
    await ended
    if (existsSync(target)) break
  }
  if (!existsSync(target)) expect((await restore(join(backups, 'after-kills.chancery-backup'), target)).code).toBe(0)
  expect(readdirSync(folder.path).filter((name) => name.includes('.restoring-'))).toEqual([])
  const audit = await chancery('audit', 'verify', '--data', target, '--passphrase-file', folder.passphraseFile)
  expect(audit.code).toBe(0)
})
