/*
 * One engine with an ACME service over HTTPS, in a process of its own so that what it costs can be told apart from its
 * clients: node bench/acme-server.ts FOLDER [stored orders]. Prints where it is; answers each line on standard input
 * with what it used since the line before.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { startWithAlice } from '../src-main/testing/test-engine.ts'
import { systemClock } from '../src-main/world/clock.ts'
import { silentLog } from '../src-main/world/pino-log.ts'
import { systemRandom } from '../src-main/world/random.ts'

const [folder = '', stored = '0'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const { alice, engine } = await startWithAlice({
  dataDir: join(folder, 'data'),
  clock: systemClock,
  log: silentLog(systemRandom)
})
await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
await alice.call('authority.create', { name: 'root', subject: 'CN=Bench Root', key: 'P-256', validity: '20y' })
await alice.call('authority.create', {
  name: 'issuing',
  issuer: 'root',
  subject: 'CN=Bench Issuing',
  key: 'P-256',
  validity: '5y'
})
await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'issuing', approval: 'auto' })
const limits = {
  accountsPerAddressPerHour: 0,
  ordersPerAccountPerHour: 0,
  failuresPerNamePerHour: 0,
  certificatesPerNamesPerWeek: 0
}
await alice.call('acme.create', {
  name: 'bench',
  profile: 'web',
  eab: 'none',
  preapproved: ['*.example.test'],
  settings: { addresses: 'any', limits }
})
// The same with a proof for every name of every order.
await alice.call('acme.create', {
  name: 'proven',
  profile: 'web',
  eab: 'none',
  settings: { addresses: 'any', names: 'new-per-requester', limits }
})
const root = await alice.call('authority.export-chain', { authority: 'root', format: 'pem' })
writeFileSync(join(folder, 'root.pem'), Buffer.from(root.file.base64, 'base64'))
if (Number(stored) > 0) seedOrders(Number(stored))
const address = await engine.listenPublic({ host: '127.0.0.1', port: 0 }, { authority: 'issuing', names: [] })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let cpu = process.cpuUsage()
console.log(JSON.stringify({ address, root: join(folder, 'root.pem'), pid: process.pid }))

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break
  const used = process.cpuUsage(cpu)
  console.log(
    JSON.stringify({
      user: used.user,
      system: used.system,
      loopP50: delay.percentile(50) / 1e6,
      loopP99: delay.percentile(99) / 1e6,
      loopMost: delay.max / 1e6
    })
  )
  delay.reset()
  cpu = process.cpuUsage()
}
await engine.close()
process.exit(0)

/** Orders of a thousand accounts, each with an authorization, put straight into the tables; certificates are few. */
function seedOrders(count: number): void {
  const database = new Database(join(folder, 'data', 'chancery.db'))
  database.pragma('synchronous = OFF')
  const now = Date.now()
  const day = 86_400_000
  const numbers = (most: number): string =>
    `WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < ${most})`
  database.exec(`BEGIN;
    ${numbers(1000)} INSERT INTO acme_account (service_id, thumbprint, jwk, status, contacts, created_at, created_from)
      SELECT 1, 'seed-' || value, '{}', 'valid', '[]', ${now}, '127.0.0.1' FROM number;
    ${numbers(count)} INSERT INTO acme_authorization (account_id, type, value, wildcard, subdomains, status, basis, expires_at, created_at)
      SELECT 1 + value % 1000, 'dns', 'seed-' || value || '.example.test', 0, 0, 'valid', 'policy', ${now + 30 * day}, ${now} FROM number;
    ${numbers(count)} INSERT INTO acme_order (service_id, account_id, status, identifiers, names_key, certificate_id, created_at, expires_at)
      SELECT 1, 1 + value % 1000, 'valid', json_array(json_object('type', 'dns', 'value', 'seed-' || value || '.example.test')),
        'dns:seed-' || value || '.example.test', 1, ${now}, ${now + 7 * day} FROM number;
    ${numbers(count)} INSERT INTO acme_order_authorization (order_id, authorization_id) SELECT value, value FROM number;
    COMMIT;`)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}
