import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { pollRequestBody } from '../../pki/cmp.ts'
import { allRows } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { certRequest, CmpClient, confirmation, type CmpRequest } from '../../testing/cmp-client.ts'
import { client, cmpHouse, given, implicit, log, said, secretOf, state } from '../../testing/cmp-house.ts'
import { contextOver } from '../../testing/engine.ts'
import type { Life } from '../../testing/life.ts'
import { startTestEngine, startWithAlice, testPassphrase } from '../../testing/test-engine.ts'
import type { FaultPoint } from '../context.ts'
import { openReservations } from '../issue/reservations.ts'
import { runCmpTransactionChore } from './chore.ts'

const chore = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const hour = 3_600_000

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

/** A client whose request got to a point of the door and no further, as where the process ended there. */
interface CutOff {
  /** The same client at the process that came after. */
  readonly device: CmpClient
  readonly asked: CmpRequest
  /** What it had sent. */
  readonly message: Uint8Array
}

async function cutOffAt(
  home: Life,
  at: FaultPoint,
  secret: Awaited<ReturnType<typeof secretOf>>,
  info: typeof implicit | Record<string, never> = implicit
): Promise<CutOff> {
  const asked = certRequest('ir')
  const device = client(home, secret)
  const message = await device.message(asked.body, info)
  await new Promise<void>((resolve, reject) => {
    const faultPoint = (name: FaultPoint): void | Promise<void> => {
      if (name !== at) return
      resolve()
      return new Promise<void>(() => undefined)
    }
    const before = contextOver(home.ca.store, { ...home.parts, faultPoint }, home.clock)
    new CmpClient(before, 'plc', secret)
      .exchange(message)
      .then(() => reject(new Error(`${at} was not reached`)), reject)
  })
  return { device, asked, message }
}

const polled = (device: CmpClient): ReturnType<CmpClient['send']> => device.send(pollRequestBody(['00']))
const anew = (home: Life, secret: Awaited<ReturnType<typeof secretOf>>): ReturnType<CmpClient['send']> =>
  client(home, secret).send(certRequest('ir').body, implicit)

/** Those for the device, as the inventory has them. */
const certificates = (home: Life): { readonly serial: string; readonly state: string }[] =>
  allRows(reader(home.ca.store), `SELECT serial, state FROM certificate WHERE subject = 'CN=plc-1'`) as {
    serial: string
    state: string
  }[]

const early = ['admitted', 'resolved', 'checked', 'prepared'] as const
const late = ['reserved', 'signed', 'recorded', 'announced'] as const

test.each(early)(
  'an end after "%s" leaves nothing: the client begins anew with its one use, or sends the same again',
  async (at) => {
    const home = (life = await cmpHouse())
    const secret = await secretOf(home, { uses: 1 })
    await cutOffAt(home, at, secret)
    expect(given(await anew(home, secret)).subject.text).toBe('CN=plc-1')
    expect(said(await anew(home, secret))).toContain('notAuthorized')

    const other = await secretOf(home, { name: 'two', uses: 1 })
    const { device, message, asked } = await cutOffAt(home, at, other)
    expect(given(await device.exchange(message)).publicKey.der).toEqual(
      new Uint8Array(asked.key.publicKey.export({ format: 'der', type: 'spki' }))
    )
    expect(said(await device.exchange(message))).toContain('transactionIdInUse')
    expect(said(await anew(home, other))).toContain('notAuthorized')

    const third = await secretOf(home, { name: 'three', uses: 1 })
    const { device: polling } = await cutOffAt(home, at, third)
    expect(said(await polled(polling))).toEqual(['ip', 'rejection', 'systemFailure'])
    expect(log(home)[0]).toContain('Begin again')
    expect(given(await anew(home, third)).subject.text).toBe('CN=plc-1')
  }
)

test('a transaction that was cut off before the door wrote anything ends by itself, and the client has its use again', async () => {
  const home = (life = await cmpHouse({ unconfirmed: 'keep' }))
  const secret = await secretOf(home, { uses: 1 })
  const { device } = await cutOffAt(home, 'prepared', secret)
  home.clock.advance(hour + 1)
  for (let time = 0; time < 2; time++) await runCmpTransactionChore(home.ca, chore)
  expect(said(await polled(device))).toContain('badRequest')
  given(await anew(home, secret))
  expect(said(await anew(home, secret))).toContain('notAuthorized')
})

test.each(late)(
  'an end after "%s": the next start has the certificate, to be polled, confirmed or asked for again',
  async (at) => {
    const home = (life = await cmpHouse())
    const secret = await secretOf(home, { uses: 1 })
    const { device } = await cutOffAt(home, at, secret, {})
    await runCmpTransactionChore(home.ca, chore)
    expect(openReservations(home.ca)).toEqual([])
    const certificate = given(await polled(device))
    expect((await device.send(confirmation(certificate))).body.kind).toBe('pkiconf')
    expect(state(home, certificate)).toBe('active')
    expect(said(await anew(home, secret))).toContain('notAuthorized')

    const other = await secretOf(home, { name: 'two', uses: 1 })
    const again = await cutOffAt(home, at, other)
    const strange = new Uint8Array(await again.device.message(certRequest('ir').body, implicit))
    expect(said(await again.device.exchange(strange))).toContain('transactionIdInUse')
    const { serial } = given(await again.device.exchange(again.message))
    expect(certificates(home)).toEqual(
      [certificate, { serial }].map((one) => ({ serial: one.serial, state: 'active' }))
    )
    expect(said(await again.device.exchange(again.message))).toContain('transactionIdInUse')
  }
)

