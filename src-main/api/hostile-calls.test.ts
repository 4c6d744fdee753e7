import { connect } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations, type OperationName } from '../../src-shared/api/index.ts'
import { hostileBodies } from '../testing/json-mutations.ts'
import { random } from '../testing/mutations.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../testing/test-engine.ts'
import type { HttpListener } from '../world/http-listener.ts'
import { call } from './call.ts'
import { startAdminHttp } from './http.ts'

/** Left out: they end the session or lock the vault, which every call after would only hear of; or they are slow on purpose. */
const leftOut: ReadonlySet<string> = new Set([
  'session.sign-in',
  'session.recover',
  'session.sign-out',
  'session.lock',
  'session.change-passphrase'
])
const names = Object.keys(operations).filter(
  (name): name is OperationName => Object.hasOwn(operations, name) && !leftOut.has(name)
)
const CALLS = 10_000
/** Nobody waits longer for an answer to nonsense. */
const longestMs = 5000

let renderer: string
let made: TestEngine & { readonly alice: Person }
let server: HttpListener
beforeAll(async () => {
  renderer = mkdtempSync(join(tmpdir(), 'chancery-renderer-'))
  writeFileSync(join(renderer, 'index.html'), '<title>Chancery</title>')
  made = await startWithAlice()
  server = await startAdminHttp(made.engine, { listen: { host: '127.0.0.1', port: 0 }, rendererFolder: renderer })
})
afterAll(async () => {
  await server.close()
  await made.stop()
  rmSync(renderer, { recursive: true })
})

test(`${CALLS} hostile calls of a signed-in operator each get an answer that is no internal error`, async () => {
  const bodies = hostileBodies(71)
  const next = random(72)
  const codes = new Map<string, number>()
  let slowest = 0
  for (let i = 0; i < CALLS; i++) {
    const name = names[next(names.length)] ?? 'system.status'
    const body = bodies(name)
    let input: unknown
    try {
      input = JSON.parse(Buffer.from(body).toString('utf8'))
    } catch {
      // What is no JSON ends at the carrier; the gate gets the text itself.
      input = Buffer.from(body).toString('latin1')
    }
    const begun = performance.now()
    const reply = await call(
      made.engine,
      {
        face: 'window',
        channel: 'desk',
        token: made.alice.token(),
        localOwner: false,
        maySetUp: true,
        keepToken: () => undefined
      },
      name,
      input,
      new AbortController().signal
    )
    slowest = Math.max(slowest, performance.now() - begun)
    const code = reply.ok ? 'ok' : reply.failure.code
    if (code === 'internal') throw new Error(`${name} ${Buffer.from(body).toString('utf8')}`)
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  expect(codes.get('invalid-input') ?? 0).toBeGreaterThan(CALLS / 4)
  expect(slowest).toBeLessThan(longestMs)
}, 120_000)

test('the same over HTTP: every answer is JSON or a refusal, none is of the 500s', async () => {
  const bodies = hostileBodies(73)
  const next = random(74)
  const statuses = new Map<number, number>()
  const origin = `http://127.0.0.1:${server.port}`
  const signedIn = await fetch(`${origin}/api/session.sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ operator: 'alice', passphrase: testPassphrase })
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).not.toBe('')
  for (let i = 0; i < 2000; i++) {
    const name = names[next(names.length)] ?? 'system.status'
    const response = await fetch(`${origin}/api/${name}`, {
      method: ['POST', 'POST', 'POST', 'PUT'][next(4)] ?? 'POST',
      headers: {
        'content-type': ['application/json', 'application/json', 'text/plain'][next(3)] ?? '',
        origin,
        ...(next(4) === 0 ? {} : { cookie })
      },
      body: Uint8Array.from(bodies(name)),
      signal: AbortSignal.timeout(longestMs)
    })
    const answer = await response.text()
    // A key that is not at hand is nobody's fault: no YubiKey, no token. Anything else of the 500s is.
    if (response.status === 503 && answer.includes('"key-unavailable"')) continue
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
  }
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
  for (const status of [200, 400, 401]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0)
}, 60_000)

test('a broken HTTP request ends the connection or gets a 400s, and the server goes on answering', async () => {
  const next = random(75)
  const whole = Buffer.from(
    `POST /api/system.status HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`
  )
  for (let i = 0; i < 300; i++) {
    const bytes = Buffer.from(whole)
    for (let faults = 1 + next(3); faults > 0; faults--) bytes[next(bytes.length)] = next(256)
    const status = await exchange(bytes)
    expect(status === null || status < 500).toBe(true)
  }
  expect(await exchange(whole)).toBe(200)
}, 60_000)

/** @returns the status of the answer; null where the connection ended without one */
function exchange(bytes: Buffer): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1')
    let said = ''
    const end = (): void => {
      socket.destroy()
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1]
      resolve(status === undefined ? null : Number(status))
    }
    // A length that promises more than comes: the server waits for the rest, rightly, and we go.
    socket.setTimeout(250, end)
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
      if (said.includes('\r\n\r\n')) end()
    })
    socket.on('close', end)
    socket.on('error', end)
    socket.end(bytes)
  })
}
