import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { generalBody, parsePkiMessage } from '../../pki/cmp.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { certRequest, CmpClient } from '../../testing/cmp-client.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'
import { starterContent } from '../../ca/profile/starters.ts'
import { authority, profile, startLife } from '../../testing/life.ts'
import { answerCmp } from '../../ca/cmp/answer.ts'
import { createCmp } from '../../ca/cmp/service.ts'
import { createCmpClient } from '../../ca/cmp/clients.ts'

let home: TestEngine
let alice: Person
let base = ''

beforeEach(async () => {
  home = await startTestEngine()
  alice = home.person()
  await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  base = await home.engine.listenPublic({ host: '127.0.0.1', port: 0 })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root' })
  await alice.call('profile.create', {
    name: 'devices',
    content: { ...starterContent('device'), approval: 'auto', channels: ['desk'] },
    authority: 'root'
  })
  await alice.call('cmp.create', { name: 'plc', profile: 'devices', protection: 'mac' })
})
afterEach(() => home.stop())

const post = (body: Uint8Array, type = 'application/pkixcmp', path = '/.well-known/cmp/p/plc'): Promise<Response> =>
  fetch(`${base}${path}`, { method: 'POST', body: Buffer.from(body), headers: { 'content-type': type } })

describe('CMP over HTTP (RFC 9811)', () => {
  test('answers with its media type, which nobody keeps, and says what is wrong in CMP', async () => {
    const answer = await post(Buffer.from('no message'))
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/pkixcmp',
      'no-store'
    ])
    const { body } = parsePkiMessage(new Uint8Array(await answer.arrayBuffer()))
    expect(body).toMatchObject({ kind: 'error', status: { failures: ['badDataFormat'] } })
  })

  test('turns away other types, methods, names, operations and what is too large, before it is read', async () => {
    const bytes = Buffer.from('x')
    expect((await post(bytes, 'application/json')).status).toBe(415)
    expect((await post(new Uint8Array(600_000))).status).toBe(413)
    expect((await post(bytes, 'application/pkixcmp', '/.well-known/cmp/p/other')).status).toBe(404)
    expect((await post(bytes, 'application/pkixcmp', '/.well-known/cmp/p/plc/other')).status).toBe(404)
    expect((await fetch(`${base}/.well-known/cmp/p/plc`)).status).toBe(405)
    await alice.call('cmp.disable', { service: 'plc' })
    expect((await post(bytes)).status).toBe(404)
  })

  test('the operations of a service: its profile is offered through CMP from now on, its secret is shown once', async () => {
    const { profile: offered } = await alice.call('profile.show', { profile: 'devices' })
    expect(offered.content.channels).toEqual(['desk', 'cmp'])
    const made = await alice.call('cmp.client-create', { service: 'plc', name: 'one' })
    expect(made).toMatchObject({
      address: `${base}/.well-known/cmp/p/plc`,
      client: { state: 'active', usesLeft: null }
    })
    expect(JSON.stringify(await alice.call('cmp.client-list', { service: 'plc' }))).not.toContain(made.secret)
    await expect(alice.call('cmp.client-create', { service: 'plc', name: 'one' })).rejects.toThrow('already')
    expect((await alice.call('cmp.list', {})).services).toMatchObject([{ clients: 1, open: 0 }])
    await alice.call('cmp.client-revoke', { id: made.client.id })
    expect((await alice.call('cmp.client-list', {})).clients).toMatchObject([{ state: 'revoked' }])
    expect((await alice.call('cmp.renew', { service: 'plc' })).service.certificate).not.toBeNull()
    await alice.call('cmp.delete', { service: 'plc' })
    await expect(alice.call('cmp.show', { service: 'plc' })).rejects.toThrow('no CMP service')
  })
})

test('ten thousand altered messages to a service are each answered in CMP, and none of them does anything', async () => {
  const life = await startLife()
  await authority(life, 'issuing')
  await profile(life, 'devices', 'issuing', {}, 'device')
  await createCmp(life.ca, { name: 'plc', profile: 'devices', settings: { protection: 'mac' } }, life.alice, [])
  const { client, secret } = await createCmpClient(life.ca, { service: 'plc', name: 'one', ra: false }, life.alice, [])
  const mac = { iterations: 1 }
  const device = new CmpClient(life.ca, 'plc', { reference: client.reference ?? '', secret: secret ?? '', mac })
  const inputs = [await device.message(certRequest('ir').body), await device.message(generalBody('genm', []))]
  const below = random(24)
  let refused = 0
  for (let i = 0; i < 10_000; i++) {
    const input = inputs[i % 2] ?? new Uint8Array()
    const bytes = mutate(input, below)
    // A fault may leave the message as it was.
    if (Buffer.from(bytes).equals(input)) continue
    // Each from an address of its own: one that sends wrong MACs would be made to wait, and be read no further.
    const address = `10.1.${i >> 8}.${i & 255}`
    const { failure, der } = await answerCmp(life.ca, 'plc', null, bytes, address)
    expect(parsePkiMessage(der).body.kind).toBe('error')
    if (failure !== null) refused++
  }
  expect(refused).toBeGreaterThan(9_900)
  await life.close()
}, 60_000)
