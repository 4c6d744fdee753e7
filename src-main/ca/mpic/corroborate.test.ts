import { afterEach, describe, expect, test } from 'vitest'
import { writeMpicResponse, type PerspectiveRow } from '../../pki/mpic/response.ts'
import { readMpicRequest } from '../../pki/mpic/request.ts'
import { noDetails } from '../../pki/mpic/check-response.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'
import { closedNet } from '../../world/closed-net.ts'
import type { HttpReply, HttpRequest } from '../../world/net.ts'

type World = TestEngine & { readonly alice: Person; readonly sent: HttpRequest[] }
let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

const now = Date.UTC(2026, 10, 20, 12)
const codes = ['us-east-1', 'us-west-1', 'eu-west-1', 'eu-north-1', 'sa-east-1', 'af-south-1']

/** A coordinator that answers for each question as one that is deployed would. */
async function start(reply: (request: HttpRequest) => HttpReply | Promise<HttpReply>): Promise<World> {
  const sent: HttpRequest[] = []
  const net = closedNet({
    http: async (request) => {
      sent.push(request)
      return reply(request)
    }
  })
  world = { ...(await startWithAlice({ net, schedule: false })), sent }
  await world.alice.call('mpic.configure', {
    settings: { url: 'https://mpic.example.test/', mode: 'enforce' },
    apiKey: 'sesame-74219'
  })
  return world
}

const all = (request: HttpRequest): HttpReply => {
  const asked = readMpicRequest(request.body ?? new Uint8Array())
  const count = asked.orchestration?.perspectiveCount ?? 0
  const perspectives = codes.slice(0, count).map((code): PerspectiveRow => ({
    code,
    response: {
      kind: asked.check.kind,
      completed: true,
      passed: true,
      errors: [],
      timestampNs: BigInt(now) * 1_000_000n,
      details: noDetails
    }
  }))
  const body = writeMpicResponse(asked, {
    completed: true,
    valid: true,
    perspectiveCount: count,
    quorumCount: asked.orchestration?.quorumCount ?? 0,
    attemptCount: 1,
    perspectives,
    earlier: []
  })
  return { status: 200, headers: {}, body }
}
const corroborate = (made: World, signal = new AbortController().signal) => {
  const perspectives = made.engine.mpic.perspectives()
  if (perspectives === null) throw new Error('no perspectives are set up')
  return perspectives.corroborate(
    { kind: 'caa', target: 'www.example.test', purpose: 'tls', identities: ['ca.test'] },
    signal
  )
}

