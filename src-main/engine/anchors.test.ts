import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProducedFile } from '../../src-shared/api/shapes.ts'
import { anchorPage } from '../reports/audit-anchor/page.ts'
import { verifyAuditLog, type LogVerdict } from '../reports/verify/audit-log.ts'
import { placeOf } from '../reports/verify/texts.ts'
import { getAuditAnchor } from '../store/audit-anchors.ts'
import { connectionKey } from '../store/connection.ts'
import { reader } from '../store/store.ts'
import { mutatedLogs } from '../testing/log-mutations.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let folder: OpensslFolder
beforeAll(async () => {
  folder = opensslFolder()
  made = await startWithAlice()
  const { alice } = made
  // Certificates that OpenSSL makes today are valid tomorrow.
  made.clock.advance(Date.now() + 86_400_000 - made.clock.now())
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('tsa.create', { name: 'stamp', authority: 'root' })
})
afterAll(async () => {
  folder.remove()
  await made.stop()
})

const bytesOf = ({ base64 }: ProducedFile): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** Everything that an auditor takes along, checked as on another machine. */
async function taken(): Promise<{ log: Uint8Array; anchors: Uint8Array; trusted: Uint8Array[] }> {
  const { alice } = made
  const anchors = bytesOf((await alice.call('anchor.export', {})).file)
  const log = bytesOf((await alice.call('audit.export', {})).file)
  const { signers } = await alice.call('anchor.signers', {})
  const { authorities } = await alice.call('authority.list', {})
  const root = await alice.call('certificate.export', { id: authorities[0]?.certificateId ?? 0, format: 'pem' })
  return { log, anchors, trusted: [...signers.map(({ certificate }) => Buffer.from(certificate)), bytesOf(root.file)] }
}

const check = (log: Uint8Array, anchors: Uint8Array, trusted: readonly Uint8Array[]): Promise<LogVerdict> =>
  verifyAuditLog({ name: 'audit.jsonl', bytes: log }, [{ name: 'anchors.json', bytes: anchors }], trusted)

