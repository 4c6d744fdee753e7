/*
 * Soak: an ACME server that is killed and started again at random, with clients that drop at random:
 * node bench/acme-soak.ts [seconds = 600] [clients = 8]
 * Afterwards every order that a client was told of has to end in a certificate, and the store must have each certificate
 * that a client received. Half of the clients prove each order over http-01.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acmeAftermath } from '../src-main/testing/acme-aftermath.ts'
import { persistentClient, type PersistentClient } from '../src-main/testing/acme-persistent-client.ts'

const [seconds = 600, inFlight = 8] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'chancery-soak-'))
const answers = new Map<string, string>()
const answering = createServer((request, response) => {
  const answer = answers.get(request.url?.split('/').at(-1) ?? '')
  setTimeout(() => response.end(answer ?? 'nothing'), 20)
})
await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve))
const bound = answering.address()
const answersAt = typeof bound === 'object' && bound !== null ? bound.port : 0
let port = 0
let reach = ''
let server: ChildProcess | undefined
let kills = 0

async function start(): Promise<void> {
  const program = join(import.meta.dirname, '../src-main/testing/acme-until-killed.ts')
  const child = spawn(process.execPath, [program, folder, String(port), String(answersAt)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  server = child
  reach = await new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', () => reject(new Error('the server ended')))
  })
  port = Number(new URL(reach).port)
}

async function kill(): Promise<void> {
  const gone = new Promise((resolve) => server?.once('exit', resolve))
  server?.kill('SIGKILL')
  await gone
  kills += 1
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const until = Date.now() + seconds * 1000
const clients: PersistentClient[] = []
const problems: string[] = []
let dropped = 0

/** A client works for a while and is never seen again; what it began is followed up at the end. */
async function work(number: number): Promise<void> {
  for (let life = 0; Date.now() < until; life++) {
    const client = persistentClient(reach, number % 2 === 0 ? `c${number}-${life}` : null, answers)
    clients.push(client)
    const ends = Date.now() + 1000 + Math.random() * 20_000
    while (Date.now() < Math.min(ends, until)) {
      const open = client.wanted.find(({ received }) => received === null)
      try {
        if (open === undefined) await client.obtain()
        else await client.goOn(open)
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error)
        if (/stuck|invalid|answered/.test(said) && !said.includes('badNonce')) problems.push(said)
        await pause(100)
      }
    }
    dropped += 1
  }
}

await start()
const working = Array.from({ length: inFlight }, (_, number) => work(number))
while (Date.now() < until) {
  await pause(Math.min(2000 + Math.random() * 10_000, Math.max(0, until - Date.now())))
  await kill()
  await start()
}
await Promise.all(working)
for (const client of clients)
  for (const wanted of client.wanted)
    if (wanted.received === null && wanted.order !== '')
      await client.goOn(wanted).catch((error: unknown) => problems.push(String(error)))
await kill()
answering.close()
const received = clients.flatMap(({ wanted }) => wanted.flatMap((one) => one.received ?? []))
const aftermath = await acmeAftermath(join(folder, 'chancery.db'), received)
rmSync(folder, { recursive: true, force: true })
console.log(
  JSON.stringify(
    { seconds, kills, dropped, received: received.length, problems: problems.slice(0, 20), ...aftermath },
    null,
    2
  )
)
const { unknown, stuck, claimedTwice, damage, auditProblem } = aftermath
const well =
  [problems, unknown, stuck, claimedTwice, damage].every((list) => list.length === 0) && auditProblem === null
process.exitCode = well ? 0 : 1
