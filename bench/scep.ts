/*
 * SCEP enrolments over loopback: each is decrypted, examined, linted, signed, recorded on disk, encrypted and answered.
 * Beside it micromdm's scepserver, which gets the same kind of messages, and the bare arithmetic that an enrolment needs.
 * Forty devices ask again and again, as in renewals and retries; a last row has devices whose keys are new, which are
 * searched for weaknesses first. Processor time is that of the server's process, whatever else the machine does.
 * `node bench/scep.ts [messages = 200] [rounds = 3]`. Needs scepserver (Debian: scep) for the comparison.
 */
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process'
import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes, sign, verify } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCertificate } from '../src-main/pki/certificate.ts'
import type { Certificate } from '../src-main/pki/model.ts'
import { readScepMessage, verifyScepMessage } from '../src-main/pki/scep.ts'
import { scepClient, scepCsr, scepDevice, scepMessage } from '../src-main/testing/scep-client.ts'
import { median, ratioOf } from './rate.ts'
import { perSecond, row, tell, type Row } from './report.ts'

const [messagesText = '200', roundsText = '3'] = process.argv.slice(2)
const count = Number(messagesText)
const rounds = Number(roundsText)
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-scep-'))
const children: ChildProcess[] = []
/** Requests under way at once. */
const CONCURRENCY = 32
const devices = Array.from({ length: 40 }, (_, index) => scepDevice(`CN=bench-${index}`))
/** Devices a round whose keys are new: a key takes a while to make. */
const FRESH = 40
/** Made before anything is measured: connections that are idle meanwhile are closed. */
const strangers = Array.from({ length: FRESH * rounds }, (_, index) => scepDevice(`CN=fresh-${index}`))
let made = 0

/** Messages for names that nobody asked for before. */
function messagesFor(service: Certificate, secret: string, of = devices, many = count): Buffer[] {
  return Array.from({ length: many }, () => {
    const number = made++
    const device = of[number % of.length]!
    const csr = scepCsr(device, { subject: `CN=device-${number}`, challenge: secret })
    return Buffer.from(scepMessage('PKCSReq', device, service, csr, { transactionId: `T${number}` }))
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })

function send(address: string, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-pki-message', 'content-length': message.length }
    const outgoing = request(`${address}?operation=PKIOperation`, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(Buffer.concat(chunks)))
    })
    outgoing.on('error', reject)
    outgoing.end(message)
  })
}

/** @returns milliseconds of processor time that a process has used, all its threads together */
function processorTime(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return Number.NaN
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  // proc(5): utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Enrolments a second by the clock, and milliseconds of the server's processor time for each. */
interface Speed {
  readonly rate: number
  readonly processor: number
}

/**
 * @returns the speed of a server. Only certificates count: scepserver refuses some of what comes at once, since
 *   two of its requests may take the same serial number
 */
async function drive(address: string, pid: number | undefined, messages: readonly Buffer[]): Promise<Speed> {
  const answers: Buffer[] = []
  let next = 0
  const used = processorTime(pid)
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < messages.length) answers.push(await send(address, messages[next++]!))
    })
  )
  const took = performance.now() - begun
  const spent = processorTime(pid) - used
  const certified = answers.filter(
    (answer) => verifyScepMessage(readScepMessage(new Uint8Array(answer)), peers).status === 'success'
  )
  return { rate: (certified.length * 1000) / took, processor: spent / certified.length }
}

/** Certificates of servers that leave theirs out of their answers. */
const peers: Certificate[] = []

function ours(): Promise<{ readonly port: number; readonly secret: string; readonly pid: number | undefined }> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'scep-server.ts'), [folder])
    children.push(child)
    child.on('message', (message) => resolve({ ...(message as { port: number; secret: string }), pid: child.pid }))
    child.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)))
  })
}

