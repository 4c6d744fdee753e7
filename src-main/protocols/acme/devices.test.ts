import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AcmeSettingsPatch } from '../../../src-shared/model/acme.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { permanentIdentifierOid, permanentIdentifierText } from '../../pki/permanent-identifier.ts'
import { insertAcmeAttestation, moveAcmeChallenge } from '../../store/acme.ts'
import { binding, type AcmeClient, type AcmeReply } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import {
  appleExtensions,
  appleObject,
  cbor,
  deviceKey,
  freshnessOf,
  maker,
  stepObject,
  yubiKeySerial,
  type DeviceKey,
  type Maker
} from '../../testing/attested-device.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'

const serial = 'C02XK1ABCDEF'
const udid = '00008120-001A2B3C4D5E6F78'

let apple: Maker
let house: AcmeHouse
let phones: AcmeClient
let client: AcmeClient
beforeAll(async () => {
  apple = maker('Orchard')
  house = await startAcmeHouse()
  await house.alice.call('profile.create', { name: 'phone', starter: 'device', authority: 'issuing', approval: 'auto' })
  await open('phones')
  phones = client
})
afterEach(() => {
  client = phones
})
afterAll(() => house.stop())

/** Makes a service for devices, and its client the one that tests use. */
async function open(name: string, change: AcmeSettingsPatch = {}, profile = 'phone'): Promise<void> {
  await house.service(name, {
    profile,
    preapproved: [],
    settings: {
      challenges: ['device-attest-01'],
      attestationFormats: ['apple', 'step'],
      attestationRoots: [apple.root],
      devices: [serial, udid, '7654321'],
      limits: { failuresPerNamePerHour: 0 },
      ...change
    }
  })
  client = house.client(name)
  await client.register()
}

const problem = (type: string): string => `urn:ietf:params:acme:error:${type}`
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const settings = (service: string, change: AcmeSettingsPatch) =>
  house.alice.call('acme.update', { service, settings: change })

async function newOrder(identifiers: readonly unknown[]): Promise<AcmeReply> {
  const { newOrder: address = '' } = await client.directory()
  return client.post(address, { identifiers })
}

interface Ordered {
  readonly order: string
  readonly finalize: string
  readonly authorization: string
  readonly url: string
  readonly token: string
}

async function ordered(device: string): Promise<Ordered> {
  const order = await newOrder([{ type: 'permanent-identifier', value: device }])
  expect(order.status).toBe(201)
  const [authorization = ''] = order.body['authorizations'] as string[]
  const { body } = await client.post(authorization, null)
  expect(body).toMatchObject({ status: 'pending', identifier: { type: 'permanent-identifier', value: device } })
  const challenges = body['challenges'] as { type: string; url: string; token: string }[]
  expect(challenges.map(({ type }) => type)).toEqual(['device-attest-01'])
  const { url = '', token = '' } = challenges[0] ?? {}
  return {
    order: order.headers.get('location') ?? '',
    finalize: String(order.body['finalize']),
    authorization,
    url,
    token
  }
}

