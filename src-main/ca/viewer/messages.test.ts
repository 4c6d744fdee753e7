import { createHash, generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { viewedObject } from '../../../src-shared/api/viewer.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import { buildTimeStampRequest, parseTimeStampResponse, rejectedResponse } from '../../pki/tsp.ts'
import { startPair, handOver, request } from '../../testing/air-gap-pair.ts'
import { startLife, type Life } from '../../testing/life.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { sampleStamp } from '../../testing/sample-stamp.ts'
import { sshKey } from '../../testing/ssh-keygen.ts'
import { storedZip } from '../../testing/stored-zip.ts'
import { decodeObject, type Decoded } from './decode.ts'

const openssl = opensslFolder()
afterAll(() => openssl.remove())
let life: Life
beforeEach(async () => {
  life = await startLife()
})
afterEach(() => life.close())

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')
async function view(content: string): Promise<Decoded['objects']> {
  const { objects, needsPassphrase } = await decodeObject(life.ca, { content, name: 'dropped' }, life.alice)
  expect(needsPassphrase).toBe(false)
  expect(viewedObject.array().safeParse(objects).error).toBeUndefined()
  return objects
}

function pki(): void {
  openssl.run(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=ca',
    '-days',
    '30'
  )
  openssl.write('index.txt', '')
}

describe('messages that OpenSSL made', () => {
  it('are OCSP requests and answers, the answer verified with the certificate that comes with it', async () => {
    pki()
    openssl.run('ocsp', '-issuer', 'ca.pem', '-serial', '0x1234', '-no_nonce', '-reqout', 'ocsp.req')
    openssl.run(
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      '-rsigner',
      'ca.pem',
      '-rkey',
      'ca.key',
      '-reqin',
      'ocsp.req',
      '-respout',
      'ocsp.resp',
      '-ndays',
      '1'
    )
    expect(await view(base64(openssl.read('ocsp.req')))).toMatchObject([
      {
        kind: 'ocsp-request',
        check: { note: 'no-signature' },
        facts: [{ label: 'serialNumber', value: '1234' }, {}, {}, {}, {}]
      }
    ])
    const [answer] = await view(base64(openssl.read('ocsp.resp')))
    expect(answer).toMatchObject({ kind: 'ocsp-response', check: { outcome: 'ok', note: 'holds' } })
    expect(answer?.facts).toContainEqual({ label: 'certStatus', value: 'unknown' })
  })

  it('are signed messages, whole or beside their content, with their certificates', async () => {
    pki()
    openssl.write('text', 'words\n')
    const sign = ['cms', '-sign', '-binary', '-in', 'text', '-signer', 'ca.pem', '-inkey', 'ca.key', '-outform', 'DER']
    openssl.run(...sign, '-nodetach', '-out', 'whole.p7m')
    openssl.run(...sign, '-out', 'beside.p7s')
    expect(await view(base64(openssl.read('whole.p7m')))).toMatchObject([
      { kind: 'cms', check: { outcome: 'ok' } },
      { kind: 'certificate', title: 'CN=ca' }
    ])
    expect((await view(base64(openssl.read('beside.p7s'))))[0]).toMatchObject({
      kind: 'cms',
      check: { outcome: 'not-performed', note: 'detached' }
    })
    const altered = openssl.read('whole.p7m')
    altered[Buffer.from(altered).indexOf('words')] = 0x57
    expect((await view(writePem('CMS', altered)))[0]?.check).toMatchObject({ outcome: 'failed', note: 'wrong' })
  })
})

describe('time-stamps', () => {
  it('request, answer, refusal and token are told apart, and the token is verified', async () => {
    const stamp = await sampleStamp()
    const hashed = createHash('sha256').update('a document').digest()
    const asked = buildTimeStampRequest({ hash: 'sha256', hashed, certificateWanted: true })
    const answer = await stamp.ask(asked)
    await stamp.close()
    const { token } = parseTimeStampResponse(answer)
    expect(await view(base64(asked))).toMatchObject([{ kind: 'tsp-request', check: { note: 'no-signature' } }])
    expect(await view(base64(answer))).toMatchObject([{ kind: 'tsp-response', check: { outcome: 'ok' } }])
    expect((await view(base64(token ?? new Uint8Array())))[0]).toMatchObject({
      kind: 'tsp-token',
      check: { outcome: 'ok' }
    })
    expect(await view(base64(rejectedResponse('badAlg', 'no')))).toMatchObject([
      { kind: 'tsp-response', title: 'Time-stamp response, rejection', check: { note: 'no-signature' } }
    ])
    expect(parseCertificate(stamp.own).subject.text).not.toBe('')
  })
})

describe('keys of other worlds', () => {
  it('SSH keys are shown with every other form of theirs', async () => {
    const { publicText, privateText, fingerprint } = sshKey(openssl, 'one', ['-t', 'ed25519'], 'heron')
    const [key] = await view(base64(publicText))
    expect(key).toMatchObject({ kind: 'ssh-key', title: 'SSH key, one@example.test', key: { algorithm: 'Ed25519' } })
    expect(key?.facts).toContainEqual({ label: 'fingerprint', value: fingerprint })
    expect(key?.forms?.map(({ name }) => name)).toEqual(['OpenSSH', 'JWK'])
    const [secret] = await view(privateText)
    expect(secret).toMatchObject({
      kind: 'private-key',
      base64: null,
      pem: null,
      key: { spkiSha256: key?.key?.spkiSha256 }
    })
    expect(secret?.facts).toContainEqual({ label: 'cipher', value: 'aes256-ctr' })
  })

  it('JWK, private JWK and sets: nothing secret comes back', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'one' }
    const objects = await view(
      JSON.stringify({ keys: [jwk, { kty: 'EC', crv: jwk.crv, x: jwk.x, y: jwk.y }, { kty: 'oct', k: 'c2VjcmV0' }] })
    )
    expect(objects.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'private-key: Private JWK, one',
      'jwk: JWK, EC',
      'private-key: Secret JWK, oct'
    ])
    expect(JSON.stringify(objects)).not.toContain(String(jwk.d))
    expect(JSON.stringify(objects)).not.toContain('c2VjcmV0')
  })

  it('a JWT is decoded, its times as dates, and unverified where its key is not in it', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [token] = await view(
      `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: 'alice', exp: 1_800_000_000 })}.AAAA`
    )
    expect(token).toMatchObject({ kind: 'jws', title: 'JWT, JWT', check: { outcome: 'not-performed', note: 'no-key' } })
    expect(token?.facts).toContainEqual({ label: 'exp', value: '2027-01-15T08:00:00.000Z' })
  })
})

