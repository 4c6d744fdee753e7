import { request as httpRequest } from 'node:http'
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writeEnvelopedData } from '../../pki/cms.ts'
import { buildCsrInfo } from '../../pki/csr-builder.ts'
import { nameFromText } from '../../pki/name.ts'
import {
  assembleScep,
  readScepMessage,
  scepToSign,
  transactionIdDer,
  verifyScepMessage,
  type ScepFields
} from '../../pki/scep.ts'
import { feed } from '../../testing/mutations.ts'
import { readAnswer, scepMessage, signScep, type ScepDeviceKey } from '../../testing/scep-client.ts'
import { scepDevices, startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'

let house: ScepHouse
let one: ScepDeviceKey
let two: ScepDeviceKey
beforeAll(() => {
  const devices = scepDevices(2)
  ;[one, two] = [devices[0]!, devices[1]!]
})
afterEach(() => house.stop())

const bytes = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())
const random = (length: number): Uint8Array => new Uint8Array(length).fill(7)

describe('a message that is cut or altered', () => {
  test('is refused by HTTP where it is no message any more', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, await house.secret()))
    for (const length of [0, 1, 100, message.length - 1])
      expect((await client.send(message.subarray(0, length))).status, `${length} bytes`).toBe(400)
    expect((await client.send(new Uint8Array([...message, 0]))).status).toBe(400)
    expect((await house.alice.call('scep.enrolments', {})).rows).toEqual([])
  })

  test('in its signed part is refused with badMessageCheck', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, await house.secret()))
    const inside = Buffer.from(message).indexOf(Buffer.from('2a864886f70d010703', 'hex')) + 400
    const answer = readAnswer(await bytes(await client.send(message.with(inside, (message[inside] ?? 0) ^ 1))), one)
    expect([answer.status, answer.failure]).toEqual(['failure', 'badMessageCheck'])
  })

  test('inside its encryption says no more than one that cannot be decrypted', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const noRequest = await client.ask('PKCSReq', one, new TextEncoder().encode('no request'))
    const envelope = writeEnvelopedData({
      content: usualCsr(one),
      recipients: [client.service],
      cipher: 'aes-128-cbc',
      transport: 'rsa-pkcs1',
      random
    })
    const broken = envelope.with(envelope.length - 1, (envelope.at(-1) ?? 0) ^ 1)
    const answer = readAnswer(await bytes(await client.send(signScep(fieldsWith(broken), one))), one)
    expect([noRequest.failure, noRequest.failureText]).toEqual([answer.failure, answer.failureText])
    expect(answer.failure).toBe('badMessageCheck')
  })
})

const fieldsWith = (envelope: Uint8Array | null, more: Partial<ScepFields> = {}): ScepFields => ({
  type: 'PKCSReq',
  transactionDer: transactionIdDer('T1'),
  senderNonce: random(16),
  envelope,
  signatureAlgorithm: 'rsa-pkcs1-sha256',
  ...more
})

describe('what a message lacks', () => {
  test.each([
    ['nothing inside', fieldsWith(null), 'badRequest', 'There is nothing inside'],
    ['an answer in place of a request', fieldsWith(null, { type: 'CertRep' }), 'badRequest', 'not sent answers'],
    ['a nonce of three octets', fieldsWith(null, { senderNonce: random(3) }), 'badRequest', 'senderNonce has 3 octets']
  ] as const)('%s is said in SCEP', async (_, fields, failure, words) => {
    house = await startScepHouse()
    const client = await house.client()
    const answer = readAnswer(await bytes(await client.send(signScep(fields, one))), one)
    expect([answer.failure, answer.transactionId]).toEqual([failure, 'T1'])
    expect(answer.failureText).toContain(words)
  })
})

