/*
 * Clients of an ACME server, in a process of their own: node bench/acme-load.ts DIRECTORY ROOT [dns | ip] [ADDRESS]
 * Each line "clients milliseconds" on standard input is one measurement, answered by a line of JSON. With `ip`, every
 * order is for ADDRESS (127.0.0.1) and proven by http-01 on port 80 there; with `dns`, names need no proof, or one that nobody checks.
 * Keys of certificates come from a small pool and CSRs are made before: what is measured is the server.
 */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { makeCsr, subscriberKey } from '../src-main/testing/engine.ts'
import { leanHttps } from './lean-https.ts'
import { quantile } from './rate.ts'

interface Reply {
  readonly status: number
  readonly location: string
  readonly body: Buffer
}
interface Account {
  readonly key: KeyObject
  readonly jwk: Readonly<Record<string, unknown>>
  readonly thumbprint: string
  kid: string
}
interface Order {
  readonly status: string
  readonly authorizations: readonly string[]
  readonly finalize: string
  readonly certificate?: string
  readonly challenges?: readonly { readonly type: string; readonly url: string; readonly token: string }[]
}
interface Item {
  readonly value: string
  readonly csr: string
}

const [directoryAddress = '', rootFile = '', kind = 'dns', address = '127.0.0.1'] = process.argv.slice(2)
/** Pebble leaves a request without answer now and then; its order is given up. */
const requestMs = 2000
const ask = leanHttps({ ca: readFileSync(rootFile), servername: 'localhost', timeoutMs: requestMs })
const joseHeaders = 'User-Agent: bench/1\r\nContent-Type: application/jose+json\r\n'
const nonces: string[] = []
const answers = new Map<string, string>()
const certificateKeys = Array.from({ length: 8000 }, subscriberKey)
let requests = 0
let made = 0

async function raw(method: string, url: string, body = ''): Promise<Reply> {
  requests++
  const headers = body === '' ? 'User-Agent: bench/1\r\n' : joseHeaders
  const { status, headers: said, body: answer } = await ask(method, url, headers, body)
  const nonce = said.get('replay-nonce')
  if (nonce !== undefined) nonces.push(nonce)
  return { status, location: said.get('location') ?? '', body: answer }
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const json = <T>(reply: Reply): T => JSON.parse(reply.body.toString()) as T
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function nonce(): Promise<string> {
  while (nonces.length === 0) await raw('HEAD', directory.newNonce)
  return nonces.pop() ?? ''
}

async function post(account: Account, url: string, payload: unknown): Promise<Reply> {
  for (let tries = 0; tries < 20; tries++) {
    const by = account.kid === '' ? { jwk: account.jwk } : { kid: account.kid }
    const header = encode({ alg: 'ES256', nonce: await nonce(), url, ...by })
    const body = payload === null ? '' : encode(payload)
    const key = { key: account.key, dsaEncoding: 'ieee-p1363' as const }
    const signature = sign('sha256', Buffer.from(`${header}.${body}`), key).toString('base64url')
    const reply = await raw('POST', url, JSON.stringify({ protected: header, payload: body, signature }))
    if (reply.status === 400 && reply.body.includes('badNonce')) continue
    if (reply.status >= 400) throw new Error(`${url} answered ${reply.status} ${reply.body.toString()}`)
    return reply
  }
  throw new Error(`${url} takes no nonce`)
}

async function account(): Promise<Account> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' })
  const jwk = { crv, kty, x, y }
  const thumbprint = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url')
  const made: Account = { key: privateKey, jwk, thumbprint, kid: '' }
  const contact = ['mailto:bench@example.com']
  made.kid = (await post(made, directory.newAccount, { termsOfServiceAgreed: true, contact })).location
  return made
}

function item(): Item {
  const number = made++
  const key = certificateKeys[number % certificateKeys.length]
  if (key === undefined) throw new RangeError('no key')
  const value = kind === 'ip' ? address : `h${number}-${process.pid}.example.test`
  const csr = makeCsr({
    key,
    subject: '',
    names: [kind === 'ip' ? { kind: 'ip', value } : { kind: 'dns', value }]
  })
  return { value, csr: Buffer.from(csr).toString('base64url') }
}

/** Everything that a client does for one certificate. */
async function obtain(by: Account, { value, csr }: Item): Promise<void> {
  const ordered = await post(by, directory.newOrder, { identifiers: [{ type: kind, value }] })
  let order = json<Order>(ordered)
  for (const url of order.authorizations) {
    let authorization = json<Order>(await post(by, url, null))
    if (authorization.status === 'valid') continue
    const challenge = authorization.challenges?.find(({ type }) => type === 'http-01')
    if (challenge === undefined) throw new Error('no http-01')
    answers.set(challenge.token, `${challenge.token}.${by.thumbprint}`)
    await post(by, challenge.url, {})
    for (let wait = 1; authorization.status !== 'valid'; wait = Math.min(wait * 2, 32)) {
      authorization = json<Order>(await post(by, url, null))
      if (authorization.status === 'invalid') throw new Error(JSON.stringify(authorization))
      if (authorization.status !== 'valid') await pause(wait)
    }
    answers.delete(challenge.token)
  }
  for (let wait = 1; order.status === 'pending'; wait = Math.min(wait * 2, 32)) {
    order = json<Order>(await post(by, ordered.location, null))
    if (order.status === 'pending') await pause(wait)
  }
  order = json<Order>(await post(by, order.finalize, { csr }))
  for (let wait = 1; order.status !== 'valid'; wait = Math.min(wait * 2, 32)) {
    if (order.status === 'invalid') throw new Error(JSON.stringify(order))
    await pause(wait)
    order = json<Order>(await post(by, ordered.location, null))
  }
  const reply = await post(by, order.certificate ?? '', null)
  if (!reply.body.includes('BEGIN CERTIFICATE')) throw new Error('no certificate')
}

if (kind === 'ip')
  createServer((request, response) => response.end(answers.get(request.url?.split('/').at(-1) ?? '') ?? '')).listen(
    80,
    address
  )
const directory = json<{ newNonce: string; newAccount: string; newOrder: string }>(await raw('GET', directoryAddress))
const accounts: Account[] = []
const ready: Item[] = []
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break
  const [clients = 1, milliseconds = 1000] = line.split(' ').map(Number)
  while (accounts.length < clients) accounts.push(await account())
  while (ready.length < milliseconds * 1.5) ready.push(item())
  const latencies: number[] = []
  requests = 0
  let lost = 0
  let failure = ''
  const cpu = process.cpuUsage()
  const begun = performance.now()
  await Promise.all(
    accounts.slice(0, clients).map(async (by) => {
      while (performance.now() - begun < milliseconds) {
        const start = performance.now()
        try {
          await obtain(by, ready.pop() ?? item())
          latencies.push(performance.now() - start)
        } catch (error) {
          failure = String(error)
          lost += 1
        }
      }
    })
  )
  const wall = performance.now() - begun
  const used = process.cpuUsage(cpu)
  console.log(
    JSON.stringify({
      certificates: latencies.length,
      lost,
      failure,
      rate: (latencies.length * 1000) / wall,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      requests: requests / latencies.length,
      clientCpu: (used.user + used.system) / latencies.length
    })
  )
}
process.exit(0)
