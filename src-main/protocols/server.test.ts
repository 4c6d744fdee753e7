import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from 'node:net'
import { ChanceryError, errorCodes } from '../../src-shared/errors.ts'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'
import { protocols } from './index.ts'
import type { Protocol } from './protocol.ts'
import { startPublicListener } from './server.ts'

let made: TestEngine & { readonly alice: Person }
let address: string
beforeAll(async () => {
  made = await startWithAlice()
  await made.alice.call('authority.create', { name: 'Test Root 1', subject: 'CN=Root', key: 'P-256' })
  await made.alice.call('crl.issue', { authority: 'Test Root 1' })
  address = await made.engine.listenPublic({ host: '127.0.0.1', port: 0 })
})
afterAll(() => made.stop())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(`${address}${path}`, { method, headers })

describe('a CRL', () => {
  test('is served under the address that certificates carry, and a cache may keep it for minutes', async () => {
    const answer = await get('/crl/Test%20Root%201.crl')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-crl'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300, must-revalidate')
    const { rows } = await made.alice.call('crl.list', { authority: 'Test Root 1' })
    expect(Date.parse(answer.headers.get('expires') ?? '')).toBe(rows[0]?.nextUpdate)
    expect((await answer.arrayBuffer()).byteLength).toBe(rows[0]?.size)
  })

  test('is answered with 304 for the copy that the caller has, by tag before date', async () => {
    const first = await get('/crl/Test%20Root%201.crl')
    const [tag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await get('/crl/Test%20Root%201.crl', headers)).status
    expect(await status({ 'if-none-match': tag })).toBe(304)
    expect(await status({ 'if-none-match': `"other", W/${tag}` })).toBe(304)
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200)
    expect(await status({ 'if-modified-since': modified })).toBe(304)
    expect(await status({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200)
    expect(await status({ 'if-modified-since': 'yesterday' })).toBe(200)
  })

  test('has a HEAD without body', async () => {
    const answer = await get('/crl/Test%20Root%201.crl', {}, 'HEAD')
    expect([answer.status, Number(answer.headers.get('content-length')) > 100, await answer.text()]).toEqual([
      200,
      true,
      ''
    ])
  })
})

test('the certificate of an authority is served for whoever builds a chain', async () => {
  const answer = await get('/aia/Test%20Root%201.cer')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-cert'])
  const { file } = await made.alice.call('authority.export-chain', { authority: 'Test Root 1', format: 'der' })
  expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(file.base64)
})

test.each([
  '/crl/other.crl',
  '/crl/Test%20Root%201',
  '/crl/..%2f..%2fetc.crl',
  '/crl/%00.crl',
  '/crl/%E0%A4%A.crl',
  '/',
  '/api/system.status'
])('%s is not there', async (path) => {
  expect([400, 404]).toContain((await get(path)).status)
})

test('other methods are refused with those that there are', async () => {
  const answer = await get('/crl/Test%20Root%201.crl', {}, 'DELETE')
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'HEAD, GET'])
})

test('a header beyond eight KiB is refused', async () => {
  expect((await get('/crl/x.crl', { 'x-long': 'x'.repeat(9000) })).status).toBe(431)
})

test('an unexpected error tells a log id and nothing else', async () => {
  const failures = Object.fromEntries(
    errorCodes.map((code) => [code, { status: 500 }])
  ) as unknown as Protocol['failures']
  const broken: Protocol = {
    name: 'broken',
    failures,
    mount: (router) => {
      router.get('/known', () => {
        throw new ChanceryError('io', 'The disk is full.')
      })
      router.get('/unknown', () => {
        throw new TypeError('secret detail')
      })
    }
  }
  const { ca } = made.engine
  const listener = await startPublicListener({ host: '127.0.0.1', port: 0 }, [broken], {
    reader: () => {
      throw new TypeError()
    },
    clock: ca.clock,
    log: ca.log
  })
  expect(await (await fetch(`${listener.address}/known`)).text()).toBe('The disk is full.\n')
  const said = await (await fetch(`${listener.address}/unknown`)).text()
  expect(said).toMatch(/The log has it under [0-9A-Z]{5}-[0-9A-Z]{5}/)
  expect(said).not.toContain('secret detail')
  await listener.close()
})

test('closing lets a request under way finish and takes no other', async () => {
  const { ca } = made.engine
  const started = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const slow: Protocol = {
    name: 'slow',
    failures: protocols(async () => undefined)[0]?.failures ?? ({} as Protocol['failures']),
    mount: (router) => {
      router.get('/slow', async (context) => {
        started.resolve()
        await go.promise
        context.body = 'done'
      })
    }
  }
  const listener = await startPublicListener({ host: '127.0.0.1', port: 0 }, [slow], {
    reader: () => {
      throw new TypeError()
    },
    clock: ca.clock,
    log: ca.log
  })
  const under = fetch(`${listener.address}/slow`)
  await started.promise
  const closed = listener.close()
  const refused = new Promise<string>((resolve) => {
    connect(listener.port, '127.0.0.1')
      .on('error', (error) => resolve(String(error)))
      .on('connect', () => resolve('connected'))
  })
  expect(await refused).toContain('ECONNREFUSED')
  go.resolve()
  expect(await (await under).text()).toBe('done')
  await closed
})
