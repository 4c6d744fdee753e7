import { createHash, X509Certificate } from 'node:crypto'
import { connect, type TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startAdminHttp } from '../api/http.ts'
import { reader } from '../store/store.ts'
import { listKeys } from '../store/keys.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../testing/test-engine.ts'
import type { HttpListener } from '../world/http-listener.ts'
import type { TlsIdentity } from './tls-identity.ts'
import { tlsNames } from './tls-names.ts'

const day = 86_400_000

let made: TestEngine & { readonly alice: Person }
let root: string
let identity: TlsIdentity
let listener: HttpListener
const sockets: TLSSocket[] = []
const names = tlsNames({ host: '127.0.0.1' }, ['admin.example.test'])
const wanted = { slot: 'admin-tls', label: 'TLS', authority: 'Root', names }
beforeEach(async () => {
  made = await startWithAlice()
  await made.alice.call('authority.create', { name: 'Root', subject: 'CN=Root', key: 'P-256', validity: '20y' })
  const { file } = await made.alice.call('authority.export-chain', { authority: 'Root', format: 'pem' })
  root = Buffer.from(file.base64, 'base64').toString()
  identity = await made.engine.tls.start(wanted)
  listener = await startAdminHttp(made.engine, {
    listen: { host: '127.0.0.1', port: 0 },
    tls: { identity, names: names.map(({ value }) => value) }
  })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await listener.close()
  await made.stop()
})

const shown = (text = identity.credentials.certificates): X509Certificate => new X509Certificate(text)

/** Opens a connection that stays. The clock of the test does not reach OpenSSL, so the dates are not judged there. */
async function open(): Promise<{ readonly serial: string; readonly ask: () => Promise<string> }> {
  const socket = connect({ host: '127.0.0.1', port: listener.port, ca: root, rejectUnauthorized: false })
  sockets.push(socket)
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  return {
    serial: new X509Certificate(socket.getPeerCertificate().raw).serialNumber,
    ask: () =>
      new Promise((resolve) => {
        socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1').split('\r\n')[0] ?? ''))
        socket.write(`GET /api/x HTTP/1.1\r\nHost: admin.example.test:${listener.port}\r\n\r\n`)
      })
  }
}

/** Lets the scheduler do what is due at the present time of the clock. */
async function settle(): Promise<void> {
  made.engine.jobs.wake()
  await made.engine.jobs.settle()
}

test('a server gets a certificate of the installation: signed by it, for its names, as a service', async () => {
  const certificate = shown()
  expect(certificate.verify(new X509Certificate(root).publicKey)).toBe(true)
  expect(certificate.subjectAltName).toBe(
    'DNS:admin.example.test, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'
  )
  const { rows } = await made.alice.call('certificate.list', { certificateClass: ['service'] })
  expect(rows).toMatchObject([{ authorityName: 'Root', requester: 'TLS', state: 'active', keyAlgorithm: 'P-256' }])
})

test('its private key is sealed in the vault and may sign nothing there', () => {
  const key = listKeys(reader(made.engine.ca.store)).find(({ label }) => label === 'TLS')
  expect(key?.purposes).toEqual([])
  expect(Buffer.from(key?.sealed ?? []).includes(identity.credentials.privateKey.subarray(40, 80))).toBe(false)
})

test('after two thirds of its life it is renewed: connections stay, new ones see the next', async () => {
  const before = shown().serialNumber
  const old = await open()
  expect(await old.ask()).toContain('405')
  made.clock.advance(59 * day)
  await settle()
  expect(shown().serialNumber).toBe(before)
  made.clock.advance(2 * day)
  await settle()
  expect(shown().serialNumber).not.toBe(before)
  expect(await old.ask()).toContain('405')
  const next = await open()
  expect([old.serial, next.serial]).toEqual([before, shown().serialNumber])
  expect(
    listKeys(reader(made.engine.ca.store)).filter(({ label, sealed }) => label === 'TLS' && sealed !== null)
  ).toHaveLength(1)
})

test('one that was revoked is replaced', async () => {
  const before = shown().serialNumber
  const [row] = (await made.alice.call('certificate.list', { certificateClass: ['service'] })).rows
  await made.alice.call('certificate.revoke', { id: row?.id ?? 0, reason: 'keyCompromise' })
  await settle()
  expect(shown().serialNumber).not.toBe(before)
})

test('while the vault is locked it waits, and serves on with what it has', async () => {
  const before = shown().serialNumber
  made.clock.advance(61 * day)
  made.engine.vault.lock()
  await settle()
  expect(shown().serialNumber).toBe(before)
  expect((await open()).serial).toBe(before)
  await made.alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  await settle()
  expect(shown().serialNumber).not.toBe(before)
})

test('while the authority cannot sign, the log says why, and it is tried again', async () => {
  const before = shown().serialNumber
  await made.alice.call('authority.set-key-online', { authority: 'Root', online: false })
  made.clock.advance(61 * day)
  await settle()
  expect(shown().serialNumber).toBe(before)
  expect(made.log()).toMatch(/off line.*a TLS certificate could not be renewed/)
  await made.alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  await made.alice.call('authority.set-key-online', { authority: 'Root', online: true })
  await settle()
  expect(shown().serialNumber).not.toBe(before)
})

test('the same server finds its certificate again, another authority or name gets a new one', async () => {
  const digest = (): string => createHash('sha256').update(identity.credentials.certificates).digest('hex')
  const before = digest()
  const again = async (change: Partial<typeof wanted>): Promise<string> => {
    identity.end()
    identity = await made.engine.tls.start({ ...wanted, ...change })
    return digest()
  }
  expect(await again({})).toBe(before)
  expect(await again({ names: names.toReversed() })).toBe(before)
  const renamed = await again({ names: names.slice(1) })
  expect(renamed).not.toBe(before)
  await made.alice.call('authority.create', { name: 'Other', subject: 'CN=Other', key: 'P-256' })
  expect(await again({ names: names.slice(1), authority: 'Other' })).not.toBe(renamed)
})

test('names outside what the authority may certify are refused, and no key stays behind', async () => {
  await made.alice.call('authority.create', {
    name: 'Narrow',
    subject: 'CN=Narrow',
    key: 'P-256',
    permittedNames: [{ type: 'dns', value: 'example.test' }]
  })
  await expect(
    made.engine.tls.start({ ...wanted, slot: 'other', label: 'Narrow TLS', authority: 'Narrow' })
  ).rejects.toMatchObject({
    code: 'refused-by-policy'
  })
  expect(listKeys(reader(made.engine.ca.store)).find(({ label }) => label === 'Narrow TLS')?.sealed).toBeNull()
})

test.each([
  ['127.0.0.1', [], ['localhost', '127.0.0.1', '::1']],
  ['127.0.0.2', [], ['localhost', '127.0.0.1', '::1', '127.0.0.2']],
  ['192.0.2.7', ['PKI.example.test.'], ['pki.example.test', '192.0.2.7']],
  ['0.0.0.0', [], ['box.example.test', 'localhost', '127.0.0.1', '::1']],
  ['::', ['2001:db8::7'], ['2001:db8::7', 'localhost', '127.0.0.1', '::1']]
])('a server on %s with the names %j is called %j', (host, given, expected) => {
  expect(tlsNames({ host }, given, 'box.example.test').map(({ value }) => value)).toEqual(expected)
})

test.each(['a b', '*.example.test', 'under_score', '-a', ''])('%j is no name of a server', (text) => {
  expect(() => tlsNames({ host: '127.0.0.1' }, [text])).toThrow('neither a host name nor an address')
})
