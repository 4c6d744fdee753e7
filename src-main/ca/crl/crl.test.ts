import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCrl } from '../../pki/crl.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { listAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { verifySignature } from '../../pki/verify.ts'
import { run, type Writer } from '../../store/connection.ts'
import { transaction } from '../../store/transaction.ts'
import { requireCertificate, requireParsed } from '../certificates/find.ts'
import { WORKER_FROM } from './build.ts'
import { vaultFromWrapped, wrappedMasterKey } from '../../testing/wrapped-vault.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { reinstateCertificate, revokeCertificate, revokeMany, suspendCertificate } from '../revoke.ts'
import { dashboardSummary } from '../dashboard/summary.ts'
import { crlSchedule, crlStateOf } from './due.ts'
import { issueCrl } from './issue.ts'
import { issueDueCrls } from './job.ts'
import { decimalNumber } from './number.ts'
import { currentCrl, exportCrl, issueCrlByHand, listCrls, showCrl } from './view.ts'
import { requireAuthority } from '../authorities/find.ts'

const day = 86_400_000
let life: Life | undefined
const folders: string[] = []
afterEach(async () => {
  await life?.close()
  life = undefined
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crl-'))
  folders.push(folder)
  return folder
}

/** Rows of revoked certificates as the store would have them after years; their bytes are not needed for a CRL. */
function revokedRows(tx: Writer, count: number): void {
  for (let i = 0; i < count; i++) {
    const serial = ((1 << 20) + i).toString(16).padStart(8, '0').replace(/^00/, '')
    run(
      tx,
      `INSERT INTO certificate (serial, authority_id, class, subject, issuer, names, not_before, not_after, state, revoked_at, revocation_reason,
      key_algorithm, signature_algorithm, spki_sha256, fingerprint, requester_text, note, created_at)
      VALUES (?, 1, 'end-entity', 'CN=x', 'CN=ca', '', 0, 4102444800000, 'revoked', 1700000000000, 'superseded', 'P-256', 'ecdsa-sha256', '', ?, '', '', 0)`,
      [serial, `f${serial}`]
    )
  }
}

async function house(settings: Parameters<typeof authoritySettings.parse>[0] = {}): Promise<Life> {
  life = await startLife()
  await authority(life, 'ca', { settings: authoritySettings.parse(settings) })
  await profile(life, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  return life
}

const onlyByHand = { crl: { onRevocation: false } }
const serials = (der: Uint8Array): string[] =>
  [...parseCrl(der).entries()].map(({ serial, reason }) => `${serial} ${reason}`)
const serialOf = (home: Life, id: number): string => requireCertificate(reader(home.ca.store), id).serial

describe('a complete CRL', () => {
  it('is signed on revocation, with reason and invalidity date, and OpenSSL reads the same', async () => {
    const { ca, alice, clock } = await house()
    const id = await issued(life!, 'web')
    clock.advance(day)
    const since = clock.now() - 3_600_000
    const { crlId, crlNote } = await revokeCertificate(
      ca,
      { id, reason: 'keyCompromise', invalidityDate: since, comment: 'laptop lost' },
      alice
    )
    expect(crlNote).toContain('CRL 1 of ca was signed')
    const file = exportCrl(ca, { id: crlId ?? 0, format: 'der' }).file
    const crl = parseCrl(Buffer.from(file.base64, 'base64'))
    expect([...crl.entries()]).toMatchObject([
      { serial: serialOf(life!, id), revokedAt: clock.now(), reason: 'keyCompromise', invalidityDate: since }
    ])
    expect(findExtension(crl, 'crlNumber')).toBe('01')
    expect(findExtension(crl, 'authorityKeyIdentifier')?.keyId).toBeTruthy()
    expect(crl.extension('2.5.29.28')).toBeUndefined()
    expect(crl.nextUpdate).toBe(crl.thisUpdate + 7 * day)
    const openssl = opensslFolder()
    try {
      openssl.write('a.crl', Buffer.from(file.base64, 'base64'))
      const shown = openssl.run('crl', '-inform', 'DER', '-in', 'a.crl', '-noout', '-text')
      expect(shown).toContain('Key Compromise')
      expect(shown).toContain('Invalidity Date')
    } finally {
      openssl.remove()
    }
  })

  it('lists a certificate on hold, and no longer after it was taken off', async () => {
    const { ca, alice } = await house()
    const id = await issued(life!, 'web')
    await suspendCertificate(ca, { id, comment: '' }, alice)
    expect(serials(currentCrl(reader(ca.store), 'ca')!.der)).toEqual([`${serialOf(life!, id)} certificateHold`])
    await reinstateCertificate(ca, { id, comment: '' }, alice)
    expect(serials(currentCrl(reader(ca.store), 'ca')!.der)).toEqual([])
    await expect(reinstateCertificate(ca, { id, comment: '' }, alice)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('never repeats or lowers its number: not after a failure, not after a restart', async () => {
    const path = join(newFolder(), 'db')
    const master = wrappedMasterKey()
    life = await startLife({ path, vault: vaultFromWrapped(master) })
    await authority(life, 'ca')
    expect((await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)).crl.number).toBe('1')
    life.parts.vault.lock()
    await expect(issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)).rejects.toMatchObject({ code: 'locked' })
    expect(listAudit(reader(life.ca.store), { operation: 'crl.issue', outcome: 'failed' }, null, 2)).toHaveLength(1)
    await life.close()

    life = await startLife({ path, vault: vaultFromWrapped(master) })
    const { crl } = await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)
    expect(crl.number).toBe('3')
    expect(listCrls(life.ca, { limit: 10 }).rows.map(({ number }) => number)).toEqual(['3', '1'])
  })

  it('of very many entries is encoded in a worker thread, while the engine goes on', { timeout: 60_000 }, async () => {
    life = await startLife({ path: join(newFolder(), 'db') })
    await authority(life, 'ca')
    const { ca, alice } = life
    const count = WORKER_FROM + 500
    await transaction(ca.store, (tx) => revokedRows(tx, count))
    let turns = 0
    const ticking = setInterval(() => turns++, 2)
    const { row, der } = await issueCrl(ca, 1, 'by hand', alice).finally(() => clearInterval(ticking))
    expect(row.entries).toBe(count)
    expect(turns).toBeGreaterThan(5)
    const crl = parseCrl(der)
    expect(crl.entryCount).toBe(count)
    expect(crl.find((1 << 20).toString(16).padStart(8, '0').replace(/^00/, ''))?.reason).toBe('superseded')
    const issuer = requireParsed(reader(ca.store), 1)
    expect(verifySignature(issuer.publicKey.der, 'ecdsa-sha256', crl.tbs, crl.signature)).toBe(true)
  })

  it('keeps an expired certificate until it stood on a CRL made after its end (RFC 5280 3.3)', async () => {
    const { ca, alice, clock } = await house(onlyByHand)
    const id = await issued(life!, 'web')
    await revokeCertificate(ca, { id, reason: 'superseded', comment: '' }, alice)
    const made = async (): Promise<string[]> => {
      const { row, der } = await issueCrl(ca, 1, 'by hand', alice)
      expect(row.entries).toBe(serials(der).length)
      return serials(der)
    }
    expect(await made()).toHaveLength(1)
    clock.advance(31 * day)
    expect(await made()).toHaveLength(1)
    clock.advance(day)
    expect(await made()).toEqual([])
  })

  it('keeps expired certificates for ever where the authority says so, and says since when', async () => {
    const { ca, alice, clock } = await house({ crl: { onRevocation: false, keepExpired: true } })
    const id = await issued(life!, 'web')
    await revokeCertificate(ca, { id, reason: 'superseded', comment: '' }, alice)
    for (let i = 0; i < 3; i++) {
      clock.advance(31 * day)
      const { der } = await issueCrl(ca, 1, 'by hand', alice)
      expect(serials(der)).toHaveLength(1)
      const since = parseCrl(der).extension('2.5.29.60')
      expect(Buffer.from(since!.value.subarray(2)).toString()).toMatch(/^20261120\d{6}Z$/)
    }
  })

  it('is made once for many revocations, and once for those that come while another is being made', async () => {
    const { ca, alice } = await house()
    const ids = [
      await issued(life!, 'web', 'a.test'),
      await issued(life!, 'web', 'b.test'),
      await issued(life!, 'web', 'c.test')
    ]
    const steps: number[] = []
    const outcome = await revokeMany(ca, { ids: [...ids, 9999], reason: 'cessationOfOperation', comment: '' }, alice, {
      onProgress: (done) => steps.push(done)
    })
    expect(outcome).toMatchObject({ done: 3, failed: [{ id: 9999 }] })
    expect(steps).toEqual([1, 2, 3, 4])
    const latest = currentCrl(reader(ca.store), 'ca')!
    expect(serials(latest.der)).toHaveLength(3)
    expect(parseCrl(latest.der).extension('2.5.29.20')).toBeDefined()
    expect(listCrls(ca, { limit: 10 }).rows.map(({ number, current }) => [number, current])).toEqual([['1', true]])

    const five = await Promise.all([1, 2, 3, 4, 5].map(() => issueCrl(ca, 1, 'on revocation', alice)))
    expect(five.map(({ row }) => decimalNumber(row.number))).toEqual(['2', '3', '3', '3', '3'])
  })

  it('stops revoking after the step it is at, and still signs the CRL of what was revoked', async () => {
    const { ca, alice } = await house()
    const ids = [await issued(life!, 'web', 'a.test'), await issued(life!, 'web', 'b.test')]
    const stop = new AbortController()
    const outcome = await revokeMany(ca, { ids, reason: 'unspecified', comment: '' }, alice, {
      signal: stop.signal,
      onProgress: () => stop.abort()
    })
    expect(outcome).toEqual({ done: 1, failed: [] })
    expect(serials(currentCrl(reader(ca.store), 'ca')!.der)).toHaveLength(1)
  })

  it('is made on schedule: at once where there is none, then within the overlap', async () => {
    const { ca, alice, clock } = await house()
    const state = (): string => crlStateOf(ca, reader(ca.store), requireAuthority(reader(ca.store), 'ca'))
    expect(state()).toBe('none')
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [1], failed: [] })
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [] })
    expect(crlSchedule(ca)[0]?.at).toBe(clock.now() + 6 * day)
    expect(state()).toBe('current')
    clock.advance(6 * day)
    expect(state()).toBe('due-soon')
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [2] })
    clock.advance(8 * day)
    expect(state()).toBe('overdue')
    expect(dashboardSummary(ca, null).authorities[0]?.crlState).toBe('overdue')
  })

  it('is not made on schedule once more where somebody was making it already', async () => {
    const { ca, alice } = await house()
    const byHand = issueCrl(ca, 1, 'by hand', alice)
    expect(await issueDueCrls(ca, alice)).toEqual({ issued: [], failed: [] })
    expect(hexOf((await byHand).der)).toBe(hexOf(currentCrl(reader(ca.store), 'ca')!.der))
  })

  it('is not signed while the key is off line; the revocation holds all the same and says so', async () => {
    const { ca, alice } = await house()
    const id = await issued(life!, 'web')
    await setKeyOnline(ca, { authority: 'ca', online: false }, alice)
    const { crlId, crlNote } = await revokeCertificate(ca, { id, reason: 'unspecified', comment: '' }, alice)
    expect(crlId).toBeNull()
    expect(crlNote).toContain('The key of ca is off line, so no CRL is signed. Bring it back first.')
    await expect(issueCrlByHand(ca, { authority: 'ca' }, alice)).rejects.toMatchObject({
      code: 'key-unavailable',
      message: crlNote
    })
    await setKeyOnline(ca, { authority: 'ca', online: true }, alice)
    expect(serials((await issueCrl(ca, 1, 'by hand', alice)).der)).toHaveLength(1)
  })

  it('that a revocation should have made is made as soon as the key is back', async () => {
    const { ca, alice } = await house({ crl: { scheduled: false } })
    const id = await issued(life!, 'web')
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [] })
    await issueCrl(ca, 1, 'by hand', alice)
    expect(crlSchedule(ca)).toEqual([])
    await setKeyOnline(ca, { authority: 'ca', online: false }, alice)
    await suspendCertificate(ca, { id, comment: '' }, alice)
    expect(crlSchedule(ca)).toEqual([])
    await setKeyOnline(ca, { authority: 'ca', online: true }, alice)
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [2], failed: [] })
    expect(serials(currentCrl(reader(ca.store), 'ca')!.der)).toEqual([`${serialOf(life!, id)} certificateHold`])
    expect(await issueDueCrls(ca, alice)).toMatchObject({ issued: [] })
  })

  it('shows its entries in pages and in PEM what is in DER', async () => {
    const { ca, alice } = await house(onlyByHand)
    for (const host of ['a.test', 'b.test', 'c.test'])
      await revokeCertificate(ca, { id: await issued(life!, 'web', host), reason: 'superseded', comment: '' }, alice)
    const { crl } = await issueCrlByHand(ca, { authority: 'ca' }, alice)
    const first = showCrl(ca, { id: crl.id, limit: 2 })
    const second = showCrl(ca, { id: crl.id, limit: 2, cursor: first.next ?? '' })
    expect([first.entries.length, second.entries.length, second.next]).toEqual([2, 1, null])
    expect(new Set([...first.entries, ...second.entries].map(({ certificateId }) => certificateId)).size).toBe(3)
    const pem = Buffer.from(exportCrl(ca, { id: crl.id, format: 'pem' }).file.base64, 'base64').toString()
    expect(pem).toMatch(/^-----BEGIN X509 CRL-----\n/)
    expect(() => showCrl(ca, { id: 99, limit: 2 })).toThrow('no CRL')
  })
})
