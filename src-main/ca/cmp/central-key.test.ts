import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  pbkdf2Sync,
  type KeyObject
} from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { infoTypes, type PkiMessage } from '../../pki/cmp.ts'
import { unwrapWithAes256, wrapWithAes256 } from '../../pki/cmp/key-wrap.ts'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { context, contextConstructed, SEQUENCE, SET } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import type { Certificate } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { certRequest, CmpClient, confirmation, type CmpCredential } from '../../testing/cmp-client.ts'
import { authority, profile, startLife, type Life } from '../../testing/life.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { createCmpClient } from './clients.ts'
import { createCmp, updateCmp } from './service.ts'

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

async function house(): Promise<{ home: Life; secret: Extract<CmpCredential, { secret: string }> }> {
  const home = await startLife()
  life = home
  await authority(home, 'issuing')
  await profile(home, 'devices', 'issuing', { keyByChancery: true, keyAlgorithms: ['P-256', 'RSA-2048'] }, 'device')
  await createCmp(home.ca, { name: 'plc', profile: 'devices', settings: { centralKeys: true } }, home.alice, [])
  const made = await createCmpClient(home.ca, { service: 'plc', name: 'one', ra: false }, home.alice, [])
  return { home, secret: { reference: made.client.reference ?? '', secret: made.secret ?? '' } }
}

/** Opens the EnvelopedData of an answer by its one recipient, step by step as RFC 5652 6 says. @returns SignedData in a ContentInfo */
function opened(envelope: Uint8Array, unwrap: (kind: number, from: DerReader) => Uint8Array): Uint8Array {
  const from = new DerReader(envelope, 'envelope')
  from.enter(SEQUENCE)
  from.smallInteger()
  const set = from.enter(SET)
  const kind = from.next()
  const info = from.enterRead()
  const key = unwrap(kind, from)
  from.leave(info)
  from.leave(set)
  from.enter(SEQUENCE)
  from.oid()
  const algorithm = from.enter(SEQUENCE)
  from.oid()
  const iv = from.octets()
  from.leave(algorithm)
  const cipher = createDecipheriv('aes-256-cbc', key, iv)
  const signed = Buffer.concat([cipher.update(from.octets(context(0))), cipher.final()])
  return new DerWriter(4096)
    .begin(SEQUENCE)
    .oid('1.2.840.113549.1.7.2')
    .begin(contextConstructed(0))
    .raw(signed)
    .end()
    .end()
    .finish()
}

/** @returns the private key in a key package, after its signature was verified */
function keyIn(signed: Uint8Array): KeyObject {
  verifySignedData(parseSignedData(signed))
  const content = parseSignedData(signed).content ?? new Uint8Array()
  const from = new DerReader(content, 'key package')
  from.enter(SEQUENCE)
  from.expect(SEQUENCE)
  return createPrivateKey({ key: Buffer.from(from.element()), format: 'der', type: 'pkcs8' })
}

function pair({ body }: PkiMessage): { certificate: Certificate; privateKey: Uint8Array } {
  const response = body.kind === 'ip' || body.kind === 'cp' ? body.responses[0] : undefined
  if (response?.certificate == null || response.privateKey === null) throw new Error(JSON.stringify(response?.status))
  return { certificate: response.certificate, privateKey: response.privateKey }
}

const belongs = (key: KeyObject, certificate: Certificate): boolean =>
  createPublicKey(key.export({ format: 'pem', type: 'pkcs8' }).toString())
    .export({ format: 'der', type: 'spki' })
    .equals(certificate.publicKey.der)

const template = { subject: nameFromText('CN=plc-1').der }

