import type { Input } from '../../src-shared/api/index.ts'
import { createAcmeProtocol } from '../protocols/acme/routes.ts'
import type { EnrolmentParts } from '../protocols/protocol.ts'
import { startPublicListener } from '../protocols/server.ts'
import { listAudit, type AuditFilter, type AuditRow } from '../store/audit.ts'
import type { Writer } from '../store/connection.ts'
import { listServiceLog, type ServiceLogRow } from '../store/service-log.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { closedNet } from '../world/closed-net.ts'
import type { HttpListener } from '../world/http-listener.ts'
import type { Net } from '../world/net.ts'
import { acmeClient, type AcmeClient } from './acme-client.ts'
import { startWithAlice, type Person, type TestEngine } from './test-engine.ts'

/** An engine with an authority, a profile and an ACME service, reached over plain HTTP as if a proxy stood before it. */
export interface AcmeHouse extends TestEngine {
  readonly alice: Person
  /** Where requests go on the wire. */
  readonly reach: string
  /** The address that clients believe in. */
  readonly said: string
  /** @returns a client of a service */
  client(service?: string): AcmeClient
  /** Rows of the audit log, newest first. */
  audit(filter?: AuditFilter, most?: number): readonly AuditRow[]
  /** Lines of the service log, newest first. */
  serviceLog(most?: number): readonly ServiceLogRow[]
  /** Makes a further service, by default one that takes everybody. */
  service(name: string, change?: Partial<Input<'acme.create'>>): Promise<void>
  /** Runs something of the store in one transaction, beside what the engine does. */
  write(work: (tx: Writer) => void): Promise<void>
  /** The same services from another server that has nothing of this one in memory, as after a restart of the engine. */
  again(): Promise<HttpListener>
}

const said = 'https://acme.example.test'

/** @param net answers what validators ask; without it nothing is reached */
export async function startAcmeHouse(net: Partial<Net> = {}, approval: 'auto' | 'one' = 'auto'): Promise<AcmeHouse> {
  const made = await startWithAlice({ net: closedNet(net) })
  const { alice, engine } = made
  // Tests move the clock by weeks, and answer for names as a system's resolver does.
  await alice.call('settings.update', { settings: { idleLockMinutes: 0, dnssec: 'off' } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=ACME Root', key: 'P-256', validity: '20y' })
  await alice.call('authority.create', {
    name: 'issuing',
    issuer: 'root',
    subject: 'CN=ACME Issuing',
    key: 'P-256',
    validity: '5y'
  })
  const { starters } = await alice.call('profile.starters', {})
  const content = starters.find(({ name }) => name === 'tls-server')?.content
  if (content === undefined) throw new Error('there is no starter for TLS servers')
  const rules = content.alternativeNames.rules.map((rule) => ({ ...rule, wildcard: true }))
  const profile = { ...content, approval, alternativeNames: { ...content.alternativeNames, rules } }
  await alice.call('profile.create', { name: 'web', content: profile, authority: 'issuing' })
  await alice.call('profile.create', { name: 'plain', starter: 'tls-server', authority: 'issuing', approval })
  const reach = await engine.listenPublic({ host: '127.0.0.1', port: 0 })
  const service: AcmeHouse['service'] = async (name, change = {}) => {
    const { settings, ...rest } = change
    await alice.call('acme.create', {
      name,
      profile: 'web',
      eab: 'none',
      preapproved: ['*.example.test'],
      ...rest,
      settings: { baseAddress: said, ...settings }
    })
  }
  await service('office')
  const from = () => reader(engine.ca.store)
  return {
    ...made,
    reach,
    said,
    service,
    audit: (filter = {}, most = 500) => listAudit(from(), filter, null, most),
    serviceLog: (most = 100) => listServiceLog(from(), {}, null, most),
    write: (work) => transaction(engine.ca.store, work),
    again: () => {
      const { ca } = engine
      const parts: EnrolmentParts = {
        ca,
        clock: ca.clock,
        log: ca.log,
        net: closedNet(net),
        reader: from,
        write: (work) => transaction(ca.store, work)
      }
      return startPublicListener({ host: '127.0.0.1', port: 0 }, [createAcmeProtocol(parts)], parts)
    },
    client: (name = 'office') => acmeClient(reach, said, name)
  }
}