/** @returns the address of scepserver and its certificate; null where the machine has none */
async function theirs(): Promise<{
  readonly address: string
  readonly service: Certificate
  readonly pid: number | undefined
} | null> {
  if (!existsSync('/usr/bin/scepserver')) return null
  const depot = join(folder, 'depot')
  execFileSync('scepserver', ['ca', '-init', '-depot', depot, '-keySize', '2048'], { stdio: 'ignore' })
  const port = await freePort()
  const args = ['-depot', depot, '-port', String(port), '-challenge', 'secret', '-allowrenew', '0']
  const child = spawn('scepserver', args, { stdio: 'ignore' })
  children.push(child)
  const address = `http://127.0.0.1:${port}/scep`
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(`${address}?operation=GetCACert`)
      return { address, service: parseCertificate(new Uint8Array(await answer.arrayBuffer())), pid: child.pid }
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** @returns milliseconds of one thread for each thing that an enrolment cannot do without, for RSA keys of 2048 bits */
function arithmetic(): readonly (readonly [string, number])[] {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const data = randomBytes(1200)
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, randomBytes(16))
  const signature = sign('sha256', data, privateKey)
  const timed = (work: () => unknown): number => {
    const begun = performance.now()
    let times = 0
    for (; performance.now() - begun < 300; times++) work()
    return (performance.now() - begun) / times
  }
  const opening = timed(() => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, wrapped))
  const signing = timed(() => sign('sha256', data, privateKey))
  const verifying = timed(() => verify('sha256', data, publicKey, signature))
  return [
    ['opening the content key', opening],
    ['signing certificate and answer', 2 * signing],
    // The message, the request inside, and both signatures that are made.
    ['verifying four signatures', 4 * verifying]
  ]
}

try {
  const bare = arithmetic()
  const least = bare.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)
  const [{ port, secret, pid }, peer] = await Promise.all([ours(), theirs()])
  const address = `http://127.0.0.1:${port}/scep/gate`
  const client = await scepClient(address)
  if (peer !== null) peers.push(peer.service)
  const [our, other, fresh]: [Speed[], Speed[], Speed[]] = [[], [], []]
  // The first round warms both up and does not count.
  for (let round = 0; round <= rounds; round++) {
    const own = await drive(address, pid, messagesFor(client.service, secret))
    if (round > 0) our.push(own)
    if (peer === null) continue
    const beside = await drive(peer.address, peer.pid, messagesFor(peer.service, 'secret'))
    if (round > 0) other.push(beside)
  }
  for (let round = 0; round < rounds; round++) {
    fresh.push(await drive(address, pid, messagesFor(client.service, secret, strangers.splice(0, FRESH), FRESH)))
  }
  const rates = (speeds: readonly Speed[]): number[] => speeds.map(({ rate }) => rate)
  const times = (speeds: readonly Speed[]): number[] => speeds.map(({ processor }) => processor)
  const each = (speeds: readonly Speed[]): string => `${median(times(speeds)).toFixed(2)} ms`
  const rate = median(rates(our))
  const spent = 1000 / rate
  const share = (milliseconds: number): string =>
    `${milliseconds.toFixed(2)} ms, ${Math.round((100 * milliseconds) / spent)} %`
  const rest = spent - least
  const rows: Row[] = [
    row('SCEP: enrolments, durable', perSecond(rate), {
      ...(peer === null
        ? { peer: 'scepserver is not installed' }
        : {
            peer: `scepserver ${perSecond(median(rates(other)))}`,
            ratio: ratioOf(rates(our), rates(other)).toFixed(2),
            goal: 'ahead',
            met: ratioOf(rates(our), rates(other)) > 1
          })
    }),
    row(
      '  processor time of the server for one',
      each(our),
      peer === null ? {} : { peer: `scepserver ${each(other)}` }
    ),
    row('  the same where the key of the device is new', each(fresh)),
    row('  of one enrolment', `${spent.toFixed(2)} ms`),
    ...bare.map(([what, milliseconds]) => row(`    ${what}`, share(milliseconds))),
    row('    examination, lint, database, HTTP, what runs beside on other threads', share(rest))
  ]
  tell(rows)
} finally {
  agent.destroy()
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
