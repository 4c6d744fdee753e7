import { request, type IncomingMessage } from 'node:http'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  startTestEngine,
  startWithAlice,
  testPassphrase,
  type Person,
  type TestEngine
} from '../testing/test-engine.ts'
import type { HttpListener } from '../world/http-listener.ts'
import { startAdminHttp } from './http.ts'
import { startLocalSocket } from './local-socket.ts'

let renderer: string
let made: TestEngine & { readonly alice: Person }
let server: HttpListener
beforeAll(() => {
  renderer = mkdtempSync(join(tmpdir(), 'chancery-renderer-'))
  writeFileSync(join(renderer, 'index.html'), '<title>Chancery</title>')
})
afterAll(() => rmSync(renderer, { recursive: true }))
beforeEach(async () => {
  made = await startWithAlice()
  server = await startAdminHttp(made.engine, { listen: { host: '127.0.0.1', port: 0 }, rendererFolder: renderer })
})
afterEach(async () => {
  await server.close()
  await made.stop()
})

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A request as it goes over the wire, with any headers at all: fetch would not send some of them. */
function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer; socketPath?: string } = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...(options.socketPath === undefined
          ? { host: '127.0.0.1', port: server.port }
          : { socketPath: options.socketPath }),
        path,
        method: options.method ?? 'GET',
        headers: options.headers
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString()
          })
        )
      }
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

