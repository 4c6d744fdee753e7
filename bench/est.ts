/*
 * Enrolments by EST over loopback, each a certificate on disk before it is answered, and what they are made of.
 * `node bench/est.ts [seconds = 3] [connections = 16]`.
 *
 * Beside the whole: the bare cryptography that each enrolment needs (the CSR's signature verified, the certificate signed
 * and verified), the same request through the door without HTTP, and cacerts, which is HTTPS and a few reads alone.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { csrAttributesOf } from '../src-main/ca/est/csr-attributes.ts'
import { authenticate } from '../src-main/ca/est/authenticate.ts'
import { enrol } from '../src-main/ca/est/enrol.ts'
import { estSettingsOf } from '../src-main/ca/est/settings.ts'
import { requireEstService } from '../src-main/ca/est/view.ts'
import { parseCsr } from '../src-main/pki/csr.ts'
import { estBytes } from '../src-main/protocols/est/body.ts'
import { reader } from '../src-main/store/store.ts'
import { deviceCsr, deviceKey, estConnection } from '../src-main/testing/est-client.ts'
import { startEstHouse } from '../src-main/testing/est-house.ts'
import { perSecond, row, tell } from './report.ts'

const [secondsText = '3', connectionsText = '16'] = process.argv.slice(2)
const milliseconds = Number(secondsText) * 1000
const path = '/.well-known/est/printers/simpleenroll'

const house = await startEstHouse({ service: { settings: { perMinute: 0 } } })
const { ca } = house.engine
const printer = await house.client('printer')
const service = requireEstService(reader(ca.store), 'office')
const settings = estSettingsOf(service)
// One key for all: another subject makes another request, and keys are the business of devices.
const key = deviceKey()
let made = 0
const nextCsr = (): Uint8Array => deviceCsr(key, { subject: `CN=device-${++made}` })

/** @returns how often work is done in a second of the clock by so many at once */
async function rate(at: number, work: (worker: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + milliseconds
  const begun = performance.now()
  let count = 0
  await Promise.all(
    Array.from({ length: at }, async (_, worker) => {
      while (performance.now() < end) {
        await work(worker)
        count++
      }
    })
  )
  return (count * 1000) / (performance.now() - begun)
}

/** @returns microseconds of work that does not wait */
function cost(work: () => unknown): number {
  for (let i = 0; i < 200; i++) work()
  const begun = performance.now()
  let count = 0
  for (; performance.now() - begun < milliseconds / 4; count++) work()
  return ((performance.now() - begun) * 1000) / count
}

try {
  const connections = await Promise.all(
    Array.from({ length: Number(connectionsText) }, () => estConnection(house.base, printer))
  )
  const post = async (worker: number): Promise<void> => {
    const reply = await connections[worker]?.post(path, nextCsr())
    if (reply?.status !== 200) throw new Error(`simpleenroll: ${reply?.status ?? ''} ${reply?.body.toString() ?? ''}`)
  }
  const requester = authenticate(
    ca,
    service,
    { basic: { name: 'printer', password: printer.password[1] }, shown: null },
    'enrol'
  )
  const throughDoor = (): Promise<unknown> =>
    enrol(ca, {
      service,
      settings,
      requester,
      operation: 'simpleenroll',
      csr: parseCsr(nextCsr()),
      address: '127.0.0.1'
    })
  await rate(4, post)
  const whole = await rate(connections.length, post)
  const door = await rate(connections.length, throughDoor)
  const reads = await rate(connections.length, async (worker) => connections[worker]?.get('/.well-known/est/cacerts'))
  for (const connection of connections) connection.end()

  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const data = Buffer.alloc(400, 7)
  const signature = sign('sha256', data, pair.privateKey)
  const signing = cost(() => sign('sha256', data, pair.privateKey))
  const verifying = cost(() => verify('sha256', data, pair.publicKey, signature))
  // The device's own work runs in this process too.
  const device = cost(nextCsr)
  const text = Buffer.from(Buffer.from(nextCsr()).toString('base64'))
  const parse = cost(() => parseCsr(estBytes(text)))
  const known = cost(() =>
    authenticate(ca, service, { basic: { name: 'printer', password: printer.password[1] }, shown: null }, 'enrol')
  )
  const attributes = cost(() => csrAttributesOf(ca, service, settings))
  const bare = 1e6 / (signing + 2 * verifying)
  tell([
    row('EST enrolments, durable', perSecond(whole), {
      peer: `bare cryptography of one ${perSecond(bare)}`,
      ratio: (whole / bare).toFixed(2)
    }),
    row('the same without HTTPS', perSecond(door), {
      peer: `over HTTPS ${perSecond(whole)}`,
      ratio: (door / whole).toFixed(2)
    }),
    row('cacerts', perSecond(reads), {})
  ])
  const each = 1e6 / whole
  const shares: readonly (readonly [string, number])[] = [
    ['the device (CSR made and signed in this process)', device],
    ['base64 and CSR read', parse],
    ['who asks: name, password, row', known],
    ['cryptography of ours', signing + 2 * verifying],
    ['door, store and the rest of ours', 1e6 / door - device - parse - signing - 2 * verifying],
    ['HTTPS, both ends', each - 1e6 / door - known]
  ]
  for (const [name, micros] of shares)
    console.log(
      `  ${name.padEnd(52)} ${micros.toFixed(0).padStart(6)} µs ${((micros / each) * 100).toFixed(0).padStart(4)} %`
    )
  console.log(`  ${'csrattrs, for comparison'.padEnd(52)} ${attributes.toFixed(0).padStart(6)} µs`)
} finally {
  await house.stop()
}