/** Answers the challenge and polls like a client. @returns the challenge once it is decided */
async function answered({ url }: Ordered, object: Uint8Array): Promise<AcmeReply> {
  expect((await client.post(url, { attObj: base64url(object) })).status).toBe(200)
  for (let turn = 0; turn < 400; turn++) {
    const reply = await client.post(url, null)
    if (reply.body['status'] !== 'processing') return reply
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the challenge was not decided')
}

interface Csr {
  readonly subject?: string
  readonly names?: readonly GeneralName[]
}

const finalized = ({ finalize }: Ordered, key: DeviceKey, { subject = '', names = [] }: Csr = {}): Promise<AcmeReply> =>
  client.post(finalize, { csr: base64url(makeCsr({ key, subject, names })) })

const attested = (key: DeviceKey, token: string, says: { serial?: string; udid?: string } = { serial, udid }) =>
  appleObject(apple.attest(key, appleExtensions({ ...says, freshness: freshnessOf(token) })))

async function certificateOf(reply: AcmeReply): Promise<X509Certificate> {
  expect(reply.body).toMatchObject({ status: 'valid' })
  return new X509Certificate((await client.post(String(reply.body['certificate']), null)).text)
}

describe('a managed Apple device', () => {
  test('attests its key by its serial number and gets the certificate of that key', async () => {
    const key = deviceKey()
    const order = await ordered(serial)
    const object = attested(key, order.token)
    expect((await answered(order, object)).body).toMatchObject({ status: 'valid' })
    expect((await client.post(order.order, null)).body['status']).toBe('ready')
    const certificate = await certificateOf(await finalized(order, key, { subject: `CN=${serial},O=Orchard Ltd` }))
    expect(certificate.subject.split('\n')).toContain(`CN=${serial}`)
    expect(certificate.publicKey.equals(key.publicKey)).toBe(true)

    const { rows } = await house.alice.call('acme.orders', { service: 'phones' })
    expect(rows[0]).toMatchObject({ status: 'valid', identifiers: [{ type: 'permanent-identifier', value: serial }] })
    const { authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
    const [attempt] = authorizations[0]?.challenges[0]?.attempts ?? []
    expect(attempt?.steps).toEqual([
      'Format: apple.',
      'Chain: "CN=attested key", "CN=Orchard Attestation Sub CA", "CN=Orchard Attestation Root" (not a root of Apple, but one of the settings).',
      `Serial number: ${serial}.`,
      `UDID: ${udid}.`,
      'Version of the Secure Enclave: 26.1.0.',
      'The freshness code is that of this challenge.'
    ])
    // The whole object, byte for byte.
    expect(Buffer.from(attempt?.seen ?? '', 'base64').equals(Buffer.from(object))).toBe(true)
    expect(house.audit({ operation: 'acme.validate' })[0]).toMatchObject({ outcome: 'ok' })
  })

  test('attests its key by its UDID, and the permanent identifier in its CSR is one of the order', async () => {
    const key = deviceKey()
    const order = await ordered(udid)
    expect((await answered(order, attested(key, order.token))).body['status']).toBe('valid')
    const value = permanentIdentifierText(udid).split(':')[1] ?? ''
    const names = [{ kind: 'other', oid: permanentIdentifierOid, value } as const]
    const certificate = await certificateOf(await finalized(order, key, { subject: `CN=${udid}`, names }))
    // The starter profile for devices leaves names of this kind out, as the draft lets an authority do.
    expect(certificate.subjectAltName).toBeUndefined()
  })

  test('carries the permanent identifier where its profile takes it', async () => {
    const { profile } = await house.alice.call('profile.show', { profile: 'phone' })
    const { alternativeNames } = profile.content
    const rules = [
      ...alternativeNames.rules,
      { ...alternativeNames.rules[0], type: 'other' as const }
    ] as typeof alternativeNames.rules
    const content = { ...profile.content, alternativeNames: { ...alternativeNames, rules } }
    await house.alice.call('profile.create', { name: 'named', content, authority: 'issuing' })
    await open('named', {}, 'named')
    const key = deviceKey()
    const order = await ordered(serial)
    await answered(order, attested(key, order.token))
    const value = permanentIdentifierText(serial).split(':')[1] ?? ''
    const names = [{ kind: 'other', oid: permanentIdentifierOid, value } as const]
    const certificate = await certificateOf(await finalized(order, key, { subject: `CN=${serial}`, names }))
    expect(certificate.raw.includes(Buffer.from(value, 'hex'))).toBe(true)
  })

  test('needs a new attestation for its next order: none is used twice', async () => {
    const key = deviceKey()
    const first = await ordered(serial)
    await answered(first, attested(key, first.token))
    await certificateOf(await finalized(first, key, { subject: `CN=${serial}` }))
    const second = await ordered(serial)
    expect(second.token).not.toBe(first.token)
    const reply = await answered(second, attested(key, first.token))
    expect(reply.body).toMatchObject({ status: 'invalid', error: { type: problem('badAttestationStatement') } })
  })

  test('whose answer lies in the database, as a killed engine leaves it, has it checked at the next look', async () => {
    const key = deviceKey()
    const order = await ordered(serial)
    const id = Number(order.url.split('/').at(-1))
    await house.write((tx) => {
      moveAcmeChallenge(tx, id, 'pending', { status: 'processing' })
      insertAcmeAttestation(tx, id, attested(key, order.token))
    })
    const other = await ordered(udid)
    expect((await answered(other, attested(deviceKey(), other.token))).body['status']).toBe('valid')
    await expect.poll(async () => (await client.post(order.url, null)).body['status']).toBe('valid')
    await certificateOf(await finalized(order, key, { subject: `CN=${serial}` }))
  })
})

test('where its profile wants approval, the order of an attested device waits for a person', async () => {
  await house.alice.call('profile.create', { name: 'asked', starter: 'device', authority: 'issuing', approval: 'one' })
  await open('asked', { attestedDevices: 'any', devices: [] }, 'asked')
  const key = deviceKey()
  const order = await ordered(serial)
  await answered(order, attested(key, order.token))
  expect((await finalized(order, key, { subject: `CN=${serial}` })).body['status']).toBe('processing')
})

test('a YubiKey attests a key of its slots, which signs the key authorization (format step)', async () => {
  const key = deviceKey('P-256')
  const order = await ordered('7654321')
  const chain = apple.attest(key, [yubiKeySerial(7_654_321)])
  const reply = await answered(order, stepObject(chain, key, `${order.token}.${client.thumbprint}`))
  expect(reply.body).toMatchObject({ status: 'valid' })
  const certificate = await certificateOf(await finalized(order, key, { subject: 'CN=7654321' }))
  expect(certificate.publicKey.equals(key.publicKey)).toBe(true)
})

/** Each refusal of an attestation: what the client sends, and words of what it and the operator are told. */
const refusals: readonly (readonly [
  what: string,
  object: (token: string, key: DeviceKey) => Uint8Array,
  said: RegExp
])[] = [
  ['nothing in it', () => cbor({ fmt: 'apple', attStmt: {} }), /no x5c: the device sent no attestation/],
  ['no certificate in it', () => appleObject([]), /x5c is empty/],
  ['six certificates', () => appleObject(Array.from({ length: 6 }, () => new Uint8Array(1))), /at most 5/],
  ['a certificate that is none', () => appleObject([new Uint8Array(9)]), /cannot be read/],
  ['texts for certificates', () => cbor({ fmt: 'apple', attStmt: { x5c: ['a'] } }), /not a byte string/],
  ['an array in place of the object', () => cbor([1]), /it is not a map/],
  ['no format', () => cbor({ attStmt: {} }), /fmt names no format/],
  ['no statement', () => cbor({ fmt: 'apple' }), /attStmt is not a map/],
  ['the format tpm', () => cbor({ fmt: 'tpm', attStmt: {} }), /format "tpm" are not taken.*apple, step/],
  ['the format android-key', () => cbor({ fmt: 'android-key', attStmt: {} }), /"android-key" are not taken/],
  ['CBOR cut off', (token, key) => attested(key, token).subarray(0, 300), /beyond the end/],
  ['an indefinite length', () => Buffer.from('bf63666d74656170706c65ff', 'hex'), /indefinite length/],
  ['arrays in arrays', () => new Uint8Array(2000).fill(0x81), /in one another/],
  [
    'a chain of another maker',
    (token, key) =>
      appleObject(maker('Orchard').attest(key, appleExtensions({ serial, freshness: freshnessOf(token) }))),
    /does not end at a root of Apple or of the settings/
  ],
  [
    'a chain that lacks its middle',
    (token, key) =>
      appleObject(apple.attest(key, appleExtensions({ serial, freshness: freshnessOf(token) })).slice(0, 1)),
    /does not end at a root/
  ],
  [
    'an attestation that has expired',
    (token, key) =>
      appleObject(
        apple.attest(key, appleExtensions({ serial, freshness: freshnessOf(token) }), {
          notAfter: Date.UTC(2026, 10, 20, 11)
        })
      ),
    /expired at 2026-11-20T11:00:00/
  ],
  [
    'the freshness code of another challenge',
    (_token, key) => appleObject(apple.attest(key, appleExtensions({ serial, freshness: freshnessOf('another') }))),
    /freshness code of the attestation is not that of this challenge/
  ],
  [
    'no freshness code',
    (_token, key) => appleObject(apple.attest(key, appleExtensions({ serial }))),
    /has no freshness code/
  ],
  [
    'another device',
    (token, key) => attested(key, token, { serial: 'C02OTHER', udid: '00008120-0000000000000000' }),
    /for the device C02XK1ABCDEF, and the attestation is about C02OTHER/
  ],
  ['neither serial number nor UDID', (token, key) => attested(key, token, {}), /User Enrollment/],
  ['a serial number that is no text', (token, key) => attested(key, token, { serial: 'a\u0000b' }), /is not a text/],
  [
    'the statement of a YubiKey without a signature',
    (_token, key) => cbor({ fmt: 'step', attStmt: { x5c: apple.attest(key, [yubiKeySerial(1)]) } }),
    /attStmt has no sig/
  ],
  [
    'the signature of another key',
    (token, key) =>
      stepObject(apple.attest(key, [yubiKeySerial(1)]), deviceKey('P-384'), `${token}.${client.thumbprint}`),
    /not one of the attested key/
  ],
  [
    'a signature for another account',
    (token, key) => stepObject(apple.attest(key, [yubiKeySerial(1)]), key, `${token}.${'A'.repeat(43)}`),
    /not one of the attested key/
  ],
  [
    'a statement without a serial number',
    (token, key) => stepObject(apple.attest(key, []), key, `${token}.${client.thumbprint}`),
    /names no serial number/
  ],
  [
    'another YubiKey',
    (token, key) => stepObject(apple.attest(key, [yubiKeySerial(1)]), key, `${token}.${client.thumbprint}`),
    /the attestation is about 1\./
  ]
]

test.each(refusals)('an answer with %s is a bad attestation statement', async (_what, object, said) => {
  const order = await ordered(serial)
  const bytes = object(order.token, deviceKey())
  const reply = await answered(order, bytes)
  expect(reply.body).toMatchObject({
    status: 'invalid',
    error: { type: problem('badAttestationStatement'), detail: expect.stringMatching(said) }
  })
  expect((await client.post(order.order, null)).body).toMatchObject({
    status: 'invalid',
    error: { type: problem('badAttestationStatement') }
  })
  const { rows } = await house.alice.call('acme.orders', { service: 'phones' })
  const { authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
  const [attempt] = authorizations[0]?.challenges[0]?.attempts ?? []
  expect(attempt).toMatchObject({ outcome: 'failed', summary: expect.stringMatching(said) })
  expect(Buffer.from(attempt?.seen ?? '', 'base64').equals(Buffer.from(bytes))).toBe(true)
  expect(house.audit({ operation: 'acme.validate' })[0]).toMatchObject({ outcome: 'failed' })
  const [line] = house.serviceLog(1)
  expect(line).toMatchObject({ service: 'acme:phones', level: 'warn', message: expect.stringMatching(said) })
  expect(line?.message).toContain('The attestation of the device does not hold')
})

describe('an answer that is none leaves the challenge as it is', () => {
  test.each([
    ['an empty object, as other challenges take it', {}, /attObj is a WebAuthn attestation object/],
    ['padding', { attObj: 'oA==' }, /attObj is a WebAuthn attestation object/],
    ['nothing', { attObj: '' }, /attObj is a WebAuthn attestation object/],
    ['too much', { attObj: 'A'.repeat(33_000) }, /at most 24576/],
    ['what the device says went wrong', { error: 'no enclave' }, /it says: no enclave/]
  ])('%s', async (_what, payload, said) => {
    const order = await ordered(serial)
    const reply = await client.post(order.url, payload)
    expect(reply.body).toMatchObject({ type: problem('malformed'), detail: expect.stringMatching(said) })
    expect((await client.post(order.url, null)).body['status']).toBe('pending')
    expect(house.serviceLog(1)[0]?.message).toMatch(said)
  })
})

describe('an order of a device', () => {
  test.each([
    ['that is not on the list', [{ type: 'permanent-identifier', value: 'C02STRANGER' }], 'rejectedIdentifier'],
    ['with an assigner', [{ type: 'permanent-identifier', value: `${serial}/1.2.3` }], 'rejectedIdentifier'],
    ['with a blank', [{ type: 'permanent-identifier', value: 'C02 A' }], 'malformed'],
    ['with an asterisk', [{ type: 'permanent-identifier', value: '*.C02' }], 'malformed'],
    [
      'with another name beside it',
      [
        { type: 'permanent-identifier', value: serial },
        { type: 'dns', value: 'www.example.test' }
      ],
      'malformed'
    ],
    ['by its hardware module', [{ type: 'hardware-module', value: serial }], 'unsupportedIdentifier']
  ])('%s is refused', async (_what, identifiers, type) => {
    expect((await newOrder(identifiers)).body['type']).toBe(problem(type))
  })

  test('is refused by a service that takes none, which is every one unless somebody says so', async () => {
    client = house.client()
    await client.register()
    expect((await newOrder([{ type: 'permanent-identifier', value: serial }])).body).toMatchObject({
      type: problem('unsupportedIdentifier')
    })
  })

  test('is taken for every attested device where the service says so', async () => {
    await open('all', { attestedDevices: 'any', devices: [] })
    const key = deviceKey()
    const order = await ordered('C02STRANGER')
    await answered(order, attested(key, order.token, { serial: 'C02STRANGER' }))
    await certificateOf(await finalized(order, key, { subject: 'CN=C02STRANGER' }))
  })

  test('is refused for an account whose credential is bound to names: none of them is a device', async () => {
    await open('credentials')
    await house.alice.call('acme.update', { service: 'credentials', eab: 'random' })
    const register = async (names: string[]): Promise<void> => {
      client = house.client('credentials')
      const made = await house.alice.call('acme.eab-create', {
        service: 'credentials',
        name: `for ${names.length}`,
        names
      })
      const { newAccount = '' } = await client.directory()
      const { keyId } = made.credential
      await client.register({ externalAccountBinding: binding(client.jwk, keyId, made.hmacKey, newAccount) })
    }
    await register(['*.example.test'])
    expect((await newOrder([{ type: 'permanent-identifier', value: serial }])).body).toMatchObject({
      type: problem('rejectedIdentifier'),
      detail: expect.stringMatching(/outside the names of the credential/)
    })
    await register([])
    await ordered(serial)
  })

  test('is not made before the order, since it attests the key of one certificate', async () => {
    const { newAuthz = '' } = await client.directory()
    const reply = await client.post(newAuthz, { identifier: { type: 'permanent-identifier', value: serial } })
    expect(reply.body).toMatchObject({ type: problem('malformed'), detail: expect.stringMatching(/make the order/) })
  })

  test('proves no host: other challenges are not offered for it, and it is not offered for hosts', async () => {
    await open('both', { challenges: ['http-01', 'device-attest-01'] })
    await ordered(serial)
    const order = await newOrder([{ type: 'dns', value: 'www.elsewhere.test' }])
    const [url = ''] = order.body['authorizations'] as string[]
    const { body } = await client.post(url, null)
    expect((body['challenges'] as { type: string }[]).map(({ type }) => type)).toEqual(['http-01'])
  })
})

describe('finalizing the order of a device', () => {
  let key: DeviceKey
  let order: Ordered
  beforeEach(async () => {
    key = deviceKey()
    order = await ordered(serial)
    await answered(order, attested(key, order.token))
  })

  test('with another key than the attested one is refused', async () => {
    const reply = await finalized(order, subscriberKey(), { subject: `CN=${serial}` })
    expect(reply.body).toMatchObject({ type: problem('badCSR'), detail: expect.stringMatching(/another key/) })
    expect(house.serviceLog(1)[0]?.message).toMatch(/another key/)
    await certificateOf(await finalized(order, key, { subject: `CN=${serial}` }))
  })

  const foreign = permanentIdentifierText('C02OTHER').split(':')[1] ?? ''
  test.each<[what: string, csr: Csr]>([
    ['another common name', { subject: 'CN=C02OTHER' }],
    ['another serial number', { subject: `CN=${serial},serialNumber=C02OTHER` }],
    ['a user id', { subject: `CN=${serial},UID=mara` }],
    ['a mail address in its subject', { subject: `CN=${serial},emailAddress=mara@example.test` }],
    ['a DNS name', { subject: `CN=${serial}`, names: [{ kind: 'dns', value: 'www.example.test' }] }],
    ['a mail address', { subject: `CN=${serial}`, names: [{ kind: 'email', value: 'mara@example.test' }] }],
    ['a user principal name', { subject: `CN=${serial}`, names: [{ kind: 'upn', value: 'mara@example.test' }] }],
    [
      'the permanent identifier of another device',
      { subject: `CN=${serial}`, names: [{ kind: 'other', oid: permanentIdentifierOid, value: foreign }] }
    ],
    ['an EDI party name', { subject: `CN=${serial}`, names: [{ kind: 'edi', value: 'a5038101 41'.replace(' ', '') }] }]
  ])('with a CSR that asks for %s is refused', async (_what, csr) => {
    expect((await finalized(order, key, csr)).body['type']).toBe(problem('badCSR'))
  })

  test('after the device was taken from the list is refused', async () => {
    await settings('phones', { devices: [udid] })
    const reply = await finalized(order, key, { subject: `CN=${serial}` })
    expect(reply.body['type']).toBe(problem('rejectedIdentifier'))
    await settings('phones', { devices: [serial, udid, '7654321'] })
  })
})

describe('a service', () => {
  test('offers the challenge together with formats, or neither', async () => {
    const code = async (change: AcmeSettingsPatch): Promise<unknown> => {
      const reply = await house.alice.reply('acme.update', { service: 'phones', settings: change })
      return reply.ok ? 'taken' : reply.failure.code
    }
    expect(await code({ attestationFormats: [] })).toBe('invalid-input')
    expect(await code({ challenges: ['http-01'] })).toBe('invalid-input')
    expect(await code({ attestationRoots: [apple.root.replace(/MII[A-Za-z0-9]{4}/, 'MIIAAAAA')] })).toBe(
      'invalid-input'
    )
  })

  test('is deleted with what its devices attested', async () => {
    await open('gone')
    const key = deviceKey()
    const order = await ordered(serial)
    await answered(order, attested(key, order.token))
    expect(await house.alice.call('acme.delete', { service: 'gone' })).toMatchObject({ orders: 1, accounts: 1 })
  })
})
