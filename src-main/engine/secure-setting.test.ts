import { createServer } from 'node:net'
import { X509Certificate } from 'node:crypto'
import { hostname } from 'node:os'
import { connect } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  startTestEngine,
  startWithAlice,
  testPassphrase,
  type Person,
  type TestEngine
} from '../testing/test-engine.ts'
import type { Input } from '../../src-shared/api/index.ts'

let made: TestEngine & { readonly alice: Person }
let root: string
let port: number
let authorityId: number
beforeEach(async () => {
  made = await startWithAlice()
  await made.alice.call('authority.create', { name: 'Root', subject: 'CN=Root', key: 'P-256', validity: '20y' })
  authorityId = (await made.alice.call('authority.list', {})).authorities[0]?.id ?? 0
  const { file } = await made.alice.call('authority.export-chain', { authority: 'Root', format: 'pem' })
  root = Buffer.from(file.base64, 'base64').toString()
  port = await freePort()
})
afterEach(() => made.stop())

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

type Secure = NonNullable<Input<'settings.update'>['settings']['secureListener']>
const set = async (change: Partial<Secure> | null): Promise<void> => {
  const secureListener = change === null ? null : { host: '127.0.0.1', port, authorityId, names: [], ...change }
  await made.alice.call('settings.update', { settings: { secureListener } })
}

/** @returns what a client gets that is shown the certificate; its dates are not judged, since the test has a clock of its own */
async function fetched(): Promise<{ status: string; names: string | undefined }> {
  const socket = connect({ host: '127.0.0.1', port, ca: root, rejectUnauthorized: false })
  try {
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    const certificate = new X509Certificate(socket.getPeerCertificate().raw)
    expect(certificate.verify(new X509Certificate(root).publicKey)).toBe(true)
    const status = await new Promise<string>((resolve) => {
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1').split(' ')[1] ?? ''))
      socket.write(`GET /aia/Root.cer HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    })
    return { status, names: certificate.subjectAltName }
  } finally {
    socket.destroy()
  }
}

test('HTTPS is served where the settings say, with a certificate of the chosen authority, and ends with them', async () => {
  await made.engine.followSecureSetting()
  expect(made.engine.listening()).toEqual([])
  await set({ names: ['acme.example.test'] })
  expect(await fetched()).toMatchObject({
    status: '200',
    names: expect.stringContaining('DNS:acme.example.test') as string
  })
  expect(made.engine.listening()).toEqual([`https://127.0.0.1:${port}`])
  expect(made.engine.reached()).toEqual([`https://acme.example.test:${port}`])
  await set(null)
  await expect(fetched()).rejects.toThrow('ECONNREFUSED')
})

test('another name brings another certificate at the same port', async () => {
  await made.engine.followSecureSetting()
  await set({ names: ['one.example.test'] })
  await set({ names: ['two.example.test'] })
  expect((await fetched()).names).toContain('two.example.test')
})

test('an authority that is not there refuses the change, and what was served is still served', async () => {
  await made.engine.followSecureSetting()
  await set({})
  await expect(set({ authorityId: 999 })).rejects.toMatchObject({ code: 'not-found' })
  expect((await made.alice.call('settings.show', {})).settings.secureListener?.authorityId).toBe(authorityId)
  expect((await fetched()).status).toBe('200')
})

test('after a restart it is served as soon as the vault is unlocked, and said until then', async () => {
  await made.engine.followSecureSetting()
  await set({ names: ['acme.example.test'] })
  const { folder } = made
  await made.engine.close()
  const again = await startTestEngine({ dataDir: folder })
  await again.engine.followSecureSetting()
  const alice = again.person()
  expect(await alice.call('system.status', {})).toMatchObject({
    listening: [],
    listenProblem: null,
    secureProblem: expect.stringContaining('locked until somebody signs in') as string
  })
  await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  again.engine.jobs.wake()
  await again.engine.jobs.settle()
  expect((await fetched()).status).toBe('200')
  expect((await alice.call('system.status', {})).secureProblem).toBeNull()
  await again.stop()
  made = await startWithAlice()
})

test('what keeps HTTPS from being served is told as a notice, and no longer once it is', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => void other.listen(port, '127.0.0.1', () => resolve()))
  await set({})
  await made.engine.followSecureSetting()
  const told = async (): Promise<readonly unknown[]> =>
    (await made.alice.call('dashboard.notices', {})).notices.filter(({ kind }) => kind === 'not-served-secure')
  expect(await told()).toMatchObject([{ text: expect.stringContaining('Another program listens') as string }])
  await new Promise((resolve) => other.close(resolve))
  made.engine.jobs.wake()
  await made.engine.jobs.settle()
  expect(await told()).toEqual([])
})

test('a service says the address of the listener under a name of its certificate', async () => {
  await made.engine.followSecureSetting()
  await made.alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'Root', approval: 'auto' })
  const { service } = await made.alice.call('acme.create', { name: 'office', profile: 'web' })
  expect(service.directory).toBeNull()
  await set({ names: ['acme.example.test'] })
  expect((await made.alice.call('acme.show', { service: 'office' })).service.directory).toBe(
    `https://acme.example.test:${port}/acme/office/directory`
  )
})

test.each([
  ['under the name of the certificate', ['pki.example.test'], (at: number) => `https://pki.example.test:${at}`],
  [
    'under the name of the machine where the certificate has no other',
    [],
    (at: number) => `https://${hostname().toLowerCase()}:${at}`
  ]
])('a listener at every address is told to the devices of every protocol %s', async (_text, names, base) => {
  await made.engine.followSecureSetting()
  await set({ host: '0.0.0.0', names })
  await made.alice.call('profile.create', { name: 'device', starter: 'device', authority: 'Root', approval: 'auto' })
  const service = { name: 'office', profile: 'device' }
  const est = await made.alice.call('est.create', { ...service, auth: 'basic', label: 'office' })
  const scep = await made.alice.call('scep.create', { ...service, challenge: ['one-time'] })
  const cmp = await made.alice.call('cmp.create', { ...service })
  const acme = await made.alice.call('acme.create', { ...service })
  expect([est.service.address, scep.service.address, cmp.service.address, acme.service.directory]).toEqual([
    `${base(port)}/.well-known/est/office`,
    `${base(port)}/scep/office`,
    `${base(port)}/.well-known/cmp/p/office`,
    `${base(port)}/acme/office/directory`
  ])
})
