import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parseCrl } from '../pki/crl.ts'
import { parseOcspResponse } from '../pki/ocsp.ts'
import { makeCsr } from '../testing/engine.ts'
import { writePem } from '../pki/pem.ts'
import { requirePublishTarget } from '../ca/publish/targets.ts'
import { updatePublishTarget } from '../store/publishing.ts'
import { transaction } from '../store/transaction.ts'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

const hour = 3_600_000
let house: (TestEngine & { readonly alice: Person }) | undefined
const folders: string[] = []
afterEach(async () => {
  await house?.stop()
  house = undefined
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'))
  folders.push(folder)
  return folder
}

/** An engine with an authority `ca`, a profile `web` and an address under which it is reached. */
async function start(scheduled = true): Promise<TestEngine & { readonly alice: Person }> {
  house = await startWithAlice()
  const { alice } = house
  await alice.call('settings.update', {
    settings: { publicBaseAddress: 'http://pki.example.test', idleLockMinutes: 0 }
  })
  await alice.call('authority.create', {
    name: 'ca',
    subject: 'CN=Test CA',
    key: 'P-256',
    validity: '10y',
    settings: { crl: { scheduled } }
  })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'ca', approval: 'auto' })
  return house
}

async function certified(alice: Person, host: string): Promise<number> {
  const csr = writePem('CERTIFICATE REQUEST', makeCsr({ subject: `CN=${host}`, names: [{ kind: 'dns', value: host }] }))
  const { certificateId } = await alice.call('request.submit', { profile: 'web', csr })
  if (certificateId === null) throw new Error('the request was held')
  return certificateId
}

/** Every file below a folder, by its path. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}

function mkdirIn(folder: string, name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}

const statusOf = (path: string): string => {
  const response = parseOcspResponse(readFileSync(path))
  return response.kind === 'basic' ? (response.basic.answers[0]?.status.kind ?? 'none') : response.error
}

/** Waits until no run over a target is under way any more and none is due. */
async function settled({ engine, alice, clock }: TestEngine & { readonly alice: Person }): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    await engine.jobs.settle()
    const { targets } = await alice.call('publish.list', {})
    if (targets.every(({ running, nextRunAt }) => !running && (nextRunAt ?? Infinity) > clock.now())) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('publishing does not end')
}

