import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import {
  buildAuthenticodeRequest,
  buildTimeStampRequest,
  parseTimeStampResponse,
  verifyTimeStamp
} from '../../pki/tsp.ts'
import { feed } from '../../testing/mutations.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'

let home: TestEngine
let alice: Person
let base = ''

beforeEach(async () => {
  home = await startTestEngine()
  alice = home.person()
  await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  base = await home.engine.listenPublic({ host: '127.0.0.1', port: 0 })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root' })
  await alice.call('tsa.create', { name: 'stamp', authority: 'root', settings: { perMinute: 0 } })
})
afterEach(() => home.stop())

const hashed = createHash('sha256').update('A contract.\n').digest()
const query = buildTimeStampRequest({ hash: 'sha256', hashed, nonce: '77', certificateWanted: true })
const post = (body: Uint8Array | string, type: string | null, path = '/tsa/stamp'): Promise<Response> =>
  fetch(`${base}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
    headers: type === null ? {} : { 'content-type': type }
  })
const bytes = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())

describe('RFC 3161 over HTTP (3.4)', () => {
  test('is answered with its media type and kept by nobody', async () => {
    const answer = await post(query, 'application/timestamp-query')
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/timestamp-reply',
      'no-store'
    ])
    const { token } = parseTimeStampResponse(await bytes(answer))
    expect(verifyTimeStamp(token ?? new Uint8Array()).info.nonce).toBe('77')
  })

  test('says what is wrong in RFC 3161, under status 200', async () => {
    const answer = await post('no request', 'application/timestamp-query')
    expect(answer.status).toBe(200)
    expect(parseTimeStampResponse(await bytes(answer)).failures).toEqual(['badDataFormat'])
  })

  test('is refused before it is read: other media types, methods, names, and too many octets', async () => {
    expect((await post(query, 'application/json')).status).toBe(415)
    expect((await post(new Uint8Array(20_000), 'application/timestamp-query')).status).toBe(413)
    expect((await post(query, 'application/timestamp-query', '/tsa/other')).status).toBe(404)
    expect((await fetch(`${base}/tsa/stamp`)).status).toBe(405)
    await alice.call('tsa.disable', { service: 'stamp' })
    expect((await post(query, 'application/timestamp-query')).status).toBe(404)
    await alice.call('tsa.enable', { service: 'stamp' })
    await alice.call('tsa.update', { service: 'stamp', settings: { clients: ['192.0.2.0/24'] } })
    expect((await post(query, 'application/timestamp-query')).status).toBe(403)
    await alice.call('tsa.update', { service: 'stamp', settings: { clients: [], perMinute: 1 } })
    expect((await post(query, 'application/timestamp-query')).status).toBe(200)
    expect((await post(query, 'application/timestamp-query')).status).toBe(429)
  })
})

describe('the older form', () => {
  const signature = new Uint8Array(256).fill(9)

  test.each([
    ['/tsa/stamp', 'application/octet-stream'],
    ['/tsa/stamp', null],
    ['/tsa/stamp/authenticode', 'application/timestamp-query']
  ])('is answered at %s as %s', async (path, type) => {
    const answer = await post(buildAuthenticodeRequest(signature), type, path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    const text = await answer.text()
    expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBe(64)
    const data = parseSignedData(new Uint8Array(Buffer.from(text, 'base64')))
    expect(data.content).toEqual(signature)
    verifySignedData(data)
    const { rows } = await alice.call('tsa.log', {})
    expect(rows[0]).toMatchObject({
      form: 'authenticode',
      hashed: createHash('sha256').update(signature).digest('hex')
    })
  })

  test('is refused where it is no such request, switched off, or the clock is not trusted', async () => {
    expect((await post('no request', null)).status).toBe(400)
    home.clock.set(home.clock.now() + 60_000)
    expect((await post(buildAuthenticodeRequest(signature), null)).status).toBe(503)
    await alice.call('tsa.clock-confirm', {})
    expect((await post(buildAuthenticodeRequest(signature), null)).status).toBe(200)
    await alice.call('tsa.update', { service: 'stamp', settings: { authenticode: false } })
    expect((await post(buildAuthenticodeRequest(signature), null)).status).toBe(404)
  })
})

test('requests that were altered are answered, whatever they are, and the service goes on', async () => {
  const all: Uint8Array[] = []
  feed(62, [query], (mutated) => void all.push(mutated))
  const statuses = new Set<number>()
  for (let at = 0; at < 2000; at += 50) {
    const answers = await Promise.all(all.slice(at, at + 50).map((body) => post(body, 'application/timestamp-query')))
    for (const answer of answers) {
      statuses.add(answer.status)
      if (answer.status === 200) parseTimeStampResponse(await bytes(answer))
    }
  }
  expect([...statuses]).toEqual([200])
  expect((await post(query, 'application/timestamp-query')).status).toBe(200)
}, 60_000)

test('the operations show the service, its clock and a page of its log', async () => {
  await post(query, 'application/timestamp-query')
  await post(query, 'application/timestamp-query')
  const { services } = await alice.call('tsa.list', {})
  expect(services).toMatchObject([
    { name: 'stamp', address: `${base}/tsa/stamp`, stampsLastDay: 2, lastStampAt: home.clock.now() }
  ])
  const first = await alice.call('tsa.log', { limit: 1 })
  const rest = await alice.call('tsa.log', { limit: 1, cursor: first.next ?? '' })
  expect([rest.next, rest.rows[0]?.serial === first.rows[0]?.serial]).toEqual([null, false])
  const serial = `0x${first.rows[0]?.serial.toUpperCase().replace(/^0/, '') ?? ''}`
  expect((await alice.call('tsa.log', { serial })).rows).toHaveLength(1)
  const found = await alice.call('tsa.log', { hash: hashed.toString('hex'), client: '127.0.0.1', service: 'stamp' })
  expect(found.rows).toHaveLength(2)
  for (const digits of [8, 9, 63])
    expect((await alice.call('tsa.log', { hash: hashed.toString('hex').toUpperCase().slice(0, digits) })).rows).toEqual(
      found.rows
    )
  const another = hashed.toString('hex', 0, 8).replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
  expect((await alice.call('tsa.log', { hash: another })).rows).toEqual([])
  await expect(alice.call('tsa.log', { hash: hashed.toString('hex', 0, 3) })).rejects.toMatchObject({
    code: 'invalid-input'
  })
  expect((await alice.call('tsa.log', { from: home.clock.now() + 1 })).rows).toEqual([])
  expect((await alice.call('tsa.clock', {})).clock).toMatchObject({ trusted: true, lastCheck: null })
  await alice.call('tsa.clock-settings', { toleranceMs: 1000 })
  expect((await alice.call('tsa.clock-check', {})).clock.settings.toleranceMs).toBe(1000)
  const { service } = await alice.call('tsa.renew', { service: 'stamp' })
  expect(service.certificate?.certificateId).not.toBe(services[0]?.certificate?.certificateId)
  await alice.call('tsa.delete', { service: 'stamp' })
  expect((await alice.call('tsa.list', {})).services).toEqual([])
  expect((await alice.call('tsa.log', {})).rows).toHaveLength(2)
})
