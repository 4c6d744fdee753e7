import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deviceCsr, deviceKey, estConnection, foreignCertificate } from '../../testing/est-client.ts'
import { certificatesIn, startEstHouse, stolenKey, type EstHouse } from '../../testing/est-house.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCsr } from '../../pki/csr.ts'
import { readPem, writePem } from '../../pki/pem.ts'
import { feed, MUTATIONS } from '../../testing/mutations.ts'
import { estBytes } from './body.ts'

let house: EstHouse
beforeEach(async () => {
  house = await startEstHouse()
})
afterEach(() => house.stop())

const gate = { subject: 'CN=gate', names: ['gate.example.test'] }
const csr = (): Uint8Array => deviceCsr(deviceKey(), gate)

describe('passwords (RFC 7030 3.2.3)', () => {
  test('are asked for with 401 and a challenge; the first such answer is not logged as a refusal', async () => {
    await house.client('printer')
    const reply = await house.ask('simpleenroll', csr())
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([401, 'Basic realm="EST", charset="UTF-8"'])
    expect(await house.lines()).toEqual([])
  })

  test('are refused where they are wrong, and the client learns nothing of which part was', async () => {
    const printer = await house.client('printer')
    const wrong = await house.ask('simpleenroll', csr(), { password: ['printer', `${printer.password[1]}x`] })
    const nobody = await house.ask('simpleenroll', csr(), { password: ['nobody', printer.password[1]] })
    expect([wrong.status, nobody.status, wrong.body.toString()]).toEqual([401, 401, nobody.body.toString()])
    const lines = await house.lines()
    expect(lines[0]).toContain('no client of this name')
    expect(lines[1]).toContain('est client rotate')
    expect(house.audit()[0]).toMatchObject({ operation: 'est.simpleenroll', outcome: 'refused' })
  })

  test('are kept as a hash, and appear in no log', async () => {
    const printer = await house.client('printer')
    await house.enrol(printer, gate)
    await house.ask('simpleenroll', csr(), { password: ['printer', `${printer.password[1]}x`] })
    expect(house.log()).not.toContain(printer.password[1])
    expect(JSON.stringify(house.audit())).not.toContain(printer.password[1])
  })

  test('end with their time, their number of certificates, a new password, and when they are revoked', async () => {
    const ended = await house.client('ended', { expires: house.clock.now() + 1000 })
    const once = await house.client('once', { maxUses: 1 })
    const rotated = await house.client('rotated')
    const revoked = await house.client('revoked')
    house.clock.set(house.clock.now() + 2000)
    await house.enrol(once, gate)
    const { clients } = await house.alice.call('est.client-list', { service: 'office' })
    const idOf = (name: string): number => clients.find((one) => one.name === name)?.id ?? 0
    const { password } = await house.alice.call('est.client-rotate', { id: idOf('rotated') })
    await house.alice.call('est.client-revoke', { id: idOf('revoked') })
    const statuses = [ended, once, rotated, revoked].map(
      async (shown) => (await house.ask('simpleenroll', csr(), shown)).status
    )
    expect(await Promise.all(statuses)).toEqual([403, 403, 401, 401])
    expect((await house.ask('simpleenroll', csr(), { password: ['rotated', password ?? ''] })).status).toBe(200)
    const states = (await house.alice.call('est.client-list', {})).clients.map(({ name, state }) => [name, state])
    expect(Object.fromEntries(states)).toEqual({
      ended: 'expired',
      once: 'used-up',
      rotated: 'active',
      revoked: 'revoked'
    })
  })

  test('bind a client to its subject and names', async () => {
    const bound = await house.client('bound', {
      subject: [{ type: 'CN', value: 'Gate 7' }],
      names: ['*.example.test']
    })
    const reply = await house.ask(
      'simpleenroll',
      deviceCsr(deviceKey(), { subject: 'CN=anything', names: gate.names }),
      bound
    )
    expect(certificatesIn(reply)).toHaveLength(1)
    expect((await house.alice.call('est.requests', {})).rows[0]?.certificate?.subject).toBe('CN=Gate 7')
    const outside = deviceCsr(deviceKey(), { subject: 'CN=gate', names: ['gate.example.com'] })
    const refused = await house.ask('simpleenroll', outside, bound)
    expect([refused.status, refused.body.toString()]).toEqual([403, 'You may not have dns:gate.example.com.\n'])
  })

  test('a request that the profile refuses gives the use back', async () => {
    const once = await house.client('once', { maxUses: 1 })
    const refused = await house.ask('simpleenroll', deviceCsr(deviceKey(), { subject: 'O=no common name' }), once)
    expect(refused.status).toBe(403)
    await house.enrol(once, gate)
  })
})

