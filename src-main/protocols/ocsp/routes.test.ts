import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { starterContent } from '../../ca/profile/starters.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  nonceExtension,
  parseOcspResponse,
  verifyOcspResponse,
  type OcspResponse
} from '../../pki/ocsp.ts'
import { readPem, writePem } from '../../pki/pem.ts'
import { makeCsr } from '../../testing/engine.ts'
import { random, mutate } from '../../testing/mutations.ts'
import { hasProgram, opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'

let home: TestEngine
let alice: Person
let base = ''
let issuer: Certificate

beforeEach(async () => {
  home = await startTestEngine()
  // Real clients compare times with the clock of the machine.
  home.clock.set(Math.floor(Date.now() / 1000) * 1000)
  alice = home.person()
  await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  base = await home.engine.listenPublic({ host: '127.0.0.1', port: 0 })
  await alice.call('authority.create', { name: 'issuing ca', subject: 'CN=Issuing' })
  await alice.call('profile.create', {
    name: 'web',
    authority: 'issuing ca',
    content: { ...starterContent('tls-server'), approval: 'auto' }
  })
  const { file } = await alice.call('authority.export-chain', { authority: 'issuing ca', format: 'der' })
  issuer = parseCertificate(new Uint8Array(Buffer.from(file.base64, 'base64')))
  await alice.call('ocsp.enable', { authority: 'issuing ca' })
})
afterEach(() => home.stop())

async function certified(host: string): Promise<{ readonly id: number; readonly certificate: Certificate }> {
  const csr = makeCsr({ subject: `CN=${host}`, names: [{ kind: 'dns', value: host }] })
  const { request } = await alice.call('request.submit', { profile: 'web', csr: writePem('CERTIFICATE REQUEST', csr) })
  const id = request.certificateId ?? 0
  const { file } = await alice.call('certificate.export', { id, format: 'pem' })
  const [block] = readPem(Buffer.from(file.base64, 'base64').toString('latin1'))
  return { id, certificate: parseCertificate(block?.bytes ?? new Uint8Array()) }
}

function requestFor(serials: readonly string[], nonce?: Uint8Array): Uint8Array {
  const hashes = issuerHashes('sha1', { name: issuer.subject.der, keyBytes: issuer.publicKey.keyBytes })
  const certIds = serials.map((serial) => encodeCertId('sha1', hashes, serial))
  return assembleOcspRequest(
    buildTbsOcspRequest({ certIds, ...(nonce === undefined ? {} : { extensions: [nonceExtension(nonce)] }) })
  )
}

const type = { 'content-type': 'application/ocsp-request' }
const post = (
  body: Uint8Array,
  path = '/ocsp/issuing%20ca',
  headers: Record<string, string> = type
): Promise<Response> => fetch(`${base}${path}`, { method: 'POST', headers, body: Buffer.from(body) })
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const bytes = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())
const parsed = async (answer: Response): Promise<OcspResponse> => parseOcspResponse(await bytes(answer))

async function kinds(answer: Response): Promise<string[]> {
  const response = await parsed(answer)
  if (response.kind === 'error') return [response.error]
  if (verifyOcspResponse(response.basic) === null) return ['not verified']
  return response.basic.answers.map(({ status }) => status.kind)
}

