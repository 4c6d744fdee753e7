import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { startTestEngine, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'

let home: TestEngine
let alice: Person
let base = ''

beforeEach(async () => {
  home = await startTestEngine()
  alice = home.person()
  await alice.call('system.setup', { operator: 'alice', passphrase: testPassphrase })
  base = await home.engine.listenPublic({ host: '127.0.0.1', port: 0 })
})
afterEach(() => home.stop())

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${base}${path}`, init)
const bytes = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

describe('the CRL of an authority', () => {
  test('is one DER file under its address, with the media type of RFC 2585, and the newest takes its place', async () => {
    await alice.call('authority.create', { name: 'ca', subject: 'CN=CA' })
    const first = await alice.call('crl.issue', { authority: 'ca' })
    const answer = await get('/crl/ca.crl')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-crl'])
    expect((await bytes(answer)).toString('base64')).toBe(first.file.base64)
    home.clock.advance(1000)
    const second = await alice.call('crl.issue', { authority: 'ca' })
    const der = await bytes(await get('/crl/ca.crl'))
    expect(der.toString('base64')).toBe(second.file.base64)
    expect(parseCrl(der).thisUpdate).toBe(home.clock.now())
  })

  test('tells caches how long: five minutes, until its nextUpdate, with a tag that saves the second fetch', async () => {
    await alice.call('authority.create', {
      name: 'ca',
      subject: 'CN=CA',
      settings: { crl: { life: '2m', overlap: '1m' } }
    })
    // The first CRL that comes by itself is out, so that none takes the place of the next.
    await home.engine.jobs.settle()
    const { crl } = await alice.call('crl.issue', { authority: 'ca' })
    const answer = await get('/crl/ca.crl', { method: 'HEAD' })
    expect(answer.headers.get('cache-control')).toBe('public, max-age=120, must-revalidate')
    expect(answer.headers.get('last-modified')).toBe(new Date(crl.thisUpdate).toUTCString())
    expect(answer.headers.get('expires')).toBe(new Date(crl.nextUpdate).toUTCString())
    expect(answer.headers.get('etag')).toBe(`"${crl.sha256}"`)
    const again = await get('/crl/ca.crl', { headers: { 'if-none-match': `"${crl.sha256}"` } })
    expect([again.status, (await bytes(again)).length]).toEqual([304, 0])
    home.clock.advance(300_000)
    expect((await get('/crl/ca.crl')).headers.get('cache-control')).toContain('max-age=0')
  })

  test('is found under a name with blanks and letters beyond ASCII, as certificates write it', async () => {
    await alice.call('settings.update', { settings: { publicBaseAddress: 'http://pki.example.test' } })
    const { authority } = await alice.call('authority.create', { name: 'Größe 1', subject: 'CN=CA' })
    const [address = ''] = authority.effectiveAddresses.crl
    expect(address).toBe('http://pki.example.test/crl/Gr%C3%B6%C3%9Fe%201.crl')
    await alice.call('crl.issue', { authority: 'Größe 1' })
    expect((await get(new URL(address).pathname)).status).toBe(200)
  })
})

describe('the certificate of an authority', () => {
  test('is one DER certificate under its address, the new one after a renewal', async () => {
    await alice.call('authority.create', { name: 'ca', subject: 'CN=CA' })
    const answer = await get('/aia/ca.cer')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-cert'])
    const before = parseCertificate(await bytes(answer))
    expect(before.subject.text).toBe('CN=CA')
    home.clock.advance(60_000)
    await alice.call('authority.renew', { authority: 'ca' })
    const after = parseCertificate(await bytes(await get('/aia/ca.cer')))
    expect([after.subject.key, after.serial === before.serial]).toEqual([before.subject.key, false])
  })
})

describe('the public side', () => {
  test('refuses unknown names, other methods and the administration', async () => {
    await alice.call('authority.create', { name: 'ca', subject: 'CN=CA' })
    expect((await get('/crl/ca.crl')).status).toBe(404)
    expect((await get('/aia/other.cer')).status).toBe(404)
    expect((await get('/crl/..%2f..%2fchancery.db.crl')).status).toBe(404)
    expect((await get('/aia/ca.cer', { method: 'POST' })).status).toBe(405)
    expect((await get('/api/system.status', { method: 'POST' })).status).toBe(404)
  })

  test('stays reachable while the vault is locked', async () => {
    await alice.call('authority.create', { name: 'ca', subject: 'CN=CA' })
    await alice.call('crl.issue', { authority: 'ca' })
    await alice.call('session.lock', {})
    expect(home.engine.vault.state).toBe('locked')
    expect((await get('/crl/ca.crl')).status).toBe(200)
    expect((await get('/aia/ca.cer')).status).toBe(200)
  })
})