describe('publishing to a folder', () => {
  it('writes a document over no file that somebody else put there, and over its own', async () => {
    const { alice } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    const to = newFolder()
    writeFileSync(join(to, 'rc.txt'), 'theirs')
    await alice.call('publish.document-save', { path: 'rc.txt', text: 'ours' })
    await alice.call('publish.add', { name: 'web', to })
    await settled(house!)
    const { runs } = await alice.call('publish.show', { target: 'web' })
    expect([runs[0]?.outcome, runs[0]?.notes]).toEqual([
      'incomplete',
      [expect.stringContaining('rc.txt was not written')]
    ])
    expect(readFileSync(join(to, 'rc.txt'), 'utf8')).toBe('theirs')
    expect(files(to)).toContain('crl/ca.crl')
    expect((await alice.call('publish.run', { target: 'web', full: true })).run.outcome).toBe('incomplete')
    rmSync(join(to, 'rc.txt'))
    expect((await alice.call('publish.run', { target: 'web' })).run.outcome).toBe('done')
    await alice.call('publish.document-save', { path: 'rc.txt', text: 'ours, newer' })
    expect((await alice.call('publish.run', { target: 'web', full: true })).run.outcome).toBe('done')
    expect(readFileSync(join(to, 'rc.txt'), 'utf8')).toBe('ours, newer')
  })

  it('knows its own documents again where it exports twice, or a target was made again', async () => {
    const { alice } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    const to = join(newFolder(), 'www')
    const cps = (): string => readFileSync(join(to, 'cps.txt'), 'utf8')
    await alice.call('publish.document-save', { path: 'cps.txt', text: 'first' })
    await alice.call('publish.export', { to })
    await alice.call('publish.document-save', { path: 'cps.txt', text: 'second' })
    const { run } = await alice.call('publish.export', { to })
    expect(run.notes.filter((note) => note.startsWith('cps.txt'))).toEqual([])
    expect(cps()).toBe('second')
    await alice.call('publish.document-save', { path: 'cps.txt', text: 'third' })
    await alice.call('publish.add', { name: 'web', to })
    await settled(house!)
    expect(cps()).toBe('third')
    writeFileSync(join(to, 'cps.txt'), 'theirs')
    const again = await alice.call('publish.export', { to })
    expect(again.run.notes).toContainEqual(expect.stringContaining('cps.txt was not written'))
    expect(cps()).toBe('theirs')
  })

  it('writes nothing into the empty place that a disk leaves behind, and all of it where everything is asked for again', async () => {
    const { alice } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    const to = newFolder()
    await alice.call('publish.add', { name: 'web', to })
    await settled(house!)
    const before = files(to)
    rmSync(to, { recursive: true })
    mkdirSync(to)
    await alice.call('crl.issue', { authority: 'ca' })
    const { run } = await alice.call('publish.run', { target: 'web' })
    expect([run.outcome, run.error]).toEqual(['failed', expect.stringContaining('Is its disk or share there?')])
    expect(files(to)).toEqual([])
    rmSync(to, { recursive: true })
    await alice.call('publish.run', { target: 'web' })
    expect(existsSync(to)).toBe(false)
    const again = await alice.call('publish.run', { target: 'web', full: true })
    expect(again.run.outcome).toBe('done')
    expect(files(to)).toEqual(before)
  })

  it('puts CRL, certificate and answers where the addresses in certificates lead, and again only what changed', async () => {
    const { alice, clock } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    await alice.call('ocsp.enable', { authority: 'ca' })
    const ids = [await certified(alice, 'a.test'), await certified(alice, 'b.test')]
    const to = join(newFolder(), 'www')
    await alice.call('publish.add', { name: 'web', to, settings: { what: { ocsp: true } } })
    await settled(house!)
    const there = files(to)
    expect(there).toContain('crl/ca.crl')
    expect(there).toContain('aia/ca.cer')
    expect(there).toContain('status.json')
    const answers = there.filter((path) => path.startsWith('ocsp/ca/'))
    // Its own certificate and that of the responder are the authority's, too.
    expect(answers).toHaveLength(4)
    expect(answers.map((path) => statusOf(join(to, path)))).toEqual(['good', 'good', 'good', 'good'])

    const again = await alice.call('publish.run', { target: 'web' })
    expect(again.run).toMatchObject({ outcome: 'done', written: 0, unchanged: 6, removed: 0 })

    clock.advance(60_000)
    await alice.call('certificate.revoke', { id: ids[0] ?? 0, reason: 'superseded' })
    await settled(house!)
    const { runs, published } = await alice.call('publish.show', { target: 'web' })
    expect(runs.slice(0, -2).reduce((sum, { written }) => sum + written, 0)).toBe(2)
    expect(runs[0]?.cause).toBe('on change')
    expect(parseCrl(readFileSync(join(to, 'crl/ca.crl'))).entryCount).toBe(1)
    expect(answers.map((path) => statusOf(join(to, path))).toSorted()).toEqual(['good', 'good', 'good', 'revoked'])
    expect(published.map(({ kind, count }) => [kind, count])).toEqual([
      ['certificate', 1],
      ['crl', 1],
      ['ocsp', 4]
    ])

    // Half of their life later all answers are signed anew; the certificate and the CRL stay.
    clock.advance(7 * hour)
    const renewed = await alice.call('publish.run', { target: 'web' })
    expect(renewed.run).toMatchObject({ outcome: 'done', written: 4, unchanged: 2 })
  })

  it('is told of a CRL in the transaction that keeps it, and runs again when something changes during a run', async () => {
    const { alice, engine } = await start(false)
    const to = newFolder()
    await alice.call('publish.add', { name: 'web', to })
    await settled(house!)
    expect(files(to)).toEqual(['aia/ca.cer', 'status.json'])
    const before = (await alice.call('publish.list', {})).targets[0]
    expect(before?.lastError).toContain('ca has no CRL yet')
    const running = alice.call('publish.run', { target: 'web' })
    await alice.call('crl.issue', { authority: 'ca' })
    await running
    await engine.jobs.settle()
    await settled(house!)
    const { crl } = (await alice.call('crl.list', {})).rows.map((row) => ({ crl: row }))[0] ?? { crl: undefined }
    expect(
      createHash('sha256')
        .update(readFileSync(join(to, 'crl/ca.crl')))
        .digest('hex')
    ).toBe(crl?.sha256)
    expect((await alice.call('publish.list', {})).targets[0]?.lastError).toBeNull()
  })

  it('tells in words why a run failed, tries again with growing pauses, and goes on when the cause is gone', async () => {
    const { alice, clock } = await start()
    const blocked = join(newFolder(), 'www')
    writeFileSync(blocked, 'a file where the folder should be')
    await alice.call('publish.add', { name: 'web', to: blocked })
    await settled(house!)
    const failed = async (): Promise<{ failures: number; pause: number }> => {
      const target = (await alice.call('publish.list', {})).targets[0]
      expect(target?.lastError).toMatch(/cannot be written/)
      return { failures: target?.failures ?? 0, pause: (target?.nextRunAt ?? 0) - clock.now() }
    }
    // A change that comes while the first run is under way makes a second.
    const first = await failed()
    expect(first.failures).toBeGreaterThan(0)
    expect(first.pause).toBe(30_000 * 2 ** (first.failures - 1))
    await alice.call('publish.run', { target: 'web' })
    expect(await failed()).toEqual({ failures: first.failures + 1, pause: first.pause * 2 })
    rmSync(blocked)
    clock.advance(first.pause * 2)
    house?.engine.jobs.wake()
    await settled(house!)
    const { target, runs } = await alice.call('publish.show', { target: 'web' })
    expect(target).toMatchObject({ failures: 0, lastSuccessAt: clock.now() })
    expect(runs[0]?.cause).toBe('after a failure')
    expect(existsSync(join(blocked, 'aia/ca.cer'))).toBe(true)
  })

  it('takes away what is not published any more, and nothing that others put there', async () => {
    const { alice } = await start()
    const to = newFolder()
    writeFileSync(join(to, 'index.html'), 'ours')
    await alice.call('crl.issue', { authority: 'ca' })
    await alice.call('publish.document-save', { path: 'cps/cps.txt', text: 'We are careful.' })
    await alice.call('publish.add', { name: 'web', to })
    await settled(house!)
    expect(files(to)).toEqual(['aia/ca.cer', 'cps/cps.txt', 'crl/ca.crl', 'index.html', 'status.json'])
    await alice.call('publish.document-remove', { path: 'cps/cps.txt' })
    await alice.call('publish.update', { target: 'web', settings: { what: { certificates: false } } })
    await alice.call('publish.run', { target: 'web' }).catch(() => undefined)
    await settled(house!)
    expect(files(to)).toEqual(['crl/ca.crl', 'index.html', 'status.json'])
    expect(existsSync(join(to, 'cps'))).toBe(false)
  })

  it('does not write where a target may not be, also one that is stored already', async () => {
    const { alice, folder, engine, clock } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    const to = newFolder()
    for (const [name, place] of [
      ['keys', mkdirIn(to, '.ssh')],
      ['data', mkdirIn(folder, 'www')]
    ] as const) {
      const link = join(to, name)
      const { target } = await alice.call('publish.add', { name, to: link, settings: { onChange: false } })
      await settled(house!)
      // It was a folder when somebody named it.
      rmSync(link, { recursive: true })
      symlinkSync(place, link)
      const { run } = await alice.call('publish.run', { target: target.id, full: true })
      expect(run).toMatchObject({ outcome: 'failed', written: 0 })
      expect(run.error).toMatch(/hidden folder|must not be published/)
      expect(existsSync(join(place, 'crl'))).toBe(false)
    }
    // As an earlier version stored it.
    const hidden = join(to, '.ssh')
    await transaction(engine.ca.store, (tx) =>
      updatePublishTarget(tx, requirePublishTarget(tx, 'keys').id, {
        destination: { kind: 'folder', path: hidden },
        nextRunAt: clock.now()
      })
    )
    engine.jobs.wake()
    await settled(house!)
    expect(readdirSync(hidden)).toEqual([])
    expect((await alice.call('publish.show', { target: 'keys' })).target.lastError).toMatch(/hidden folder/)
  })

  it('publishes what is there while the vault is locked, and says what it could not sign', async () => {
    const { alice, engine } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    await alice.call('ocsp.enable', { authority: 'ca' })
    const to = newFolder()
    await alice.call('publish.add', { name: 'web', to, settings: { what: { ocsp: true }, onChange: false } })
    await settled(house!)
    await certified(alice, 'late.test')
    engine.vault.lock()
    await alice.call('publish.run', { target: 'web', full: true })
    const { run } = await alice.call('publish.run', { target: 'web', full: true })
    expect(run.outcome).toBe('incomplete')
    expect(run.notes.join()).toMatch(/Answers of ca could not all be signed: .*locked/)
    expect(run.written).toBe(4)
  })
})

