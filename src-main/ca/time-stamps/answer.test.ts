import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import type { TsaSettingsPatch } from '../../../src-shared/model/tsa.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { parseSignedData } from '../../pki/cms.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { contextConstructed, SEQUENCE } from '../../pki/der/tags.ts'
import {
  buildTimeStampRequest,
  checkTimeStampAnswers,
  parseTimeStampRequest,
  parseTimeStampResponse,
  verifyTimeStamp,
  type NewTimeStampRequest,
  type TimeStampInfo
} from '../../pki/tsp.ts'
import { listAudit } from '../../store/audit.ts'
import { getKey } from '../../store/keys.ts'
import { listServiceLog } from '../../store/service-log.ts'
import { reader } from '../../store/store.ts'
import { listTsaStamps } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { feed } from '../../testing/mutations.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { requireParsed } from '../certificates/find.ts'
import { revokeCertificate } from '../revoke.ts'
import { answerTimeStamp, type StampReply } from './answer.ts'
import { runStampCertificateChore } from './chore.ts'
import { createTsa, deleteTsa, renewTsa, switchTsa, updateTsa } from './service.ts'
import { showTsa } from './view.ts'

const policy = '1.3.6.1.4.1.99999.1.2'
const other = '1.3.6.1.4.1.99999.1.3'
const engine = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const text = new TextEncoder().encode('A contract.\n')
const day = 86_400_000

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

async function house(settings: TsaSettingsPatch = {}): Promise<Life> {
  const home = await startLife()
  life = home
  await authority(home, 'root')
  await authority(home, 'issuing', { issuer: 'root' })
  await createTsa(
    home.ca,
    { name: 'stamp', authority: 'issuing', settings: { policies: [policy, other], perMinute: 0, ...settings } },
    home.alice,
    []
  )
  return home
}

const asked = (change: Partial<NewTimeStampRequest> = {}): Uint8Array => {
  const hash: HashName = change.hash ?? 'sha256'
  return buildTimeStampRequest({
    hash,
    hashed: createHash(hash).update(text).digest(),
    nonce: '1234abcd',
    certificateWanted: true,
    ...change
  })
}

const ask = (home: Life, der: Uint8Array, client = '192.0.2.7'): Promise<StampReply> =>
  answerTimeStamp(home.ca, 'stamp', der, client)

/** The stamp, verified as who asked for it does. */
async function stamped(home: Life, der = asked()): Promise<TimeStampInfo> {
  const reply = await ask(home, der)
  const { token, texts } = parseTimeStampResponse(reply.der)
  if (token === null) throw new Error(`no stamp: ${texts.join(' ')}`)
  const { certificateId } = showTsa(home.ca, { service: 'stamp' }, []).service.certificate ?? { certificateId: 0 }
  const { info } = verifyTimeStamp(token, [requireParsed(reader(home.ca.store), certificateId)])
  checkTimeStampAnswers(info, parseTimeStampRequest(der))
  return info
}

async function failure(home: Life, der: Uint8Array): Promise<readonly string[]> {
  const reply = await ask(home, der)
  const { status, failures, token } = parseTimeStampResponse(reply.der)
  expect([status, token]).toEqual(['rejection', null])
  expect(failures).toEqual([reply.failure])
  return failures
}

const log = (home: Life): ReturnType<typeof listTsaStamps>['rows'] =>
  listTsaStamps(reader(home.ca.store), {}, null, 100).rows

describe('a new service', () => {
  it('has a key of its own and a certificate for time-stamping alone, marked critical (RFC 3161 2.3)', async () => {
    const home = await house()
    const { service } = showTsa(home.ca, { service: 'stamp' }, ['http://127.0.0.1:8080'])
    expect(service).toMatchObject({ state: 'enabled', address: 'http://pki.example.test/tsa/stamp' })
    const from = reader(home.ca.store)
    const certificate = requireParsed(from, service.certificate?.certificateId ?? 0)
    expect(findExtension(certificate, 'extKeyUsage')).toEqual(['1.3.6.1.5.5.7.3.8'])
    expect(certificate.extension(extensionIds.extKeyUsage)?.critical).toBe(true)
    expect(certificate.issuer.text).toContain('issuing')
    expect(listAudit(from, {}, null, 10).map(({ operation }) => operation)).toContain('tsa.create')
  })

  it('has a policy of its own where none is named, and refuses a name that is taken', async () => {
    const home = await house()
    const second = await createTsa(home.ca, { name: 'second', authority: 'root' }, home.alice, [])
    expect(second.service.settings.policies[0]).toMatch(/^2\.25\.\d{20,39}$/)
    const reply = await answerTimeStamp(home.ca, 'second', asked(), '::1')
    expect(verifyTimeStamp(parseTimeStampResponse(reply.der).token ?? text).info.policy).toBe(
      second.service.settings.policies[0]
    )
    await expect(createTsa(home.ca, { name: 'stamp', authority: 'root' }, home.alice, [])).rejects.toMatchObject({
      code: 'name-taken'
    })
  })

  it('is not made with settings that do not fit together', async () => {
    const home = await house()
    const wrong: TsaSettingsPatch[] = [
      { policies: [policy, policy] },
      { key: 'Ed25519', digest: 'sha256' },
      { keyUse: '10y' },
      { clients: ['192.0.2.0/99'] }
    ]
    for (const settings of wrong)
      await expect(updateTsa(home.ca, { service: 'stamp', settings }, home.alice, [])).rejects.toMatchObject({
        code: 'invalid-input'
      })
  })
})

