import type { Input } from '../../src-shared/api/index.ts'
import type { ProfileContent } from '../../src-shared/model/profile.ts'
import { closedNet } from '../world/closed-net.ts'
import type { EngineOptions } from '../engine/compose.ts'
import type { Net } from '../world/net.ts'
import { scepClient, scepCsr, scepDevice, type ScepClient, type ScepDeviceKey } from './scep-client.ts'
import { startTestEngine, startWithAlice, testPassphrase, type Person, type TestEngine } from './test-engine.ts'

/** An engine with an authority, a profile for devices and a SCEP service named `gate`. */
export interface ScepHouse extends TestEngine {
  readonly alice: Person
  readonly base: string
  readonly address: string
  readonly client: () => Promise<ScepClient>
  /** @returns a fresh secret of the service */
  readonly secret: (change?: Partial<Input<'scep.challenge'>>) => Promise<string>
  /** @returns the newest lines of the service log */
  readonly said: (most?: number) => Promise<readonly string[]>
}

/**
 * @param net answers what a validator is asked; without it nothing is reached
 * @param dataDir a folder that outlives the house
 */
export async function startScepHouse(
  service: Partial<Input<'scep.create'>> = {},
  change: Partial<ProfileContent> = {},
  net: Partial<Net> = {},
  dataDir?: string
): Promise<ScepHouse> {
  const made = await startWithAlice({ net: closedNet(net), ...(dataDir === undefined ? {} : { dataDir }) })
  const { alice, engine } = made
  await alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root', key: 'P-256', validity: '20y' })
  const below = { name: 'issuing', issuer: 'root', subject: 'CN=Issuing', key: 'RSA-2048', validity: '10y' }
  await alice.call('authority.create', below)
  const { starters } = await alice.call('profile.starters', {})
  const content = starters.find(({ name }) => name === 'device')?.content
  if (content === undefined) throw new Error('there is no starter for devices')
  await alice.call('profile.create', {
    name: 'device',
    authority: 'issuing',
    content: { ...content, approval: 'auto', ...change }
  })
  const base = await engine.listenPublic({ host: '127.0.0.1', port: 0 })
  const settings = { perMinute: 0, ...service.settings }
  await alice.call('scep.create', { name: 'gate', profile: 'device', ...service, settings })
  return houseOf(made, alice, base)
}

/** Goes on with the folder of a house that ended, or was ended. */
export async function restartScepHouse(
  dataDir: string,
  faultPoint?: NonNullable<EngineOptions['faultPoint']>
): Promise<ScepHouse> {
  const made = await startTestEngine({
    dataDir,
    net: closedNet({}),
    ...(faultPoint === undefined ? {} : { faultPoint })
  })
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  return houseOf(made, alice, await made.engine.listenPublic({ host: '127.0.0.1', port: 0 }))
}

function houseOf(made: TestEngine, alice: Person, base: string): ScepHouse {
  const address = `${base}/scep/gate`
  return {
    ...made,
    alice,
    base,
    address,
    client: () => scepClient(address),
    secret: async (wanted = {}) => (await alice.call('scep.challenge', { service: 'gate', ...wanted })).secret,
    said: async (limit = 20) =>
      (await alice.call('service.log', { service: 'scep:gate', limit })).rows.map(({ message }) => message)
  }
}

/** Keys are slow to make: tests share a few devices. */
export function scepDevices(count: number): readonly ScepDeviceKey[] {
  return Array.from({ length: count }, (_, index) => scepDevice(`CN=device-${index}`))
}

/** A request of a device for its own name. */
export function usualCsr(device: ScepDeviceKey, challenge?: string, host?: string): Uint8Array {
  return scepCsr(device, {
    subject: device.certificate.subject.text,
    ...(challenge === undefined ? {} : { challenge }),
    ...(host === undefined ? {} : { names: [{ kind: 'dns', value: host }] })
  })
}
