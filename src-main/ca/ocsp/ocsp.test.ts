import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import { ocspSettings, type OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import type { Certificate, Extension } from '../../pki/model.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  nonceExtension,
  parseOcspResponse,
  verifyOcspResponse,
  type BasicOcspResponse
} from '../../pki/ocsp.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { getKey } from '../../store/keys.ts'
import { getOcspResponse, listOcspResponders } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { reserve, abandonReservation } from '../../store/reservations.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { requireCertificate, requireParsed } from '../certificates/find.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from '../revoke.ts'
import { answerOcsp, type OcspReply } from './answer.ts'
import { runOcspChore } from './chore.ts'
import { disableOcsp, enableOcsp } from './service.ts'

const hour = 3_600_000
const day = 24 * hour
const engine = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const now = Math.floor(Date.now() / 1000) * 1000
let openssl: OpensslFolder
beforeAll(() => {
  openssl = opensslFolder()
})
afterAll(() => openssl.remove())

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

interface House extends Life {
  readonly issuer: Certificate
  /** Ids of three certificates. */
  readonly ids: readonly [number, number, number]
}

/** A root with three certificates that answers for them. */
async function house(settings: Partial<OcspSettings> = {}): Promise<House> {
  const home = await startLife({ now })
  life = home
  await authority(home, 'ca')
  await profile(home, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  const ids = [
    await issued(home, 'web'),
    await issued(home, 'web', 'b.test'),
    await issued(home, 'web', 'c.test')
  ] as const
  await enableOcsp(home.ca, { authority: 'ca', settings: ocspSettings.parse(settings) }, home.alice)
  return { ...home, ids, issuer: issuerOf(home, 'ca') }
}

function issuerOf(home: Life, name: string): Certificate {
  const from = reader(home.ca.store)
  return requireParsed(from, requireAuthority(from, name).certificateId ?? 0)
}

const serialOf = (home: Life, id: number): string => requireCertificate(reader(home.ca.store), id).serial

interface Asked {
  readonly nonce?: Uint8Array
  readonly hash?: 'sha1' | 'sha256'
  readonly issuer?: Certificate
  readonly extensions?: readonly Extension[]
}

function question(issuer: Certificate, serial: string, hash: 'sha1' | 'sha256' = 'sha1'): Uint8Array {
  return encodeCertId(
    hash,
    issuerHashes(hash, { name: issuer.subject.der, keyBytes: issuer.publicKey.keyBytes }),
    serial
  )
}

function ask(home: House, serials: readonly string[], asked: Asked = {}): Promise<OcspReply> {
  const certIds = serials.map((serial) => question(asked.issuer ?? home.issuer, serial, asked.hash))
  const extensions = [...(asked.nonce === undefined ? [] : [nonceExtension(asked.nonce)]), ...(asked.extensions ?? [])]
  return answerOcsp(home.ca, assembleOcspRequest(buildTbsOcspRequest({ certIds, extensions })))
}

/** The answer, verified as a relying party does that knows the issuer. */
function read(home: House, reply: OcspReply, issuer = home.issuer): BasicOcspResponse {
  const parsed = parseOcspResponse(reply.der)
  if (parsed.kind !== 'basic') throw new Error(`no answer: ${parsed.error}`)
  const signer = verifyOcspResponse(parsed.basic, [issuer])
  if (signer === null) throw new Error('the signature does not verify')
  return parsed.basic
}

const octets = ({ der }: OcspReply): string => Buffer.from(der).toString('hex')
const statuses = (basic: BasicOcspResponse): unknown[] => basic.answers.map(({ status }) => status)

describe('an answer', () => {
  it('is good, revoked with its reason, on hold, good again, or unknown, and OpenSSL says the same', async () => {
    const home = await house()
    const [good, revoked, held] = home.ids
    await revokeCertificate(home.ca, { id: revoked, reason: 'keyCompromise', comment: '' }, home.alice)
    await suspendCertificate(home.ca, { id: held, comment: '' }, home.alice)
    const serials = [good, revoked, held].map((id) => serialOf(home, id))
    const reply = await ask(home, [...serials, '0777'])
    expect(statuses(read(home, reply))).toEqual([
      { kind: 'good' },
      { kind: 'revoked', revokedAt: now, reason: 'keyCompromise' },
      { kind: 'revoked', revokedAt: now, reason: 'certificateHold' },
      { kind: 'unknown' }
    ])
    openssl.write('ca.pem', writePem('CERTIFICATE', home.issuer.der))
    openssl.write('r.der', reply.der)
    const numbers = [...serials, '0777'].flatMap((serial) => ['-serial', `0x${serial}`])
    const said = openssl.run(
      'ocsp',
      '-respin',
      'r.der',
      '-issuer',
      'ca.pem',
      '-CAfile',
      'ca.pem',
      '-no_nonce',
      ...numbers
    )
    expect(said.match(/: (good|revoked|unknown)/g)).toEqual([': good', ': revoked', ': revoked', ': unknown'])
    await reinstateCertificate(home.ca, { id: held, comment: '' }, home.alice)
    expect(statuses(read(home, await ask(home, [serialOf(home, held)])))).toEqual([{ kind: 'good' }])
  })

  it('leaves the reason unspecified out', async () => {
    const home = await house()
    await revokeCertificate(home.ca, { id: home.ids[0], reason: 'unspecified', comment: '' }, home.alice)
    const [answer] = read(home, await ask(home, [serialOf(home, home.ids[0])])).answers
    expect(answer?.status).toEqual({ kind: 'revoked', revokedAt: now, reason: null })
  })

  it('is revoked for a serial number whose certificate was lost in a crash, as on the CRL', async () => {
    const home = await house()
    await transaction(home.ca.store, (tx) => {
      const row = {
        authorityId: 1,
        serial: '4242',
        transactionId: 'lost',
        requestId: null,
        profileRevisionId: null,
        tbs: new Uint8Array(),
        requester: {},
        createdAt: now
      }
      reserve(tx, row)
      abandonReservation(tx, 1, '4242', now - hour, true)
    })
    expect(statuses(read(home, await ask(home, ['4242'])))).toEqual([
      { kind: 'revoked', revokedAt: now - hour, reason: null }
    ])
  })

  it('is signed by a delegated responder: its purpose, nothing to be asked about it, and no longer than a month', async () => {
    const home = await house()
    const basic = read(home, await ask(home, [serialOf(home, home.ids[0])]))
    const [responder] = basic.certificates
    expect(responder?.issuer.text).toBe(home.issuer.subject.text)
    expect(responder?.subject.text).toBe('CN=ca OCSP responder')
    expect(responder === undefined ? [] : findExtension(responder, 'extKeyUsage')).toEqual(['1.3.6.1.5.5.7.3.9'])
    expect(responder?.extension(extensionIds.ocspNoCheck)).toBeDefined()
    expect(responder?.extension(extensionIds.crlDistributionPoints)).toBeUndefined()
    expect(basic.responderId.kind).toBe('key')
  })

  it('is signed by the authority itself where it is set so, without a certificate along', async () => {
    const home = await house({ signer: 'authority' })
    const basic = read(home, await ask(home, [serialOf(home, home.ids[0])]))
    expect(basic.certificates).toEqual([])
    expect(listOcspResponders(reader(home.ca.store), 1)).toEqual([])
  })
})

describe('an answer signed ahead', () => {
  it('is the same octets for everybody until half of its life is over, then made anew by the chore', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    const first = await ask(home, [serial])
    expect(first.cache).toEqual({ thisUpdate: now, nextUpdate: now + 12 * hour })
    expect(await runOcspChore(home.ca, engine, true)).toBe(now + 6 * hour)
    home.clock.advance(6 * hour - 1000)
    await runOcspChore(home.ca, engine, true)
    expect(octets(await ask(home, [serial]))).toBe(octets(first))
    home.clock.advance(1000)
    expect(await runOcspChore(home.ca, engine, true)).toBe(now + 12 * hour)
    const second = read(home, await ask(home, [serial]))
    expect(second.answers[0]).toMatchObject({ thisUpdate: now + 6 * hour, nextUpdate: now + 18 * hour })
  })

  it('is gone with the revocation, and not used beyond its nextUpdate', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    const before = await ask(home, [serial])
    home.clock.advance(12 * hour)
    const later = await ask(home, [serial])
    expect(octets(later)).not.toBe(octets(before))
    await revokeCertificate(home.ca, { id: home.ids[0], reason: 'superseded', comment: '' }, home.alice)
    expect(getOcspResponse(reader(home.ca.store), home.ids[0], 'sha1')).toBeUndefined()
    expect(statuses(read(home, await ask(home, [serial])))).toMatchObject([{ kind: 'revoked', reason: 'superseded' }])
  })

  it('is kept by the hash that was asked with', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    const read256 = read(home, await ask(home, [serial], { hash: 'sha256' }))
    expect(read256.answers[0]?.certId.hash).toBe('sha256')
    expect(read(home, await ask(home, [serial])).answers[0]?.certId.hash).toBe('sha1')
  })

  it('is made for every certificate that has not expired where the authority is set so', async () => {
    const home = await house({ ahead: 'all' })
    await runOcspChore(home.ca, engine, true)
    const kept = (id: number): boolean => getOcspResponse(reader(home.ca.store), id, 'sha1') !== undefined
    expect(home.ids.map(kept)).toEqual([true, true, true])
    home.clock.advance(31 * day)
    await runOcspChore(home.ca, engine, true)
    expect(home.ids.map(kept)).toEqual([false, false, false])
  })

  it('is given while the vault is locked; what was not signed before is for later', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    const first = await ask(home, [serial])
    home.parts.vault.lock()
    expect(octets(await ask(home, [serial]))).toBe(octets(first))
    const withNonce = await ask(home, [serial], { nonce: Uint8Array.of(1, 2) })
    expect([octets(withNonce), withNonce.cache]).toEqual([octets(first), null])
    expect((await ask(home, [serialOf(home, home.ids[1])])).error).toBe('tryLater')
    home.clock.advance(12 * hour)
    expect((await ask(home, [serial])).error).toBe('tryLater')
  })

  it('is of no use for a serial number that was never given out: unknown, for minutes', async () => {
    const home = await house()
    const reply = await ask(home, ['0777'])
    expect(statuses(read(home, reply))).toEqual([{ kind: 'unknown' }])
    expect(reply.cache).toEqual({ thisUpdate: now, nextUpdate: now + 300_000 })
  })
})