describe('algorithms', () => {
  test('SHA-1, single DES and triple DES are read where the service says so, and refused with badAlg where not', async () => {
    house = await startScepHouse({ challenge: ['static'] })
    const client = await house.client()
    const csr = usualCsr(one, await house.secret())
    const old = { signature: 'rsa-pkcs1-sha1', cipher: 'des-cbc' } as const
    const refused = await client.ask('PKCSReq', one, csr, old)
    expect([refused.failure, refused.failureText]).toEqual(['badAlg', 'The message is signed with SHA-1. Use SHA-256.'])
    expect((await house.said())[0]).toContain('scep update --settings.sha1')
    const des = await client.ask('PKCSReq', one, csr, { cipher: 'des-cbc' })
    expect([des.failure, des.failureText]).toEqual(['badAlg', 'The message is encrypted with single DES. Use AES.'])
    await house.alice.call('scep.update', { service: 'gate', settings: { sha1: true, des: true, tripleDes: false } })
    const answer = await client.ask('PKCSReq', one, csr, old)
    expect([answer.status, answer.digest]).toEqual(['success', 'sha256'])
    expect((await client.ask('PKCSReq', two, usualCsr(two), { cipher: 'des-ede3-cbc' })).failure).toBe('badAlg')
    const { service } = await house.alice.call('scep.show', { service: 'gate' })
    expect(service.warnings).toHaveLength(3)
  })

  test('a cipher that is not known is refused with badAlg, and named', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const envelope = writeEnvelopedData({
      content: usualCsr(one),
      recipients: [client.service],
      cipher: 'aes-128-cbc',
      transport: 'rsa-pkcs1',
      random
    })
    // aes128-GCM in the place of aes128-CBC.
    const at = Buffer.from(envelope).indexOf(Buffer.from('0609608648016503040102', 'hex')) + 10
    const answer = readAnswer(await bytes(await client.send(signScep(fieldsWith(envelope.with(at, 6)), one))), one)
    expect([answer.failure, answer.failureText]).toEqual([
      'badAlg',
      'The message is encrypted with 2.16.840.1.101.3.4.1.6, which is not known here. Use AES.'
    ])
  })

  test('an elliptic key is refused with badAlg: nothing can be encrypted to it', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    const subject = nameFromText('CN=elliptic').der
    const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) }
    const signatureAlgorithm = 'ecdsa-sha256'
    const signed = (tbs: Uint8Array): Uint8Array =>
      assembleSigned(tbs, signatureAlgorithm, new Uint8Array(sign('sha256', tbs, privateKey)))
    const certificate = parseCertificate(
      signed(
        buildTbsCertificate({
          ...{ serial: '01', signatureAlgorithm, issuer: subject, subject, publicKey: spki, extensions: [] },
          ...times
        })
      )
    )
    const challengePassword = await house.secret()
    const content = signed(buildCsrInfo({ subject, publicKey: spki, challengePassword }))
    const envelope = writeEnvelopedData({
      content,
      recipients: [client.service],
      cipher: 'aes-128-cbc',
      transport: 'rsa-pkcs1',
      random
    })
    const fields = fieldsWith(envelope, { signatureAlgorithm })
    const attributes = scepToSign(fields)
    const message = assembleScep(
      fields,
      certificate,
      attributes,
      new Uint8Array(sign('sha256', attributes, privateKey))
    )
    const answer = verifyScepMessage(readScepMessage(await bytes(await client.send(message))))
    expect([answer.failure, answer.failureText]).toEqual([
      'badAlg',
      expect.stringContaining('cannot be encrypted to a key of the kind')
    ])
  })
})