describe('keys that are made here (RFC 9483 4.1.6)', () => {
  test('go to who knows the secret, signed by the service, and are destroyed once confirmed', async () => {
    const { home, secret } = await house()
    const device = new CmpClient(home.ca, 'plc', secret)
    const answer = await device.send(certRequest('ir', template, { proof: null }).body, {
      info: [{ oid: infoTypes.implicitConfirm, value: null }]
    })
    // RFC 9810 7: EnvelopedData is of version 3. A key that is kept here is confirmed whatever the client offers.
    expect([answer.header.version, answer.header.info.map(({ oid }) => oid)]).toEqual([3, [infoTypes.confirmWaitTime]])
    const { certificate, privateKey } = pair(answer)
    const signed = opened(privateKey, (kind, from) => {
      expect(kind).toBe(contextConstructed(3))
      from.smallInteger()
      const kdf = from.enter(contextConstructed(0))
      from.oid()
      const parameters = from.enter(SEQUENCE)
      const salt = from.octets()
      const iterations = from.smallInteger()
      from.smallInteger()
      from.next()
      from.leave(parameters)
      from.leave(kdf)
      from.next()
      const wrapping = pbkdf2Sync(secret.secret, salt, iterations, 32, 'sha256')
      return unwrapWithAes256(wrapping, from.octets()) ?? new Uint8Array()
    })
    expect(belongs(keyIn(signed), certificate)).toBe(true)
    const held = (): unknown =>
      getKeyBySpki(reader(home.ca.store), spkiFingerprint(certificate.publicKey.der))?.sealed ?? null
    expect(held()).not.toBeNull()
    await device.send(confirmation(certificate))
    expect(held()).toBeNull()
  })

  test('go to the holder of an EC certificate by key agreement', async () => {
    const { home, secret } = await house()
    const first = certRequest('ir')
    const got = await new CmpClient(home.ca, 'plc', secret).send(first.body, {
      info: [{ oid: infoTypes.implicitConfirm, value: null }]
    })
    const own = got.body.kind === 'ip' ? got.body.responses[0]?.certificate : undefined
    if (own == null) throw new Error('no certificate')
    const device = new CmpClient(home.ca, 'plc', { certificate: own, key: first.key.privateKey })
    const { certificate, privateKey } = pair(await device.send(certRequest('cr', template, { proof: null }).body))
    const signed = opened(privateKey, (kind, from) => {
      expect(kind).toBe(contextConstructed(1))
      from.smallInteger()
      const originator = from.enter(contextConstructed(0))
      const publicKey = from.enter(contextConstructed(1))
      from.next()
      const point = from.bitOctets()
      from.leave(publicKey)
      from.leave(originator)
      from.next()
      const recipients = from.enter(SEQUENCE)
      const recipient = from.enter(SEQUENCE)
      from.next()
      const wrapped = from.octets()
      from.leave(recipient)
      from.leave(recipients)
      const jwk = {
        kty: 'EC',
        crv: 'P-256',
        x: Buffer.from(point.subarray(1, 33)).toString('base64url'),
        y: Buffer.from(point.subarray(33)).toString('base64url')
      }
      const shared = diffieHellman({
        privateKey: first.key.privateKey,
        publicKey: createPublicKey({ key: jwk, format: 'jwk' })
      })
      const info = Buffer.from('3015300b060960864801650304012da206040400000100', 'hex')
      const wrapping = createHash('sha256')
        .update(shared)
        .update(Buffer.from([0, 0, 0, 1]))
        .update(info)
        .digest()
      return unwrapWithAes256(wrapping, wrapped) ?? new Uint8Array()
    })
    expect(belongs(keyIn(signed), certificate)).toBe(true)
  })

  test('are of the kind that the template names, and are not made where the service makes none', async () => {
    const { home, secret } = await house()
    const rsa = new Uint8Array(Buffer.from('3012300d06092a864886f70d0101010500030100', 'hex'))
    const device = new CmpClient(home.ca, 'plc', secret)
    const { certificate } = pair(
      await device.send(certRequest('ir', { ...template, publicKey: rsa }, { proof: null }).body)
    )
    expect(certificate.publicKey.facts.kind).toBe('rsa')
    await updateCmp(home.ca, { service: 'plc', settings: { centralKeys: false } }, home.alice, [])
    const { body } = await new CmpClient(home.ca, 'plc', secret).send(certRequest('ir', template, { proof: null }).body)
    expect(body).toMatchObject({
      kind: 'ip',
      responses: [{ status: { status: 'rejection', failures: ['badCertTemplate'] } }]
    })
  })
})

test('AES key wrap gives the value of RFC 3394 4.6, and nothing where it was altered', () => {
  const hex = (text: string): Buffer => Buffer.from(text, 'hex')
  const wrapping = hex('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F')
  const key = hex('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F')
  const wrapped = hex('28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21')
  expect(Buffer.from(wrapWithAes256(wrapping, key))).toEqual(wrapped)
  expect(Buffer.from(unwrapWithAes256(wrapping, wrapped) ?? [])).toEqual(key)
  wrapped[3] = 0
  expect(unwrapWithAes256(wrapping, wrapped)).toBeNull()
})
