import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { requireParsed } from '../../src-main/ca/certificates/find.ts'
import { answerTimeStamp } from '../../src-main/ca/time-stamps/answer.ts'
import { systemCardReaders } from '../../src-main/keys/piv/card-readers.ts'
import { yubiKeysOver } from '../../src-main/keys/piv/yubikeys.ts'
import { writePem } from '../../src-main/pki/pem.ts'
import { buildTimeStampRequest, parseTimeStampResponse, verifyTimeStamp } from '../../src-main/pki/tsp.ts'
import { getCertificateDer } from '../../src-main/store/certificates.ts'
import { reader } from '../../src-main/store/store.ts'
import { makeCsr } from '../../src-main/testing/engine.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../src-main/testing/test-engine.ts'
import { startYubiKeyWorld, type VirtualYubiKey, type YubiKeyWorld } from '../world/virtual-yubikey/start.ts'
import { until } from '../world/programs.ts'

const pin = '918273'
const puk = '55667788'

/** Authorities whose keys are on YubiKeys and sign through Yubico's own module: fingers, plugs and PINs as in a house. */
describe('an authority on a YubiKey', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-yubikey-authority-'))
  let world: YubiKeyWorld
  let house: TestEngine
  let alice: Person
  let first: VirtualYubiKey
  let second: VirtualYubiKey

  beforeAll(async () => {
    world = await startYubiKeyWorld([{ serial: 12_345_678 }, { serial: 20_000_001, firmware: [5, 7, 4] }])
    const [one, two] = world.keys
    if (one === undefined || two === undefined) throw new Error('the world has two keys')
    first = one
    second = two
    // The token process of the PKCS#11 module inherits it.
    process.env['PCSCLITE_CSOCK_NAME'] = world.socket
    const trust = { roots: [writePem('CERTIFICATE', world.root.certificate)], intermediates: [] }
    house = await startTestEngine({
      yubiKeys: yubiKeysOver(systemCardReaders('linux', world.environment), trust)
    })
    alice = house.person()
    await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
    for (const { serial } of world.keys) await alice.call('yubikey.setup', { serial, newPin: pin, newPuk: puk })
    // Slot 82 wants a finger at each signature; slot 83 of both has the same key.
    await alice.call('yubikey.generate', {
      serial: first.serial,
      slot: '82',
      pin,
      key: 'P-256',
      pinPolicy: 'once',
      touchPolicy: 'always'
    })
    const file = String(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' })
    )
    writeFileSync(join(folder, 'twin.key'), file)
    const selfSigned = ['req', '-x509', '-key', 'twin.key', '-subj', '/CN=Copy', '-days', '30']
    const certificate = execFileSync('openssl', selfSigned, { cwd: folder, encoding: 'utf8' })
    for (const { serial } of world.keys) {
      const place = { serial, slot: '83', pin } as const
      await alice.call('yubikey.import', { ...place, file, pinPolicy: 'once', touchPolicy: 'never' })
      // The module shows the public half of an imported key by the certificate beside it.
      await alice.call('yubikey.write-certificate', { ...place, certificate })
    }
    // One without a certificate hides its public half, and hinders nobody.
    await alice.call('yubikey.import', { serial: first.serial, slot: '84', pin, file })
    await alice.call('token.modules-add', { module: world.module })
    for (const { serial } of world.keys) await alice.call('token.unlock', { token: String(serial), pin })
    const create = (name: string, keyLabel: string) =>
      alice.call('authority.create', { name, subject: `CN=${name}`, token: String(first.serial), keyLabel })
    await create('Touched', 'Private key for Retired Key 1')
    await create('Twin', 'Private key for Retired Key 2')
  })
  beforeEach(() => {
    first.finger.mode = 'at-once'
    first.finger.patience = 15_000
  })
  afterAll(async () => {
    await house?.stop()
    await world?.stop()
    delete process.env['PCSCLITE_CSOCK_NAME']
    rmSync(folder, { recursive: true, force: true })
  })

  const look = () => alice.call('token.list', { fresh: true })
  const stateOf = async (key: VirtualYubiKey) =>
    (await alice.call('token.list', {})).tokens.find(({ serial }) => serial === String(key.serial))
  const crl = (authority: string) => alice.call('crl.issue', { authority })
  const failure = (work: Promise<unknown>): Promise<{ code: unknown; message: string }> =>
    work.then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => ({
        code: Reflect.get(Object(error), 'code'),
        message: String(Reflect.get(Object(error), 'message'))
      })
    )

  test('shows that it waits for a finger, and signs when it is there', async () => {
    first.finger.mode = 'by-hand'
    const signing = crl('Touched')
    await until(
      async () => first.finger.isWaiting(),
      () => 'the card asked for no touch'
    )
    await until(
      async () => (await stateOf(first))?.waiting === true,
      () => 'the token does not show as waiting'
    )
    first.finger.touch()
    expect((await signing).crl.id).toBeGreaterThan(0)
    expect((await stateOf(first))?.waiting).toBe(false)
  })

  test('that nobody touches in time refuses with a clear word, and signs at the next touch', async () => {
    first.finger.mode = 'never'
    first.finger.patience = 400
    const late = await failure(crl('Touched'))
    expect(late.code).toBe('key-unavailable')
    expect(late.message).toMatch(/touch/i)
    first.finger.mode = 'at-once'
    await look()
    expect((await crl('Touched')).crl.id).toBeGreaterThan(0)
  })

  test('pulled out while it waits for a finger loses no request; it is signed when the key is back', async () => {
    await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'Touched', approval: 'auto' })
    const csr = writePem('CERTIFICATE REQUEST', makeCsr({ names: [{ kind: 'dns', value: 'www.example.test' }] }))
    first.finger.mode = 'by-hand'
    const asked = alice.call('request.submit', { profile: 'web', csr })
    await until(
      async () => first.finger.isWaiting(),
      () => 'the card asked for no touch'
    )
    await first.unplug()
    const { request } = await asked
    expect(request.state).toBe('signing-queued')
    await look()
    expect((await stateOf(first))?.state).toBe('absent')
    // Asked for while it is away.
    const later = (await alice.call('request.submit', { profile: 'web', csr })).request
    expect(later.state).toBe('signing-queued')
    first.finger.mode = 'at-once'
    await first.plug()
    await look()
    expect((await stateOf(first))?.state).toBe('unlocked')
    for (const { id } of [request, later]) {
      await until(
        async () => (await alice.call('request.show', { id })).request.state === 'issued',
        () => 'the request is not issued'
      )
    }
  })

  test('whose key is on a second YubiKey too signs with the one that is there', async () => {
    const { key } = await alice.call('token.take-up', {
      token: String(second.serial),
      key: 'Private key for Retired Key 2'
    })
    expect(key.authority).toBe('Twin')
    const places = async () =>
      (await alice.call('authority.show', { authority: 'Twin' })).authority.keyPlaces.map(({ serial, state }) => [
        serial,
        state
      ])
    const [a, b] = [String(first.serial), String(second.serial)]
    expect(await places()).toEqual([
      [a, 'unlocked'],
      [b, 'unlocked']
    ])
    const before = [first.seen.length, second.seen.length]
    for (let at = 0; at < 4; at++) await crl('Twin')
    // General authenticate (0x87) went to both: the load is shared.
    expect(first.seen.slice(before[0]).filter((one) => one === 0x87).length).toBeGreaterThan(0)
    expect(second.seen.slice(before[1]).filter((one) => one === 0x87).length).toBeGreaterThan(0)
    await first.unplug()
    expect((await crl('Twin')).crl.id).toBeGreaterThan(0)
    await look()
    expect(await places()).toEqual([
      [a, 'absent'],
      [b, 'unlocked']
    ])
    await first.plug()
    await look()
    await second.unplug()
    const { file } = await crl('Twin')
    const chain = await alice.call('authority.export-chain', { authority: 'Twin', format: 'pem' })
    writeFileSync(join(folder, 'twin.pem'), Buffer.from(chain.file.base64, 'base64'))
    writeFileSync(join(folder, 'twin.crl'), Buffer.from(file.base64, 'base64'))
    const verify = ['crl', '-inform', 'DER', '-in', 'twin.crl', '-CAfile', 'twin.pem', '-noout']
    expect(execFileSync('openssl', verify, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe(
      ''
    )
    await second.plug()
    await look()
  })

  test('says which keys its module makes, and refuses Ed25519 where it does not', async () => {
    const refused = await failure(
      alice.call('token.generate', { token: String(first.serial), key: 'Ed25519', label: 'edwards' })
    )
    expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('makes no Ed25519 keys') })
  })

  test('answers OCSP and stamps with keys in its slots', async () => {
    await alice.call('authority.create', { name: 'Vault', subject: 'CN=Vault' })
    for (const slot of ['94', '95'] as const)
      await alice.call('yubikey.generate', { serial: second.serial, slot, pin, key: 'P-256', pinPolicy: 'once' })
    await look()
    await alice.call('token.unlock', { token: String(second.serial), pin })
    const { service } = await alice.call('tsa.create', {
      name: 'stamp',
      authority: 'Vault',
      settings: { token: String(second.serial), keyLabel: 'Private key for Retired Key 20' }
    })
    expect(service.certificate?.places).toMatchObject([{ serial: String(second.serial), state: 'unlocked' }])
    const { ca } = house.engine
    const request = buildTimeStampRequest({
      hash: 'sha256',
      hashed: createHash('sha256').update('A contract.\n').digest(),
      certificateWanted: true
    })
    const { token } = parseTimeStampResponse((await answerTimeStamp(ca, 'stamp', request, '192.0.2.7')).der)
    if (token === null) throw new Error('no stamp')
    verifyTimeStamp(token, [requireParsed(reader(ca.store), service.certificate?.certificateId ?? 0)])

    const { service: responder } = await alice.call('ocsp.enable', {
      authority: 'Vault',
      settings: { token: String(second.serial), keyLabel: 'Private key for Retired Key 19' }
    })
    expect(responder.responder?.places).toMatchObject([{ serial: String(second.serial), state: 'unlocked' }])
    await alice.call('profile.create', {
      name: 'vault-web',
      starter: 'tls-server',
      authority: 'Vault',
      approval: 'auto'
    })
    const csr = makeCsr({ subject: 'CN=www.example.test', names: [{ kind: 'dns', value: 'www.example.test' }] })
    const { certificateId } = await alice.call('request.submit', {
      profile: 'vault-web',
      csr: writePem('CERTIFICATE REQUEST', csr)
    })
    const leaf = writePem('CERTIFICATE', getCertificateDer(reader(ca.store), certificateId ?? 0) ?? new Uint8Array())
    const { trial } = await alice.call('ocsp.ask', { certificate: leaf, nonce: true })
    expect(trial.answer).toMatchObject({ status: 'good', nonceEchoed: true })
  })

  test('is locked by wrong PINs with the tries counted, and says that it is blocked', async () => {
    const token = String(second.serial)
    await alice.call('token.lock', { token })
    const wrong = () => failure(alice.call('token.unlock', { token, pin: '000000' }))
    expect((await wrong()).code).toBe('wrong-passphrase')
    expect((await wrong()).code).toBe('wrong-passphrase')
    expect((await wrong()).message).toContain('blocked')
    expect((await stateOf(second))?.state).toBe('blocked')
    // The other one signs on for both.
    expect((await crl('Twin')).crl.id).toBeGreaterThan(0)
  })
})
