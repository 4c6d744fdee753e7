import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultPoints, type FaultPoint } from '../../ca/context.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { deviceCsr, deviceKey, estConnection, type Showing } from '../../testing/est-client.ts'
import { certificatesIn, restartEstHouse, startEstHouse, type EstHouse } from '../../testing/est-house.ts'

const program = fileURLToPath(new URL('../../testing/est-until-killed.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-est-kill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Sends one request to a process that goes on with the folder and kills itself at a point. */
async function askKilled(point: FaultPoint, operation: string, csr: Uint8Array, showing: Showing): Promise<void> {
  const child = spawn(process.execPath, [program, folder, point], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<unknown>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${String(code ?? signal)}: ${errors}`)))
  })
  const connection = await estConnection(base, showing)
  await expect(connection.post(`/.well-known/est/printers/${operation}`, csr), point).rejects.toThrow()
  expect(await ended, point).toBe('SIGKILL')
}

/** @returns how many certificates each client has used up, by name */
async function uses(house: EstHouse): Promise<Readonly<Record<string, number>>> {
  const { clients } = await house.alice.call('est.client-list', { service: 'office' })
  return Object.fromEntries(clients.map((one) => [one.name, one.uses]))
}

const csrFor = (name: string): Uint8Array =>
  deviceCsr(deviceKey(), { subject: `CN=${name}`, names: [`${name}.example.test`] })

/** Before `reserved` nothing is written; from there on a certificate may have been signed. */
const writes = (point: FaultPoint): boolean => faultPoints.indexOf(point) >= faultPoints.indexOf('reserved')

test('an engine killed at any step of an enrolment has counted one use or none, and the client gets one certificate', async () => {
  // The approval queue has a test of its own: nothing is held here.
  const points = faultPoints.filter((point) => point !== 'held')
  const first = await startEstHouse({}, folder)
  const asked = []
  for (const point of points) {
    const showing = await first.client(point, { maxUses: 1 })
    asked.push({ point, showing, csr: csrFor(point), other: csrFor(`${point}-anew`) })
  }
  await first.stop()
  for (const { point, showing, csr } of asked) await askKilled(point, 'simpleenroll', csr, showing)

  const house = await restartEstHouse(folder)
  try {
    const left = Object.fromEntries(points.map((point) => [point, writes(point) ? 1 : 0]))
    await expect.poll(() => uses(house)).toEqual(left)
    for (const { point, showing, csr, other } of asked) {
      // A device that lost its key with the answer asks with another one: there is one certificate for it, or none.
      const anew = await house.ask('simpleenroll', other, showing)
      expect(anew.status, point).toBe(writes(point) ? 403 : 200)
      const serials = new Set<string>()
      for (let time = 0; time < 3; time++) {
        const reply = await house.ask('simpleenroll', writes(point) ? csr : other, showing)
        expect(reply.status, point).toBe(200)
        serials.add(parseCertificate(certificatesIn(reply)[0] ?? new Uint8Array()).serial)
      }
      expect(serials.size, point).toBe(1)
      const after = await house.ask('simpleenroll', writes(point) ? other : csr, showing)
      expect(after.status, point).toBe(403)
    }
    expect(await uses(house)).toEqual(Object.fromEntries(points.map((point) => [point, 1])))
    const { rows } = await house.alice.call('certificate.list', { limit: 500 })
    expect(rows.filter(({ profileName }) => profileName === 'device')).toHaveLength(points.length)
  } finally {
    await house.stop()
  }
}, 120_000)

test('a request that waits when the engine is killed keeps its use; declined, it is free again, once', async () => {
  const first = await startEstHouse({ approval: 'one' }, folder)
  const showing = await first.client('printer', { maxUses: 1 })
  const csr = csrFor('printer')
  await first.stop()
  await askKilled('held', 'simpleenroll', csr, showing)
  const house = await restartEstHouse(folder)
  try {
    expect(await uses(house)).toEqual({ printer: 1 })
    expect((await house.ask('simpleenroll', csrFor('other'), showing)).status).toBe(403)
    expect((await house.ask('simpleenroll', csr, showing)).status).toBe(202)
    const { rows } = await house.alice.call('request.list', { limit: 10 })
    await house.alice.call('request.decline', { id: rows[0]?.id ?? 0, reason: 'no such printer' })
    for (let time = 0; time < 2; time++) {
      expect((await house.ask('simpleenroll', csr, showing)).status).toBe(403)
      expect(await uses(house)).toEqual({ printer: 0 })
    }
    expect((await house.ask('simpleenroll', csrFor('other'), showing)).status).toBe(202)
    expect(await uses(house)).toEqual({ printer: 1 })
  } finally {
    await house.stop()
  }
}, 60_000)

test('an engine killed in the middle of a key of ours or of a re-enrolment gives the repetition what it began', async () => {
  const first = await startEstHouse({ service: { settings: { serverKeys: true } } }, folder)
  const { profile } = await first.alice.call('profile.show', { profile: 'device' })
  await first.alice.call('profile.revise', {
    profile: 'device',
    content: { ...profile.content, keyByChancery: true },
    note: 'keys made here',
    basedOn: profile.revision
  })
  const points = ['reserved', 'recorded'] as const
  const keyed = []
  // Whoever may have any number is counted too.
  for (const [index, point] of points.entries()) {
    const showing = await first.client(`keyed-${point}`, index === 0 ? {} : { maxUses: 1 })
    keyed.push({ point, showing, bounded: index > 0 })
  }
  const printer = await first.client('printer')
  const gate = { subject: 'CN=gate', names: ['gate.example.test'] }
  const { der, key } = await first.enrol(printer, gate)
  await first.stop()

  const renewing = { certificate: { der, key: key.privateKey } }
  const renewal = deviceCsr(deviceKey(), gate)
  const csrs = keyed.map(({ point }) => csrFor(`keyed-${point}`))
  for (const [index, { point, showing }] of keyed.entries())
    await askKilled(point, 'serverkeygen', csrs[index] ?? new Uint8Array(), showing)
  await askKilled('recorded', 'simplereenroll', renewal, renewing)

  const house = await restartEstHouse(folder)
  try {
    for (const [index, { point, showing, bounded }] of keyed.entries()) {
      const reply = await house.ask('serverkeygen', csrs[index] ?? new Uint8Array(), showing)
      expect(reply.status, point).toBe(200)
      if (bounded) expect((await house.ask('serverkeygen', csrFor('anew'), showing)).status, point).toBe(403)
    }
    const renewed = new Set<string>()
    for (let time = 0; time < 2; time++) {
      const reply = await house.ask('simplereenroll', renewal, renewing)
      expect(reply.status).toBe(200)
      renewed.add(parseCertificate(certificatesIn(reply)[0] ?? new Uint8Array()).serial)
    }
    expect(renewed.size).toBe(1)
    expect(await uses(house)).toEqual({ 'keyed-reserved': 1, 'keyed-recorded': 1, printer: 1 })
  } finally {
    await house.stop()
  }
}, 60_000)