describe('TLS certificates (RFC 7030 3.3.2)', () => {
  test('let nobody in by themselves where the service asks for passwords', async () => {
    const first = await house.enrol(await house.client('printer'), gate)
    const shown = { certificate: { der: first.der, key: first.key.privateKey } }
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(401)
    expect((await house.lines())[0]).toContain('by an authority that the service does not trust')
  })

  test('of an authority that the service trusts let in, those of others do not, and a pinned one does', async () => {
    const first = await house.enrol(await house.client('printer'), gate)
    const shown = { certificate: { der: first.der, key: first.key.privateKey } }
    await house.alice.call('est.update', { service: 'office', auth: 'certificate' })
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(403)
    await house.alice.call('est.update', { service: 'office', trustedAuthorities: ['issuing'] })
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(200)
    const stranger = foreignCertificate('CN=Stranger')
    const strange = { certificate: { der: stranger.certificate.der, key: stranger.key.privateKey } }
    expect((await house.ask('simpleenroll', csr(), strange)).status).toBe(403)
    expect((await house.lines())[0]).toContain('none of ours')
    const certificate = Buffer.from(stranger.certificate.der).toString('base64')
    await house.alice.call('est.client-create', { service: 'office', name: 'stranger', certificate })
    expect((await house.ask('simpleenroll', csr(), strange)).status).toBe(200)
    expect((await house.alice.call('est.requests', {})).rows[0]?.client).toBe('client stranger')
  })

  test('of an authority that was revoked let nobody in, also where the root above it is trusted', async () => {
    const { alice } = house
    await alice.call('authority.create', {
      name: 'plant',
      issuer: 'root',
      subject: 'CN=Plant',
      key: 'P-256',
      validity: '5y'
    })
    await alice.call('profile.create', { name: 'machine', starter: 'device', authority: 'plant', approval: 'auto' })
    await alice.call('est.create', { name: 'plant', label: 'plant', profile: 'machine' })
    const { password } = await alice.call('est.client-create', { service: 'plant', name: 'line' })
    const key = deviceKey()
    const born = await house.ask('/.well-known/est/plant/simpleenroll', deviceCsr(key, gate), {
      password: ['line', password ?? '']
    })
    const [der] = certificatesIn(born)
    const shown = { certificate: { der: der ?? new Uint8Array(), key: key.privateKey } }
    await alice.call('est.update', { service: 'office', auth: 'certificate', trustedAuthorities: ['plant'] })
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(200)

    const { authority } = await alice.call('authority.show', { authority: 'plant' })
    await alice.call('certificate.revoke', { id: authority.certificateId ?? 0, reason: 'cACompromise', comment: '' })
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(403)
    expect((await house.lines())[0]).toContain('the certificate of CN=Plant is revoked')

    // Who took the key of the authority makes certificates that are in no inventory.
    const { file: chain } = await alice.call('authority.export-chain', { authority: 'plant' })
    const [plant, root] = readPem(Buffer.from(chain.base64, 'base64').toString()).map(({ bytes }) => bytes)
    if (plant === undefined || root === undefined) throw new Error('no chain')
    const thief = foreignCertificate('CN=Thief', {
      certificate: parseCertificate(plant),
      key: await stolenKey(house, 'plant')
    })
    await alice.call('est.update', { service: 'office', trustAnchors: writePem('CERTIFICATE', root) })
    const forged = { certificate: { der: thief.certificate.der, key: thief.key.privateKey, chain: [plant] } }
    expect((await house.ask('simpleenroll', csr(), forged)).status).toBe(403)
    expect((await house.lines())[0]).toContain('the certificate of CN=Plant is revoked')
  })

  test('below a certificate of others that the service trusts let in, and not below another of the same name', async () => {
    const maker = foreignCertificate('CN=Maker')
    const born = foreignCertificate('CN=Device 1', maker)
    const copied = foreignCertificate('CN=Device 1', foreignCertificate('CN=Maker'))
    const trustAnchors = Buffer.from(maker.certificate.der).toString('base64')
    const { service } = await house.alice.call('est.update', { service: 'office', auth: 'either', trustAnchors })
    expect(service.trustAnchors).toMatchObject([{ subject: 'CN=Maker' }])
    const shown = ({ certificate, key }: typeof born): Parameters<typeof house.ask>[2] => ({
      certificate: { der: certificate.der, key: key.privateKey }
    })
    expect((await house.ask('simpleenroll', csr(), shown(born))).status).toBe(200)
    expect((await house.ask('simpleenroll', csr(), shown(copied))).status).toBe(401)
    expect((await house.lines())[0]).toContain('not below a certificate that the service trusts')
    expect((await house.ask('simplereenroll', csr(), shown(born))).status).toBe(403)
  })

  test('and a password are both needed where the service asks for both', async () => {
    const printer = await house.client('printer')
    const first = await house.enrol(printer, gate)
    const shown = { certificate: { der: first.der, key: first.key.privateKey } }
    await house.alice.call('est.update', { service: 'office', auth: 'both', trustedAuthorities: ['issuing'] })
    expect((await house.ask('simpleenroll', csr(), shown)).status).toBe(401)
    expect((await house.ask('simpleenroll', csr(), printer)).status).toBe(401)
    expect((await house.ask('simpleenroll', csr(), { ...shown, ...printer })).status).toBe(200)
  })
})

