import { X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import { readPkcs12 } from '../../pki/pkcs12.ts'
import { hasProgram, opensslFolder } from '../../testing/openssl.ts'
import { scepClient, scepCsr, scepDevice, type ScepDeviceKey } from '../../testing/scep-client.ts'
import { startScepHouse, type ScepHouse } from '../../testing/scep-house.ts'

let house: ScepHouse
afterEach(() => house.stop())

const hour = 3_600_000
/** The address of a link at the port that the test listens on. */
const at = (url: string): string => house.base + new URL(url).pathname
const take = (url: string, init: RequestInit = {}): Promise<Response> => fetch(at(url), { method: 'POST', ...init })
const rootPem = async (): Promise<Buffer> => {
  const { file } = await house.alice.call('authority.export-chain', { authority: 'root', format: 'pem' })
  return Buffer.from(file.base64, 'base64')
}
const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())

/** What a parser of others reads in a property list: bytes as hex. */
function parsed(plist: Uint8Array): Record<string, unknown> {
  if (!hasProgram('python3')) throw new Error('Install python3: its plistlib reads what devices read.')
  const program = [
    'import json, plistlib, sys',
    'json.dump(plistlib.loads(sys.stdin.buffer.read()), sys.stdout, default=lambda data: data.hex())'
  ].join('\n')
  return JSON.parse(execFileSync('python3', ['-c', program], { input: plist, encoding: 'utf8' })) as Record<
    string,
    unknown
  >
}
type Payload = Readonly<Record<string, unknown>>

/** @returns the payloads of a signed profile by their type */
function payloadsOf(signed: Uint8Array): { profile: Payload; by: (type: string) => Payload } {
  const data = parseSignedData(signed)
  verifySignedData(data)
  const profile = parsed(data.content ?? new Uint8Array())
  const payloads = profile['PayloadContent'] as readonly Payload[]
  return {
    profile,
    by: (type) => payloads.find(({ PayloadType }) => PayloadType === type) ?? {}
  }
}

const apple = {
  service: 'gate',
  device: 'Mara’s <phone>',
  person: 'Mara & co',
  names: [
    { type: 'dns' as const, value: 'phone.example.test' },
    { type: 'dns' as const, value: 'phone2.example.test' }
  ],
  subject: [
    { type: 'O', value: 'Example' },
    { type: 'CN', value: 'phone.example.test' }
  ]
}

