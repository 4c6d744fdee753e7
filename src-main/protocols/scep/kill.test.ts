import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { faultPoints } from '../../ca/context.ts'
import { scepClient } from '../../testing/scep-client.ts'
import { restartScepHouse, scepDevices, startScepHouse, usualCsr } from '../../testing/scep-house.ts'

const program = fileURLToPath(new URL('../../testing/scep-until-killed.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'chancery-scep-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Goes on with the folder in a process of its own that kills itself at a point. @returns its address and its end */
async function running(point: string): Promise<{ readonly address: string; readonly ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [program, folder, point], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<unknown>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${String(code ?? signal)}: ${errors}`)))
  })
  return { address, ended }
}

test('an engine killed at any step of an enrolment gives the repeated request one certificate, and its secret lets in nobody else', async () => {
  // The approval queue has a test of its own: nothing is held here.
  const points = faultPoints.filter((point) => point !== 'held')
  const devices = scepDevices(points.length + 1)
  const stranger = devices.at(-1)
  const first = await startScepHouse({ settings: { lockAfter: 100 } }, {}, {}, folder)
  const secrets = await Promise.all(points.map(() => first.secret()))
  await first.stop()

  const asked = points.map((point, index) => {
    const device = devices[index]
    const secret = secrets[index]
    if (device === undefined || secret === undefined || stranger === undefined) throw new Error('too few devices')
    return { point, device, secret, stranger, csr: usualCsr(device, secret) }
  })
  for (const { point, device, csr } of asked) {
    const { address, ended } = await running(point)
    const client = await scepClient(address)
    await expect(client.ask('PKCSReq', device, csr), point).rejects.toThrow()
    expect(await ended, point).toBe('SIGKILL')
  }

  const house = await restartScepHouse(folder)
  try {
    const client = await house.client()
    for (const { point, device, secret, stranger: other, csr } of asked) {
      // Whoever has seen the secret meanwhile does not get in by it, before the device comes back and after.
      expect((await client.ask('PKCSReq', other, usualCsr(other, secret))).failure, point).toBe('badRequest')
      const serials = new Set<string>()
      for (let time = 0; time < 3; time++) {
        const answer = await client.ask('PKCSReq', device, csr)
        expect(answer.status, point).toBe('success')
        for (const { serial } of answer.issued) serials.add(serial)
      }
      expect(serials.size, point).toBe(1)
      expect((await client.ask('PKCSReq', other, usualCsr(other, secret))).failure, point).toBe('badRequest')
    }
    const { rows } = await house.alice.call('certificate.list', { limit: 500 })
    const names = rows.map(({ subject }) => subject).filter((subject) => subject.startsWith('CN=device-'))
    expect(names.toSorted()).toEqual(asked.map(({ device }) => device.certificate.subject.text).toSorted())
    const { rows: challenges } = await house.alice.call('scep.challenges', { service: 'gate' })
    expect(challenges.map(({ state, uses }) => [state, uses])).toEqual(asked.map(() => ['used', 1]))
  } finally {
    await house.stop()
  }
}, 120_000)
