import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { binding } from '../../testing/acme-client.ts'
import { startAcmeHouse } from '../../testing/acme-house.ts'
import { certRequest, CmpClient } from '../../testing/cmp-client.ts'
import { deviceCsr, deviceKey } from '../../testing/est-client.ts'
import { startEstHouse } from '../../testing/est-house.ts'
import { scepDevice, scepMessage } from '../../testing/scep-client.ts'
import { startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { startTestEngine, startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let home: Pick<TestEngine, 'stop'> | undefined
afterEach(() => home?.stop())

const minute = 60_000
const one = scepDevice('CN=device-0')

/** What was kept so far; the line of an exchange is written after its answer. */
async function kept(alice: Person, count: number): Promise<Output<'wire.list'>['rows']> {
  for (let tries = 0; ; tries++) {
    const { rows } = await alice.call('wire.list', {})
    if (rows.length >= count || tries > 100) return rows
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const steps = ({ steps: all }: Output<'wire.show'>, side: 'request' | 'answer'): string[] =>
  all.filter((step) => step.side === side).map(({ kind, outcome }) => `${kind} ${outcome}`)

/** @returns whether any file of the database has these octets */
const stored = (folder: string, secret: string): boolean =>
  readdirSync(folder)
    .filter((name) => name.includes('.db') || name.includes('.sqlite') || name.includes('-wal'))
    .some((name) => readFileSync(join(folder, name)).includes(secret))

async function scepHouse(): Promise<ScepHouse> {
  const house = await startScepHouse()
  home = house
  return house
}

describe('a recording', () => {
  test('keeps nothing before it is asked for and nothing of other services, and ends by itself', async () => {
    const { alice, address, clock, base } = await scepHouse()
    const ask = async (at = address): Promise<void> => void (await fetch(`${at}?operation=GetCACaps`)).status
    await ask()
    const { recording } = await alice.call('wire.start', { protocol: 'scep', service: 'gate', minutes: 10 })
    expect(recording).toMatchObject({ state: 'running', startedBy: 'alice', endsAt: clock.now() + 10 * minute })
    await expect(alice.call('wire.start', { protocol: 'scep', service: 'gate' })).rejects.toThrow('Stop it first')
    await ask()
    await ask(`${base}/scep/other`)
    await ask(`${base}/nothing`)
    expect(await kept(alice, 1)).toMatchObject([{ operation: 'GetCACaps', peer: '127.0.0.1', outcome: 'answered' }])
    clock.set(clock.now() + 11 * minute)
    await ask()
    expect(await kept(alice, 2)).toHaveLength(1)
    const { recordings } = await alice.call('wire.recordings', {})
    expect(recordings).toMatchObject([{ state: 'ended', endedBecause: 'time', exchanges: 1 }])
  })

  test('ends after so many exchanges, is stopped, and is in the audit log', async () => {
    const { alice, address } = await scepHouse()
    await alice.call('wire.start', { protocol: 'scep', exchanges: 2 })
    for (let times = 0; times < 4; times++) await fetch(`${address}?operation=GetCACaps`)
    expect(await kept(alice, 2)).toHaveLength(2)
    await alice.call('wire.start', { protocol: 'scep' })
    expect(await alice.call('wire.stop', {})).toEqual({ stopped: 1 })
    await fetch(`${address}?operation=GetCACaps`)
    expect(await kept(alice, 2)).toHaveLength(2)
    const { recordings } = await alice.call('wire.recordings', {})
    expect(recordings.map(({ endedBecause }) => endedBecause)).toEqual(['stopped', 'exchanges'])
    const { rows } = await alice.call('audit.list', {})
    expect(rows.filter(({ operation }) => operation.startsWith('wire.')).map(({ operation }) => operation)).toEqual([
      'wire.stop',
      'wire.start',
      'wire.start'
    ])
  })

  test('goes on after the engine was started again, and what was kept goes when its days are over', async () => {
    const made = await startWithAlice()
    const base = await made.engine.listenPublic({ host: '127.0.0.1', port: 0 })
    await made.alice.call('wire.start', { protocol: 'tsa', minutes: 60, days: 2 })
    await fetch(`${base}/tsa/none`, { method: 'POST', body: 'x' })
    expect(await kept(made.alice, 1)).toMatchObject([{ status: 404, outcome: 'refused', code: 'HTTP 404' }])
    await made.engine.close()
    const again = await startTestEngine({ dataDir: made.folder })
    home = { stop: () => again.stop().then(() => made.stop().catch(() => undefined)) }
    again.clock.set(made.clock.now() + 5 * minute)
    expect(again.engine.wire.watch.on).toBe(true)
    again.clock.set(made.clock.now() + 3 * 24 * 60 * minute)
    await again.engine.wire.chore.run(new AbortController().signal)
    expect(again.engine.wire.watch.on).toBe(false)
    const { engine } = again
    expect(engine.wire.watch.take('/tsa/none')).toBeNull()
  })
})

describe('SCEP', () => {
  test('is taken apart layer by layer, with the refusal in the operator’s words, and its secrets are nowhere', async () => {
    const { alice, client, folder, secret } = await scepHouse()
    await alice.call('wire.start', { protocol: 'scep' })
    const device = await client()
    await secret()
    await device.ask('PKCSReq', one, usualCsr(one, 'guessed-by-somebody', 'one.example.test'))
    const [refused] = await kept(alice, 2)
    expect(refused).toMatchObject({ operation: 'PKCSReq', outcome: 'refused', code: 'badRequest', service: 'gate' })
    expect(refused?.reason).toContain('it is none of this service')
    const shown = await alice.call('wire.show', { id: refused?.id ?? 0 })
    expect(steps(shown, 'request')).toEqual(['http ok', 'cms-signed ok', 'scep-message ok', 'cms-enveloped ok'])
    expect(steps(shown, 'answer')).toEqual(['http ok', 'cms-signed ok', 'scep-message ok', 'refusal failed'])
    const lines = shown.steps.flatMap((step) => step.lines.map(({ label, value }) => `${label}: ${value}`))
    expect(lines).toContain('messageType: PKCSReq')
    expect(lines).toContain(`transactionID: ${createHash('sha256').update(one.spki).digest('hex')}`)
    expect(lines).toContain('contentEncryptionAlgorithm: aes-128-cbc')
    expect(shown.steps.find(({ kind }) => kind === 'cms-signed')?.tree?.tag).toBe('SEQUENCE')
    expect(stored(folder, 'guessed-by-somebody')).toBe(false)
    // The search finds what is there.
    expect(stored(folder, 'it is none of this service')).toBe(true)
  })

  test('the page with one-time secrets is kept without its secret and its password', async () => {
    const { alice, base, folder } = await scepHouse()
    await alice.call('wire.start', { protocol: 'scep' })
    const authorization = `Basic ${Buffer.from('mdm:not-the-password').toString('base64')}`
    await fetch(`${base}/scep/gate/certsrv/mscep_admin/`, { headers: { authorization } })
    const [row] = await kept(alice, 1)
    const shown = await alice.call('wire.show', { id: row?.id ?? 0 })
    expect(shown.request.masked).toEqual(['authorization'])
    expect(shown.request.headers.find(({ name }) => name === 'authorization')?.value).toBe('Basic (masked)')
    expect(stored(folder, authorization.slice(6))).toBe(false)
  })

  test('what a network rule and a rate limit refuse is in the service log, with what to do', async () => {
    const { alice, address, said } = await scepHouse()
    await alice.call('wire.start', { protocol: 'scep' })
    await alice.call('scep.update', { service: 'gate', settings: { clients: ['192.0.2.0/24'], clientsFor: 'both' } })
    expect((await fetch(`${address}?operation=GetCACaps`)).status).toBe(403)
    expect((await kept(alice, 1))[0]).toMatchObject({ outcome: 'refused', status: 403 })
    expect((await said())[0]).toContain('127.0.0.1 is outside the network rule of gate')
    await alice.call('scep.update', { service: 'gate', settings: { clients: [], perMinute: 1 } })
    await fetch(`${address}?operation=GetCACaps`)
    expect((await fetch(`${address}?operation=GetCACaps`)).status).toBe(429)
    const [slowed] = await kept(alice, 3)
    expect(slowed?.reason).toContain('Raise --settings.per-minute')
    expect((await said())[0]).toContain('more than 1 messages in a minute')
  })

  test('is replayed against a test authority: refused still, taken after the rule was changed, and nothing comes of it', async () => {
    const { alice, client } = await scepHouse()
    const { secret } = await alice.call('scep.challenge', { service: 'gate' })
    const device = await client()
    await alice.call('scep.update', { service: 'gate', settings: { tripleDes: false } })
    await alice.call('wire.start', { protocol: 'scep' })
    const message = scepMessage('PKCSReq', one, device.service, usualCsr(one, secret), { cipher: 'des-ede3-cbc' })
    await device.send(message)
    const [row] = await kept(alice, 1)
    expect(row).toMatchObject({ outcome: 'refused', code: 'badAlg' })
    const replay = async (): Promise<Output<'wire.replay'>['replay']> =>
      (await alice.call('wire.replay', { id: row?.id ?? 0 })).replay
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 'badAlg', changed: false })
    await alice.call('scep.update', { service: 'gate', settings: { tripleDes: true } })
    const before = (await alice.call('certificate.list', {})).rows.length
    for (let times = 0; times < 2; times++) {
      const taken = await replay()
      expect(taken).toMatchObject({ outcome: 'answered', code: null, reason: null, changed: true })
      expect(taken.steps.map(({ kind }) => kind)).toContain('cms-enveloped')
    }
    expect((await alice.call('certificate.list', {})).rows).toHaveLength(before)
    expect((await alice.call('scep.challenges', { service: 'gate' })).rows[0]?.state).toBe('open')
    expect((await alice.call('scep.enrolments', {})).rows).toEqual([])
  }, 30_000)
})

describe('EST', () => {
  test('passwords, challenge passwords and private keys are masked, what is left is taken apart and replayed', async () => {
    const house = await startEstHouse({ service: { settings: { serverKeys: true } } })
    home = house
    const { alice, folder } = house
    await alice.call('wire.start', { protocol: 'est' })
    const printer = await house.client('printer')
    const csr = { subject: 'CN=gate', names: ['gate.example.test'] }
    const reply = await house.ask('simpleenroll', deviceCsr(deviceKey(), csr), printer)
    expect(reply.status).toBe(200)
    await house.ask('simpleenroll', deviceCsr(deviceKey(), csr), { password: ['printer', 'wrong-password'] })
    const [refused, answered] = await kept(alice, 2)
    expect(answered).toMatchObject({ operation: 'simpleenroll', service: 'office', outcome: 'answered' })
    expect(refused).toMatchObject({ outcome: 'refused', status: 401 })
    const shown = await alice.call('wire.show', { id: answered?.id ?? 0 })
    expect(steps(shown, 'request').at(-1)).toBe('csr ok')
    expect(steps(shown, 'answer')).toEqual(['http ok', 'base64 ok', 'cms-signed ok'])
    const replay = await alice.call('wire.replay', { id: answered?.id ?? 0 })
    expect(replay.replay).toMatchObject({ outcome: 'not-performed' })
    const authorization = printer.password.join(':')
    const again = await alice.call('wire.replay', { id: refused?.id ?? 0, authorization })
    expect(again.replay).toMatchObject({ outcome: 'answered', changed: true, status: 200 })
    const made = await house.ask(
      'serverkeygen',
      deviceCsr(deviceKey(), { subject: 'CN=keys', names: ['keys.example.test'] }),
      printer
    )
    expect(made.status, made.body.toString()).toBe(200)
    const [keys] = await kept(alice, 3)
    const whole = await alice.call('wire.show', { id: keys?.id ?? 0 })
    expect(whole.answer.masked).toEqual(['private key'])
    const [, key = 'none'] = /pkcs8\r\n[^\r]*\r\n\r\n([A-Za-z0-9+/=]{60})/.exec(made.body.toString()) ?? []
    expect(key.length).toBe(60)
    for (const text of [key, 'wrong-password', printer.password[1], Buffer.from(authorization).toString('base64')])
      expect(stored(folder, text), text).toBe(false)
  }, 30_000)
})

describe('ACME', () => {
  test('shows header and payload of each JWS, whether it is signed by its account, and answers it again', async () => {
    const house = await startAcmeHouse()
    home = house
    const { alice, folder } = house
    await house.service('bound', { eab: 'random' })
    const { hmacKey, credential } = await alice.call('acme.eab-create', { service: 'bound', name: 'one' })
    await alice.call('wire.start', { protocol: 'acme' })
    const client = house.client()
    await client.register({})
    const orders = `${house.said}/acme/office/new-order`
    const order = await client.post(orders, { identifiers: [{ type: 'dns', value: 'www.example.test' }] })
    expect(order.status).toBe(201)
    const bad = await client.post(orders, { identifiers: [{ type: 'dns', value: 'no.example.org!' }] })
    expect(bad.status).toBe(400)
    const bound = house.client('bound')
    const url = `${house.said}/acme/bound/new-account`
    await bound.register({ externalAccountBinding: binding(bound.jwk, credential.keyId, hmacKey, url) })
    const rows = await kept(alice, 8)
    const named = (operation: string, outcome = 'answered'): number =>
      rows.find((row) => row.operation === operation && row.outcome === outcome)?.id ?? 0
    const shown = await alice.call('wire.show', { id: named('new-order') })
    expect(steps(shown, 'request')).toEqual(['http ok', 'jws ok', 'jws-payload ok'])
    expect(steps(shown, 'answer')).toEqual(['http ok', 'json ok'])
    const refused = await alice.call('wire.show', { id: named('new-order', 'refused') })
    expect(steps(refused, 'answer')).toEqual(['http failed', 'json failed', 'refusal failed'])
    const { replay } = await alice.call('wire.replay', { id: named('new-order') })
    expect(replay).toMatchObject({ outcome: 'answered', status: 201, changed: false })
    expect(stored(folder, hmacKey)).toBe(false)
    const { file, exchanges } = await alice.call('wire.export', { outcome: 'refused' })
    expect(exchanges).toBe(1)
    const har: unknown = JSON.parse(Buffer.from(file.base64, 'base64').toString())
    expect(har).toMatchObject({ log: { version: '1.2', entries: [{ _outcome: 'refused', _service: 'office' }] } })
    expect(await alice.call('wire.delete', {})).toEqual({ deleted: rows.length })
    expect((await alice.call('wire.list', {})).rows).toEqual([])
  }, 30_000)
})

describe('CMP, OCSP and time-stamps', () => {
  test('are taken apart, and a time-stamp is asked for again', async () => {
    const made = await startWithAlice()
    home = made
    const { alice, engine } = made
    const base = await engine.listenPublic({ host: '127.0.0.1', port: 0 })
    await alice.call('authority.create', { name: 'root', subject: 'CN=Root' })
    await alice.call('tsa.create', { name: 'stamp', authority: 'root' })
    for (const protocol of ['tsa', 'ocsp', 'cmp'] as const) await alice.call('wire.start', { protocol })
    const hashed = createHash('sha256').update('A contract.\n').digest('hex')
    const post = (path: string, type: string, body: Uint8Array): Promise<Response> =>
      fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(body) })
    await post(
      '/tsa/stamp',
      'application/timestamp-query',
      // TimeStampReq with SHA-256, the nonce 77 and certReq (RFC 3161 2.4.1).
      Buffer.from(`303c0201013031300d060960864801650304020105000420${hashed}0201770101ff`, 'hex')
    )
    await post('/ocsp', 'application/ocsp-request', Buffer.from('300a', 'hex'))
    await fetch(`${base}/ocsp/MAo=`)
    await post('/.well-known/cmp/p/none', 'application/pkixcmp', Buffer.from('3000', 'hex'))
    const rows = await kept(alice, 4)
    const of = (protocol: string): number => rows.find((row) => row.protocol === protocol)?.id ?? 0
    const stamp = await alice.call('wire.show', { id: of('tsa') })
    expect(stamp.steps.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'http ok',
      'tsp-request ok',
      'http ok',
      'tsp-response ok',
      'tsp-token ok'
    ])
    expect((await alice.call('wire.replay', { id: of('tsa') })).replay).toMatchObject({ outcome: 'answered' })
    expect((await alice.call('tsa.log', {})).rows).toHaveLength(1)
    for (const row of rows.filter(({ protocol }) => protocol === 'ocsp')) {
      expect(row).toMatchObject({ outcome: 'refused', code: 'malformedRequest' })
      const { steps: found } = await alice.call('wire.show', { id: row.id })
      expect(found.find(({ kind }) => kind === 'ocsp-request')).toMatchObject({ outcome: 'failed' })
    }
    expect(rows.find(({ protocol }) => protocol === 'cmp')).toMatchObject({ status: 404, service: 'none' })
  })
})

