import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '../../../src-shared/api/index.ts'
import { parseSignedData } from '../../pki/cms.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import { appleExtensions, appleObject, deviceKey, freshnessOf, maker } from '../../testing/attested-device.ts'
import { makeCsr } from '../../testing/engine.ts'

const orchard = maker('Orchard')
const serial = 'C02XK1ABCDEF'

let house: AcmeHouse
beforeAll(async () => {
  house = await startAcmeHouse()
  await house.alice.call('profile.create', { name: 'phone', starter: 'device', authority: 'issuing', approval: 'auto' })
  await open('phones')
})
afterAll(() => house.stop())

function open(name: string, change: Partial<Input<'acme.create'>> = {}): Promise<void> {
  const settings = {
    challenges: ['device-attest-01' as const],
    attestationFormats: ['apple' as const],
    attestationRoots: [orchard.root],
    ...change.settings
  }
  return house.service(name, { profile: 'phone', preapproved: [], ...change, settings })
}

const phone: Input<'apple.file'> = { service: 'phones', device: 'Mara’s phone', clientIdentifier: serial }

/** What a device reads in a profile: each key with its text, the ACME payload's in the order of the file. */
async function payload(input: Input<'apple.file'>): Promise<(key: string) => string | undefined> {
  const { file, warnings } = await house.alice.call('apple.file', input)
  expect(warnings).toEqual([])
  const text = Buffer.from(parseSignedData(Buffer.from(file.base64, 'base64')).content ?? []).toString()
  const acme = text.slice(text.indexOf('com.apple.security.acme'))
  return (key) =>
    new RegExp(`<key>${key}</key>\\s*(?:<(true|false)/>|<[a-z]+>([^<]*)<)`)
      .exec(acme)
      ?.slice(1)
      .find((one) => one)
}

async function refused(input: Input<'apple.file'>): Promise<string> {
  const reply = await house.alice.reply('apple.file', input)
  return reply.ok ? 'made' : `${reply.failure.code}: ${reply.failure.message}`
}

