import { afterEach, expect, test, vi } from 'vitest'
import { call, CallError, readReply } from './client.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('an answer that is no reply is not taken for one', () => {
  expect(readReply('text')).toBeUndefined()
  expect(readReply({ ok: true })).toBeUndefined()
  expect(readReply({ ok: false, failure: { code: 'made-up', message: 'm', reasons: [] } })).toBeUndefined()
  expect(readReply({ ok: true, value: null })).toEqual({ ok: true, value: null })
})

test('a browser posts the input to the operation and gets its value', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push(path, init.method, init.body)
    return Promise.resolve(new Response(JSON.stringify({ ok: true, value: { authorities: [] } })))
  })
  expect(await call('authority.list', {})).toEqual({ authorities: [] })
  expect(sent).toEqual(['/api/authority.list', 'POST', '{}'])
})

test('a failure of the engine arrives as an error that carries it whole', async () => {
  const failure = { code: 'locked', message: 'The vault is locked.', reasons: [] }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ ok: false, failure }), { status: 423 })))
  const error: unknown = await call('authority.list', {}).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(CallError)
  expect(error instanceof CallError ? error.failure : undefined).toEqual(failure)
})

test('an engine that cannot be reached is said to be out of reach', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
  await expect(call('authority.list', {})).rejects.toThrow(/does not answer/)
})
