import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Input } from '../../src-shared/api/index.ts'
import { isKeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { readPkcs7 } from '../pki/pkcs7.ts'
import { listAudit, type AuditRow } from '../store/audit.ts'
import { getAuthorityByName } from '../store/authorities.ts'
import { getKey } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import {
  deviceCsr,
  deviceKey,
  estConnection,
  type DeviceCsr,
  type DeviceKey,
  type EstReply,
  type Showing
} from './est-client.ts'
import type { EngineOptions } from '../engine/compose.ts'
import { closedNet } from '../world/closed-net.ts'
import { startTestEngine, startWithAlice, testPassphrase, type Person, type TestEngine } from './test-engine.ts'

/** What a device has after it enrolled. */
export interface Enrolled {
  readonly der: Uint8Array
  readonly key: DeviceKey
}

/** An engine with an authority, a profile for devices and an EST service over HTTPS. */
export interface EstHouse extends TestEngine {
  readonly alice: Person
  readonly base: string
  /** Makes a client with a password. @returns what it shows */
  client(name: string, change?: Partial<Input<'est.client-create'>>): Promise<Required<Pick<Showing, 'password'>>>
  /** One request by a connection of its own. */
  ask(path: string, body: Uint8Array | string | null, showing?: Showing, type?: string | null): Promise<EstReply>
  /** Enrols a device by simpleenroll. */
  enrol(showing: Showing, csr: DeviceCsr, key?: DeviceKey): Promise<Enrolled>
  /** Lines of the service log, newest first. */
  lines(): Promise<readonly string[]>
  audit(): readonly AuditRow[]
}

/** @returns the certificates of a certs-only answer */
export function certificatesIn({ body }: EstReply): readonly Uint8Array[] {
  return readPkcs7(Buffer.from(body.toString('latin1'), 'base64')).certificates
}

/** @returns the key of an authority, as a thief has it */
export async function stolenKey({ engine }: Pick<TestEngine, 'engine'>, authority: string): Promise<DeviceKey> {
  const from = reader(engine.ca.store)
  const row = getKey(from, getAuthorityByName(from, authority)?.keyId ?? 0)
  if (row?.sealed == null || !isKeyAlgorithmId(row.algorithm)) throw new Error(`no key of ${authority}`)
  const { algorithm, spki, sealed } = row
  const pkcs8 = await engine.ca.keys.exportPkcs8({ context: `key:${row.id}`, algorithm, spki, sealed })
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** @param dataDir a folder that outlives the house */
export async function startEstHouse(
  change: { readonly approval?: 'auto' | 'one'; readonly service?: Partial<Input<'est.create'>> } = {},
  dataDir?: string
): Promise<EstHouse> {
  const made = await startWithAlice(dataDir === undefined ? {} : { dataDir })
  const { alice, engine } = made
  await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=EST Root', key: 'P-256', validity: '20y' })
  await alice.call('authority.create', {
    name: 'issuing',
    issuer: 'root',
    subject: 'CN=EST Issuing',
    key: 'P-256',
    validity: '10y'
  })
  const approval = change.approval ?? 'auto'
  await alice.call('profile.create', { name: 'device', starter: 'device', authority: 'issuing', approval })
  await alice.call('est.create', {
    name: 'office',
    label: 'printers',
    profile: 'device',
    default: true,
    ...change.service
  })
  return houseOf(made, alice, await listen(engine))
}

/** Goes on with the folder of a house that ended, or was ended. */
export async function restartEstHouse(
  dataDir: string,
  faultPoint?: NonNullable<EngineOptions['faultPoint']>
): Promise<EstHouse> {
  const made = await startTestEngine({
    dataDir,
    net: closedNet({}),
    ...(faultPoint === undefined ? {} : { faultPoint })
  })
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  return houseOf(made, alice, await listen(made.engine))
}

function listen(engine: TestEngine['engine']): Promise<string> {
  return engine.listenPublic({ host: '127.0.0.1', port: 0 }, { authority: 'issuing', names: [] })
}

function houseOf(made: TestEngine, alice: Person, base: string): EstHouse {
  const { engine } = made
  const ask: EstHouse['ask'] = async (path, body, showing = {}, type = 'application/pkcs10') => {
    const connection = await estConnection(base, showing)
    try {
      const at = path.startsWith('/') ? path : `/.well-known/est/printers/${path}`
      return body === null ? await connection.get(at) : await connection.post(at, body, type)
    } finally {
      connection.end()
    }
  }
  return {
    ...made,
    alice,
    base,
    ask,
    client: async (name, more = {}) => {
      const { password } = await alice.call('est.client-create', { service: 'office', name, ...more })
      return { password: [name, password ?? ''] }
    },
    enrol: async (showing, csr, key = deviceKey()) => {
      const reply = await ask('simpleenroll', deviceCsr(key, csr), showing)
      if (reply.status !== 200) throw new Error(`simpleenroll: ${reply.status} ${reply.body.toString()}`)
      const [der] = certificatesIn(reply)
      if (der === undefined) throw new Error('simpleenroll answered without a certificate')
      return { der, key }
    },
    lines: async () => (await alice.call('est.log', { service: 'office' })).rows.map(({ message }) => message),
    audit: () => listAudit(reader(engine.ca.store), {}, null, 200)
  }
}
