import { execFile, execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCardReaders } from '../../src-main/keys/piv/card-readers.ts'
import { yubiKeysOver } from '../../src-main/keys/piv/yubikeys.ts'
import { writePem } from '../../src-main/pki/pem.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../src-main/testing/test-engine.ts'
import { startYubiKeyWorld, type VirtualYubiKey, type YubiKeyWorld } from '../world/virtual-yubikey/start.ts'
import { until } from '../world/programs.ts'

const pin = '918273'
const puk = '55667788'

/** Chancery, Yubico's programs and OpenSC at the same YubiKeys, over a PC/SC daemon that is real. */
describe('a YubiKey', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-yubikey-test-'))
  const file = (name: string): string => join(folder, name)
  let world: YubiKeyWorld
  let house: TestEngine
  let alice: Person
  let first: VirtualYubiKey
  let second: VirtualYubiKey
  const told: unknown[] = []

  /** Runs a program of the machine at the virtual YubiKeys; what is typed goes to its standard input. */
  const said = async (program: string, args: readonly string[], typed = ''): Promise<string> => {
    const running = promisify(execFile)(program, [...args], { env: world.environment, timeout: 40_000, cwd: folder })
    // A program that reads nothing may have ended before this is written.
    running.child.stdin?.on('error', () => undefined)
    running.child.stdin?.end(typed)
    return running.then(
      ({ stdout, stderr }) => stdout + stderr,
      (error: unknown) => `FAILED ${Reflect.get(Object(error), 'stdout')}${Reflect.get(Object(error), 'stderr')}`
    )
  }
  const pivTool = (key: VirtualYubiKey, args: readonly string[], typed = ''): Promise<string> =>
    said('yubico-piv-tool', ['-r', key.reader, ...args], typed)
  const p11 = (...args: string[]): Promise<string> => said('pkcs11-tool', ['--module', world.module, ...args])
  const failure = async (work: Promise<unknown>): Promise<{ code: unknown; message: string }> =>
    work.then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => ({
        code: Reflect.get(Object(error), 'code'),
        message: String(Reflect.get(Object(error), 'message'))
      })
    )

  beforeAll(async () => {
    world = await startYubiKeyWorld([
      { serial: 12_345_678, path: file('first.json') },
      { serial: 20_000_001, firmware: [5, 7, 4] }
    ])
    const [one, two] = world.keys
    if (one === undefined || two === undefined) throw new Error('the world has two keys')
    first = one
    second = two
    const pem = writePem('CERTIFICATE', world.root.certificate)
    writeFileSync(file('root.pem'), pem)
    // The token process of the PKCS#11 module inherits it.
    process.env['PCSCLITE_CSOCK_NAME'] = world.socket
    house = await startTestEngine({
      yubiKeys: yubiKeysOver(systemCardReaders('linux', world.environment), { roots: [pem], intermediates: [] }),
      schedule: false
    })
    house.engine.events.onAny((topic, payload) => {
      if (topic === 'yubikey.touch') told.push(payload)
    })
    alice = house.person()
    await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  })

  afterAll(async () => {
    await house?.stop()
    await world?.stop()
    delete process.env['PCSCLITE_CSOCK_NAME']
    rmSync(folder, { recursive: true, force: true })
  })

  const show = async (key: VirtualYubiKey) => (await alice.call('yubikey.show', { serial: key.serial })).yubiKey
  const slotOf = async (key: VirtualYubiKey, slot: string) =>
    (await show(key)).slots.find((one) => one.slot === slot) ?? expect.fail(`no slot ${slot}`)

  test('is told apart from others and shown with the secrets of the factory', async () => {
    const { yubiKeys } = await alice.call('yubikey.list', {})
    expect(yubiKeys.map(({ serial, firmware, ready }) => ({ serial, firmware, ready }))).toEqual([
      { serial: 12_345_678, firmware: '5.4.3', ready: false },
      { serial: 20_000_001, firmware: '5.7.4', ready: false }
    ])
    expect(yubiKeys.map(({ managementKey }) => managementKey.algorithm)).toEqual(['3DES', 'AES192'])
    expect(yubiKeys[0]?.problems).toHaveLength(3)
    const status = await pivTool(first, ['-a', 'status'])
    expect(status).toContain('Serial Number:\t12345678')
    expect(await p11('-L')).toContain('YubiKey PIV #20000001')
    expect(await said('opensc-tool', ['-r', '0', '-n'])).toContain('Personal Identity Verification')
  })

  test('holds no key of an authority while the secrets are the factory ones', async () => {
    const refused = await failure(
      alice.call('yubikey.generate', { serial: first.serial, slot: '9c', pin: '123456', key: 'P-384' })
    )
    expect(refused.code).toBe('refused-by-policy')
    expect(first.card.keys.has(0x9c)).toBe(false)
  })

  test('is set up: its secrets work in other programs, the management key lies behind the PIN', async () => {
    const same = await failure(alice.call('yubikey.setup', { serial: first.serial, newPin: '123456', newPuk: puk }))
    expect(same.code).toBe('invalid-input')
    for (const key of [first, second]) {
      const { yubiKey } = await alice.call('yubikey.setup', { serial: key.serial, newPin: pin, newPuk: puk })
      expect(yubiKey).toMatchObject({ ready: true, problems: [], managementKey: { behindPin: true, state: 'changed' } })
    }
    expect(await pivTool(first, ['-a', 'verify-pin', '--stdin-input'], `${pin}\n`)).toContain(
      'Successfully verified PIN'
    )
    expect(await pivTool(first, ['-a', 'verify-pin', '--stdin-input'], '123456\n')).toContain('verification failed')
    expect(first.card.pin.left).toBe(2)
    await pivTool(first, ['-a', 'verify-pin', '--stdin-input'], `${pin}\n`)
  })

  test('makes a key in 9c and attests it; openssl, Yubico and OpenSC agree', async () => {
    const { record } = await alice.call('yubikey.generate', { serial: first.serial, slot: '9c', pin, key: 'P-384' })
    expect(record).toMatchObject({
      origin: 'generated',
      warning: null,
      attestation: { valid: true, root: 'Test PIV Root CA' }
    })
    const { attestation, file: pem } = await alice.call('yubikey.attest', { serial: first.serial, slot: '9c' })
    expect(attestation.facts).toMatchObject({ slot: '9c', serial: 12_345_678, firmware: '5.4.3', pinPolicy: 'always' })
    const [statement = '', signer = ''] = Buffer.from(pem.base64, 'base64')
      .toString()
      .split(/(?<=END CERTIFICATE-----\n)/)
    writeFileSync(file('statement.pem'), statement)
    writeFileSync(file('f9.pem'), signer)
    const verify = ['verify', '-CAfile', 'root.pem', '-untrusted', 'f9.pem']
    expect(await said('openssl', [...verify, 'statement.pem'])).toContain('statement.pem: OK')
    writeFileSync(file('other.pem'), await pivTool(first, ['-a', 'attest', '-s', '9c']))
    expect(await said('openssl', [...verify, 'other.pem'])).toContain('other.pem: OK')
    const spki = (name: string): string =>
      execFileSync('openssl', ['x509', '-in', name, '-noout', '-pubkey'], { cwd: folder }).toString()
    expect(spki('other.pem')).toBe(spki('statement.pem'))
    // One changed letter in the signed part, and neither openssl nor Chancery takes it.
    const lines = statement.split('\n')
    const line = lines[6] ?? ''
    lines[6] = `${line.slice(0, 10)}${line[10] === 'A' ? 'B' : 'A'}${line.slice(11)}`
    writeFileSync(file('mutated.pem'), lines.join('\n'))
    expect(await said('openssl', [...verify, 'mutated.pem'])).not.toContain('OK')
    const slot = await slotOf(first, '9c')
    expect(slot).toMatchObject({ pkcs11Id: 2, key: { algorithm: 'P-384', pinPolicy: 'always', origin: 'generated' } })
  })

  test('keeps what is in a slot unless its end is wanted', async () => {
    const again = await failure(alice.call('yubikey.generate', { serial: first.serial, slot: '9c', pin, key: 'P-256' }))
    expect(again.code).toBe('conflict')
  })

  test('signs by its own module with the key that Chancery made', async () => {
    writeFileSync(file('digest'), Buffer.alloc(48, 7))
    const signing = ['--slot', '0', '--login', '--pin', pin, '--sign', '-m', 'ECDSA', '--id', '02']
    const out = await p11(...signing, '-i', file('digest'), '-o', file('signature'), '--signature-format', 'openssl')
    expect(out).not.toContain('FAILED')
    execFileSync('openssl', ['x509', '-in', 'statement.pem', '-noout', '-pubkey', '-out', 'key.pem'], { cwd: folder })
    const pkeyutl = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-in', 'digest', '-sigfile', 'signature']
    expect(await said('openssl', pkeyutl)).toContain('Verified Successfully')
  })

  test('gets the certificate of its authority beside the key, and none for another key', async () => {
    await alice.call('authority.create', { name: 'Root', subject: 'CN=Root' })
    const foreign = await failure(
      alice.call('yubikey.write-certificate', { serial: first.serial, slot: '9c', pin, authority: 'Root' })
    )
    expect(foreign.code).toBe('conflict')
    const statement = await pivTool(first, ['-a', 'attest', '-s', '9c'])
    const { yubiKey } = await alice.call('yubikey.write-certificate', {
      serial: first.serial,
      slot: '9c',
      pin,
      certificate: statement
    })
    expect(yubiKey.slots.find(({ slot }) => slot === '9c')?.certificate).toMatchObject({ fitsKey: true })
    expect(await pivTool(first, ['-a', 'read-certificate', '-s', '9c'])).toContain('BEGIN CERTIFICATE')
  })

  test('carries a root whose certificate and CRL are signed in slot 9c', async () => {
    const token = String(first.serial)
    await alice.call('token.modules-add', { module: world.module })
    await alice.call('token.unlock', { token, pin })
    const { authority } = await alice.call('authority.create', {
      name: 'Hardware',
      subject: 'CN=Hardware Root',
      key: 'P-384',
      token,
      keyLabel: 'Private key for Digital Signature'
    })
    expect(authority.state).toBe('active')
    const { crl } = await alice.call('crl.issue', { authority: 'Hardware' })
    const chain = await alice.call('authority.export-chain', { authority: 'Hardware', format: 'pem' })
    writeFileSync(file('hardware.pem'), Buffer.from(chain.file.base64, 'base64'))
    expect(await said('openssl', ['verify', '-CAfile', 'hardware.pem', 'hardware.pem'])).toContain('hardware.pem: OK')
    const list = await alice.call('crl.export', { id: crl.id, format: 'pem' })
    writeFileSync(file('hardware.crl'), Buffer.from(list.file.base64, 'base64'))
    expect(await said('openssl', ['crl', '-in', 'hardware.crl', '-CAfile', 'hardware.pem', '-noout'])).toContain(
      'verify OK'
    )
    await alice.call('yubikey.write-certificate', { serial: first.serial, slot: '9c', pin, authority: 'Hardware' })
    expect(await slotOf(first, '9c')).toMatchObject({
      certificate: { subject: 'CN=Hardware Root', fitsKey: true },
      record: { authority: { name: 'Hardware' }, attestation: { valid: true } }
    })
    // The YubiKey was reset by that, and the module notices.
    expect((await alice.call('crl.issue', { authority: 'Hardware' })).crl.id).not.toBe(crl.id)
  })

  test('takes a copy of a key from a file, with a warning that stays', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }))
    for (const key of [first, second]) {
      const { record } = await alice.call('yubikey.import', { serial: key.serial, slot: '83', pin, file: pem })
      expect(record).toMatchObject({ origin: 'imported', attestation: null })
      expect(record.warning).toContain('not made on the YubiKey')
    }
    const { keys } = await alice.call('yubikey.keys', {})
    expect(keys.find(({ serial, slot }) => serial === second.serial && slot === '83')?.alsoOn).toEqual([
      { serial: first.serial, slot: '83' }
    ])
    expect(await pivTool(first, ['-a', 'attest', '-s', '83'])).not.toContain('BEGIN CERTIFICATE')
    expect((await failure(alice.call('yubikey.attest', { serial: first.serial, slot: '83' }))).code).toBe('not-found')
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const { record } = await alice.call('yubikey.import', {
      serial: first.serial,
      slot: '84',
      pin,
      file: String(rsa.export({ format: 'pem', type: 'pkcs8' }))
    })
    expect(record.algorithm).toBe('RSA-2048')
  })

  test('becomes a smart card of a person: key, request, certificate', async () => {
    await alice.call('profile.create', {
      name: 'People',
      starter: 'smart-card-logon',
      authority: 'Root',
      approval: 'auto'
    })
    first.finger.mode = 'by-hand'
    told.length = 0
    const enrolled = alice.call('yubikey.enrol', {
      serial: first.serial,
      slot: '9a',
      pin,
      profile: 'People',
      touchPolicy: 'always',
      asked: {
        subject: [{ type: 'CN', value: 'Berta Beispiel' }],
        alternativeNames: [{ type: 'upn', value: 'berta@example.test' }]
      }
    })
    await until(
      async () => first.finger.isWaiting(),
      () => 'the card asked for no touch'
    )
    expect(told).toEqual([{ serial: first.serial, slot: '9a', waiting: true }])
    first.finger.touch()
    const done = await enrolled
    expect(done.written).toBe(true)
    expect(told).toHaveLength(2)
    expect(await slotOf(first, '9a')).toMatchObject({ certificate: { issuer: 'CN=Root', fitsKey: true } })
    first.finger.mode = 'at-once'
    expect(await p11('--slot', '0', '-O', '--type', 'cert')).toContain('CN=Berta Beispiel')
    expect(await said('pkcs15-tool', ['--reader', '0', '--list-certificates'])).toContain(
      'Certificate for Digital Signature'
    )
    expect(await said('opensc-tool', ['-r', '0', '-s', '00:A4:04:00:05:A0:00:00:03:08'])).toContain(
      'SW1=0x90, SW2=0x00'
    )
  })

  test('whose touch does not come in time signs nothing and works on', async () => {
    first.finger.mode = 'never'
    first.finger.patience = 300
    const late = await failure(
      alice.call('yubikey.enrol', {
        serial: first.serial,
        slot: '85',
        pin,
        profile: 'People',
        touchPolicy: 'always'
      })
    )
    expect(late.code).toBe('forbidden')
    first.finger.mode = 'at-once'
    expect((await show(first)).ready).toBe(true)
  })

  test('pulled out in the middle of a signature ends it with a clear word, and works when it is back', async () => {
    first.finger.mode = 'by-hand'
    first.finger.patience = 15_000
    const broken = failure(
      alice.call('yubikey.enrol', {
        serial: first.serial,
        slot: '86',
        pin,
        profile: 'People',
        touchPolicy: 'always'
      })
    )
    await until(
      async () => first.finger.isWaiting(),
      () => 'the card asked for no touch'
    )
    await first.unplug()
    expect((await broken).code).toBe('key-unavailable')
    first.finger.mode = 'at-once'
    expect((await failure(show(first))).message).toContain('not plugged in')
    expect((await show(second)).ready).toBe(true)
    await first.plug()
    expect((await show(first)).ready).toBe(true)
  })

  test('counts wrong PINs to the block, and the PUK opens it', async () => {
    const wrong = () =>
      failure(alice.call('yubikey.change-pin', { serial: second.serial, pin: '000000', newPin: '111111' }))
    expect((await wrong()).message).toContain('2 tries are left')
    expect((await wrong()).message).toContain('One try is left')
    expect((await wrong()).message).toContain('blocked')
    expect((await show(second)).pin.left).toBe(0)
    expect(await pivTool(second, ['-a', 'status'])).toContain('PIN tries left:\t0')
    const refused = await failure(alice.call('yubikey.generate', { serial: second.serial, slot: '9c', pin }))
    expect(refused.message).toContain('blocked')
    await alice.call('yubikey.unblock', { serial: second.serial, puk, newPin: pin })
    expect((await show(second)).ready).toBe(true)
  })

  test('of firmware 5.7 makes larger keys, and an older one says that it does not', async () => {
    const asked = { slot: '9d', pin, key: 'RSA-3072' } as const
    expect((await failure(alice.call('yubikey.generate', { serial: first.serial, ...asked }))).code).toBe(
      'invalid-input'
    )
    const { record } = await alice.call('yubikey.generate', { serial: second.serial, ...asked })
    expect(record.attestation?.valid).toBe(true)
  })

  test('attested by another maker is shown as such', async () => {
    const strict = yubiKeysOver(systemCardReaders('linux', world.environment))
    const other = await startTestEngine({ yubiKeys: strict, schedule: false })
    try {
      const bob = other.person()
      await bob.call('system.setup', { operator: 'bob', passphrase: testPassphrase })
      const { attestation } = await bob.call('yubikey.attest', { serial: first.serial, slot: '9c' })
      expect(attestation.valid).toBe(false)
      expect(attestation.steps.find(({ check }) => check === 'chain')?.outcome).toBe('failed')
    } finally {
      await other.stop()
    }
  })
})
