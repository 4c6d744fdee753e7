import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultPoint } from '../../ca/context.ts'
import { acmeAftermath } from '../../testing/acme-aftermath.ts'
import { persistentClient, type PersistentClient } from '../../testing/acme-persistent-client.ts'

const program = fileURLToPath(new URL('../../testing/acme-until-killed.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'chancery-acme-kill-'))
const answers = new Map<string, string>()
let answering: Server
let port = 0
beforeAll(async () => {
  answering = createServer((request, response) => {
    const answer = answers.get(request.url?.split('/').at(-1) ?? '')
    setTimeout(() => response.end(answer ?? 'nothing'), 50)
  })
  await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  answering.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Running {
  readonly reach: string
  readonly ended: Promise<void>
  kill(): void
}

async function start(...fault: string[]): Promise<Running> {
  const address = answering.address()
  const answersAt = typeof address === 'object' && address !== null ? address.port : 0
  const child = spawn(process.execPath, [program, folder, String(port), String(answersAt), ...fault], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const reach = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${String(code ?? signal)}: ${errors}`)))
  })
  port = Number(new URL(reach).port)
  return { reach, ended, kill: () => void child.kill('SIGKILL') }
}

/** Lets a client finish what it began, then begin more, until its server is gone. */
const untilGone = async (client: PersistentClient): Promise<void> => {
  await finish(client)
  for (;;) await client.obtain()
}
const finish = async (client: PersistentClient): Promise<void> => {
  for (const wanted of client.wanted) if (wanted.received === null) await client.goOn(wanted)
}

test('an engine that is killed in the middle of what ACME clients asked for loses nothing, and no order is stuck', async () => {
  const points: readonly (FaultPoint | 'any')[] = ['any', 'reserved', 'signed', 'recorded']
  const clients: PersistentClient[] = []
  for (const point of points) {
    const running = await start(...(point === 'any' ? [] : [point, '6']))
    clients.push(persistentClient(running.reach, `${point}-a`, answers), persistentClient(running.reach, null, answers))
    const working = clients.map((client) => untilGone(client).catch((error: unknown) => error))
    if (point === 'any') {
      await expect
        .poll(() => clients.every(({ wanted }) => wanted.length > 1), { timeout: 60_000, interval: 5 })
        .toBe(true)
      running.kill()
    }
    await running.ended
    await Promise.all(working)
  }
  const last = await start()
  await Promise.all(clients.map(finish))
  last.kill()
  await last.ended

  const received = clients.flatMap(({ wanted }) => wanted.map((one) => one.received ?? 'nothing'))
  expect(received.length).toBeGreaterThan(10)
  expect(new Set(received).size).toBe(received.length)
  expect(await acmeAftermath(join(folder, 'chancery.db'), received)).toEqual({
    unknown: [],
    stuck: [],
    claimedTwice: [],
    damage: [],
    auditProblem: null
  })
}, 180_000)
