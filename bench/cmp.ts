/*
 * CMP enrolments with implicit confirmation through `ca/cmp`, each durable on disk before it is answered: ir with a secret
 * and cr with a signature, many at once. Beside it what each part costs alone, and the share of each.
 * `node bench/cmp.ts [seconds = 2] [rounds = 3]`.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCmpClient } from '../src-main/ca/cmp/clients.ts'
import { createCmp } from '../src-main/ca/cmp/service.ts'
import { computeMac, infoTypes, parsePkiMessage, type MacParameters } from '../src-main/pki/cmp.ts'
import { certRequest, CmpClient, type CmpCredential } from '../src-main/testing/cmp-client.ts'
import { authority, profile, startLife } from '../src-main/testing/life.ts'
import { median } from './rate.ts'
import { perSecond, row, tell } from './report.ts'

const [secondsText = '2', roundsText = '3'] = process.argv.slice(2)
const [seconds, rounds] = [Number(secondsText), Number(roundsText)]
/** Enrolments under way at once. */
const AT_ONCE = 32
const implicit = { info: [{ oid: infoTypes.implicitConfirm, value: null }] }

const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-cmp-'))
const home = await startLife({ path: join(folder, 'chancery.db'), now: Date.now() })
await authority(home, 'issuing')
await profile(home, 'devices', 'issuing', {}, 'device')
await createCmp(home.ca, { name: 'plc', profile: 'devices', settings: { sameNames: false } }, home.alice, [])
const made = await createCmpClient(home.ca, { service: 'plc', name: 'one', ra: false }, home.alice, [])
const secret: CmpCredential = { reference: made.client.reference ?? '', secret: made.secret ?? '' }
const first = certRequest('ir')
const { body } = await new CmpClient(home.ca, 'plc', secret).send(first.body, implicit)
const certificate = body.kind === 'ip' ? body.responses[0]?.certificate : undefined
if (certificate == null) throw new Error('no certificate')
const signature: CmpCredential = { certificate, key: first.key.privateKey }

/** @returns enrolments a second. Messages are made beforehand: the client is not what is measured. */
async function enrolments(kind: 'ir' | 'cr', credential: CmpCredential): Promise<number> {
  const clients = Array.from({ length: Math.ceil(seconds * 700) }, () => new CmpClient(home.ca, 'plc', credential))
  const messages = await Promise.all(clients.map((one) => one.message(certRequest(kind).body, implicit)))
  const begun = performance.now()
  let next = 0
  let done = 0
  const worker = async (): Promise<void> => {
    while (next < messages.length && performance.now() - begun < seconds * 1000) {
      const at = next++
      const answer = await clients[at]?.exchange(messages[at] ?? new Uint8Array())
      if (answer?.body.kind !== 'ip' && answer?.body.kind !== 'cp') throw new Error('refused')
      done++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (done * 1000) / (performance.now() - begun)
}

/** @returns microseconds of one call */
async function cost(work: () => unknown): Promise<number> {
  const begun = performance.now()
  let count = 0
  for (; performance.now() - begun < seconds * 250; count++) await work()
  return ((performance.now() - begun) * 1000) / count
}

async function middle(measure: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let round = 0; round < rounds; round++) values.push(await measure())
  return median(values)
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const data = Buffer.alloc(400, 3)
const signed = sign('sha256', data, privateKey)
const mac: MacParameters = {
  kind: 'pbm',
  salt: Buffer.alloc(16),
  iterations: 500,
  derive: 'sha256',
  mac: 'sha256',
  keyLength: 32
}
const message = await new CmpClient(home.ca, 'plc', secret).message(certRequest('ir').body, implicit)

const withSecret = await middle(() => enrolments('ir', secret))
const withSignature = await middle(() => enrolments('cr', signature))
const signing = await middle(() => cost(() => sign('sha256', data, privateKey)))
const verifying = await middle(() => cost(() => verify('sha256', data, publicKey, signed)))
const macs = await middle(() => cost(() => computeMac(mac, Buffer.from('secret'), data)))
const parsing = await middle(() => cost(() => parsePkiMessage(message)))
/** The least that each needs: proof of possession, the certificate signed and verified, and the protection of both messages. */
const share = (micros: number, rate: number): string => `${((micros * rate) / 10_000).toFixed(1)} %`
tell([
  row('CMP ir with a secret, durable', perSecond(withSecret), {
    peer: `${perSecond(1e6 / (signing + 2 * verifying + 2 * macs))} bare arithmetic`
  }),
  row('CMP cr with a signature, durable', perSecond(withSignature), {
    peer: `${perSecond(1e6 / (2 * signing + 3 * verifying))} bare arithmetic`
  }),
  row('  one signature', `${signing.toFixed(0)} µs`, { peer: `${share(signing, withSecret)} of an ir` }),
  row('  two verifications', `${(2 * verifying).toFixed(0)} µs`, {
    peer: `${share(2 * verifying, withSecret)} of an ir`
  }),
  row('  two MACs of 500 rounds', `${(2 * macs).toFixed(0)} µs`, { peer: `${share(2 * macs, withSecret)} of an ir` }),
  row('  reading a message', `${parsing.toFixed(1)} µs`, { peer: `${share(parsing, withSecret)} of an ir` })
])

await home.close()
rmSync(folder, { recursive: true, force: true })