describe('a stamp', () => {
  it('has policy, imprint, nonce, accuracy and the name of its authority, and is in the log', async () => {
    const home = await house({ accuracy: { seconds: 0, millis: 250, micros: 0 } })
    const info = await stamped(home, asked({ policy: other, hash: 'sha512' }))
    expect(info).toMatchObject({
      policy: other,
      nonce: '1234abcd',
      accuracy: { seconds: 0, millis: 250, micros: 0 },
      ordering: false,
      time: home.clock.now()
    })
    expect(info.authority?.kind).toBe('directory')
    expect(log(home)).toMatchObject([
      { serial: info.serial, hash: 'sha512', policy: other, client: '192.0.2.7', stampedAt: home.clock.now() * 1000 }
    ])
  })

  it('is under the first policy where none was asked for, and without accuracy where none is set', async () => {
    const home = await house({ accuracy: { seconds: 0, millis: 0, micros: 0 } })
    expect(await stamped(home)).toMatchObject({ policy, accuracy: null })
  })

  it.each([
    ['own', 1],
    ['intermediates', 2],
    ['all', 3]
  ] as const)('carries %s certificates where they are asked for, none where not', async (chain, count) => {
    const home = await house({ chain })
    const { token } = parseTimeStampResponse((await ask(home, asked())).der)
    expect(parseSignedData(token ?? text).certificates).toHaveLength(count)
    const without = parseTimeStampResponse((await ask(home, asked({ certificateWanted: false }))).der).token
    expect(parseSignedData(without ?? text).certificates).toEqual([])
  })

  it.each(['v1', 'v2', 'both'] as const)('names its certificate in the form %s', async (signingCertificate) => {
    const home = await house({ signingCertificate })
    const { token } = parseTimeStampResponse((await ask(home, asked())).der)
    const oids = parseSignedData(token ?? text).signers[0]?.attributes?.map(({ oid }) => oid) ?? []
    expect(oids.includes('1.2.840.113549.1.9.16.2.47')).toBe(signingCertificate !== 'v1')
    expect(oids.includes('1.2.840.113549.1.9.16.2.12')).toBe(signingCertificate !== 'v2')
    verifyTimeStamp(token ?? text)
  })

  it('is later than the one before where stamps are ordered, also within one millisecond and after a restart', async () => {
    const home = await house({ ordering: true })
    const times: number[] = []
    for (let n = 0; n < 5; n++) times.push((await stamped(home)).time)
    home.ca.memory.tsa.latest.clear()
    times.push((await stamped(home)).time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(6)
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeLessThan(0.01)
  })

  it('has a serial number that no other has, across blocks and restarts', async () => {
    const home = await house()
    const serials = new Set<string>()
    for (let n = 0; n < 6; n++) {
      // A restart forgets the block; the next one is taken anew.
      if (n % 2 === 0) home.ca.memory.tsa.serials.clear()
      for (const info of await Promise.all([stamped(home), stamped(home)])) serials.add(info.serial)
    }
    expect(serials.size).toBe(12)
    const block = await home.ca.memory.tsa.serials.get(1)
    if (block !== undefined) block.used = 0x100_0000
    serials.add((await stamped(home)).serial)
    expect(serials.size).toBe(13)
  })

  it('is made also while the authority is off line or its issuer is gone', async () => {
    const home = await house()
    await setKeyOnline(home.ca, { authority: 'issuing', online: false }, home.alice)
    expect((await stamped(home)).policy).toBe(policy)
  })

  it('does not go out when it could not be logged', async () => {
    const home = await house()
    await stamped(home)
    await transaction(home.ca.store, () => undefined)
    const block = await home.ca.memory.tsa.serials.get(1)
    if (block !== undefined) block.used -= 1
    // The log has this serial number already.
    expect(await failure(home, asked())).toEqual(['systemFailure'])
    expect(log(home)).toHaveLength(1)
    await stamped(home)
    expect(log(home)).toHaveLength(2)
  })

  it('is not made while the vault is locked', async () => {
    const home = await house()
    home.parts.vault.lock()
    expect(await failure(home, asked())).toEqual(['systemFailure'])
    expect(log(home)).toEqual([])
  })
})

describe('a request is refused with', () => {
  it('badAlg for a hash that is not known or not accepted: SHA-1 unless it is switched on', async () => {
    const home = await house()
    expect(await failure(home, asked({ hash: 'sha1' }))).toEqual(['badAlg'])
    expect(await failure(home, unknownHash())).toEqual(['badAlg'])
    await updateTsa(home.ca, { service: 'stamp', settings: { hashes: ['sha1', 'sha256'] } }, home.alice, [])
    expect((await stamped(home, asked({ hash: 'sha1' }))).imprint.hash).toBe('sha1')
    expect(await failure(home, asked({ hash: 'sha384' }))).toEqual(['badAlg'])
  })

  it('badDataFormat for a hash of the wrong length and for bytes that are no request', async () => {
    const home = await house()
    const short = buildTimeStampRequest({ hash: 'sha512', hashed: new Uint8Array(32), certificateWanted: true })
    for (const bytes of [short, text, new Uint8Array(), asked().subarray(0, 30), new Uint8Array(20_000)])
      expect(await failure(home, bytes)).toEqual(['badDataFormat'])
  })

  it('badRequest for another version', async () => {
    const home = await house()
    const version = Uint8Array.from(asked())
    version[4] = 2
    expect(await failure(home, version)).toEqual(['badRequest'])
  })

  it('unacceptedPolicy for one that is not of this service', async () => {
    const home = await house()
    expect(await failure(home, asked({ policy: '1.2.3' }))).toEqual(['unacceptedPolicy'])
  })

  it.each([true, false])('unacceptedExtension for one that is not known, critical %s', async (critical) => {
    const home = await house()
    expect(await failure(home, withExtension(critical))).toEqual(['unacceptedExtension'])
    expect(log(home)).toEqual([])
  })
})

describe('who may ask', () => {
  it('is everybody, or the addresses that are set, also where version 4 comes as version 6', async () => {
    const home = await house({ clients: ['192.0.2.0/24', '2001:db8::/32'] })
    for (const client of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1'])
      expect((await ask(home, asked(), client)).failure).toBeNull()
    for (const client of ['192.0.3.7', '::1', 'unix'])
      await expect(ask(home, asked(), client)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is slowed down beyond the number of stamps in a minute, each client for itself', async () => {
    const home = await house({ perMinute: 2 })
    for (let n = 0; n < 2; n++) await ask(home, asked())
    await expect(ask(home, asked())).rejects.toMatchObject({ code: 'slowed-down' })
    expect((await ask(home, asked(), '192.0.2.8')).failure).toBeNull()
    home.clock.advance(60_000)
    expect((await ask(home, asked())).failure).toBeNull()
  })

  it('finds nothing at a service that is switched off or deleted; its name is free then, and its log stays', async () => {
    const home = await house()
    await stamped(home)
    await switchTsa(home.ca, { service: 'stamp', on: false }, home.alice, [])
    await expect(ask(home, asked())).rejects.toMatchObject({ code: 'not-found' })
    await switchTsa(home.ca, { service: 'stamp', on: true }, home.alice, [])
    await stamped(home)
    await deleteTsa(home.ca, { service: 'stamp' }, home.alice)
    await expect(ask(home, asked())).rejects.toMatchObject({ code: 'not-found' })
    await createTsa(home.ca, { name: 'stamp', authority: 'issuing' }, home.alice, [])
    await stamped(home)
    expect(log(home).map(({ serviceId }) => serviceId)).toEqual([2, 1, 1])
  })
})

describe('key and certificate', () => {
  it('are replaced when the key has stamped for as long as it may, and the key before is destroyed', async () => {
    const home = await house({ keyUse: '30d' })
    const before = showTsa(home.ca, { service: 'stamp' }, []).service.certificate
    const due = await runStampCertificateChore(home.ca, engine)
    expect(due).toBe(before?.renewAt)
    home.clock.advance(31 * day)
    await runStampCertificateChore(home.ca, engine)
    const after = showTsa(home.ca, { service: 'stamp' }, []).service.certificate
    expect(after?.certificateId).not.toBe(before?.certificateId)
    await stamped(home)
    expect(log(home)[0]?.certificateId).toBe(after?.certificateId)
    const keys = [1, 2, 3, 4, 5, 6].map((id) => getKey(reader(home.ca.store), id))
    expect(keys.filter((key) => key?.purposes.includes('timestamp') === true && key.sealed === null)).toHaveLength(1)
  })

  it('wait for an authority that is off line; the present certificate goes on to its end', async () => {
    const home = await house({ keyUse: '30d', certificateLife: '60d' })
    await setKeyOnline(home.ca, { authority: 'issuing', online: false }, home.alice)
    home.clock.advance(41 * day)
    await runStampCertificateChore(home.ca, engine)
    await stamped(home)
    home.clock.advance(20 * day)
    expect(await failure(home, asked())).toEqual(['systemFailure'])
    await setKeyOnline(home.ca, { authority: 'issuing', online: true }, home.alice)
    await runStampCertificateChore(home.ca, engine)
    await stamped(home)
  })

  it('stamp no more once the certificate is revoked, until there is another', async () => {
    const home = await house()
    const id = showTsa(home.ca, { service: 'stamp' }, []).service.certificate?.certificateId ?? 0
    await revokeCertificate(home.ca, { id, reason: 'superseded', comment: '' }, home.alice)
    expect(await failure(home, asked())).toEqual(['systemFailure'])
    await renewTsa(home.ca, { service: 'stamp' }, home.alice, [])
    await stamped(home)
  })

  it('are of the kind that is set: RSA with SHA-512', async () => {
    const home = await house({ key: 'RSA-2048', digest: 'sha512' })
    const { token } = parseTimeStampResponse((await ask(home, asked())).der)
    expect(parseSignedData(token ?? text).signers[0]?.digest).toBe('sha512')
    verifyTimeStamp(token ?? text)
  })
})

describe('the clock', () => {
  it('that jumps ends stamping with timeNotAvailable, a line in the service log and an event, until it is confirmed', async () => {
    const home = await house()
    await stamped(home)
    home.clock.set(home.clock.now() + 5000)
    expect(await failure(home, asked())).toEqual(['timeNotAvailable'])
    home.clock.advance(3_600_000)
    expect(await failure(home, asked())).toEqual(['timeNotAvailable'])
    await transaction(home.ca.store, () => undefined)
    const lines = listServiceLog(reader(home.ca.store), {}, null, 10).map(
      ({ service, message }) => `${service} ${message}`
    )
    expect(lines.some((line) => line.includes('tsa Time-stamps are refused: The clock jumped 5 seconds ahead'))).toBe(
      true
    )
    expect(lines.some((line) => line.startsWith('tsa:stamp A time-stamp was refused'))).toBe(true)
    expect(home.events.some(({ topic }) => topic === 'clock.changed')).toBe(true)
  })
})

/** Requests that are refused anyway never get a stamp by being altered; those that pass are what was asked. */
describe('100,000 altered requests', () => {
  it('never bring the service down, and a stamp only over what the request says', async () => {
    const home = await house()
    const inputs = [asked(), asked({ hash: 'sha512', policy }), withExtension(true)]
    const waiting: { readonly bytes: Uint8Array; readonly reply: Promise<StampReply> }[] = []
    const settle = async (): Promise<void> => {
      for (const { bytes, reply } of waiting.splice(0)) {
        const { der, failure: why } = await reply
        const { token } = parseTimeStampResponse(der)
        expect(token === null).toBe(why !== null)
        if (token === null) refused++
        else {
          granted++
          checkTimeStampAnswers(verifyTimeStamp(token, [signer]).info, parseTimeStampRequest(bytes))
        }
      }
    }
    let [refused, granted] = [0, 0]
    const { certificateId } = showTsa(home.ca, { service: 'stamp' }, []).service.certificate ?? { certificateId: 0 }
    const signer = requireParsed(reader(home.ca.store), certificateId)
    const all: Uint8Array[] = []
    feed(61, inputs, (bytes) => void all.push(bytes))
    for (const bytes of all) {
      waiting.push({ bytes, reply: ask(home, bytes) })
      if (waiting.length >= 500) await settle()
    }
    await settle()
    expect(refused + granted).toBe(all.length)
    expect(all.length).toBeGreaterThan(99_000)
    expect(refused).toBeGreaterThan(50_000)
    expect(granted).toBeGreaterThan(100)
  }, 120_000)
})

function withExtension(critical: boolean): Uint8Array {
  const plain = parseTimeStampRequest(asked())
  const writer = new DerWriter(200).begin(SEQUENCE).integer(1).raw(plain.imprint.der)
  writer.begin(contextConstructed(0)).begin(SEQUENCE).oid('1.2.3.4')
  if (critical) writer.boolean(true)
  return writer
    .octets(new Uint8Array([5, 0]))
    .end()
    .end()
    .end()
    .finish()
}

function unknownHash(): Uint8Array {
  const writer = new DerWriter(100).begin(SEQUENCE).integer(1).begin(SEQUENCE)
  // SHA3-256
  writer.begin(SEQUENCE).oid('2.16.840.1.101.3.4.2.8').end()
  return writer.octets(new Uint8Array(32)).end().end().finish()
}
