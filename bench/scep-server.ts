/*
 * A server of its own process for bench/scep.ts: `node bench/scep-server.ts FOLDER`, the public listener of an engine with
 * a SCEP service and a static secret. Tells its parent port and secret.
 */
import { join } from 'node:path'
import { answerScep } from '../src-main/ca/scep/answer.ts'
import { createChallenge } from '../src-main/ca/scep/challenges.ts'
import { scepCapabilities, scepCertificates, scepNextCertificates } from '../src-main/ca/scep/info.ts'
import { scepPage } from '../src-main/ca/scep/page.ts'
import { createScep } from '../src-main/ca/scep/service.ts'
import { scepProtocol } from '../src-main/protocols/scep/routes.ts'
import { startPublicListener } from '../src-main/protocols/server.ts'
import { reader } from '../src-main/store/store.ts'
import { authority, profile, startLife } from '../src-main/testing/life.ts'

const [folder = '.'] = process.argv.slice(2)
const life = await startLife({ path: join(folder, `scep-${process.pid}.db`), now: Date.now() })
const { ca, alice } = life
await authority(life, 'root', { subject: 'CN=Bench CA', key: 'RSA-2048' })
await profile(life, 'device', 'root', {}, 'device')
const settings = { perMinute: 0 }
await createScep(ca, { name: 'gate', profile: 'device', challenge: ['static'], settings }, alice, [])
const { secret } = await createChallenge(ca, { service: 'gate', label: '', names: [], subject: [] }, alice, [])
const scep = scepProtocol({
  capabilities: (service, client) => scepCapabilities(ca, service, client),
  certificates: (service, client) => scepCertificates(ca, service, client),
  nextCertificates: (service, client) => scepNextCertificates(ca, service, client),
  message: (service, message, client) => answerScep(ca, service, message, client),
  page: (service, client, credentials) => scepPage(ca, service, client, credentials),
  chores: []
})
const parts = { reader: () => reader(ca.store), clock: ca.clock, log: ca.log }
const listener = await startPublicListener({ host: '127.0.0.1', port: 0 }, [scep], parts)
process.send?.({ port: listener.port, secret })