/** What a device does with a profile. @returns its certificate */
async function enrol(device: string): Promise<X509Certificate> {
  const client = house.client('phones')
  await client.register()
  const { newOrder = '' } = await client.directory()
  const order = await client.post(newOrder, {
    identifiers: [{ type: 'permanent-identifier', value: device }]
  })
  const [authorization = ''] = order.body['authorizations'] as string[]
  const [challenge] = (await client.post(authorization, null)).body['challenges'] as { url: string; token: string }[]
  const { url = '', token = '' } = challenge ?? {}
  const key = deviceKey()
  const object = appleObject(orchard.attest(key, appleExtensions({ serial: device, freshness: freshnessOf(token) })))
  await client.post(url, { attObj: Buffer.from(object).toString('base64url') })
  await expect.poll(async () => (await client.post(url, null)).body['status']).toBe('valid')
  const csr = makeCsr({
    key,
    subject: `CN=${device},O=Orchard Ltd`,
    names: [],
    extensions: [keyUsageExtension(['digitalSignature'])]
  })
  const final = await client.post(String(order.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
  return new X509Certificate((await client.post(String(final.body['certificate']), null)).text)
}

test('a profile for an ACME service of ours gets an attested device its certificate, from directory to download', async () => {
  const says = await payload({ ...phone, subject: [{ type: 'O', value: 'Orchard Ltd' }] })
  expect(says('DirectoryURL')).toBe('https://acme.example.test/acme/phones/directory')
  expect([says('ClientIdentifier'), says('HardwareBound'), says('Attest')]).toEqual([serial, 'true', 'true'])
  expect([says('KeyType'), says('KeySize'), says('UsageFlags')]).toEqual(['ECSECPrimeRandom', '384', '1'])

  const certificate = await enrol(says('ClientIdentifier') ?? '')
  expect(certificate.subject.split('\n').toSorted()).toEqual([`CN=${serial}`, 'O=Orchard Ltd'])
})

test('whoever makes a profile for a device puts it on the list of its service, on record', async () => {
  await payload({ ...phone, clientIdentifier: 'C02NEW' })
  await payload({ ...phone, clientIdentifier: 'C02NEW' })
  const { service } = await house.alice.call('acme.show', { service: 'phones' })
  expect(service.settings.devices.filter((one) => one === 'C02NEW')).toHaveLength(1)
  expect(house.audit({ operation: 'acme.update' })).not.toHaveLength(0)
  await open('everybody', { settings: { attestedDevices: 'any' } })
  await payload({ ...phone, service: 'everybody', clientIdentifier: 'C02ANY' })
  const { service: free } = await house.alice.call('acme.show', { service: 'everybody' })
  expect(free.settings.devices).toEqual([])
})

test('a link to such a profile names the directory', async () => {
  const { link, warnings } = await house.alice.call('apple.create', phone)
  expect(link).toMatchObject({ kind: 'apple-acme', service: 'https://acme.example.test/acme/phones/directory' })
  expect(warnings.join(' ')).not.toContain('device-attest-01')
})

test('such a link says when the certificate of its device is there, and takes none from before for it', async () => {
  const wanted = { ...phone, clientIdentifier: 'C02LINK' }
  await payload(wanted)
  await enrol('C02LINK')
  house.clock.advance(1000)
  const { link, url } = await house.alice.call('apple.create', wanted)
  const state = async (): Promise<string> => (await house.alice.call('claim.show', { id: link.id })).link.state
  expect((await fetch(house.reach + new URL(url).pathname, { method: 'POST' })).status).toBe(200)
  expect(await state()).toBe('claimed')
  const { serialNumber } = await enrol('C02LINK')
  expect(await state()).toBe('enrolled')
  const { certificateId } = (await house.alice.call('claim.show', { id: link.id })).link
  const { certificate } = await house.alice.call('certificate.show', { id: certificateId ?? 0 })
  expect(certificate.serial).toBe(serialNumber.toLowerCase())
})

describe('a profile is not made', () => {
  test.each<[what: string, input: Input<'apple.file'>, said: RegExp]>([
    ['without what the device attests', { service: 'phones', device: 'Mara' }, /^invalid-input.*--client-identifier/],
    ['for a name that no device attests', { ...phone, clientIdentifier: 'Mara’s phone' }, /^invalid-input.*no UDID/],
    ['with another common name', { ...phone, subject: [{ type: 'CN', value: 'Mara' }] }, /it cannot have CN "Mara"/],
    ['with other names', { ...phone, names: [{ type: 'dns', value: 'a.test' }] }, /it cannot have dns "a.test"/],
    ['for a key that is not attested', { ...phone, attest: false }, /attested keys only/],
    ['for a key outside the hardware', { ...phone, hardwareBound: false }, /attested keys only/],
    ['for a service without attestation', { ...phone, service: 'office' }, /^conflict.*takes no attestations of Apple/],
    ['for a service of neither kind', { ...phone, service: 'nowhere' }, /^not-found.*SCEP service named nowhere/],
    ['for an ACME service that is not there', { device: 'x', acmeService: 'nowhere' }, /^not-found.*ACME service/],
    ['by two ways', { ...phone, directory: 'https://a.test/d' }, /^invalid-input.*Name one way/],
    ['by none', { device: 'x' }, /^invalid-input.*Name one way/]
  ])('%s', async (_what, input, said) => {
    expect(await refused(input)).toMatch(said)
  })

  test('for a service that wants an EAB credential, that is disabled, or that takes YubiKeys alone', async () => {
    await open('bound', { eab: 'random' })
    expect(await refused({ ...phone, service: 'bound' })).toMatch(/^conflict.*EAB credential/)
    await open('shut')
    await house.alice.call('acme.disable', { service: 'shut' })
    expect(await refused({ ...phone, service: 'shut' })).toMatch(/^conflict.*is disabled/)
    await open('keys', { settings: { attestationFormats: ['step'] } })
    expect(await refused({ ...phone, service: 'keys' })).toMatch(/^conflict.*takes no attestations of Apple/)
  })

  test('for a service that nothing here serves over HTTPS', async () => {
    await house.service('plain', {
      profile: 'phone',
      preapproved: [],
      settings: { baseAddress: null, challenges: ['device-attest-01'], attestationFormats: ['apple'] }
    })
    expect(await refused({ ...phone, service: 'plain' })).toMatch(/^not-ready.*HTTPS/)
  })

  test('where a SCEP service has the same name, unless it is said which is meant', async () => {
    await house.alice.call('scep.create', { name: 'phones', profile: 'phone' })
    expect(await refused(phone)).toMatch(/^invalid-input.*--acme-service phones/)
    const { service: _service, ...rest } = phone
    expect(await refused({ ...rest, acmeService: 'phones' })).toBe('made')
  })
})