describe('too much', () => {
  /** Sends what it is told, whether anybody reads it. @returns the status, and how many bytes went out */
  const flood = (headers: Record<string, string>, chunks: number): Promise<{ status: number; sent: number }> =>
    new Promise((resolve, reject) => {
      let sent = 0
      const target = `${house.address}?operation=PKIOperation`
      const outgoing = httpRequest(target, { method: 'POST', headers }, (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode ?? 0, sent })
        outgoing.destroy()
      })
      outgoing.on('error', reject)
      const chunk = Buffer.alloc(64 * 1024, 0x30)
      const next = (left: number): void => {
        if (left === 0) return void outgoing.end()
        sent += chunk.length
        outgoing.write(chunk, () => setImmediate(next, left - 1))
      }
      next(chunks)
    })

  test('a body of 10 MB is refused before it was read, with and without its length', async () => {
    house = await startScepHouse()
    const told = await flood({ 'content-length': String(10 * 1024 * 1024) }, 160)
    expect(told.status).toBe(413)
    expect(told.sent).toBeLessThan(10 * 1024 * 1024)
    const untold = await flood({ 'transfer-encoding': 'chunked' }, 160)
    expect(untold.status).toBe(413)
    expect(untold.sent).toBeLessThan(10 * 1024 * 1024)
  })

  test('a message in an address that is too long is refused', async () => {
    house = await startScepHouse()
    const long = await fetch(`${house.address}?operation=PKIOperation&message=${'A'.repeat(7500)}`)
    expect(long.status).toBe(413)
    expect((await fetch(`${house.address}?operation=PKIOperation&message=${'A'.repeat(20_000)}`)).status).toBe(431)
    expect((await fetch(`${house.address}?operation=PKIOperation&message=%2A`)).status).toBe(400)
    expect((await fetch(`${house.address}?operation=PKIOperation`)).status).toBe(400)
  })

  test('messages of one address in a minute are counted, and secrets that are guessed lock it out', async () => {
    house = await startScepHouse({ settings: { lockAfter: 3, lockMinutes: 15 } })
    const client = await house.client()
    const guess = (text: string): Promise<Response> =>
      client.send(scepMessage('PKCSReq', one, client.service, usualCsr(one, text)))
    for (const text of ['a', 'b', 'c']) expect((await guess(text)).status).toBe(200)
    expect((await house.said())[0]).toContain('waits for 15 minutes now')
    expect((await guess('d')).status).toBe(429)
    house.clock.advance(16 * 60_000)
    expect((await guess('e')).status).toBe(200)
    await house.alice.call('scep.update', { service: 'gate', settings: { perMinute: 5 } })
    house.clock.advance(61_000)
    const capabilities = (): Promise<Response> => fetch(`${house.address}?operation=GetCACaps`)
    const statuses = []
    for (let index = 0; index < 7; index++) statuses.push((await capabilities()).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })

  test('a flood of refusals is logged a while and then no more', async () => {
    house = await startScepHouse()
    for (let index = 0; index < 60; index++) await fetch(`${house.address}?operation=PKIOperation&message=MAA%3D`)
    expect(await house.said(100)).toHaveLength(30)
  })
})

test('addresses that may not ask are refused: for requests, for the page, or for both', async () => {
  house = await startScepHouse({ challenge: ['ndes'], settings: { clients: ['192.0.2.0/24'], clientsFor: 'requests' } })
  const statuses = async (): Promise<number[]> => [
    (await fetch(`${house.address}?operation=GetCACaps`)).status,
    (await fetch(`${house.address}/certsrv/mscep_admin/`)).status
  ]
  expect(await statuses()).toEqual([403, 401])
  await house.alice.call('scep.update', { service: 'gate', settings: { clientsFor: 'page' } })
  expect(await statuses()).toEqual([200, 403])
  await house.alice.call('scep.update', { service: 'gate', settings: { clientsFor: 'both' } })
  expect(await statuses()).toEqual([403, 403])
  await house.alice.call('scep.update', { service: 'gate', settings: { clients: ['127.0.0.0/8'] } })
  expect(await statuses()).toEqual([200, 401])
  await expect(
    house.alice.call('scep.update', { service: 'gate', settings: { clients: ['1.2.3.4/99'] } })
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('100,000 altered messages are read or refused, and none verifies with another content', async () => {
  house = await startScepHouse()
  const client = await house.client()
  const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, 'secret'))
  const original = verifyScepMessage(readScepMessage(message))
  const { accepted, refused } = feed(84, [message], (altered) => {
    const read = verifyScepMessage(readScepMessage(altered))
    if (read.transactionId !== original.transactionId || read.type !== original.type)
      throw new Error('an altered message was believed')
    if (!Buffer.from(read.envelope ?? []).equals(original.envelope ?? new Uint8Array()))
      throw new Error('an altered content was believed')
  })
  expect(accepted + refused).toBe(100_000)
  expect(refused).toBeGreaterThan(90_000)
}, 120_000)

test('altered messages over HTTP are answered, whatever they are, and the service goes on', async () => {
  house = await startScepHouse({ challenge: ['static'], settings: { lockAfter: 1000 } })
  const client = await house.client()
  const secret = await house.secret()
  const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, secret))
  const all: Uint8Array[] = []
  try {
    feed(85, [message], (altered) => {
      all.push(altered)
      if (all.length >= 600) throw new RangeError('enough')
    })
  } catch (error) {
    expect(error).not.toBeInstanceOf(ChanceryError)
  }
  const statuses = new Set<number>()
  for (const altered of all) statuses.add((await client.send(altered)).status)
  expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 400])
  expect((await client.ask('PKCSReq', two, usualCsr(two, secret))).status).toBe('success')
}, 120_000)