describe('a target', () => {
  it('is refused where it cannot be right, in words', async () => {
    const { alice, folder } = await start()
    const refused = async (input: Record<string, unknown>): Promise<string> => {
      const reply = await alice.reply('publish.add', { name: 'x', ...input })
      return reply.ok ? 'taken' : `${reply.failure.code}: ${reply.failure.message}`
    }
    expect(await refused({ to: 'www' })).toMatch(/^invalid-input: "www" is not a whole path/)
    expect(await refused({ to: '/' })).toMatch(/root of the file system/)
    expect(await refused({ to: join(folder, 'www') })).toMatch(/must not be published/)
    expect(await refused({ to: tmpdir() })).toMatch(/must not be published/)
    expect(await refused({ to: 'ftp://h/x' })).toMatch(/"ftp:" is not known/)
    expect(await refused({ to: 'sftp://host/www' })).toMatch(/as whom to sign in/)
    expect(await refused({ to: 'sftp://u:p@host/www' })).toMatch(/A password does not belong in an address/)
    expect(await refused({ to: 'sftp://u@host/a/../b', secret: 'x' })).toBe('taken')
    expect(await refused({ to: 'sftp://u@host/www' })).toMatch(/Give the password or the private key/)
    expect(await refused({ to: 'http://dav.example.test/', user: 'u', secret: 's' })).toMatch(
      /does not go over plain HTTP/
    )
    expect(await refused({ to: 's3://B_d/x', user: 'k', secret: 's' })).toMatch(/not the name of an S3 bucket/)
    expect(await refused({ to: 's3://bucket/x', secret: 's' })).toMatch(/access key id/)
  })

  it('keeps its secret sealed, shows it to nobody, and drops it when it is sent to another server', async () => {
    const { alice, engine } = await start()
    const added = await alice.call('publish.add', {
      name: 'files',
      to: 'sftp://www@files.example.test/pki',
      secret: 'correct horse',
      hostKey: `SHA256:${'A'.repeat(43)}`,
      settings: { onChange: false, every: '1d' }
    })
    expect(JSON.stringify(added)).not.toContain('correct horse')
    expect(added.target).toMatchObject({ hasSecret: true, to: 'sftp://www@files.example.test/pki' })
    const audit = await alice.call('audit.list', { limit: 20 })
    expect(JSON.stringify(audit)).not.toContain('correct horse')
    const moved = await alice.reply('publish.update', { target: 'files', to: 'sftp://www@evil.example.test/pki' })
    expect(moved).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
    const again = await alice.call('publish.update', { target: 'files', to: 'sftp://www@files.example.test/other' })
    expect(again.target).toMatchObject({ hasSecret: true, destination: { hostKey: `SHA256:${'A'.repeat(43)}` } })
    const other = await alice.call('publish.update', {
      target: 'files',
      to: 'sftp://www@new.example.test/pki',
      secret: 'another'
    })
    expect(other.target.destination).toMatchObject({ hostKey: null })
    await alice.call('publish.add', { name: 'web', to: 'https://web.example.test/pki', user: 'www', secret: 'horse' })
    // The password of one account on a server is not shown to the server as that of another.
    const renamed = await alice.reply('publish.update', { target: 'web', user: 'admin' })
    expect(renamed).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
    engine.vault.lock()
    const failed = await alice.reply('publish.test', { target: 'files' })
    expect(failed).toMatchObject({ ok: false, failure: { code: 'locked' } })
  })

  it('is exported once to a new or empty folder, and never into one with files of others', async () => {
    const { alice } = await start()
    await alice.call('crl.issue', { authority: 'ca' })
    const to = newFolder()
    const { run, published } = await alice.call('publish.export', { to, what: {} })
    expect(run).toMatchObject({ outcome: 'done', written: 2 })
    expect(published.map(({ kind }) => kind)).toEqual(['certificate', 'crl'])
    expect(files(to)).toEqual(['aia/ca.cer', 'crl/ca.crl', 'status.json'])
    await alice.call('publish.export', { to, what: {} })
    expect((await alice.call('publish.list', {})).targets).toEqual([])
    const other = newFolder()
    writeFileSync(join(other, 'letter.txt'), 'dear')
    expect(await alice.reply('publish.export', { to: other })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' }
    })
  })
})
