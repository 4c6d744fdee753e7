import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

/** Lets a client work until its server is gone. */
const untilGone = async (client: PersistentClient): Promise<void> => {
  for (;;) await client.obtain()
}

describe('kill -9 of an engine with ACME clients', () => {
  const clients: PersistentClient[] = []
  const points: readonly (FaultPoint | 'any')[] = ['checked', 'reserved', 'signed', 'recorded', 'any']

  test.each(points)('after "%s": the clients finish what they began once it runs again', async (point) => {
    const running = await start(...(point === 'any' ? [] : [point, '6']))
    clients.push(persistentClient(running.reach, `${point}-a`, answers), persistentClient(running.reach, null, answers))
    const working = clients.slice(-2).map((client) => untilGone(client).catch((error: unknown) => error))
    if (point === 'any') setTimeout(() => running.kill(), 700)
    await running.ended
    await Promise.all(working)
    const next = await start()
    try {
      const open = clients.flatMap((client) =>
        client.wanted.filter(({ received }) => received === null).map((wanted) => ({ client, wanted }))
      )
      await Promise.all(open.map(({ client, wanted }) => client.goOn(wanted)))
    } finally {
      next.kill()
      await next.ended
    }
    expect(clients.at(-1)?.wanted.length).toBeGreaterThan(0)
  })

  test('every certificate that a client received is in the store, each order has one, and the audit log is whole', async () => {
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
  })
})
