import { afterEach, describe, expect, test } from 'vitest'
import { noDetails, type CheckResponse } from '../../pki/mpic/check-response.ts'
import { writeMpicRequest, type MpicRequest } from '../../pki/mpic/request.ts'
import { readMpicRefusal, readMpicResponse, type MpicResponse } from '../../pki/mpic/response.ts'
import { silentLog } from '../../testing/engine.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { atOnce } from '../../validation/mpic/at-once.ts'
import { settableClock } from '../../world/clock.ts'
import { listenHttp, type HttpListener } from '../../world/http-listener.ts'
import { nodeNet } from '../../world/node-net.ts'
import type { CoordinatorParts, RemotePerspective } from './coordinate.ts'
import { startPerspectiveServer, type PerspectiveRole, type PerspectiveServer } from './server.ts'

const clock = settableClock(Date.UTC(2026, 10, 20, 12))
const running: HttpListener[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
})

const serve = async (role: PerspectiveRole, change: Partial<PerspectiveServer> = {}): Promise<string> => {
  const started = await startPerspectiveServer({
    listen: { host: '127.0.0.1', port: 0 },
    role,
    key: null,
    slots: atOnce(8, 8),
    timeoutMs: 5000,
    about: { open_mpic_api_spec_version: '3.9.0' },
    log: silentLog,
    ...change
  })
  running.push(started)
  return started.address
}
const answer = (change: Partial<CheckResponse> = {}): CheckResponse => ({
  kind: 'caa',
  completed: true,
  passed: true,
  errors: [],
  timestampNs: 1795181677889304439n,
  details: { ...noDetails, caaPresent: false },
  ...change
})
const says = (change: Partial<CheckResponse> = {}): PerspectiveRole => ({
  kind: 'perspective',
  look: async () => answer(change)
})
const request = (orchestration: MpicRequest['orchestration'] = null): MpicRequest => ({
  check: { kind: 'caa', certificateType: 'tls-server', domains: ['ca.test'] },
  target: 'www.example.test',
  trace: 't-1',
  orchestration
})
const asked = (
  perspectiveCount: number | null,
  quorumCount: number | null,
  maxAttempts: number | null = null
): MpicRequest => request({ perspectiveCount, quorumCount, maxAttempts })