describe('an anchor of the audit log', () => {
  test('needs an evidence key, which is made once under its name', async () => {
    const { alice } = made
    await expect(alice.call('anchor.create', {})).rejects.toMatchObject({ code: 'not-ready' })
    const { signer } = await alice.call('anchor.add-signer', { name: 'Ada' })
    expect(signer).toMatchObject({ name: 'Ada', algorithm: 'P-256', location: 'software', state: 'active' })
    await expect(alice.call('anchor.add-signer', { name: 'Ada' })).rejects.toMatchObject({ code: 'name-taken' })
    folder.write('ada.pem', signer.certificate)
    expect(folder.run('verify', '-no_check_time', '-CAfile', 'ada.pem', 'ada.pem')).toContain('OK')
  })

  test('is signed, stamped by the service of the settings, and verified by OpenSSL and by the stand-alone check', async () => {
    const { alice } = made
    await alice.call('anchor.change-settings', { signer: 'Ada', stamp: { by: 'own', service: 'stamp' } })
    const { anchor } = await alice.call('anchor.create', {})
    expect(anchor).toMatchObject({ holds: true, origin: 'hand', signer: 'CN=Ada', stampProblem: null })
    expect(anchor.stampedAt).not.toBeNull()
    const row = getAuditAnchor(reader(made.engine.ca.store), anchor.id)
    folder.write('anchor.txt', anchor.text)
    folder.write('anchor.p7s', row?.signature ?? '')
    const sources = ['-inform', 'DER', '-in', 'anchor.p7s', '-content', 'anchor.txt']
    folder.run('cms', '-verify', '-binary', ...sources, '-CAfile', 'ada.pem', '-purpose', 'any', '-no_check_time')
    const { log, anchors, trusted } = await taken()
    const result = await check(log, anchors, trusted)
    expect(result.findings.filter(({ weight }) => weight === 'wrong' || weight === 'open')).toEqual([])
    expect(result.verdict).toBe('accepted')
    expect(result.findings.map(({ code }) => code)).toEqual([
      'log-good',
      'stamp-good',
      'anchor-signed',
      'anchor-holds',
      'rows-behind'
    ])
  })

  test('is accepted as its page for the safe has it: the text of one code, and below it that of the other', async () => {
    const { log, trusted } = await taken()
    const { rows } = await made.alice.call('anchor.list', {})
    const row = getAuditAnchor(reader(made.engine.ca.store), rows[0]?.id ?? 0)
    const scanned = (text: string): Promise<LogVerdict> => check(log, Buffer.from(text), trusted)
    const signature = Buffer.from(row?.signature ?? '').toString('base64')
    expect((await scanned(`${row?.text}\n`)).verdict).toBe('open')
    const both = await scanned(`${row?.text}\r\n\n${signature.replace(/.{64}/g, '$&\n')}\n`)
    expect(both.verdict).toBe('accepted')
    expect(both.findings.map(({ code }) => code)).toContain('anchor-signed')
    expect((await scanned(`${row?.text}\n${signature.replace('MII', 'MIJ')}`)).verdict).toBe('refused')
    expect((await scanned(`${row?.text}\nno signature`)).verdict).toBe('refused')
  })

  test('is taken over when it was signed elsewhere, and refused for another log or another text', async () => {
    const { alice } = made
    const { file, seq } = await alice.call('anchor.prepare', {})
    folder.write('elsewhere.txt', bytesOf(file))
    const subject = ['-subj', '/CN=Olga', '-days', '3650', '-keyout', 'olga.key', '-out', 'olga.pem', '-nodes']
    folder.run('req', '-x509', '-newkey', 'rsa:2048', ...subject)
    const output = ['-outform', 'DER', '-out', 'elsewhere.p7s']
    folder.run(
      'cms',
      '-sign',
      '-binary',
      '-in',
      'elsewhere.txt',
      '-signer',
      'olga.pem',
      '-inkey',
      'olga.key',
      ...output
    )
    const text = Buffer.from(folder.read('elsewhere.txt')).toString()
    const signature = Buffer.from(folder.read('elsewhere.p7s')).toString('base64')
    const { anchor } = await alice.call('anchor.create', { text, signature })
    expect(anchor).toMatchObject({ seq, origin: 'outside', signer: 'CN=Olga' })
    const other = text.replace(/"seq":\d+/, '"seq":2')
    await expect(alice.call('anchor.create', { text: other, signature })).rejects.toMatchObject({ code: 'conflict' })
    const later = text.replace(/"at":(\d)/, '"at":9')
    await expect(alice.call('anchor.create', { text: later, signature })).rejects.toMatchObject({
      code: 'bad-signature'
    })
    await expect(alice.call('anchor.create', { text })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('is made by itself when it is due, and says why it has no stamp', async () => {
    const { alice, engine } = made
    await alice.call('anchor.change-settings', {
      everyHours: 24,
      stamp: { by: 'other', address: 'http://tsa.example.test/' }
    })
    expect(await alice.call('anchor.settings', {})).toMatchObject({ everyHours: 24, signer: 'Ada' })
    const before = (await alice.call('anchor.list', {})).rows.length
    made.clock.advance(25 * 3_600_000)
    // The session ended meanwhile.
    await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    await engine.anchors.chore.run(new AbortController().signal)
    const { rows } = await alice.call('anchor.list', {})
    expect(rows).toHaveLength(before + 1)
    expect(rows[0]).toMatchObject({ origin: 'schedule', stampedAt: null, createdBy: 'Chancery' })
    expect(rows[0]?.stampProblem).not.toBe('')
    await engine.anchors.chore.run(new AbortController().signal)
    expect((await alice.call('anchor.list', {})).rows).toHaveLength(before + 1)
  })

  test('is printed as a page, and its settings name only what is there', async () => {
    const { alice } = made
    const [row] = (await alice.call('anchor.list', {})).rows
    const { file } = await alice.call('anchor.print', { id: row?.id ?? 0, language: 'de' })
    expect(Buffer.from(bytesOf(file)).subarray(0, 5).toString()).toBe('%PDF-')
    const stored = getAuditAnchor(reader(made.engine.ca.store), row?.id ?? 0)
    if (stored === undefined) throw new Error('no anchor')
    expect(await anchorPage(stored, 'de')).toEqual(bytesOf(file))
    await expect(alice.call('anchor.change-settings', { signer: 'Nobody' })).rejects.toMatchObject({
      code: 'not-found'
    })
    await expect(alice.call('anchor.change-settings', { stamp: { by: 'own', service: 'none' } })).rejects.toMatchObject(
      { code: 'not-found' }
    )
  })

  test('finds a log that was edited, cut, reordered or written anew, and names the row', async () => {
    const { log, anchors, trusted: known } = await taken()
    const trusted = [...known, folder.read('olga.pem')]
    expect((await check(log, anchors, trusted)).verdict).toBe('accepted')
    const last = (await made.alice.call('anchor.list', {})).rows[0]?.seq ?? 0
    for (const { what, text, code, entry } of mutatedLogs(Buffer.from(log).toString(), last)) {
      const { verdict, findings } = await check(Buffer.from(text), anchors, trusted)
      expect(verdict, what).toBe('refused')
      const wrong = findings.filter(({ weight }) => weight === 'wrong')
      const faulty = Math.min(...wrong.filter(({ file }) => file === 'audit.jsonl').map((one) => one.entry ?? 0))
      const held = findings.filter((one) => one.code === 'anchor-holds' && (one.entry ?? 0) >= faulty)
      expect(held, `${what}: no anchor vouches for rows that are wrong`).toEqual([])
      expect(
        wrong.map((one) => `${one.code} ${placeOf(one, 'en')}`),
        what
      ).toContain(
        `${code} ${placeOf({ code: code === 'line-unfinished' ? 'files-good' : 'row-twice', file: 'audit.jsonl', entry }, 'en')}`
      )
    }
  })

  test('is shown as no longer held where the database was rewritten', async () => {
    const { alice, engine } = made
    const { database } = reader(engine.ca.store)[connectionKey]
    const [row] = (await alice.call('anchor.list', {})).rows
    expect(() => database.exec('DELETE FROM audit_anchor')).toThrow('append-only')
    database.exec('DROP TRIGGER audit_no_update')
    database.exec(`UPDATE audit SET hash = '${'ab'.repeat(32)}' WHERE seq = ${row?.seq ?? 0}`)
    expect((await alice.call('anchor.list', {})).rows[0]?.holds).toBe(false)
  })

  test('is not made with a key that was retired', async () => {
    const { alice } = made
    const { signers } = await alice.call('anchor.signers', {})
    await alice.call('anchor.retire-signer', { id: signers[0]?.id ?? 0 })
    await expect(alice.call('anchor.create', { signer: 'Ada' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(alice.call('anchor.retire-signer', { id: signers[0]?.id ?? 0 })).rejects.toMatchObject({
      code: 'conflict'
    })
  })
})
