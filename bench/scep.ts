/*
 * SCEP enrolments over loopback: each is decrypted, examined, linted, signed, recorded on disk, encrypted and answered.
 * Beside it micromdm's scepserver and step-ca, which get the same kind of messages, and the bare arithmetic that an
 * enrolment needs. Forty devices ask again and again, as in renewals and retries; other rows have devices whose keys are
 * new, which ours searches for weaknesses first and the others do not. Processor time is that of the server's process,
 * whatever else the machine does. Ours and step-ca commit each enrolment to disk.
 * `node bench/scep.ts [messages = 200] [rounds = 3]`. Needs scepserver (Debian: scep) and what builds step-ca.
 */
import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Certificate } from '../src-main/pki/model.ts'
import { readScepMessage, verifyScepMessage } from '../src-main/pki/scep.ts'
import { scepCsr, scepDevice, scepMessage } from '../src-main/testing/scep-client.ts'
import { processorTime } from './peer-process.ts'
import { median, ratioOf } from './rate.ts'
import { perSecond, row, tell, type Row } from './report.ts'
import { startOurs, startScepServer, startStepScep, type ScepPeer } from './scep-peers.ts'

const [messagesText = '200', roundsText = '3'] = process.argv.slice(2)
const count = Number(messagesText)
const rounds = Number(roundsText)
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-scep-'))
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

/** A connection that was kept alive may be closed by the server as the request goes out: then it is sent again. */
async function send(address: string, message: Buffer): Promise<Buffer> {
  for (;;) {
    try {
      return await sendOnce(address, message)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error
    }
  }
}

function sendOnce(address: string, message: Buffer): Promise<Buffer> {
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

/** Enrolments a second by the clock, and milliseconds of the server's processor time for each. */
interface Speed {
  readonly rate: number
  readonly processor: number
}

/** A server, and what was measured of it a round: devices that ask again, and devices whose keys are new. */
interface Measured extends ScepPeer {
  readonly again: Speed[]
  readonly fresh: Speed[]
}

/**
 * @returns the speed of a server. Only certificates count: scepserver refuses some of what comes at once, since
 *   two of its requests may take the same serial number
 */
async function drive(server: ScepPeer, messages: readonly Buffer[]): Promise<Speed> {
  const answers: Buffer[] = []
  let next = 0
  const used = processorTime(server.pid)
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < messages.length) answers.push(await send(server.address, messages[next++]!))
    })
  )
  const took = performance.now() - begun
  const spent = (processorTime(server.pid) - used) / 1000
  const signer = [server.service]
  const certified = answers.filter(
    (answer) => verifyScepMessage(readScepMessage(new Uint8Array(answer)), signer).status === 'success'
  )
  if (certified.length === 0) throw new Error(`no certificate from ${server.name}`)
  return { rate: (certified.length * 1000) / took, processor: spent / certified.length }
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

const rates = (speeds: readonly Speed[]): number[] => speeds.map(({ rate }) => rate)
const each = (speeds: readonly Speed[]): string => `${median(speeds.map(({ processor }) => processor)).toFixed(2)} ms`

/** Ours beside each of the others: by the clock, where all are to be behind, and by processor time. */
function beside(what: string, of: (server: Measured) => readonly Speed[], own: Measured, goal: boolean): Row[] {
  const compared = others.map((other, at): Row => {
    const ratio = ratioOf(rates(of(own)), rates(of(other)))
    return row(at === 0 ? what : '', at === 0 ? perSecond(median(rates(of(own)))) : '', {
      peer: `${other.name} ${perSecond(median(rates(of(other))))}`,
      ratio: ratio.toFixed(2),
      ...(goal ? { goal: 'ahead', met: ratio > 1 } : {})
    })
  })
  return [
    ...(compared.length > 0 ? compared : [row(what, perSecond(median(rates(of(own)))))]),
    row('  processor time of the server for one', each(of(own)), {
      peer: others.map((other) => `${other.name} ${each(of(other))}`).join(', ')
    })
  ]
}

const started: ScepPeer[] = []
const others: Measured[] = []
try {
  const bare = arithmetic()
  const least = bare.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)
  for (const start of [startOurs, startScepServer, startStepScep]) {
    const server = await start(folder)
    if (typeof server === 'string') tell([row(server, '')])
    else started.push(server)
  }
  const [own, ...rest] = started.map((server): Measured => ({ ...server, again: [], fresh: [] }))
  if (own === undefined) throw new Error('our server did not start')
  others.push(...rest)
  // The first round warms all up and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const server of [own, ...others]) {
      const speed = await drive(server, messagesFor(server.service, server.secret))
      if (round > 0) server.again.push(speed)
    }
  }
  for (let round = 0; round < rounds; round++) {
    const unknown = strangers.splice(0, FRESH)
    for (const server of [own, ...others])
      server.fresh.push(await drive(server, messagesFor(server.service, server.secret, unknown, FRESH)))
  }
  const spent = 1000 / median(rates(own.again))
  const share = (milliseconds: number): string =>
    `${milliseconds.toFixed(2)} ms, ${Math.round((100 * milliseconds) / spent)} %`
  tell([
    ...beside('SCEP: enrolments, durable', ({ again }) => again, own, true),
    ...beside('  the same where the keys of the devices are new', ({ fresh }) => fresh, own, false),
    row('  of one enrolment', `${spent.toFixed(2)} ms`),
    ...bare.map(([what, milliseconds]) => row(`    ${what}`, share(milliseconds))),
    row('    examination, lint, database, HTTP, what runs beside on other threads', share(spent - least))
  ])
} finally {
  agent.destroy()
  for (const server of started) server.stop()
  rmSync(folder, { recursive: true, force: true })
}
