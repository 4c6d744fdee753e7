import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  nonceExtension,
  parseOcspResponse
} from '../../pki/ocsp.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import { makeCsr, silentLog } from '../../testing/engine.ts'
import { feed, mutate, random } from '../../testing/mutations.ts'
import { startWithAlice } from '../../testing/test-engine.ts'
import { settableClock } from '../../world/clock.ts'
import type { HttpListener } from '../../world/http-listener.ts'
import { placeOf } from './question.ts'
import { startStatusServer } from './server.ts'

const start = Date.UTC(2026, 10, 20, 12)
const hour = 3_600_000
let folder = ''
let served: HttpListener
/** Stands still, but for its stopwatch, which a test moves to have the disk asked again. */
const time = settableClock(start)
let watch = 0
const clock = { now: () => time.now(), monotonic: () => watch }
let serial = ''
let authority: ReturnType<typeof parseCertificate>

const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))

beforeAll(async () => {
  const house = await startWithAlice()
  try {
    const { alice } = house
    await alice.call('settings.update', { settings: { publicBaseAddress: 'http://pki.example.test' } })
    await alice.call('authority.create', { name: 'My CA', subject: 'CN=Test CA', key: 'P-256', validity: '10y' })
    await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'My CA', approval: 'auto' })
    await alice.call('crl.issue', { authority: 'My CA' })
    await alice.call('ocsp.enable', { authority: 'My CA' })
    const csr = writePem('CERTIFICATE REQUEST', makeCsr())
    const { certificateId } = await alice.call('request.submit', { profile: 'web', csr })
    const { certificate } = await alice.call('certificate.show', { id: certificateId ?? 0 })
    serial = certificate.serial
    folder = mkdtempSync(join(tmpdir(), 'status-'))
    await alice.call('publish.export', { to: folder })
    await alice.call('publish.document-save', { path: 'cps/cps.txt', text: 'We are careful.' })
    await alice.call('publish.export', { to: folder })
    authority = parseCertificate(readFileSync(join(folder, 'aia/My CA.cer')))
  } finally {
    await house.stop()
  }
  served = await startStatusServer(folder, { host: '127.0.0.1', port: 0 }, { clock, log: silentLog })
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** Sends a path exactly as it is written: no client of ours tidies it up. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: served.port, method, path, headers, agent: false },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) })
        )
      }
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function question(hash: 'sha1' | 'sha256' = 'sha1', about = serial, nonce = false): Uint8Array {
  const hashes = issuerHashes(hash, { name: authority.subject.der, keyBytes: authority.publicKey.keyBytes })
  const certIds = [encodeCertId(hash, hashes, about)]
  return assembleOcspRequest(
    buildTbsOcspRequest({ certIds, ...(nonce ? { extensions: [nonceExtension(new Uint8Array(16).fill(7))] } : {}) })
  )
}

const inPath = (der: Uint8Array): string => `/ocsp/My%20CA/${encodeURIComponent(Buffer.from(der).toString('base64'))}`
const post = (der: Uint8Array, path = '/ocsp/My%20CA'): Promise<Reply> =>
  ask('POST', path, { 'content-type': 'application/ocsp-request' }, der)

function said(reply: Reply): string {
  expect(reply.status).toBe(200)
  expect(reply.headers['content-type']).toBe('application/ocsp-response')
  const response = parseOcspResponse(reply.body)
  return response.kind === 'error' ? response.error : (response.basic.answers[0]?.status.kind ?? '')
}