test.each(late)(
  'an end after "%s": who begins anew has another certificate for its one use, and the first is revoked',
  async (at) => {
    const home = (life = await cmpHouse())
    const secret = await secretOf(home, { uses: 1 })
    const { device } = await cutOffAt(home, at, secret)
    if (at !== 'reserved') await runCmpTransactionChore(home.ca, chore)
    given(await anew(home, secret))
    expect(certificates(home).filter((one) => one.state === 'active')).toHaveLength(1)
    expect(said(await polled(device))).toContain('badRequest')
    expect(said(await anew(home, secret))).toContain('notAuthorized')
  }
)

test('a certificate that nobody came for is revoked in time, or stays where the service says so, and then the use is spent', async () => {
  for (const unconfirmed of ['revoke', 'keep'] as const) {
    const home = (life = await cmpHouse({ unconfirmed }))
    const secret = await secretOf(home, { uses: 1 })
    await cutOffAt(home, 'signed', secret)
    await runCmpTransactionChore(home.ca, chore)
    if (unconfirmed === 'keep') expect(said(await anew(home, secret))).toContain('notAuthorized')
    home.clock.advance(hour + 1)
    await runCmpTransactionChore(home.ca, chore)
    expect(log(home)[0]).toContain(unconfirmed === 'keep' ? 'stays valid' : 'was revoked')
    if (unconfirmed === 'keep') expect(said(await anew(home, secret))).toContain('notAuthorized')
    else given(await anew(home, secret))
    await home.close()
    life = undefined
  }
})

test('a request that waits for approval when the process ends goes on waiting, and is polled', async () => {
  const home = (life = await cmpHouse({}, 'one'))
  const { device } = await cutOffAt(home, 'held', await secretOf(home))
  await runCmpTransactionChore(home.ca, chore)
  home.clock.advance(hour + 1)
  await runCmpTransactionChore(home.ca, chore)
  expect((await polled(device)).body.kind).toBe('pollRep')
  // From here on it has a nonce to repeat.
  device.nonce = new Uint8Array(16)
  expect(said(await polled(device))).toContain('badRecipientNonce')
})

const program = fileURLToPath(new URL('../../testing/cmp-until-killed.ts', import.meta.url))

test('an engine killed before, at and after signing answers the poll after its start with the certificate, or says to begin again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-cmp-kill-'))
  try {
    const first = await startWithAlice({ dataDir: folder })
    const { alice } = first
    await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
    await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing', key: 'P-256', validity: '10y' })
    await alice.call('profile.create', { name: 'device', starter: 'device', authority: 'issuing', approval: 'auto' })
    await alice.call('cmp.create', { name: 'plc', profile: 'device' })
    // The others are above; a process takes a while.
    const points = ['prepared', 'reserved', 'signed', 'recorded'] as const
    const clients = []
    for (const point of points) {
      const made = await alice.call('cmp.client-create', { service: 'plc', name: point, uses: 1 })
      const secret = { reference: made.client.reference ?? '', secret: made.secret ?? '' }
      const device = new CmpClient(first.engine.ca, 'plc', secret)
      const body = certRequest('ir', `CN=${point}`).body
      clients.push({ point, secret, device, message: await device.message(body, implicit) })
    }
    await first.stop()
    for (const { point, message } of clients) {
      const file = join(folder, `${point}.der`)
      writeFileSync(file, message)
      const { signal, stderr } = spawnSync(process.execPath, [program, folder, point, file], { encoding: 'utf8' })
      expect([point, signal, stderr]).toEqual([point, 'SIGKILL', ''])
    }
    const { engine, stop, person } = await startTestEngine({ dataDir: folder })
    try {
      await person().call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
      for (const { point, secret, device } of clients) {
        const here = device.at(engine.ca)
        const answer = await polled(here)
        const atDoor = point !== 'prepared'
        if (atDoor) expect(given(answer).subject.text, point).toBe(`CN=${point}`)
        else expect(said(answer), point).toEqual(['ip', 'rejection', 'systemFailure'])
        const more = certRequest('ir', `CN=${point}`)
        const next = await new CmpClient(engine.ca, 'plc', secret).send(more.body, implicit)
        if (atDoor) expect(said(next), point).toContain('notAuthorized')
        else expect(given(next).subject.text, point).toBe(`CN=${point}`)
      }
      expect(openReservations(engine.ca)).toEqual([])
    } finally {
      await stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
