import { generalBody, infoTypes } from '../../pki/cmp.ts'
import { listAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { certRequest } from '../../testing/cmp-client.ts'
import { cmpHouse, secretOf, client, given, said, log, implicit } from '../../testing/cmp-house.ts'
import type { Life } from '../../testing/life.ts'
import { renewAuthority } from '../authorities/renew.ts'
import { issueCrl } from '../crl/issue.ts'
import { runCmpCertificateChore } from './chore.ts'
import { createCmpClient, revokeCmpClient } from './clients.ts'
import { deleteCmp, renewCmp, switchCmp } from './service.ts'
import { showCmp } from './view.ts'
import { afterEach, describe, expect, test } from 'vitest'

const engine = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const minute = 60_000

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

const house = async (...how: Parameters<typeof cmpHouse>): Promise<Life> => (life = await cmpHouse(...how))

describe('general messages (RFC 9483 4.3)', () => {
  const ask = async (
    home: Life,
    ...oids: readonly string[]
  ): Promise<readonly { oid: string; value: Uint8Array | null }[]> => {
    const device = client(home, await secretOf(home, { name: oids.join(' ') }))
    const { body } = await device.send(
      generalBody(
        'genm',
        oids.map((oid) => ({ oid, value: null }))
      )
    )
    if (body.kind !== 'genp') throw new Error(body.kind)
    return [...body.infos]
  }

  test('give the chain, the root, what a request should say, the kinds of keys and CRLs', async () => {
    const home = await house()
    const types = infoTypes
    await issueCrl(home.ca, showCmp(home.ca, { service: 'plc' }, []).service.authorityId, 'by hand', home.alice)
    const asked = [
      types.caCerts,
      types.rootCaKeyUpdate,
      types.certReqTemplate,
      types.signKeyPairTypes,
      types.currentCrl,
      types.crlStatusList,
      types.caProtEncCert
    ]
    const answers = await ask(home, ...asked)
    expect(answers.map(({ oid }) => oid)).toEqual(asked.map((oid) => (oid === types.crlStatusList ? types.crls : oid)))
    expect(answers.filter(({ value }) => value === null).map(({ oid }) => oid)).toEqual([])
  })

  test('list what is not known, and answer an empty question with nothing', async () => {
    const home = await house()
    expect((await ask(home, '1.2.3.4')).map(({ oid }) => oid)).toEqual([infoTypes.unsupportedOids])
    expect(await ask(home)).toEqual([])
  })

  test('tell of a new root, and of none to who has the newest', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const answer = await device.send(certRequest('ir').body, implicit)
    const [root] = answer.body.kind === 'ip' ? answer.body.caPubs : []
    const question = generalBody('genm', [{ oid: infoTypes.rootCaCert, value: root?.der ?? null }])
    const same = await client(home, await secretOf(home, { name: 'two' })).send(question)
    expect(same.body).toEqual({ kind: 'genp', infos: [{ oid: infoTypes.rootCaKeyUpdate, value: null }] })
    home.clock.advance(86_400_000)
    await renewAuthority(home.ca, { authority: 'root', validity: '20y' }, home.alice)
    const newer = await client(home, await secretOf(home, { name: 'three' })).send(question)
    expect(newer.body.kind === 'genp' && newer.body.infos[0]?.value?.length).toBeGreaterThan(300)
  })
})