describe('a link to a configuration profile', () => {
  test('shows who invites, what happens and which root is trusted, and nothing is used up by looking', async () => {
    house = await startScepHouse()
    const { url, link } = await house.alice.call('apple.create', apple)
    expect(link.state).toBe('sent')
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(at(url), { method, headers: { 'accept-language': 'fr, de-AT;q=0.8, en' } })
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+';/)
      const text = await page.text()
      expect(text).not.toContain('<script')
      if (method === 'HEAD') continue
      expect(text).toContain('Ein Zertifikat für Mara’s &lt;phone&gt;')
      expect(text).toContain('alice lädt Sie ein')
      const root = new X509Certificate(await rootPem())
      expect(text).toContain(root.fingerprint256.replaceAll(':', ' '))
    }
    const shown = await house.alice.call('claim.show', { id: link.id })
    expect(shown.link).toMatchObject({ state: 'opened', visits: 3, openedAt: house.clock.now() })
  })

  test('ends in a profile that says exactly what was wanted, and its device gets a certificate by it', async () => {
    house = await startScepHouse()
    await house.alice.call('settings.update', { settings: { organizationName: 'Example & Sons' } })
    const wifi = { ssid: 'Office', serverNames: ['radius.example.test'] }
    const { url, link } = await house.alice.call('apple.create', { ...apple, keySize: 3072, retries: 5, wifi })
    // Whatever a client calls the host, the profile names the service's own address.
    const answer = await take(url, { headers: { 'x-forwarded-host': 'evil.example', host: 'evil.example' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/x-apple-aspen-config')
    const { profile, by } = payloadsOf(await bytesOf(answer))
    expect(profile).toMatchObject({
      PayloadType: 'Configuration',
      PayloadVersion: 1,
      PayloadOrganization: 'Example & Sons',
      PayloadDisplayName: 'issuing: Mara’s <phone>',
      PayloadRemovalDisallowed: false
    })
    const content = by('com.apple.security.scep')['PayloadContent'] as Record<string, unknown>
    const client = await scepClient(house.address)
    const issuer = client.chain.find(({ subject }) => subject.text === 'CN=Issuing')
    const root = client.chain.find(({ subject }) => subject.text === 'CN=Root')
    expect(content).toEqual({
      URL: house.address,
      Name: 'gate',
      Subject: [[['O', 'Example']], [['CN', 'phone.example.test']]],
      SubjectAltName: { dNSName: ['phone.example.test', 'phone2.example.test'] },
      Challenge: expect.stringMatching(/^\S{16,}$/),
      Keysize: 3072,
      'Key Type': 'RSA',
      'Key Usage': 5,
      Retries: 5,
      RetryDelay: 10,
      CAFingerprint: new X509Certificate(issuer?.der ?? new Uint8Array()).fingerprint.replaceAll(':', '').toLowerCase(),
      KeyIsExtractable: false
    })
    expect(by('com.apple.security.root')['PayloadContent']).toBe(Buffer.from(root?.der ?? []).toString('hex'))
    expect(by('com.apple.security.pkcs1')['PayloadContent']).toBe(Buffer.from(issuer?.der ?? []).toString('hex'))
    expect(by('com.apple.wifi.managed')).toMatchObject({
      SSID_STR: 'Office',
      EncryptionType: 'WPA2',
      PayloadCertificateUUID: by('com.apple.security.scep')['PayloadUUID'],
      EAPClientConfiguration: {
        AcceptEAPTypes: [13],
        TLSTrustedServerNames: ['radius.example.test'],
        PayloadCertificateAnchorUUID: [by('com.apple.security.root')['PayloadUUID']]
      }
    })
    expect((await house.alice.call('claim.show', { id: link.id })).link.state).toBe('claimed')

    const csr = (device: ScepDeviceKey): Uint8Array =>
      scepCsr(device, {
        subject: 'CN=phone.example.test,O=Example',
        challenge: String(content['Challenge']),
        names: apple.names.map(({ value }) => ({ kind: 'dns' as const, value }))
      })
    const device = scepDevice('CN=phone.example.test')
    const issued = await client.ask('PKCSReq', device, csr(device))
    expect(issued.status).toBe('success')
    expect(issued.issued[0]?.subject.text).toBe('CN=phone.example.test,O=Example')
    const { link: after } = await house.alice.call('claim.show', { id: link.id })
    expect(after).toMatchObject({ state: 'enrolled', certificateId: expect.any(Number) })
    const second = scepDevice('CN=phone.example.test')
    expect((await client.ask('PKCSReq', second, csr(second))).status).toBe('failure')
  })

  test('is signed so that openssl follows the signature to the root', async () => {
    house = await startScepHouse()
    const { file } = await house.alice.call('apple.file', apple)
    const openssl = opensslFolder()
    try {
      openssl.write('profile', Buffer.from(file.base64, 'base64'))
      openssl.write('root.pem', await rootPem())
      const when = ['-attime', String(Math.floor(house.clock.now() / 1000) + 60)]
      const verify = ['-verify', '-inform', 'DER', '-in', 'profile', '-CAfile', 'root.pem', ...when]
      for (const tool of ['cms', 'smime'])
        expect(openssl.run(tool, ...verify, '-purpose', 'any')).toContain('com.apple.security.scep')
    } finally {
      openssl.remove()
    }
  })

  test('works once: of twenty at the same time one gets it, and whoever comes later finds it gone', async () => {
    house = await startScepHouse()
    const { url, link } = await house.alice.call('apple.create', apple)
    const answers = await Promise.all(Array.from({ length: 20 }, () => take(url)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
    expect((await fetch(at(url))).status).toBe(410)
    const { rows } = await house.alice.call('scep.challenges', { service: 'gate' })
    expect(rows.map(({ label, state }) => [label, state])).toEqual([[apple.device, 'open']])
    const { rows: log } = await house.alice.call('audit.list', { limit: 500 })
    expect(log.filter(({ operation }) => operation === 'claim.take')).toHaveLength(1)
    expect((await house.alice.call('claim.show', { id: link.id })).link.client).toContain('127.0.0.1')
  })

  test('is not good once it was withdrawn or its time is over, and its end is written down', async () => {
    house = await startScepHouse()
    const first = await house.alice.call('apple.create', apple)
    await house.alice.call('claim.withdraw', { id: first.link.id })
    expect((await take(first.url)).status).toBe(410)
    const again = await house.alice.reply('claim.withdraw', { id: first.link.id })
    expect(again).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    const second = await house.alice.call('apple.create', { ...apple, hours: 2 })
    house.clock.advance(2 * hour)
    expect((await take(second.url)).status).toBe(410)
    expect((await house.alice.call('claim.list', {})).rows.map(({ state }) => state)).toEqual(['expired', 'withdrawn'])
    expect((await house.alice.call('claim.list', { open: true })).rows).toHaveLength(1)
  })

  test('of an ACME directory asks for a key in hardware and an attestation, and says whose server it takes', async () => {
    house = await startScepHouse()
    const { url, warnings } = await house.alice.call('apple.create', {
      directory: 'https://acme.example.test/directory',
      authority: 'issuing',
      device: 'iPad 7',
      clientIdentifier: 'SERIAL7'
    })
    expect(warnings.join(' ')).toContain('device-attest-01')
    expect(payloadsOf(await bytesOf(await take(url))).by('com.apple.security.acme')).toMatchObject({
      DirectoryURL: 'https://acme.example.test/directory',
      ClientIdentifier: 'SERIAL7',
      HardwareBound: true,
      Attest: true,
      KeyType: 'ECSECPrimeRandom',
      KeySize: 384,
      Subject: [[['CN', 'iPad 7']]]
    })
  })

  test('gives the validity that was chosen, and is not made with one that nobody can choose', async () => {
    house = await startScepHouse()
    const { url } = await house.alice.call('apple.create', { ...apple, validity: '30d' })
    const { by } = payloadsOf(await bytesOf(await take(url)))
    const content = by('com.apple.security.scep')['PayloadContent'] as Record<string, unknown>
    const device = scepDevice('CN=phone.example.test')
    const client = await scepClient(house.address)
    const asked = scepCsr(device, {
      subject: 'CN=phone.example.test,O=Example',
      challenge: String(content['Challenge']),
      names: apple.names.map(({ value }) => ({ kind: 'dns' as const, value }))
    })
    const { notBefore = 0, notAfter = 0 } = (await client.ask('PKCSReq', device, asked)).issued[0] ?? {}
    expect(Math.round((notAfter - notBefore) / 86_400_000)).toBe(30)
    await expect(house.alice.call('apple.create', { ...apple, validity: '6y' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('longer than the 5 years')
    })
    const outside = {
      ...apple,
      service: undefined,
      directory: 'https://acme.example/directory',
      authority: 'issuing'
    }
    await expect(house.alice.call('apple.create', { ...outside, validity: '30d' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('Leave --validity out')
    })
  })

  test('is not made for a service without one-time secrets, nor without one of the two ways', async () => {
    house = await startScepHouse({ challenge: ['static'] })
    const refusedFor = async (input: unknown): Promise<string> => {
      const reply = await house.alice.reply('apple.create', input)
      return reply.ok ? '' : reply.failure.code
    }
    expect(await refusedFor(apple)).toBe('conflict')
    expect(await refusedFor({ device: 'x' })).toBe('invalid-input')
    expect(await refusedFor({ device: 'x', directory: 'https://a.test/d' })).toBe('invalid-input')
    expect(await refusedFor({ ...apple, device: 'a\u{1}b' })).toBe('invalid-input')
  })
})

const keyed = { keyByChancery: true, keyAlgorithms: ['P-256'] as string[] }
const file = { profile: 'device', device: 'Chromebook 3', platform: 'chromeos' as const, names: apple.names }

describe('a link to a PKCS#12 file', () => {
  test('holds a certificate of the validity that was chosen, where the profile lets it be chosen', async () => {
    house = await startScepHouse({}, keyed)
    const { link } = await house.alice.call('claim.create', { ...file, validity: '45d' })
    const { request } = await house.alice.call('request.show', { id: link.requestId ?? 0 })
    const { certificate } = await house.alice.call('certificate.show', { id: request.certificateId ?? 0 })
    expect(Math.round((certificate.notAfter - certificate.notBefore) / 86_400_000)).toBe(45)
    const refused = async (change: object): Promise<unknown> =>
      house?.alice.reply('claim.create', { ...file, ...change })
    expect(await refused({ validity: '6y' })).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
    const { profile } = await house.alice.call('profile.show', { profile: 'device' })
    await house.alice.call('profile.revise', {
      profile: 'device',
      content: { ...profile.content, maximumValidity: null }
    })
    expect(await refused({ validity: '45d' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', message: expect.stringContaining('sets the validity itself') }
    })
  })

  test('hands key and certificate over once; then the key is gone here', async () => {
    house = await startScepHouse({}, keyed)
    const { url, link, passphrase } = await house.alice.call('claim.create', file)
    expect(passphrase).toMatch(/^(?:[0-9a-z]{5}-){3}[0-9a-z]{5}$/)
    const answer = await take(url)
    expect(answer.headers.get('content-type')).toBe('application/x-pkcs12')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.p12"$/)
    const bytes = await bytesOf(answer)
    const { certificates } = await readPkcs12(bytes, passphrase)
    expect(certificates).toHaveLength(3)
    expect((await take(url)).status).toBe(410)
    const exported = await house.alice.reply('request.export-key', { id: link.requestId, passphrase: 'long enough' })
    expect(exported).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(house.log()).not.toContain(passphrase)
    const { rows } = await house.alice.call('audit.list', { limit: 500 })
    expect(JSON.stringify(rows)).not.toContain(passphrase)
  })

  test.for([
    ['aes-256', /AES-256-CBC/],
    ['legacy', /pbeWithSHA1And3-KeyTripleDES-CBC/]
  ] as const)('encrypted as %s is opened by openssl and by Java', async ([encryption, scheme]) => {
    house = await startScepHouse({}, keyed)
    const { url, passphrase, warnings } = await house.alice.call('claim.create', { ...file, encryption })
    expect(warnings.some((text) => text.includes('triple DES'))).toBe(encryption === 'legacy')
    const openssl = opensslFolder()
    try {
      openssl.write('file.p12', await bytesOf(await take(url)))
      const opened = openssl.run('pkcs12', '-in', 'file.p12', '-passin', `pass:${passphrase}`, '-nodes', '-legacy')
      expect(opened).toContain('PRIVATE KEY')
      expect(opened.match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
      openssl.write('dump.txt', opened)
      const info = execFileSync('sh', [
        '-c',
        `openssl pkcs12 -in "$1" -passin "pass:$2" -info -noout -legacy 2>&1`,
        'sh',
        openssl.path('file.p12'),
        passphrase
      ])
      expect(info.toString()).toMatch(scheme)
      if (!hasProgram('keytool')) throw new Error('Install a Java runtime: its keytool reads what old systems read.')
      const listed = execFileSync('keytool', [
        ...['-list', '-v', '-storetype', 'PKCS12', '-keystore', openssl.path('file.p12'), '-storepass', passphrase]
      ])
      expect(listed.toString()).toContain('PrivateKeyEntry')
    } finally {
      openssl.remove()
    }
  })

  test('waits while somebody has to approve', async () => {
    house = await startScepHouse({}, { ...keyed, approval: 'one' })
    const { url, link } = await house.alice.call('claim.create', file)
    expect(link.waiting).toBe(true)
    expect(await (await fetch(at(url))).text()).toContain('has to approve')
    expect((await take(url)).status).toBe(503)
    expect((await house.alice.call('claim.show', { id: link.id })).link.state).toBe('opened')
  })

  test('whose time is over, or that was withdrawn, takes its key along', async () => {
    house = await startScepHouse({}, keyed)
    const gone = async (id: number | null): Promise<unknown> =>
      house.alice.reply('request.export-key', { id, passphrase: 'long enough' })
    const conflict = { ok: false, failure: { code: 'conflict' } }
    const first = await house.alice.call('claim.create', file)
    await house.alice.call('claim.withdraw', { id: first.link.id })
    expect(await gone(first.link.requestId)).toMatchObject(conflict)
    const second = await house.alice.call('claim.create', { ...file, hours: 1 })
    expect(await gone(second.link.requestId)).toMatchObject({ ok: true })
    house.clock.advance(hour)
    house.engine.jobs.wake()
    await expect.poll(() => gone(second.link.requestId)).toMatchObject(conflict)
  })
})

describe('whoever has no link', () => {
  test('learns nothing by guessing and waits after ten tries, while the log tells', async () => {
    house = await startScepHouse()
    const { url } = await house.alice.call('apple.create', apple)
    const guess = (): Promise<Response> => take(`${house.base}/claim/${'A'.repeat(43)}`)
    for (const path of ['', 'x', 'A'.repeat(42), 'A'.repeat(4000), '%00', `${new URL(url).pathname.slice(7, 49)}`])
      expect((await fetch(`${house.base}/claim/${path}`)).status).toBe(404)
    for (let tries = 0; tries < 5; tries += 1) expect((await guess()).status).toBe(404)
    expect((await guess()).status).toBe(429)
    // An address that guesses is not let in by the right link either.
    expect((await fetch(at(url))).status).toBe(429)
    const { rows } = await house.alice.call('service.log', { service: 'claim' })
    expect(rows[0]?.message).toContain('tries links')
  })

  test('sends nothing large', async () => {
    house = await startScepHouse()
    const { url, link } = await house.alice.call('apple.create', apple)
    const answer = await take(url, { body: 'x'.repeat(100_000) })
    expect(answer.status).toBe(413)
    expect((await house.alice.call('claim.show', { id: link.id })).link.state).toBe('sent')
  })
})

test('a mail that cannot go out is told, and the link is good all the same', async () => {
  house = await startScepHouse()
  const made = await house.alice.call('apple.create', { ...apple, mail: 'mara@example.test' })
  expect(made).toMatchObject({ mailed: false, mailProblem: expect.stringContaining('mail server') })
  expect((await take(made.url)).status).toBe(200)
})