describe('a CSR that is bound to its connection (RFC 7030 3.5, RFC 9266)', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is taken by %s, and one of another connection is not',
    async (version) => {
      await house.alice.call('est.update', { service: 'office', settings: { channelBinding: 'require' } })
      const printer = await house.client('printer')
      const connection = await estConnection(house.base, { ...printer, version })
      const other = await estConnection(house.base, { ...printer, version })
      const post = (binding?: string): Promise<number> => {
        const bound = deviceCsr(deviceKey(), {
          ...gate,
          ...(binding === undefined ? {} : { challengePassword: binding })
        })
        return connection.post('/.well-known/est/printers/simpleenroll', bound).then(({ status }) => status)
      }
      expect([await post(connection.binding), await post(other.binding), await post('secret'), await post()]).toEqual([
        200, 403, 403, 403
      ])
      connection.end()
      other.end()
      const lines = await house.lines()
      expect(lines[0]).toContain('no challengePassword')
      expect(lines[1]).toContain('another connection')
    }
  )
})

describe('what is refused before it is read', () => {
  test('an address outside the network rule, too many requests, another method, and plain HTTP', async () => {
    const printer = await house.client('printer')
    await house.alice.call('est.update', { service: 'office', settings: { clients: ['192.0.2.0/24'] } })
    expect((await house.ask('cacerts', null)).status).toBe(403)
    expect((await house.lines())[0]).toContain('127.0.0.1 is outside the network rule of office')
    await house.alice.call('est.update', { service: 'office', settings: { clients: [], perMinute: 2 } })
    const statuses = []
    for (let times = 0; times < 3; times++) statuses.push((await house.ask('simpleenroll', csr(), printer)).status)
    expect(statuses).toContain(429)
    await house.alice.call('est.update', { service: 'office', settings: { perMinute: 0 } })
    const plain = await house.engine.listenPublic({ host: '127.0.0.1', port: 0 })
    expect((await fetch(`${plain}/.well-known/est/cacerts`)).status).toBe(403)
    await house.alice.call('est.update', { service: 'office', settings: { baseAddress: 'https://est.example.test' } })
    expect((await fetch(`${plain}/.well-known/est/cacerts`)).status).toBe(200)
  })

  test('a body of ten megabytes, in bounded memory', async () => {
    const printer = await house.client('printer')
    const reply = await house.ask('simpleenroll', 'A'.repeat(10 * 1024 * 1024), printer).catch(() => null)
    // Either the answer arrives, or the connection ends while the client still sends.
    expect(reply === null ? 413 : reply.status).toBe(413)
    expect((await house.ask('cacerts', null)).status).toBe(200)
  })

  test('a body that never ends', async () => {
    const { hostname, port } = new URL(house.base)
    const printer = await house.client('printer')
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
    const authorization = `Authorization: Basic ${Buffer.from(printer.password.join(':')).toString('base64')}`
    const head = `POST /.well-known/est/simpleenroll HTTP/1.1\r\nHost: x\r\n${authorization}\r\nTransfer-Encoding: chunked\r\n\r\n`
    socket.on('error', () => undefined)
    socket.write(head)
    const piece = `4000\r\n${'A'.repeat(0x4000)}\r\n`
    const feeding = setInterval(() => void socket.write(piece), 1)
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data: Buffer) => resolve(data.toString()))
    )
    clearInterval(feeding)
    socket.destroy()
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

test('100,000 altered requests, as they travel, are read or refused, and nothing else', () => {
  const bodies = [csr(), deviceCsr(deviceKey('RSA-2048'), gate)]
  // As DER, in base64 on one line, and with line ends (RFC 8951 3.1).
  const sent = bodies.flatMap((der) => {
    const text = Buffer.from(der).toString('base64')
    return [der, Buffer.from(text), Buffer.from(text.replace(/.{64}/g, '$&\r\n'))]
  })
  const outcome = feed(71, sent, (altered) => {
    const request = parseCsr(estBytes(altered))
    void [request.subject.key, request.publicKey.facts, request.challengePassword, request.extensions]
  })
  expect(outcome.accepted + outcome.refused).toBe(MUTATIONS)
  expect(outcome.refused).toBeGreaterThan(MUTATIONS / 4)
}, 60_000)

test('requests that were altered are answered, whatever they are, and the service goes on', async () => {
  await house.alice.call('est.update', { service: 'office', settings: { perMinute: 0 } })
  const printer = await house.client('printer')
  const all: Uint8Array[] = []
  feed(70, [csr()], (mutated) => void all.push(mutated))
  const statuses = new Set<number>()
  const connection = await estConnection(house.base, printer)
  for (const body of all.slice(0, 1500))
    statuses.add((await connection.post('/.well-known/est/printers/simpleenroll', body)).status)
  connection.end()
  expect([...statuses].filter((status) => ![200, 400, 403].includes(status))).toEqual([])
  expect((await house.ask('simpleenroll', csr(), printer)).status).toBe(200)
}, 60_000)
