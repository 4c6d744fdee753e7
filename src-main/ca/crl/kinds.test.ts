import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { authoritySettings, type AuthoritySettings } from '../../../src-shared/model/authority.ts'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { parseCrl } from '../../pki/crl.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { writePem } from '../../pki/pem.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { hasProgram, opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { requireAuthority } from '../authorities/find.ts'
import { requireCertificate, requireParsed } from '../certificates/find.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from '../revoke.ts'
import { changesBetween } from './diff.ts'
import { crlSchedule } from './due.ts'
import { issueCrl } from './issue.ts'
import { issueDueCrls } from './job.ts'
import { scopeInName, scopeOfKey, scopedAddress, shardOf } from './scope.ts'
import { currentCrl, issueCrlByHand, listCrls } from './view.ts'

const hour = 3_600_000
let life: Life
let openssl: OpensslFolder | undefined
afterEach(async () => {
  openssl?.remove()
  openssl = undefined
  await life.close()
})

/** A root with an address, as wished, and a profile below it; the clock is that of the machine, for real verifiers. */
async function house(crl: Partial<AuthoritySettings['crl']>): Promise<void> {
  life = await startLife({ now: Math.floor(Date.now() / 1000) * 1000 })
  const settings = authoritySettings.parse({ crl, addresses: { crl: ['http://crl.example.test/ca.crl'] } })
  await authority(life, 'ca', { settings })
  await profile(life, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
}

const revoke = (id: number, reason: FinalRevocationReason): Promise<unknown> =>
  revokeCertificate(life.ca, { id, reason, comment: '' }, life.alice)
const served = (name: string): ReturnType<typeof parseCrl> => {
  const crl = currentCrl(reader(life.ca.store), name)
  if (crl === undefined) throw new Error(`no CRL under ${name}`)
  return parseCrl(crl.der)
}
const entries = (name: string): string[] =>
  [...served(name).entries()].map(({ serial, reason }) => `${serial} ${reason}`).toSorted()
const serialOf = (id: number): string => requireCertificate(reader(life.ca.store), id).serial
const pointsOf = (id: number, oid: string): string[] => {
  const found = requireParsed(reader(life.ca.store), id).extension(oid)
  return (
    Buffer.from(found?.value ?? new Uint8Array())
      .toString('latin1')
      .match(/http:[\x21-\x7e]+?\.crl/g) ?? []
  )
}

/**
 * Runs `openssl verify` on a certificate with the CRLs of these names. A part says nothing of the root's own certificate,
 * which names none: there the leaf alone is looked at. @returns what it said
 */
function verify(id: number, names: readonly string[], ...more: string[]): string {
  openssl ??= opensslFolder()
  const pem = (der: Uint8Array): string => writePem('CERTIFICATE', der)
  const from = reader(life.ca.store)
  openssl.write('root.pem', pem(requireParsed(from, requireAuthority(from, 'ca').certificateId ?? 0).der))
  openssl.write('leaf.pem', pem(requireParsed(from, id).der))
  openssl.write('crls.pem', names.map((name) => writePem('X509 CRL', served(name).der)).join(''))
  const check = names.includes('ca') ? '-crl_check_all' : '-crl_check'
  try {
    return openssl.run('verify', '-CAfile', 'root.pem', '-CRLfile', 'crls.pem', check, ...more, 'leaf.pem')
  } catch (error) {
    return String(error)
  }
}

describe('delta CRLs (RFC 5280 5.2.4)', () => {
  it('hold what changed since the complete one, which stays; certificates and the complete one say where they are', async () => {
    await house({ deltaLife: '1h' })
    const [first, second, held] = [await issued(life, 'web'), await issued(life, 'web'), await issued(life, 'web')]
    await suspendCertificate(life.ca, { id: held, comment: '' }, life.alice)
    const { row } = await issueCrl(life.ca, 1, 'by hand', life.alice)
    await revoke(first, 'keyCompromise')
    await reinstateCertificate(life.ca, { id: held, comment: '' }, life.alice)
    expect(currentCrl(reader(life.ca.store), 'ca')?.crlId).toBe(row.id)
    const delta = served('ca.delta')
    expect(delta.extension('2.5.29.27')?.critical).toBe(true)
    expect(findExtension(delta, 'deltaCrlIndicator')).toBe(findExtension(served('ca'), 'crlNumber'))
    expect(entries('ca.delta')).toEqual(
      [`${serialOf(first)} keyCompromise`, `${serialOf(held)} removeFromCRL`].toSorted()
    )
    expect(delta.extension('2.5.29.46')).toBeUndefined()
    expect(Buffer.from(served('ca').extension('2.5.29.46')?.value ?? []).toString('latin1')).toContain(
      'http://crl.example.test/ca.delta.crl'
    )
    expect(pointsOf(second, '2.5.29.46')).toEqual(['http://crl.example.test/ca.delta.crl'])
    const withDeltas = ['ca', 'ca.delta']
    expect(verify(first, ['ca'])).toContain('OK')
    expect(verify(first, withDeltas, '-use_deltas', '-extended_crl')).toContain('certificate revoked')
    expect(verify(held, ['ca'])).toContain('certificate revoked')
    expect(verify(held, withDeltas, '-use_deltas', '-extended_crl')).toContain('OK')
    expect(verify(second, withDeltas, '-use_deltas', '-extended_crl')).toContain('OK')
  })

  it('share the numbers of the complete ones, come with each of them, and are renewed before they end', async () => {
    await house({ deltaLife: '6h' })
    const { ca, alice, clock } = life
    await issueDueCrls(ca, alice)
    expect(crlSchedule(ca)[0]).toMatchObject({ wish: 'deltas', at: 0 })
    await issueDueCrls(ca, alice)
    expect(crlSchedule(ca)[0]).toEqual({ authorityId: 1, wish: 'deltas', at: clock.now() + 5 * hour })
    clock.advance(5 * hour)
    await issueDueCrls(ca, alice)
    await revoke(await issued(life, 'web'), 'superseded')
    clock.advance(6 * 24 * hour)
    await issueDueCrls(ca, alice)
    const rows = listCrls(ca, { limit: 20 }).rows.map(({ kind, number, baseNumber }) => [kind, number, baseNumber])
    expect(rows).toEqual([
      ['delta', '5', '1'],
      ['complete', '5', null],
      ['delta', '4', '1'],
      ['delta', '3', '1'],
      ['delta', '2', '1'],
      ['complete', '1', null]
    ])
    expect(entries('ca')).toHaveLength(1)
    expect(entries('ca.delta')).toHaveLength(1)
    await expect(issueCrlByHand(ca, { authority: 'ca', delta: true }, alice)).resolves.toMatchObject({
      crl: { kind: 'delta', number: '6', baseNumber: '5', entries: 0 }
    })
  })

  it('are refused by hand where the authority signs none', async () => {
    await house({})
    await expect(issueCrlByHand(life.ca, { authority: 'ca', delta: true }, life.alice)).rejects.toThrow('no delta CRLs')
  })
})

describe('a CRL in shards (RFC 5280 5.2.5)', () => {
  it('is named by certificates from their serial number; a revocation signs its shard alone and the undivided one', async () => {
    await house({ partition: 'shards', shards: 4 })
    await issueDueCrls(life.ca, life.alice)
    expect(
      listCrls(life.ca, { limit: 20 })
        .rows.map(({ scope }) => scope)
        .toSorted()
    ).toEqual(['', 's4-0', 's4-1', 's4-2', 's4-3'])
    const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => issued(life, 'web', `h${i}.test`)))
    const shards = ids.map((id) => shardOf(serialOf(id), 4))
    expect(new Set(shards).size).toBeGreaterThan(1)
    for (const [at, id] of ids.entries())
      expect(pointsOf(id, '2.5.29.31')).toEqual([`http://crl.example.test/ca.s4-${shards[at]}.crl`])
    const [revoked = 0] = ids
    const other = ids.find((_, at) => shards[at] !== shards[0]) ?? 0
    await revoke(revoked, 'superseded')
    expect(listCrls(life.ca, { limit: 2 }).rows.map(({ scope, number }) => [scope, number])).toEqual([
      [`s4-${shards[0]}`, '2'],
      ['', '2']
    ])
    const name = (id: number): string => `ca.s4-${shardOf(serialOf(id), 4)}`
    expect(served(name(revoked)).extension('2.5.29.28')?.critical).toBe(true)
    expect(entries(name(revoked))).toEqual([`${serialOf(revoked)} superseded`])
    expect(entries(name(other))).toEqual([])
    expect(verify(revoked, [name(revoked)], '-extended_crl')).toContain('certificate revoked')
    expect(verify(other, [name(other)], '-extended_crl')).toContain('OK')
    expect(verify(other, [name(revoked)], '-extended_crl')).toMatch(
      /unable to get certificate CRL|different CRL scope/i
    )
  })

  it.skipIf(!hasProgram('certtool'))(
    'reads well in certtool of GnuTLS (left out only where it is missing)',
    async () => {
      await house({ partition: 'shards', shards: 2, deltaLife: '1h' })
      await issueCrl(life.ca, 1, 'by hand', life.alice)
      openssl = opensslFolder()
      for (const name of ['ca', 'ca.s2-0', 'ca.s2-1']) {
        openssl.write('a.crl', served(name).der)
        const said = execFileSync('certtool', ['--crl-info', '--inder', '--infile', openssl.path('a.crl')], {
          encoding: 'utf8'
        })
        expect(said).toContain('CRL Number')
      }
    }
  )
})