describe('asking a coordinator', () => {
  test('sends every field that decides, the key in its header, and keeps the exchange without it', async () => {
    const made = await start(all)
    const found = await corroborate(made)
    expect(found).toMatchObject({ outcome: 'verified', rule: 'mpic.corroborated', usableUntil: now + 398 * 86_400_000 })
    const [sent] = made.sent
    expect(sent?.url).toBe('https://mpic.example.test/mpic')
    expect(sent?.headers?.['x-api-key']).toBe('sesame-74219')
    expect(Buffer.from(sent?.body ?? []).toString()).toMatch(
      /"orchestration_parameters":\{"perspective_count":6,"quorum_count":5,"max_attempts":1\}.*"caa_domains":\["ca.test"\].*"trace_identifier":"[0-9a-f-]{36}"/
    )
    const { rows } = await made.alice.call('mpic.list', {})
    const shown = await made.alice.call('mpic.show', { id: rows[0]?.id ?? 0 })
    expect(shown.request).toBe(Buffer.from(sent?.body ?? []).toString())
    expect(shown.exchange).toMatchObject({ purpose: 'evidence', outcome: 'verified', status: 200 })
    const later = await made.alice.call('mpic.show', { id: rows[0]?.id ?? 0, at: Date.UTC(2027, 0, 1) })
    const next = later.simulated?.find(({ rule }) => rule === 'baseline-today')
    expect(next).toMatchObject({ met: true, perspectives: { have: 6, need: 5 }, corroborating: { have: 6, need: 4 } })
    const kept = await made.alice.call('mpic.raw', { id: rows[0]?.id ?? 0, part: 'response' })
    expect(Buffer.from(kept.file.base64, 'base64').toString()).toBe(shown.response)
    expect(Buffer.from(found.raw ?? []).toString()).not.toContain('sesame')
    expect(JSON.stringify(shown)).not.toContain('sesame')
  })

  test.each([
    [
      'refuses the key',
      { status: 403, headers: {}, body: Buffer.from('{"message":"Forbidden"}') },
      'mpic.refused',
      /API key/
    ],
    [
      'refuses the request',
      {
        status: 400,
        headers: {},
        body: Buffer.from(
          '{"error":"request-validation-failed","validation_issues":[{"issue_type":"invalid-quorum-count","message":"Invalid quorum count: 2"}]}'
        )
      },
      'mpic.refused',
      /status 400: Invalid quorum count: 2/
    ],
    ['fails', { status: 500, headers: {}, body: Buffer.from('{"error":"boom"}') }, 'mpic.refused', /status 500: boom/],
    ['shows a page', { status: 200, headers: {}, body: Buffer.from('<html>') }, 'mpic.answer', /cannot be read/]
  ])('a coordinator that %s corroborates nothing', async (_what, reply, rule, why) => {
    const made = await start(() => reply)
    const found = await corroborate(made)
    expect(found).toMatchObject({ outcome: 'not-performed', rule, usableUntil: null })
    expect(found.reason).toMatch(why)
  })

  test('a coordinator that is not reached leaves a kept exchange without answer', async () => {
    const made = await start(() => {
      throw new ChanceryError('io', 'The request to mpic.example.test failed: no route.')
    })
    expect(await corroborate(made)).toMatchObject({ outcome: 'not-performed', rule: 'mpic.unreachable' })
    const { rows } = await made.alice.call('mpic.list', { outcome: 'not-performed' })
    expect(rows[0]).toMatchObject({ status: null, responseBytes: 0 })
    await expect(made.alice.call('mpic.raw', { id: rows[0]?.id ?? 0 })).rejects.toThrow(/No answer came/)
  })

  test('a locked vault, a spent budget and a cancelled call are told apart', async () => {
    const made = await start(all)
    made.engine.vault.lock()
    expect(await corroborate(made)).toMatchObject({ outcome: 'not-performed', rule: 'mpic.locked' })
    expect(made.sent).toHaveLength(0)
    const gone = new AbortController()
    gone.abort()
    await expect(corroborate(made, gone.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('yesterday’s calls do not count against the budget of the day', async () => {
    const made = await start(all)
    await made.alice.call('mpic.configure', { settings: { callsPerDay: 1 } })
    expect((await corroborate(made)).outcome).toBe('verified')
    expect(await corroborate(made)).toMatchObject({ rule: 'mpic.budget' })
    expect((await made.alice.call('mpic.settings', {})).callsToday).toBe(1)
    made.clock.advance(86_400_001)
    // The perspectives answer with yesterday's stamps: an old corroboration is not used again.
    expect(await corroborate(made)).toMatchObject({ outcome: 'failed', rule: 'mpic.quorum' })
  })

  test('exchanges go when their time is over', async () => {
    const made = await start(all)
    await made.alice.call('mpic.configure', { settings: { keepDays: 1 } })
    await corroborate(made)
    made.clock.advance(2 * 86_400_000)
    await made.engine.mpic.chore.run(new AbortController().signal)
    await made.alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    expect((await made.alice.call('mpic.list', {})).rows).toEqual([])
  })
})

describe('settings', () => {
  test('nobody is asked unless somebody switched it on', async () => {
    const made = await start(all)
    await made.alice.call('mpic.configure', { settings: { mode: 'off' } })
    expect(made.engine.mpic.perspectives()).toBeNull()
  })

  test.each([
    [{ quorumCount: 0 }, /quorumCount|>=1/],
    [{ quorumCount: 7 }, /7 of 6 perspectives can never/],
    [{ quorumCount: 3 }, /quorum is at least 4/],
    [{ perspectiveCount: 3, quorumCount: 2 }, /asks for 4 remote perspectives today, not 3/],
    [{ url: null }, /Name the coordinator/],
    [
      {
        perspectives: [
          { code: 'a', registry: null },
          { code: 'A', registry: null }
        ]
      },
      /in the table twice/
    ]
  ])('%j is refused', async (settings, why) => {
    const made = await start(all)
    const reply = await made.alice.reply('mpic.configure', { settings })
    expect(reply.ok).toBe(false)
    expect(JSON.stringify(reply)).toMatch(why)
  })

  test('the key is sealed, replaced by another and removed by an empty one, and never in the audit log', async () => {
    const made = await start(all)
    expect((await made.alice.call('mpic.settings', {})).keySet).toBe(true)
    const { rows } = await made.alice.call('audit.list', {})
    expect(JSON.stringify(rows)).not.toContain('sesame-74219')
    expect((await made.alice.call('mpic.configure', { apiKey: '' })).keySet).toBe(false)
    await corroborate(made)
    expect(made.sent[0]?.headers?.['x-api-key']).toBeUndefined()
    await made.alice.call('mpic.configure', { apiKey: 'other', settings: { keyHeader: 'bearer' } })
    await corroborate(made)
    expect(made.sent[1]?.headers?.['authorization']).toBe('Bearer other')
  })

  test('a change that somebody else overtook is refused', async () => {
    const made = await start(all)
    const { version } = await made.alice.call('mpic.settings', {})
    await made.alice.call('mpic.configure', { settings: { callsPerDay: 5 }, version })
    const reply = await made.alice.reply('mpic.configure', { settings: { callsPerDay: 6 }, version })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  test('the phases of the rule, seen from a day', async () => {
    const made = await start(all)
    const { phases, allowed } = await made.alice.call('mpic.rules', {})
    expect(phases.map(({ perspectives, state }) => [perspectives, state])).toEqual([
      [2, 'past'],
      [2, 'past'],
      [3, 'past'],
      [4, 'today'],
      [5, 'next']
    ])
    expect(allowed.slice(3, 5)).toEqual([
      { asked: 5, others: 1, needed: 4 },
      { asked: 6, others: 2, needed: 4 }
    ])
  })
})