describe('a nonce', () => {
  it('comes back under a signature of its own, for this asker alone', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    const nonce = Uint8Array.from({ length: 32 }, (_, i) => i)
    const reply = await ask(home, [serial], { nonce })
    expect(read(home, reply).nonce).toEqual(nonce)
    expect(reply.cache).toBeNull()
    expect(getOcspResponse(reader(home.ca.store), home.ids[0], 'sha1')).toBeUndefined()
  })

  it('hears of a suspension at once, and of a reinstatement', async () => {
    const home = await house()
    const [id, other] = home.ids
    const said = async (serial: string): Promise<unknown> =>
      statuses(read(home, await ask(home, [serial], { nonce: Uint8Array.of(1, 2, 3) })))[0]
    const serial = serialOf(home, id)
    for (let times = 0; times < 2; times += 1) expect(await said(serial)).toEqual({ kind: 'good' })
    expect(await said(serialOf(home, other))).toEqual({ kind: 'good' })
    await suspendCertificate(home.ca, { id, comment: '' }, home.alice)
    const held = { kind: 'revoked', revokedAt: now, reason: 'certificateHold' }
    for (let times = 0; times < 2; times += 1) expect(await said(serial)).toEqual(held)
    expect(await said(serialOf(home, other))).toEqual({ kind: 'good' })
    await reinstateCertificate(home.ca, { id, comment: '' }, home.alice)
    expect(await said(serial)).toEqual({ kind: 'good' })
  })

  it('is passed over where the authority is set so (RFC 5019 4)', async () => {
    const home = await house({ nonce: 'ignore' })
    const reply = await ask(home, [serialOf(home, home.ids[0])], { nonce: Uint8Array.of(5) })
    expect(read(home, reply).nonce).toBeNull()
    expect(reply.cache).not.toBeNull()
  })
})