describe('what has a place of its own', () => {
  it('is the archive of a ceremony, named and not verified here', async () => {
    const zip = await storedZip(['manifest.json', 'script.yaml', 'transcript.jsonl'])
    expect(await view(base64(zip))).toMatchObject([{ kind: 'ceremony-archive', check: { note: 'elsewhere' } }])
    await expect(view(base64(await storedZip(['manifest.json'])))).rejects.toMatchObject({ code: 'malformed' })
  })

  it('is a bundle for the air gap', { timeout: 30_000 }, async () => {
    const pair = await startPair()
    await handOver(pair, 1)
    const { der } = await request(pair.office, { due: true })
    await pair.close()
    expect(await view(base64(der))).toMatchObject([
      { kind: 'air-gap-bundle', title: 'Air-gap bundle of Issuing office', check: { note: 'elsewhere' } }
    ])
  })
})

test('two thousand altered messages of each kind are shown or refused in words', { timeout: 120_000 }, async () => {
  pki()
  openssl.write('text', 'words\n')
  openssl.run('ocsp', '-issuer', 'ca.pem', '-serial', '0x1234', '-reqout', 'ocsp.req')
  openssl.run(
    'cms',
    '-sign',
    '-nodetach',
    '-in',
    'text',
    '-signer',
    'ca.pem',
    '-inkey',
    'ca.key',
    '-outform',
    'DER',
    '-out',
    'm.p7m'
  )
  const zip = await storedZip(['manifest.json', 'script.yaml', 'transcript.jsonl'])
  const samples = [openssl.read('ocsp.req'), openssl.read('m.p7m'), rejectedResponse('badAlg', 'no'), zip]
  const next = random(0x71e3)
  let shown = 0
  for (const sample of samples) {
    for (let left = 2000; left > 0; left--) {
      try {
        const { objects } = await decodeObject(life.ca, { content: base64(mutate(sample, next)), name: '' }, life.alice)
        shown += objects.length
      } catch (error) {
        if (!(error instanceof ChanceryError) || error.code === 'internal') throw error
      }
    }
  }
  expect(shown).toBeGreaterThan(500)
})