describe('a published folder', () => {
  it('is served with the types of RFC 2585 and what caches may know', async () => {
    const crl = await ask('GET', '/crl/My%20CA.crl')
    expect(crl).toMatchObject({ status: 200, headers: { 'content-type': 'application/pkix-crl' } })
    expect(crl.body).toEqual(readFileSync(join(folder, 'crl/My CA.crl')))
    expect(crl.headers['cache-control']).toBe('public, max-age=300, no-transform, must-revalidate')
    expect(crl.headers['expires']).toBe(new Date(start + 180 * 24 * hour).toUTCString())
    expect((await ask('GET', '/aia/My%20CA.cer')).headers['content-type']).toBe('application/pkix-cert')
    expect((await ask('GET', '/cps/cps.txt')).body.toString()).toBe('We are careful.')
    const head = await ask('HEAD', '/crl/My%20CA.crl')
    expect(head.body).toHaveLength(0)
    expect(head.headers['content-length']).toBe(String(crl.body.length))
    const tag = String(crl.headers['etag'])
    expect((await ask('GET', '/crl/My%20CA.crl', { 'if-none-match': tag })).status).toBe(304)
    expect((await ask('GET', '/crl/My%20CA.crl', { 'if-none-match': '"other"' })).status).toBe(200)
    const since = { 'if-modified-since': String(crl.headers['last-modified']) }
    expect((await ask('GET', '/crl/My%20CA.crl', since)).status).toBe(304)
    expect((await ask('PUT', '/crl/My%20CA.crl')).status).toBe(405)
  })

  it('answers OCSP by GET and POST, whatever way the same question is written', async () => {
    const got = await ask('GET', inPath(question()))
    expect(said(got)).toBe('good')
    expect(got.headers).toMatchObject({
      'cache-control': 'public, max-age=300, no-transform, must-revalidate',
      expires: new Date(start + 12 * hour).toUTCString(),
      'last-modified': new Date(start).toUTCString()
    })
    const base64 = Buffer.from(question()).toString('base64')
    expect(said(await ask('GET', `/ocsp/My%20CA/${base64}`))).toBe('good')
    expect(said(await ask('GET', inPath(question('sha1', serial, true))))).toBe('good')
    const posted = await post(question())
    expect(said(posted)).toBe('good')
    expect(posted.headers['cache-control']).toBe('no-store')
    expect(said(await post(question('sha1', serial, true), '/ocsp/My%20CA/'))).toBe('good')
    expect((await ask('GET', inPath(question()), { 'if-none-match': String(got.headers['etag']) })).status).toBe(304)
  })

  it('says unauthorized where it has no answer, and invents none', async () => {
    expect(said(await post(question('sha1', '1234')))).toBe('unauthorized')
    expect(said(await ask('GET', inPath(question('sha1', '1234'))))).toBe('unauthorized')
    expect(said(await post(question('sha256')))).toBe('unauthorized')
    expect(said(await post(question(), '/ocsp/other'))).toBe('unauthorized')
    expect(said(await post(Buffer.from('nonsense')))).toBe('malformedRequest')
    const hashes = issuerHashes('sha1', { name: authority.subject.der, keyBytes: authority.publicKey.keyBytes })
    const certIds = [encodeCertId('sha1', hashes, serial), encodeCertId('sha1', hashes, '1234')]
    expect(said(await post(assembleOcspRequest(buildTbsOcspRequest({ certIds }))))).toBe('unauthorized')
  })

  it('gives no answer that is about another certificate, although it lies in its place', async () => {
    const [mine = '', other = ''] = files().filter((path) => path.startsWith('ocsp/'))
    const asked = question('sha1', '99')
    const place = join(folder, 'ocsp/My CA', Buffer.from(asked).toString('base64'))
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, readFileSync(join(folder, mine === place ? other : mine)))
    expect(said(await post(asked))).toBe('unauthorized')
    unlinkSync(place)
  })

  it('sees within a second what was published anew, and what went away', async () => {
    const path = join(folder, 'cps/cps.txt')
    expect((await ask('GET', '/cps/cps.txt')).body.toString()).toBe('We are careful.')
    writeFileSync(`${path}.new`, 'We are very careful.')
    renameSync(`${path}.new`, path)
    watch += 1001
    expect((await ask('GET', '/cps/cps.txt')).body.toString()).toBe('We are very careful.')
    unlinkSync(path)
    watch += 1001
    expect((await ask('GET', '/cps/cps.txt')).status).toBe(404)
    writeFileSync(path, 'back')
    watch += 1001
    expect((await ask('GET', '/cps/cps.txt')).body.toString()).toBe('back')
  })

  it('does not leave its folder, whatever the path', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    writeFileSync(join(outside, 'secret.txt'), 'secret')
    symlinkSync(outside, join(folder, 'link'))
    writeFileSync(join(folder, '.hidden.txt'), 'hidden')
    const name = outside.slice(outside.lastIndexOf('/') + 1)
    for (const path of [
      `/../${name}/secret.txt`,
      `/%2e%2e/${name}/secret.txt`,
      `/crl/..%2f..%2f${name}/secret.txt`,
      `/..%5c${name}%5csecret.txt`,
      '/link/secret.txt',
      '/.hidden.txt',
      '/crl',
      '/',
      '/%00',
      '/%zz',
      '//',
      'http://x/crl'
    ]) {
      const { status, body } = await ask('GET', path)
      expect([path, status]).toEqual([path, 404])
      expect(body.toString()).not.toMatch(/secret|hidden/)
    }
    rmSync(join(folder, 'link'))
    rmSync(outside, { recursive: true })
  })

  it('takes no request that is too large or of another kind', async () => {
    expect((await post(new Uint8Array(65 * 1024))).status).toBe(413)
    expect((await ask('POST', '/ocsp/My%20CA', { 'content-type': 'text/plain' }, question())).status).toBe(415)
    expect((await ask('GET', `/${'a'.repeat(9000)}`)).status).toBe(431)
  })

  it('never answers a mutated request with anything but what was signed, and never falls over', async () => {
    const inputs = [question(), question('sha1', serial, true)]
    const where = new Set<string>()
    const { refused } = feed(5019, inputs, (der) => {
      const place = placeOf('ocsp/x/', der)
      where.add(typeof place === 'string' ? place : 'a place')
    })
    expect(refused).toBe(0)
    expect([...where].toSorted()).toEqual(['a place', 'malformedRequest', 'unauthorized'])
    const next = random(6960)
    const kinds = new Set<string>()
    for (let i = 0; i < 500; i++) {
      const response = parseOcspResponse((await post(mutate(inputs[i % 2] ?? new Uint8Array(), next))).body)
      kinds.add(response.kind === 'error' ? response.error : 'answer')
      if (response.kind === 'basic') expect(response.basic.answers[0]?.certId.serial).toBe(serial)
    }
    expect([...kinds]).toContain('malformedRequest')
  })

  it('gives an answer up when it is out of date', async () => {
    time.advance(12 * hour - 100_000)
    watch += 1001
    const last = await ask('GET', inPath(question()))
    expect(last.headers['cache-control']).toMatch(/max-age=100,/)
    time.advance(100_000)
    expect(said(await ask('GET', inPath(question())))).toBe('unauthorized')
    expect(said(await post(question()))).toBe('unauthorized')
    // A CRL says itself how old it is.
    expect((await ask('GET', '/crl/My%20CA.crl')).status).toBe(200)
  })
})