describe('hostile messages', () => {
  test('an iteration count of a billion is refused before anything is computed', async () => {
    const home = await house()
    const secret = await secretOf(home)
    for (const kind of ['pbm', 'pbmac1'] as const) {
      const device = client(home, { ...secret, mac: { kind, iterations: 1_000_000_000 } })
      const started = performance.now()
      expect(said(await device.exchange(await device.message(certRequest('ir').body)))).toEqual([
        'error',
        'rejection',
        'badAlg'
      ])
      expect(performance.now() - started).toBeLessThan(500)
    }
    expect(log(home)[0]).toContain('asks for 1000000000 rounds')
  })

  test('a wrong secret, an unknown reference and a revoked client look the same from outside, and not to the operator', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const gone = await createCmpClient(home.ca, { service: 'plc', name: 'gone', ra: false }, home.alice, [])
    await revokeCmpClient(home.ca, { id: gone.client.id }, home.alice)
    const texts = new Set<string>()
    for (const credential of [
      { ...secret, secret: 'wrong' },
      { ...secret, reference: 'nobody' },
      { reference: gone.client.reference ?? '', secret: gone.secret ?? '' }
    ]) {
      const device = client(home, credential)
      const { body } = await device.exchange(await device.message(certRequest('ir').body))
      texts.add(body.kind === 'error' ? [...body.status.failures, ...body.status.texts].join() : body.kind)
    }
    expect([...texts]).toEqual(['badMessageCheck,Reference value and secret do not fit together, or are not accepted.'])
    expect(new Set(log(home).slice(0, 3)).size).toBe(3)
  })

  test('a message that is played back, an old one and one of a strange version are refused', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const device = client(home, secret)
    const message = await device.message(certRequest('ir').body, implicit)
    given(await device.exchange(message))
    expect(said(await device.exchange(message))).toEqual(['error', 'rejection', 'transactionIdInUse'])
    home.clock.advance(61 * minute)
    expect(said(await device.exchange(message))).toEqual(['error', 'rejection', 'badTime'])
    const bare = client(home, secret)
    for (const [header, failure] of [
      [{ transactionId: null }, 'badDataFormat'],
      [{ senderNonce: null }, 'badSenderNonce']
    ] as const)
      expect(said(await bare.exchange(await bare.message(certRequest('ir').body, { header })))).toEqual([
        'error',
        'rejection',
        failure
      ])
  })

  test('what is no message is answered with badDataFormat; strangers fill the log only so far', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const message = await device.message(certRequest('ir').body)
    for (let i = 0; i < 40; i++)
      expect(said(await device.exchange(message.subarray(0, message.length - 1 - i)))).toEqual([
        'error',
        'rejection',
        'badDataFormat'
      ])
    expect(log(home)).toHaveLength(20)
    expect(log(home)[0]).toContain('More of this minute is not logged')
  })

  test('an operation of the address takes its own messages only, an unknown one is not there', async () => {
    const home = await house()
    const secret = await secretOf(home)
    expect(said(await client(home, secret).send(certRequest('ir').body, { segment: 'getcacerts' }))).toEqual([
      'error',
      'rejection',
      'badRequest'
    ])
    given(await client(home, secret).send(certRequest('ir').body, { segment: 'initialization', ...implicit }))
    await expect(client(home, secret).send(certRequest('ir').body, { segment: 'constructor' })).rejects.toMatchObject({
      code: 'not-found'
    })
  })
})

describe('services', () => {
  test('renew their key by themselves, destroy the one before, and stop when told', async () => {
    const home = await house({ certificateLife: '30d' })
    const before = showCmp(home.ca, { service: 'plc' }, []).service.certificate
    home.clock.advance(21 * 86_400_000)
    await runCmpCertificateChore(home.ca, engine)
    const after = showCmp(home.ca, { service: 'plc' }, []).service.certificate
    expect(after?.certificateId).not.toBe(before?.certificateId)
    await renewCmp(home.ca, { service: 'plc' }, home.alice, [])
    const secret = await secretOf(home)
    await switchCmp(home.ca, { service: 'plc', on: false }, home.alice, [])
    await expect(client(home, secret).send(certRequest('ir').body)).rejects.toMatchObject({ code: 'not-found' })
    await deleteCmp(home.ca, { service: 'plc' }, home.alice)
    expect(() => showCmp(home.ca, { service: 'plc' }, [])).toThrow('no CMP service')
  })

  test('answer only the addresses that may ask', async () => {
    const home = await house({ clients: ['198.51.100.0/24'] })
    const secret = await secretOf(home)
    await expect(client(home, secret).send(certRequest('ir').body)).rejects.toMatchObject({ code: 'forbidden' })
    given(await client(home, secret).send(certRequest('ir').body, { from: '198.51.100.7', ...implicit }))
  })

  test('keep secrets sealed, and out of the audit log', async () => {
    const home = await house()
    const { secret } = await secretOf(home)
    expect(JSON.stringify(listAudit(reader(home.ca.store), {}, null, 50))).not.toContain(secret)
  })
})