const post = (operation: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  send(`/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input)
  })
const cookieOf = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
const signIn = async (): Promise<string> =>
  cookieOf(await post('session.sign-in', { operator: 'alice', passphrase: testPassphrase }))

describe('a session', () => {
  test('is a cookie that scripts cannot read and other sites cannot send, and ends with signing out', async () => {
    const answer = await post('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^chancery-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(answer.body).not.toContain(cookieOf(answer).split('=')[1])
    const cookie = cookieOf(answer)
    expect((await post('operator.list', {}, { cookie })).status).toBe(200)
    const out = await post('session.sign-out', {}, { cookie })
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
    expect((await post('operator.list', {}, { cookie })).status).toBe(401)
  })

  test('is another after each sign-in, so that one planted before is worth nothing', async () => {
    const [planted, fresh] = [await signIn(), await signIn()]
    expect(fresh).not.toBe(planted)
    const again = await post('session.sign-in', { operator: 'alice', passphrase: testPassphrase }, { cookie: planted })
    expect(cookieOf(again)).not.toBe(planted)
    expect((await post('operator.list', {}, { cookie: planted })).status).toBe(401)
  })
})

describe('a call', () => {
  test.each([
    [{ origin: 'http://evil.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'content-type': 'text/plain' }, 400],
    [{ host: 'evil.example' }, 421]
  ])('with %j is refused although the cookie is right', async (headers, status) => {
    const cookie = await signIn()
    expect((await post('operator.list', {}, { cookie, ...headers })).status).toBe(status)
  })

  test.each([
    ['{"a":', 400, 'malformed'],
    [Buffer.from([0x22, 0xff, 0x22]), 400, 'malformed'],
    [Buffer.alloc(3 * 1024 * 1024, ' '), 413, 'too-large'],
    ['[]', 422, 'invalid-input'],
    [`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 413, 'too-large']
  ])('of a body that is none is refused (%#)', async (body, status, code) => {
    const answer = await send('/api/system.status', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body
    })
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([status, { ok: false, failure: { code } }])
  })

  test('by GET, of an unknown name or path is refused', async () => {
    expect((await send('/api/system.status')).status).toBe(405)
    expect((await post('no.such', {})).status).toBe(404)
    expect((await post('system/status', {})).status).toBe(404)
    expect((await send('/anything', { method: 'DELETE' })).status).toBe(405)
  })

  test('is never kept by a cache and says nothing but JSON', async () => {
    const { headers } = await post('system.status', {})
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'"
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('the printed link', () => {
  test('signs in once where it was made for an operator', async () => {
    const token = made.engine.sessions.mintLink(1)
    const opened = await send(`/open/${token}`)
    expect([opened.status, opened.headers['location']]).toEqual([303, '/'])
    expect((await post('operator.list', {}, { cookie: cookieOf(opened) })).status).toBe(200)
    expect((await send(`/open/${token}`)).headers['set-cookie']).toBeUndefined()
  })

  test('is the only way to the first set-up in a browser', async () => {
    const empty = await startTestEngine()
    const other = await startAdminHttp(empty.engine, { listen: { host: '127.0.0.1', port: 0 } })
    const setUp = (cookie?: string): Promise<Response> =>
      fetch(`${other.address}/api/system.setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
        body: JSON.stringify({ operator: 'alice', passphrase: testPassphrase })
      })
    expect((await setUp()).status).toBe(403)
    const opened = await fetch(`${other.address}/open/${empty.engine.sessions.mintLink(null)}`, { redirect: 'manual' })
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await setUp(cookie)).status).toBe(200)
    await other.close()
    await empty.stop()
  })
})

describe('the stream of events', () => {
  test('is closed to strangers', async () => {
    expect((await send('/api/events')).status).toBe(401)
    expect(
      (await send('/api/events', { headers: { cookie: await signIn(), 'sec-fetch-site': 'cross-site' } })).status
    ).toBe(401)
  })

  test('tells what happens, without what only the desktop is told, and ends with the session', async () => {
    const cookie = await signIn()
    const chunks: string[] = []
    const ended = new Promise<void>((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path: '/api/events', headers: { cookie } }, (response) => {
        response.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
        response.on('end', resolve)
      })
        .on('error', reject)
        .end()
    })
    await expect.poll(() => chunks.join('')).toContain('retry:')
    made.engine.events.emit('file.opened', { name: 'secret.pem', base64: 'AAAA' })
    made.engine.events.emit('certificate.changed', { id: 7 })
    await expect.poll(() => chunks.join('')).toContain('event: certificate.changed\ndata: {"id":7}\n\n')
    expect(chunks.join('')).not.toContain('secret.pem')
    await post('session.sign-out', {}, { cookie })
    made.engine.events.emit('certificate.changed', { id: 8 })
    await ended
    expect(chunks.join('')).not.toContain('"id":8')
  })
})

test('the user interface is served for every route, with the headers that a page of this weight needs', async () => {
  const page = await send('/certificates/12')
  expect([page.status, page.body]).toEqual([200, '<title>Chancery</title>'])
  expect(page.headers).toMatchObject({
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store'
  })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect((await send('/', { headers: { host: 'rebound.example' } })).status).toBe(421)
})

test('an address that other machines reach is refused', async () => {
  await expect(startAdminHttp(made.engine, { listen: { host: '0.0.0.0', port: 0 } })).rejects.toThrow(
    'other machines reach it'
  )
  await expect(startAdminHttp(made.engine, { listen: { host: '127.0.0.1', port: server.port } })).rejects.toMatchObject(
    { code: 'busy' }
  )
})

test('closing ends the streams and waits for calls under way', async () => {
  const cookie = await signIn()
  const stream = send('/api/events', { headers: { cookie } })
  const call = post('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  await new Promise((resolve) => setTimeout(resolve, 20))
  await server.close()
  expect((await call).status).toBe(200)
  expect((await stream).status).toBe(200)
  await expect(post('system.status', {})).rejects.toThrow()
})

describe('the local socket', () => {
  const at = (): string => join(made.folder, 'engine.sock')
  const local = (operation: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    send(`/api/${operation}`, {
      method: 'POST',
      socketPath: at(),
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input)
    })

  test('is open to its owner only, who is nobody until the engine was unlocked at start', async () => {
    const socket = await startLocalSocket(made.engine, at())
    expect(statSync(at()).mode & 0o777).toBe(0o600)
    expect((await local('operator.list', {})).status).toBe(401)
    await made.engine.unlock({ kind: 'typed', passphrase: testPassphrase })
    expect((await local('operator.list', {})).status).toBe(200)
    await socket.close()
  })

  test('takes another operator by passphrase, and does not fall back to the owner when that session ended', async () => {
    const socket = await startLocalSocket(made.engine, at())
    await made.engine.unlock({ kind: 'typed', passphrase: testPassphrase })
    await made.alice.call('operator.create', { name: 'bob', roles: ['auditor'], passphrase: 'copper anvil in june' })
    const signedIn = await local('session.sign-in', { operator: 'bob', passphrase: 'copper anvil in june' })
    const session = { 'x-chancery-session': String(signedIn.headers['x-chancery-session']) }
    expect((await local('audit.list', {}, session)).status).toBe(200)
    expect((await local('operator.create', {}, session)).status).toBe(403)
    await local('session.sign-out', {}, session)
    expect((await local('audit.list', {}, session)).status).toBe(401)
    await socket.close()
  })
})