describe('the certificate of a responder', () => {
  const responders = (home: House): ReturnType<typeof listOcspResponders> =>
    listOcspResponders(reader(home.ca.store), 1)

  it('is renewed when two thirds of its life are over; the old key is destroyed, old answers hold to their end', async () => {
    const home = await house()
    const serial = serialOf(home, home.ids[0])
    home.clock.advance(20 * day - 10 * 60_000)
    await runOcspChore(home.ca, engine, true)
    const [old] = responders(home)
    expect(responders(home)).toHaveLength(1)
    const before = await ask(home, [serial])
    home.clock.advance(10 * 60_000)
    await runOcspChore(home.ca, engine, true)
    const [next] = responders(home)
    expect(next?.id).not.toBe(old?.id)
    expect(getKey(reader(home.ca.store), old?.keyId ?? 0)?.destroyedAt).not.toBeNull()
    expect(octets(await ask(home, [serial]))).toBe(octets(before))
    const fresh = read(home, await ask(home, [serial], { nonce: Uint8Array.of(1) }))
    expect(fresh.certificates[0]?.serial).toBe(serialOf(home, next?.certificateId ?? 0))
  })

  it('bounds nextUpdate; without the authority nothing follows it, and the answer is for later', async () => {
    const home = await house({ life: '10d' })
    const serial = serialOf(home, home.ids[0])
    await setKeyOnline(home.ca, { authority: 'ca', online: false }, home.alice)
    const { certificates } = read(home, await ask(home, [serial]))
    const end = certificates[0]?.notAfter ?? 0
    home.clock.advance(end - day - now)
    await runOcspChore(home.ca, engine, true)
    expect(responders(home)).toHaveLength(1)
    expect(read(home, await ask(home, [serial])).answers[0]?.nextUpdate).toBe(end)
    home.clock.advance(day + 1000)
    expect((await ask(home, [serial])).error).toBe('tryLater')
  })

  it('that is revoked gives way to a new one', async () => {
    const home = await house()
    const [first] = responders(home)
    await revokeCertificate(
      home.ca,
      { id: first?.certificateId ?? 0, reason: 'keyCompromise', comment: '' },
      home.alice
    )
    expect((await ask(home, [serialOf(home, home.ids[0])])).error).toBe('tryLater')
    await runOcspChore(home.ca, engine, true)
    expect((await ask(home, [serialOf(home, home.ids[0])])).error).toBeNull()
  })
})