describe('a CRL by kind and by reason', () => {
  it('holds certificates of users or of authorities; each names the one it stands on', async () => {
    await house({ partition: 'kinds' })
    await authority(life, 'below', { issuer: 'ca' })
    const below = requireAuthority(reader(life.ca.store), 'below').certificateId ?? 0
    const user = await issued(life, 'web')
    expect(pointsOf(below, '2.5.29.31')).toEqual(['http://crl.example.test/ca.authorities.crl'])
    expect(pointsOf(user, '2.5.29.31')).toEqual(['http://crl.example.test/ca.users.crl'])
    await revoke(below, 'cessationOfOperation')
    await revoke(user, 'superseded')
    await issueCrl(life.ca, 1, 'by hand', life.alice)
    expect(entries('ca.authorities')).toEqual([`${serialOf(below)} cessationOfOperation`])
    expect(entries('ca.users')).toEqual([`${serialOf(user)} superseded`])
    expect(entries('ca')).toHaveLength(2)
    expect(findExtension(served('ca.users'), 'issuingDistributionPoint')).toMatchObject({ onlyUserCertificates: true })
    expect(findExtension(served('ca.authorities'), 'issuingDistributionPoint')).toMatchObject({
      onlyCaCertificates: true
    })
    expect(verify(user, ['ca.users'], '-extended_crl')).toContain('certificate revoked')
  })

  it('holds some reasons only; an entry moves with its reason, one without reason stands among the others', async () => {
    await house({ partition: 'reasons' })
    const [lost, old, none] = [await issued(life, 'web'), await issued(life, 'web'), await issued(life, 'web')]
    // RFC 5280 4.2.1.13: one point covers all reasons.
    expect(pointsOf(lost, '2.5.29.31')).toEqual(
      ['ca', 'ca.key-reasons', 'ca.other-reasons'].map((name) => `http://crl.example.test/${name}.crl`)
    )
    await suspendCertificate(life.ca, { id: lost, comment: '' }, life.alice)
    await revoke(old, 'superseded')
    await revoke(none, 'unspecified')
    expect(entries('ca.other-reasons')).toEqual(
      [`${serialOf(lost)} certificateHold`, `${serialOf(old)} superseded`, `${serialOf(none)} unspecified`].toSorted()
    )
    await revoke(lost, 'keyCompromise')
    expect(entries('ca.key-reasons')).toEqual([`${serialOf(lost)} keyCompromise`])
    expect(entries('ca.other-reasons')).toHaveLength(2)
    expect(findExtension(served('ca.key-reasons'), 'issuingDistributionPoint')?.onlySomeReasons).toEqual([
      'keyCompromise',
      'cACompromise',
      'aACompromise'
    ])
    expect(verify(lost, ['ca.key-reasons', 'ca.other-reasons'], '-extended_crl')).toContain('certificate revoked')
  })
})