interface Said {
  readonly status: number
  readonly body: Uint8Array
}
async function post(url: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<Said> {
  const { status, body: said } = await nodeNet.http({ method: 'POST', url, body, headers, timeout: 8000 })
  return { status, body: said }
}
const text = ({ body }: Said): string => Buffer.from(body).toString()

describe('a perspective', () => {
  test('answers with what it saw, nanoseconds exact', async () => {
    const said = await post(`${await serve(says())}/caa`, writeMpicRequest(request()))
    expect(said.status).toBe(200)
    expect(text(said)).toBe(
      '{"check_completed":true,"check_passed":true,"errors":null,"timestamp_ns":1795181677889304439,"check_type":"caa","details":{"caa_record_present":false,"found_at":null,"records_seen":null}}'
    )
  })

  test('says that it is well, and what it is', async () => {
    const base = await serve(says())
    const get = async (path: string): Promise<string> =>
      Buffer.from((await nodeNet.http({ method: 'GET', url: `${base}${path}` })).body).toString()
    expect(await get('/healthz')).toBe('{"status":"healthy"}')
    expect(await get('/configz')).toBe('{"open_mpic_api_spec_version":"3.9.0"}')
  })

  test.each([
    ['no JSON', 'x', 400],
    ['no target', '{}', 400],
    ['too much', `"${'x'.repeat(70_000)}"`, 413]
  ])('refuses %s', async (_what, body, status) => {
    const said = await post(`${await serve(says())}/caa`, Buffer.from(body))
    expect(said.status).toBe(status)
    expect(readMpicRefusal(said.body)).not.toBeNull()
  })

  test('is no coordinator', async () => {
    expect((await post(`${await serve(says())}/mpic`, writeMpicRequest(request()))).status).toBe(404)
  })

  test('asks for its key, as header or as bearer token', async () => {
    const url = `${await serve(says(), { key: Buffer.from('sesame-key') })}/caa`
    const body = writeMpicRequest(request())
    const status = async (headers: Record<string, string>): Promise<number> => (await post(url, body, headers)).status
    expect(await status({})).toBe(401)
    expect(await status({ 'x-api-key': 'sesame-kez' })).toBe(401)
    expect(await status({ 'x-api-key': 'sesame-key' })).toBe(200)
    expect(await status({ authorization: 'Bearer sesame-key' })).toBe(200)
  })

  test('takes no more checks than it was told, and says so', async () => {
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    const role: PerspectiveRole = { kind: 'perspective', look: () => gate.then(() => answer()) }
    const url = `${await serve(role, { slots: atOnce(1, 1) })}/caa`
    const calls = [1, 2, 3].map(() => post(url, writeMpicRequest(request())))
    const first = await Promise.race(calls)
    expect(first.status).toBe(503)
    go()
    expect((await Promise.all(calls)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 503])
  })

  test('ends a look that takes too long', async () => {
    const role: PerspectiveRole = {
      kind: 'perspective',
      look: (_request, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    }
    const said = await post(`${await serve(role, { timeoutMs: 50 })}/caa`, writeMpicRequest(request()))
    expect(said.status).toBeGreaterThanOrEqual(500)
  })

  test('finishes what is under way when it stops', async () => {
    let begun: () => void = () => undefined
    const started = new Promise<void>((resolve) => (begun = resolve))
    const role: PerspectiveRole = {
      kind: 'perspective',
      look: async () => {
        begun()
        await new Promise((resolve) => setTimeout(resolve, 100))
        return answer()
      }
    }
    const url = `${await serve(role)}/caa`
    const call = post(url, writeMpicRequest(request()))
    await started
    await running.pop()?.close()
    expect((await call).status).toBe(200)
  })
})

describe('a coordinator', () => {
  const nowhere = 'http://127.0.0.1:9'
  const over = (
    perspectives: readonly RemotePerspective[],
    change: Partial<CoordinatorParts> = {}
  ): PerspectiveRole => ({
    kind: 'coordinator',
    parts: {
      net: nodeNet,
      clock,
      perspectives,
      choiceKey: Buffer.alloc(32, 7),
      key: null,
      trust: null,
      timeoutMs: 2000,
      slots: atOnce(16, 16),
      ...change
    }
  })
  const places = ['ARIN', 'RIPE NCC', 'APNIC'] as const
  const remotes = async (roles: readonly (PerspectiveRole | null)[], told = true): Promise<RemotePerspective[]> =>
    Promise.all(
      roles.map(async (role, index) => ({
        code: `p${index}`,
        url: role === null ? nowhere : await serve(role),
        registry: told ? (places[index % 3] ?? null) : null
      }))
    )
  const coordinate = async (role: PerspectiveRole, body: MpicRequest): Promise<MpicResponse> => {
    const said = await post(`${await serve(role)}/mpic`, writeMpicRequest(body))
    expect(said.status).toBe(200)
    return readMpicResponse(said.body)
  }

  test('asks all of them and shows every row', async () => {
    const found = await coordinate(over(await remotes([says(), says(), says({ passed: false })])), request())
    expect(found).toMatchObject({
      valid: true,
      completed: true,
      trace: 't-1',
      target: 'www.example.test',
      actual: { perspectiveCount: 3, quorumCount: 2, attemptCount: 1 },
      echo: { kind: 'caa', domains: ['ca.test'] }
    })
    expect(Object.fromEntries(found.perspectives.map(({ code, response }) => [code, response.passed]))).toEqual({
      p0: true,
      p1: true,
      p2: false
    })
  })

  test('one that is not reached is a row with its reason', async () => {
    const found = await coordinate(over(await remotes([says(), null, says()])), asked(null, 3))
    expect(found).toMatchObject({ valid: false, completed: false })
    expect(found.perspectives.find(({ code }) => code === 'p1')?.response).toMatchObject({
      completed: false,
      errors: [{ type: 'mpic_error:coordinator:remote_check' }]
    })
  })

  test('above two perspectives one registry is not enough, where registries are known', async () => {
    const one = (await remotes([says(), says(), says()])).map((remote) => ({ ...remote, registry: 'ARIN' as const }))
    expect((await coordinate(over(one), request())).valid).toBe(false)
    expect((await coordinate(over(await remotes([says(), says(), says()], false)), request())).valid).toBe(true)
  })

  test('asks as many as wanted, of as many registries as there are, the same ones for the same name', async () => {
    const role = over(await remotes([says(), says(), says(), says(), says(), says()]))
    const chosen = async (): Promise<readonly string[]> =>
      (await coordinate(role, asked(3, 2))).perspectives.map(({ code }) => code)
    const first = await chosen()
    expect(new Set(first.map((code) => Number(code.slice(1)) % 3)).size).toBe(3)
    expect(await chosen()).toEqual(first)
  })

  test('a second attempt is kept apart from the first', async () => {
    const found = await coordinate(
      over(await remotes([says({ passed: false }), says({ passed: false })])),
      asked(2, 1, 2)
    )
    expect(found.actual?.attemptCount).toBe(2)
    expect(found.earlier).toHaveLength(1)
    expect(found.perspectives).toHaveLength(2)
  })

  test.each([
    [asked(1, 1), 'invalid-perspective-count'],
    [asked(4, 3), 'invalid-perspective-count'],
    [asked(3, 0), 'invalid-quorum-count'],
    [asked(null, 0), 'invalid-quorum-count'],
    [asked(3, 1), 'invalid-quorum-count'],
    [asked(3, 4), 'invalid-quorum-count'],
    [asked(3, 2, 0), 'invalid-max-attempts']
  ])('refuses %j', async (body, issue) => {
    const said = await post(
      `${await serve(over(await remotes([says(), says(), says()])))}/mpic`,
      writeMpicRequest(body)
    )
    expect(said.status).toBe(400)
    expect(readMpicRefusal(said.body)?.issues[0]?.type).toBe(issue)
  })

  test('a perspective that talks nonsense is a row that did not finish, never one that passed', async () => {
    const good = writeMpicRequest(request())
    const next = random(11)
    let body: Uint8Array = new Uint8Array()
    const liar = await listenHttp(
      { kind: 'tcp', host: '127.0.0.1', port: 0 },
      { headerBytes: 8192, headersMs: 1000, requestMs: 1000, keepAliveMs: 1000, connections: 10, drainMs: 100 },
      (_request, response) => void response.end(body)
    )
    running.push(liar)
    const role = over([
      { code: 'a', url: liar.address, registry: null },
      { code: 'b', url: liar.address, registry: null }
    ])
    const url = `${await serve(role)}/mpic`
    const denied = Buffer.from(
      '{"check_completed":true,"check_passed":false,"errors":null,"timestamp_ns":1,"check_type":"caa","details":{}}'
    )
    for (let turn = 0; turn < 200; turn++) {
      body = turn === 0 ? new Uint8Array(200_000) : mutate(denied, next)
      const said = await post(url, good)
      expect(said.status).toBe(200)
      expect(readMpicResponse(said.body).valid).toBe(false)
    }
  })

  test('sends its own key on', async () => {
    const remote = await serve(says(), { key: Buffer.from('inner-key') })
    const two = ['a', 'b'].map((code) => ({ code, url: remote, registry: null }))
    expect((await coordinate(over(two), request())).valid).toBe(false)
    expect((await coordinate(over(two, { key: 'inner-key' }), request())).valid).toBe(true)
  })
})