describe('POST (RFC 6960 A.1)', () => {
  test('is answered under every address, with the media type of RFC 6960, and kept by nobody', async () => {
    const { id, certificate } = await certified('a.test')
    for (const path of ['/ocsp/issuing%20ca', '/ocsp']) {
      const answer = await post(requestFor([certificate.serial]), path)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/ocsp-response'])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await kinds(answer)).toEqual(['good'])
    }
    await alice.call('certificate.revoke', { id, reason: 'superseded' })
    expect(await kinds(await post(requestFor([certificate.serial, '77'])))).toEqual(['revoked', 'unknown'])
  })

  test('with another media type or too many bytes is refused before it is read', async () => {
    expect((await post(requestFor(['01']), '/ocsp', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post(new Uint8Array(70_000))).status).toBe(413)
  })

  test('of a hundred who ask at once, some of whom hang up, each gets the answer to his own nonce', async () => {
    const { certificate } = await certified('a.test')
    const nonces = Array.from({ length: 100 }, (_, index) => new Uint8Array(16).fill(index + 1))
    const gone = nonces.slice(0, 10).map(async (nonce) => {
      const leaving = new AbortController()
      const body = Buffer.from(requestFor([certificate.serial], nonce))
      const asked = fetch(`${base}/ocsp`, { method: 'POST', headers: type, body, signal: leaving.signal })
      leaving.abort()
      await expect(asked).rejects.toThrow('aborted')
    })
    const answers = await Promise.all(
      nonces.map(async (nonce) => parsed(await post(requestFor([certificate.serial], nonce))))
    )
    await Promise.all(gone)
    expect(answers.map((answer) => (answer.kind === 'basic' ? answer.basic.nonce : null))).toEqual(nonces)
  })
})

describe('GET (RFC 6960 A.1, RFC 5019 5)', () => {
  test('is answered with and without the name, its base64 encoded or not', async () => {
    const { certificate } = await certified('a.test')
    const text = base64(requestFor([certificate.serial]))
    for (const path of [
      `/ocsp/${encodeURIComponent(text)}`,
      `/ocsp/issuing%20ca/${encodeURIComponent(text)}`,
      `/ocsp/x/${text}`,
      `/ocsp/${text}`
    ])
      expect([path, await kinds(await fetch(`${base}${path}`))]).toEqual([path, ['good']])
  })

  test('tells caches how long (RFC 5019 6.2): minutes, until nextUpdate, with a tag that saves the second answer', async () => {
    const { id, certificate } = await certified('a.test')
    const url = `${base}/ocsp/${encodeURIComponent(base64(requestFor([certificate.serial])))}`
    const answer = await fetch(url)
    const { headers } = answer
    const now = home.clock.now()
    expect(headers.get('cache-control')).toBe('public, max-age=300, no-transform, must-revalidate')
    expect(Date.parse(headers.get('last-modified') ?? '')).toBe(now)
    expect(Date.parse(headers.get('expires') ?? '')).toBe(now + 12 * 3_600_000)
    const again = await fetch(url, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
    expect([again.status, (await bytes(again)).length]).toEqual([304, 0])
    await alice.call('certificate.revoke', { id, reason: 'keyCompromise' })
    const revoked = await fetch(url, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
    expect([revoked.status, await kinds(revoked)]).toEqual([200, ['revoked']])
    home.clock.advance(12 * 3_600_000 - 60_000)
    expect((await fetch(url)).headers.get('cache-control')).toContain('max-age=60,')
  })

  test('with a nonce is for one asker alone', async () => {
    const { certificate } = await certified('a.test')
    const nonce = Uint8Array.of(9, 8, 7)
    const answer = await fetch(`${base}/ocsp/${encodeURIComponent(base64(requestFor([certificate.serial], nonce)))}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const response = await parsed(answer)
    expect(response.kind === 'basic' && response.basic.nonce).toEqual(nonce)
  })

  test('of something that is no request is answered so, unsigned', async () => {
    for (const path of ['/ocsp/issuing%20ca', '/ocsp/%E0%A4%A', '/ocsp/MAAA', `/ocsp/${'A'.repeat(3000)}`])
      expect([path, await kinds(await fetch(`${base}${path}`))]).toEqual([path, ['malformedRequest']])
  })
})

test('other authorities, and this one after it was disabled, are unauthorized (RFC 5019 2.2.3); the list says who answers', async () => {
  const { certificate } = await certified('a.test')
  const [service] = (await alice.call('ocsp.status', {})).services
  expect(service).toMatchObject({ authorityName: 'issuing ca', state: 'enabled', signedAhead: 0 })
  expect(service?.responder?.renewAt).toBeGreaterThan(home.clock.now())
  const hashes = issuerHashes('sha1', { name: certificate.subject.der, keyBytes: certificate.publicKey.keyBytes })
  const elsewhere = assembleOcspRequest(buildTbsOcspRequest({ certIds: [encodeCertId('sha1', hashes, '01')] }))
  expect(await kinds(await post(elsewhere))).toEqual(['unauthorized'])
  const { service: off } = await alice.call('ocsp.disable', { authority: 'issuing ca' })
  expect(off).toMatchObject({ state: 'disabled', responder: null })
  expect(await kinds(await post(requestFor([certificate.serial])))).toEqual(['unauthorized'])
})

test('the vault may be locked: what was signed before is given, the rest is for later', async () => {
  const [one, other] = [await certified('a.test'), await certified('b.test')]
  await post(requestFor([one.certificate.serial]))
  await alice.call('session.lock', {})
  expect(await kinds(await post(requestFor([one.certificate.serial])))).toEqual(['good'])
  expect(await kinds(await post(requestFor([other.certificate.serial])))).toEqual(['tryLater'])
})

test('altered requests never get a signature for what they did not ask, and the server goes on', async () => {
  const { certificate } = await certified('a.test')
  const whole = requestFor([certificate.serial], new Uint8Array(16))
  const next = random(61)
  for (let i = 0; i < 500; i++) {
    const answer = await post(mutate(whole, next))
    expect(answer.status).toBe(200)
    await parsed(answer)
  }
  expect(await kinds(await post(whole))).toEqual(['good'])
})

describe('clients of others', () => {
  let folder: OpensslFolder
  const run = promisify(execFile)
  beforeEach(() => {
    folder = opensslFolder()
    folder.write('ca.pem', writePem('CERTIFICATE', issuer.der))
  })
  afterEach(() => folder.remove())

  async function ask(...more: readonly string[]): Promise<string> {
    const files = ['-issuer', folder.path('ca.pem'), '-CAfile', folder.path('ca.pem')]
    const { stdout, stderr } = await run('openssl', ['ocsp', '-url', `${base}/ocsp/issuing%20ca`, ...files, ...more])
    return stdout + stderr
  }

  test('openssl ocsp: good, revoked, unknown, several at once, with nonce and with SHA-256', async () => {
    const [one, two] = [await certified('a.test'), await certified('b.test')]
    folder.write('one.pem', writePem('CERTIFICATE', one.certificate.der))
    await alice.call('certificate.revoke', { id: two.id, reason: 'keyCompromise' })
    const single = await ask('-cert', folder.path('one.pem'))
    expect(single).toContain('Response verify OK')
    expect(single).toContain('one.pem: good')
    expect(single).not.toContain('no nonce in response')
    expect(await ask('-no_nonce', '-sha256', '-cert', folder.path('one.pem'))).toContain('one.pem: good')
    const serial = `0x${two.certificate.serial}`
    const several = await ask('-cert', folder.path('one.pem'), '-serial', serial, '-serial', '0x77')
    expect(several).toContain('one.pem: good')
    expect(several).toMatch(new RegExp(`${serial}: revoked[\\s\\S]*Reason: keyCompromise`))
    expect(several).toContain('0x77: unknown')
  })

  test.skipIf(!hasProgram('ocsptool'))('ocsptool of GnuTLS (left out only where it is missing)', async () => {
    const { id, certificate } = await certified('a.test')
    folder.write('one.pem', writePem('CERTIFICATE', certificate.der))
    const files = ['--load-cert', folder.path('one.pem'), '--load-issuer', folder.path('ca.pem')]
    const tool = [`--ask=${base}/ocsp/issuing%20ca`, ...files]
    const { stdout } = await run('ocsptool', tool)
    expect(stdout).toMatch(/Verifying OCSP Response: Success/)
    expect(stdout).toMatch(/Certificate Status: good/)
    await alice.call('certificate.revoke', { id, reason: 'superseded' })
    const after = await run('ocsptool', tool).catch((error: unknown) => error)
    expect(JSON.stringify(after)).toMatch(/Certificate Status: revoked/)
  })
})