describe('when CRLs are made', () => {
  it('also at fixed times; a schedule that is none is refused', async () => {
    await house({ times: '0 3 * * 1' })
    await issueDueCrls(life.ca, life.alice)
    const at = new Date(crlSchedule(life.ca)[0]?.at ?? 0)
    const early = at.getTime() < life.clock.now() + 6 * 24 * hour
    expect([early ? at.getUTCDay() : 1, early ? at.getUTCHours() : 3]).toEqual([1, 3])
    const settings = authoritySettings.parse({ crl: { times: '61 3 * * 1' } })
    await expect(authority(life, 'other', { settings })).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('names of parts', () => {
  it('are read back from the addresses that they make, and nothing else is one', () => {
    expect(scopedAddress('http://x/ca.crl', 's16-3', 'delta')).toBe('http://x/ca.s16-3.delta.crl')
    expect(scopedAddress('http://x/list', 'users', 'complete')).toBe('http://x/list.users')
    expect(scopeInName('my ca.s16-3.delta')).toEqual({ authority: 'my ca', scope: 's16-3', kind: 'delta' })
    for (const name of ['ca', 'ca.s16', 'ca.s16-16', 'ca.s0-0', 'ca.others']) expect(scopeInName(name)).toBeNull()
    expect(scopeOfKey('s256-255')?.shard).toEqual({ index: 255, of: 256 })
    expect(scopeOfKey('s16-16')).toBeNull()
  })
})

describe('the difference of two CRLs', () => {
  it('is what was added, removed and changed, by serial number', async () => {
    await house({ onRevocation: false })
    const [a, b, c] = [await issued(life, 'web'), await issued(life, 'web'), await issued(life, 'web')]
    for (const id of [a, b]) await suspendCertificate(life.ca, { id, comment: '' }, life.alice)
    const before = parseCrl((await issueCrl(life.ca, 1, 'by hand', life.alice)).der)
    await reinstateCertificate(life.ca, { id: a, comment: '' }, life.alice)
    await revoke(b, 'keyCompromise')
    await revoke(c, 'superseded')
    const after = parseCrl((await issueCrl(life.ca, 1, 'by hand', life.alice)).der)
    const found = changesBetween(before, after).map(({ kind, serial }) => `${kind} ${serial}`)
    expect(found.toSorted()).toEqual(
      [`added ${serialOf(c)}`, `changed ${serialOf(b)}`, `removed ${serialOf(a)}`].toSorted()
    )
    expect(changesBetween(after, after)).toEqual([])
  })
})