describe('a request is refused', () => {
  it('unsigned: malformed octets, critical extensions that nobody knows, and other authorities', async () => {
    const home = await house()
    expect(await answerOcsp(home.ca, new Uint8Array(40))).toEqual({
      der: Uint8Array.of(0x30, 3, 0x0a, 1, 1),
      cache: null,
      again: null,
      error: 'malformedRequest'
    })
    const strange = { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }
    expect((await ask(home, ['01'], { extensions: [strange] })).error).toBe('malformedRequest')
    expect((await ask(home, ['01'], { extensions: [{ ...strange, critical: false }] })).error).toBeNull()
    await authority(home, 'other')
    expect((await ask(home, ['01'], { issuer: issuerOf(home, 'other') })).error).toBe('unauthorized')
  })

  it('once the authority is not answered for any more; the audit log has both', async () => {
    const home = await house()
    await ask(home, [serialOf(home, home.ids[0])])
    await disableOcsp(home.ca, { authority: 'ca' }, home.alice)
    expect((await ask(home, [serialOf(home, home.ids[0])])).error).toBe('unauthorized')
    expect(getOcspResponse(reader(home.ca.store), home.ids[0], 'sha1')).toBeUndefined()
    await expect(disableOcsp(home.ca, { authority: 'ca' }, home.alice)).rejects.toMatchObject({ code: 'conflict' })
    const operations = listAudit(reader(home.ca.store), {}, null, 100).map(({ operation }) => operation)
    expect(operations).toEqual(expect.arrayContaining(['ocsp.enable', 'ocsp.disable']))
    expect(await runOcspChore(home.ca, engine, true)).toBeNull()
  })
})

it('one address answers for several authorities, each with its own responder, and never for both at once', async () => {
  const home = await house()
  await authority(home, 'sub', { issuer: 'ca' })
  await profile(home, 'inner', 'sub', { validity: { kind: 'duration', duration: '30d' } })
  const id = await issued(home, 'inner', 'd.test')
  await enableOcsp(home.ca, { authority: 'sub', settings: ocspSettings.parse({}) }, home.alice)
  const sub = issuerOf(home, 'sub')
  const basic = read(home, await ask(home, [serialOf(home, id)], { issuer: sub }), sub)
  expect(basic.certificates[0]?.issuer.text).toBe(sub.subject.text)
  const own = question(home.issuer, serialOf(home, home.ids[0]))
  const both = buildTbsOcspRequest({ certIds: [own, question(sub, serialOf(home, id))] })
  const reply = await answerOcsp(home.ca, assembleOcspRequest(both))
  expect(statuses(read(home, reply))).toEqual([{ kind: 'good' }, { kind: 'unknown' }])
})

it('switched on writes its address into certificates from then on, where a base address is set', async () => {
  const home = await house()
  const settings = (): AuthoritySettings => settingsOf(requireAuthority(reader(home.ca.store), 'ca'))
  const base = home.ca.settings().publicBaseAddress
  expect(settings().addresses.ocsp).toEqual(base === null ? [] : [`${base}/ocsp/ca`])
  const other: CaContext = {
    ...home.ca,
    settings: () => ({ ...home.ca.settings(), publicBaseAddress: 'http://pki.example.test/' })
  }
  await enableOcsp(other, { authority: 'ca', settings: ocspSettings.parse({}) }, home.alice)
  expect(settings().addresses.ocsp).toEqual([base === null ? 'http://pki.example.test/ocsp/ca' : `${base}/ocsp/ca`])
})
