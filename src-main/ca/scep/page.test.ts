import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startScepHouse, scepDevices, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'
import type { ScepDeviceKey } from '../../testing/scep-client.ts'
import type { HttpRequest } from '../../world/net.ts'
import { runScepCertificateChore, runScepChore } from './chore.ts'

let house: ScepHouse
let one: ScepDeviceKey
let two: ScepDeviceKey
beforeAll(() => {
  const devices = scepDevices(2)
  ;[one, two] = [devices[0]!, devices[1]!]
})
afterEach(() => house.stop())

const engineActor = { operatorId: null, name: 'engine', channel: 'engine' } as const

describe('the page of device managers', () => {
  const read = async (user?: string, password?: string): Promise<Response> =>
    fetch(`${house.address}/CertSrv/mscep_admin/`, {
      headers:
        user === undefined
          ? {}
          : { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` }
    })
  const secretIn = (text: string): string =>
    /The enrollment challenge password is: <B> ([0-9A-F]{16}) <\/B>/.exec(text)?.[1] ?? ''

  test('asks for user name and password, gives a secret in the words that are looked for, and is one for each', async () => {
    house = await startScepHouse({ challenge: ['ndes'] })
    expect((await house.alice.call('scep.show', { service: 'gate' })).service.missing).toContain('scep page-account')
    const nobody = await read()
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="SCEP", charset="UTF-8"'
    ])
    expect((await read('mdm', '')).status).toBe(401)
    const { password, pageAddress } = await house.alice.call('scep.page-account', { service: 'gate', user: 'mdm' })
    expect(pageAddress).toBe(`${house.address}/certsrv/mscep_admin/`)
    expect((await read('mdm', 'guessed')).status).toBe(401)
    expect((await house.said())[0]).toContain('User name or password of the page')
    const answer = await read('mdm', password)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-16')
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf16le')
    expect(text).toMatch(/The thumbprint \(hash value\) for the CA certificate is: <B> (?:[0-9A-F]{8} ){5}<\/B>/)
    expect(text).toContain('This password can be used only once and will expire within 60 minutes.')
    const client = await house.client()
    expect((await client.ask('PKCSReq', one, usualCsr(one, secretIn(text)))).status).toBe('success')
    expect((await client.ask('PKCSReq', two, usualCsr(two, secretIn(text)))).status).toBe('failure')
  })

  test('gives out as many as may be open, then none until one is used or has ended', async () => {
    house = await startScepHouse({ challenge: ['ndes'], settings: { pageEncoding: 'utf-8' } })
    const { password } = await house.alice.call('scep.page-account', { service: 'gate', user: 'mdm' })
    const next = async (): Promise<string> => (await read('mdm', password)).text()
    const texts = []
    for (let index = 0; index < 5; index++) texts.push(await next())
    expect(new Set(texts.map(secretIn)).size).toBe(5)
    expect(await next()).toContain('The password cache is full.')
    house.clock.set(house.clock.now() + 61 * 60_000)
    expect(secretIn(await next())).not.toBe('')
    const client = await house.client()
    expect((await client.ask('PKCSReq', one, usualCsr(one, secretIn(texts[0] ?? '')))).status).toBe('failure')
    expect((await house.said())[0]).toContain('its time is over')
  })

  test('is not there for a service of another kind', async () => {
    house = await startScepHouse()
    expect((await read('mdm', 'x')).status).toBe(404)
  })
})

describe('an external validator', () => {
  const asked: Record<string, unknown>[] = []
  let answer: () => { status: number; body: string } = () => ({ status: 200, body: '{"allow":true}' })
  const net = {
    http: async (request: HttpRequest) => {
      asked.push({
        ...(JSON.parse(Buffer.from(request.body ?? []).toString('utf8')) as object),
        authorization: request.headers?.['authorization']
      })
      const { status, body } = answer()
      return { status, headers: {}, body: new Uint8Array(Buffer.from(body)) }
    }
  }
  const settings = { validatorUrl: 'https://mdm.example.test/scep' }

  test('is asked before a certificate is issued, and told of it', async () => {
    asked.length = 0
    answer = () => ({ status: 200, body: '{"allow":true}' })
    house = await startScepHouse({ challenge: ['external'], settings }, {}, net)
    const { token } = await house.alice.call('scep.validator-token', { service: 'gate' })
    const client = await house.client()
    const answered = await client.ask('PKCSReq', one, usualCsr(one, 'what the manager gave'))
    expect(answered.status).toBe('success')
    expect(asked).toMatchObject([
      {
        event: 'request',
        service: 'gate',
        challengePassword: 'what the manager gave',
        authorization: `Bearer ${token}`
      }
    ])
    await runScepChore(house.engine.ca, new AbortController().signal)
    expect(asked[1]).toMatchObject({ event: 'issued', transactionId: answered.transactionId })
    expect(asked[1]?.['certificate']).toContain('BEGIN CERTIFICATE')
    await runScepChore(house.engine.ca, new AbortController().signal)
    expect(asked).toHaveLength(2)
  })

  test.each([
    ['no', 200, '{"allow":false,"message":"not enrolled"}', 'said no: not enrolled'],
    ['nonsense', 200, 'yes', 'gave an answer that is none'],
    ['an error', 500, '', 'answered with the HTTP status 500']
  ])('that answers %s lets nobody in', async (_, status, body, words) => {
    answer = () => ({ status, body })
    house = await startScepHouse({ challenge: ['external'], settings }, {}, net)
    const client = await house.client()
    const answered = await client.ask('PKCSReq', one, usualCsr(one, 'x'))
    expect([answered.status, answered.issued]).toEqual(['failure', []])
    expect((await house.said())[0]).toContain(words)
    expect(
      (await house.alice.call('certificate.list', {})).rows.some(({ subject }) => subject.includes('device'))
    ).toBe(false)
  })

  test('that does not answer lets nobody in, and a service without its address is not made', async () => {
    house = await startScepHouse({ challenge: ['external'], settings })
    const client = await house.client()
    expect((await client.ask('PKCSReq', one, usualCsr(one, 'x'))).status).toBe('failure')
    expect((await house.said())[0]).toContain('The external validator failed')
    await expect(
      house.alice.call('scep.create', { name: 'other', profile: 'device', challenge: ['external'] })
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

test('the certificate of a service is renewed by itself after two thirds of its life', async () => {
  house = await startScepHouse()
  const before = (await house.alice.call('scep.show', { service: 'gate' })).service.certificate
  expect(await runScepCertificateChore(house.engine.ca, engineActor)).toBe(before?.renewAt)
  house.clock.set((before?.renewAt ?? 0) + 1000)
  await runScepCertificateChore(house.engine.ca, engineActor)
  const after = (await house.alice.call('scep.show', { service: 'gate' })).service.certificate
  expect(after?.certificateId).not.toBe(before?.certificateId)
  expect(after?.renewAt).toBeGreaterThan(before?.renewAt ?? 0)
})