describe('CMP', () => {
  test('is replayed against a test authority: a refused request is taken after the rule was changed, and nothing comes of it', async () => {
    const made = await startWithAlice()
    home = made
    const { alice, engine } = made
    await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
    const base = await engine.listenPublic({ host: '127.0.0.1', port: 0 })
    await alice.call('authority.create', { name: 'root', subject: 'CN=Root', key: 'P-256', validity: '10y' })
    const { starters } = await alice.call('profile.starters', {})
    const starter = starters.find(({ name }) => name === 'device')?.content
    if (starter === undefined) throw new Error('there is no starter for devices')
    const content = { ...starter, approval: 'auto' as const, keyAlgorithms: ['RSA-2048'] }
    await alice.call('profile.create', { name: 'device', authority: 'root', content })
    await alice.call('cmp.create', { name: 'plc', profile: 'device' })
    const known = await alice.call('cmp.client-create', { service: 'plc', name: 'one', uses: 1 })
    const secret = { reference: known.client.reference ?? '', secret: known.secret ?? '' }
    await alice.call('wire.start', { protocol: 'cmp' })
    const post = (path: string, type: string, body: Uint8Array): Promise<Response> =>
      fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(body) })
    const message = await new CmpClient(engine.ca, 'plc', secret).message(certRequest('ir').body)
    await post('/.well-known/cmp/p/plc', 'application/pkixcmp', message)
    const [refused] = await kept(alice, 1)
    expect(refused).toMatchObject({ protocol: 'cmp', outcome: 'refused' })
    const again = async (id = 0): Promise<Output<'wire.replay'>['replay']> =>
      (await alice.call('wire.replay', { id })).replay
    expect(await again(refused?.id)).toMatchObject({ outcome: 'refused', code: refused?.code, changed: false })
    const { keyAlgorithms } = starter
    await alice.call('profile.revise', { profile: 'device', content: { ...content, channels: ['cmp'], keyAlgorithms } })
    expect(await again(refused?.id)).toMatchObject({ outcome: 'answered', changed: true })
    // The device itself is refused: its id is used up, and it draws another one.
    const before = await alice.call('certificate.list', { limit: 100 })
    await post('/.well-known/cmp/p/plc', 'application/pkixcmp', message)
    expect((await kept(alice, 2))[0]).toMatchObject({ outcome: 'refused', code: 'transactionIdInUse' })
    expect((await alice.call('certificate.list', { limit: 100 })).total).toBe(before.total)
  }, 30_000)
})

test('whoever may not inspect the wire sees nothing of it', async () => {
  const made = await startWithAlice()
  home = made
  await made.alice.call('operator.create', {
    name: 'oscar',
    passphrase: 'nine grey geese at noon',
    roles: ['officer']
  })
  const oscar = made.person()
  await oscar.call('session.sign-in', { operator: 'oscar', passphrase: 'nine grey geese at noon' })
  for (const [name, input] of [
    ['wire.list', {}],
    ['wire.start', { protocol: 'scep' }],
    ['wire.show', { id: 1 }],
    ['wire.export', {}]
  ] as const)
    expect((await oscar.reply(name, input)).ok, name).toBe(false)
})
