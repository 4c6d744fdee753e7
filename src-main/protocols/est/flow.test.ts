import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCertificate } from '../../pki/certificate.ts'
import { readCsrAttributes } from '../../pki/csr-attributes.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { deviceCsr, deviceKey, estConnection } from '../../testing/est-client.ts'
import { certificatesIn, startEstHouse, type EstHouse } from '../../testing/est-house.ts'

let house: EstHouse
beforeEach(async () => {
  house = await startEstHouse()
})
afterEach(() => house.stop())

const gate = { subject: 'CN=gate', names: ['gate.example.test'] }

describe('cacerts (RFC 7030 4.1)', () => {
  test('has the whole chain, for everybody, under the label and as the default', async () => {
    for (const path of ['cacerts', '/.well-known/est/cacerts']) {
      const reply = await house.ask(path, null)
      expect([reply.status, reply.headers['content-type'], reply.headers['content-transfer-encoding']]).toEqual([
        200,
        'application/pkcs7-mime; smime-type=certs-only',
        'base64'
      ])
      const subjects = certificatesIn(reply).map((der) => parseCertificate(der).subject.text)
      expect(subjects.toSorted()).toEqual(['CN=EST Issuing', 'CN=EST Root'])
      // strongSwan takes one line and a length only.
      expect(reply.body.toString()).toMatch(/^[A-Za-z0-9+/]+=*$/)
      expect(reply.headers['content-length']).toBe(String(reply.body.length))
    }
  })

  test('has every certificate of a root whose certificate was renewed (4.1.3)', async () => {
    expect(certificatesIn(await house.ask('cacerts', null))).toHaveLength(2)
    await house.alice.call('authority.renew', { authority: 'root' })
    expect(certificatesIn(await house.ask('cacerts', null))).toHaveLength(3)
  })

  test('is not found under another label, of a disabled service, or by another method', async () => {
    expect((await house.ask('/.well-known/est/scanners/cacerts', null)).status).toBe(404)
    expect((await house.ask('cacerts', 'x')).status).toBe(405)
    await house.alice.call('est.disable', { service: 'office' })
    expect((await house.ask('cacerts', null)).status).toBe(404)
    await house.alice.call('est.enable', { service: 'office' })
    expect((await house.ask('cacerts', null)).status).toBe(200)
  })
})

describe('simpleenroll (RFC 7030 4.2)', () => {
  test('gives the certificate alone, by the profile, to a client with a password', async () => {
    const printer = await house.client('printer')
    const reply = await house.ask('simpleenroll', deviceCsr(deviceKey(), gate), printer)
    expect([reply.status, reply.headers['content-type']]).toEqual([
      200,
      'application/pkcs7-mime; smime-type=certs-only'
    ])
    const [der, ...more] = certificatesIn(reply)
    const certificate = parseCertificate(der ?? new Uint8Array())
    expect([certificate.subject.text, certificate.issuer.text, more.length]).toEqual(['CN=gate', 'CN=EST Issuing', 0])
    expect(findExtension(certificate, 'subjectAltName')).toEqual([{ kind: 'dns', value: 'gate.example.test' }])
    const { rows } = await house.alice.call('est.requests', { service: 'office' })
    expect(rows).toMatchObject([
      { client: 'client printer', operation: 'simpleenroll', state: 'issued', certificate: { subject: 'CN=gate' } }
    ])
    const by = house.audit().filter(({ operation }) => operation === 'certificate.issue')
    expect(by[0]).toMatchObject({ actor: 'EST office client printer', channel: 'est', outcome: 'ok' })
  })

  test('gives the same certificate for the same CSR while its answer may be lost, and another one later', async () => {
    const printer = await house.client('printer')
    const csr = deviceCsr(deviceKey(), gate)
    const [first] = certificatesIn(await house.ask('simpleenroll', csr, printer))
    const [again] = certificatesIn(await house.ask('simpleenroll', csr, printer))
    expect(again).toEqual(first)
    house.clock.set(house.clock.now() + 61 * 60_000)
    const [later] = certificatesIn(await house.ask('simpleenroll', csr, printer))
    expect(later).not.toEqual(first)
    expect((await house.alice.call('est.requests', {})).rows).toHaveLength(1)
  })

  test('takes a body with line ends and blanks anywhere, as DER, and without a media type (RFC 8951)', async () => {
    const printer = await house.client('printer')
    const text = (der: Uint8Array): string => Buffer.from(der).toString('base64')
    const csr = (): Uint8Array => deviceCsr(deviceKey(), gate)
    const wrapped = text(csr()).replace(/.{1,64}/g, '$&\r\n \t')
    expect((await house.ask('simpleenroll', wrapped, printer)).status).toBe(200)
    expect((await house.ask('simpleenroll', csr(), printer, null)).status).toBe(200)
    expect((await house.ask('simpleenroll', csr(), printer, 'application/pkcs10; charset=utf-8')).status).toBe(200)
    for (const bad of [text(csr()).slice(0, -3), `-----BEGIN CERTIFICATE REQUEST-----\n${text(csr())}`, '', '!!!!'])
      expect((await house.ask('simpleenroll', bad, printer)).status).toBe(400)
    expect((await house.ask('simpleenroll', csr(), printer, 'application/json')).status).toBe(400)
    expect(await house.lines()).toHaveLength(5)
  })
})

describe('the queue (RFC 7030 4.2.3)', () => {
  test('answers 202 until somebody decides, however often the same request comes, and then the certificate', async () => {
    await house.stop()
    house = await startEstHouse({ approval: 'one' })
    const printer = await house.client('printer')
    const csr = deviceCsr(deviceKey(), gate)
    for (let times = 0; times < 3; times++) {
      const reply = await house.ask('simpleenroll', csr, printer)
      expect([reply.status, reply.headers['retry-after']]).toEqual([202, '60'])
    }
    const { rows } = await house.alice.call('est.requests', {})
    expect(rows).toMatchObject([{ state: 'waiting', certificateId: null }])
    const id = rows[0]?.requestId ?? 0
    await house.alice.call('request.approve', { id })
    const reply = await house.ask('simpleenroll', csr, printer)
    expect(parseCertificate(certificatesIn(reply)[0] ?? new Uint8Array()).subject.text).toBe('CN=gate')
    expect((await house.alice.call('est.requests', {})).rows).toMatchObject([{ state: 'issued', requestId: id }])
    expect((await house.alice.call('est.client-list', {})).clients[0]?.uses).toBe(1)
  })

  test('waits as one request although a client binds each try to another connection', async () => {
    await house.stop()
    house = await startEstHouse({ approval: 'one', service: { settings: { channelBinding: 'require' } } })
    const printer = await house.client('printer')
    const key = deviceKey()
    for (let times = 0; times < 2; times++) {
      const connection = await estConnection(house.base, printer)
      const csr = deviceCsr(key, { ...gate, challengePassword: connection.binding })
      expect((await connection.post('/.well-known/est/simpleenroll', csr)).status).toBe(202)
      connection.end()
    }
    expect((await house.alice.call('request.list', {})).rows).toHaveLength(1)
  })

  test('says that a request was declined, and takes the same CSR again a day later', async () => {
    await house.stop()
    house = await startEstHouse({ approval: 'one' })
    const printer = await house.client('printer')
    const csr = deviceCsr(deviceKey(), gate)
    await house.ask('simpleenroll', csr, printer)
    const id = (await house.alice.call('est.requests', {})).rows[0]?.requestId ?? 0
    await house.alice.call('request.decline', { id, reason: 'unknown device' })
    const reply = await house.ask('simpleenroll', csr, printer)
    expect([reply.status, reply.body.toString()]).toEqual([403, expect.stringContaining('declined')])
    expect((await house.lines())[0]).toContain(`request ${id}, which is declined`)
    house.clock.set(house.clock.now() + 25 * 3_600_000)
    expect((await house.ask('simpleenroll', csr, printer)).status).toBe(202)
  })
})

describe('re-enrolment (RFC 7030 4.2.2)', () => {
  test('renews with the same key and rekeys with another, by the certificate that is renewed', async () => {
    const printer = await house.client('printer')
    const first = await house.enrol(printer, gate)
    const shown = { certificate: { der: first.der, key: first.key.privateKey } }
    for (const key of [first.key, deviceKey()]) {
      const reply = await house.ask('simplereenroll', deviceCsr(key, gate), shown)
      expect(reply.status).toBe(200)
    }
    const { rows } = await house.alice.call('request.list', {})
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['new', 'rekey', 'renew'])
  })

  test('lets a client with a password renew what it got here', async () => {
    const printer = await house.client('printer', { maxUses: 1 })
    await house.enrol(printer, gate)
    expect((await house.ask('simplereenroll', deviceCsr(deviceKey(), gate), printer)).status).toBe(200)
    const other = await house.client('scanner')
    const reply = await house.ask('simplereenroll', deviceCsr(deviceKey(), gate), other)
    expect(reply.status).toBe(403)
  })

  test('is refused for another subject, other names, a revoked or expired certificate, and a change of the name', async () => {
    const printer = await house.client('printer')
    const first = await house.enrol(printer, gate)
    const shown = { certificate: { der: first.der, key: first.key.privateKey } }
    const refused = async (csr: Parameters<typeof deviceCsr>[1]): Promise<string> => {
      const reply = await house.ask('simplereenroll', deviceCsr(deviceKey(), csr), shown)
      expect(reply.status).toBe(403)
      return (await house.lines())[0] ?? ''
    }
    expect(await refused({ ...gate, subject: 'CN=other' })).toContain('asked for "CN=other"')
    expect(await refused({ ...gate, names: ['other.example.test'] })).toContain('have to stay the same')
    expect(await refused({ subject: 'CN=gate' })).toContain('have to stay the same')
    const change = { oid: '1.3.6.1.5.5.7.7.36', values: [Uint8Array.of(0x30, 0)] }
    expect(await refused({ ...gate, attributes: [change] })).toContain('asked to change its subject')
    const { rows } = await house.alice.call('est.requests', {})
    const id = rows[0]?.certificateId ?? 0
    await house.alice.call('certificate.revoke', { id, reason: 'superseded', comment: '' })
    const reply = await house.ask('simplereenroll', deviceCsr(deviceKey(), gate), shown)
    expect([reply.status, (await house.lines())[0]]).toEqual([401, expect.stringContaining('is revoked')])
    const late = await house.enrol(printer, { subject: 'CN=late' })
    house.clock.set(Date.parse('2029-01-01T00:00:00Z'))
    const ended = await house.ask('simplereenroll', deviceCsr(late.key, { subject: 'CN=late' }), {
      certificate: { der: late.der, key: late.key.privateKey }
    })
    expect([ended.status, (await house.lines())[0]]).toEqual([401, expect.stringContaining('has expired')])
  })
})

describe('a client with a validity of its own', () => {
  const daysOf = (der: Uint8Array | undefined): number => {
    const { notBefore, notAfter } = parseCertificate(der ?? new Uint8Array())
    return Math.round((notAfter - notBefore) / 86_400_000)
  }

  test('gets it for each certificate, also by the certificate alone, and for its own key that is made here', async () => {
    const printer = await house.client('printer', { validity: '30d' })
    const first = await house.enrol(printer, gate)
    expect(daysOf(first.der)).toBe(30)
    let shown = { certificate: { der: first.der, key: first.key.privateKey } }
    for (const round of [1, 2]) {
      const key = deviceKey()
      const [der = new Uint8Array()] = certificatesIn(await house.ask('simplereenroll', deviceCsr(key, gate), shown))
      expect([round, daysOf(der)]).toEqual([round, 30])
      shown = { certificate: { der, key: key.privateKey } }
    }
    const [renewed] = certificatesIn(await house.ask('simplereenroll', deviceCsr(deviceKey(), gate), printer))
    expect(daysOf(renewed)).toBe(30)
    const usual = await house.enrol(await house.client('scanner'), { subject: 'CN=scanner' })
    expect(daysOf(usual.der)).toBeGreaterThan(300)
    const { clients } = await house.alice.call('est.client-list', { service: 'office' })
    expect(clients.map(({ name, validity }) => [name, validity])).toEqual([
      ['scanner', null],
      ['printer', '30d']
    ])
  })

  test('keeps it over the queue, and is refused where the profile does not allow it', async () => {
    await expect(house.client('long', { validity: '6y' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(
        '6 years is longer than the 5 years that the profile device allows. Choose a shorter validity.'
      )
    })
    const printer = await house.client('printer', { validity: '30d' })
    const { profile } = await house.alice.call('profile.show', { profile: 'device' })
    const revise = (change: Partial<typeof profile.content>): Promise<unknown> =>
      house.alice.call('profile.revise', { profile: 'device', content: { ...profile.content, ...change } })
    await revise({ maximumValidity: null })
    const csr = deviceCsr(deviceKey(), gate)
    const refused = await house.ask('simpleenroll', csr, printer)
    expect([refused.status, (await house.lines())[0]]).toEqual([
      403,
      expect.stringContaining('The profile device sets the validity itself by now.')
    ])
    await expect(house.client('other', { validity: '30d' })).rejects.toMatchObject({ code: 'invalid-input' })
    await revise({ validity: { kind: 'duration', duration: '7d' }, maximumValidity: '10d' })
    expect((await house.ask('simpleenroll', deviceCsr(deviceKey(), gate), printer)).status).toBe(403)
    await revise({ approval: 'one' })
    expect((await house.ask('simpleenroll', csr, printer)).status).toBe(202)
    const { rows } = await house.alice.call('request.list', {})
    await house.alice.call('request.approve', { id: rows.find(({ state }) => state === 'pending-approval')?.id ?? 0 })
    const [der] = certificatesIn(await house.ask('simpleenroll', csr, printer))
    expect(daysOf(der)).toBe(30)
  })

  test('keeps it with another password, unless it is given another validity with it, or none', async () => {
    await house.client('printer', { validity: '30d' })
    const { id } = (await house.alice.call('est.client-list', {})).clients[0] ?? { id: 0 }
    const rotated = async (more: { validity?: string | null }): Promise<number> => {
      const { password } = await house.alice.call('est.client-rotate', { id, ...more })
      const { der } = await house.enrol({ password: ['printer', password ?? ''] }, gate)
      return daysOf(der)
    }
    expect(await rotated({})).toBe(30)
    expect(await rotated({ validity: '10d' })).toBe(10)
    expect(await rotated({})).toBe(10)
    expect(await rotated({ validity: null })).toBeGreaterThan(300)
    const details = house.audit().filter(({ operation }) => operation === 'est.client-rotate')
    expect(details.map(({ detail }) => detail)).toContain('{"name":"printer","validity":"10d"}')
  })

  test('keeps password and validity where it is given one that the profile does not allow', async () => {
    const printer = await house.client('printer', { validity: '30d' })
    const { id } = (await house.alice.call('est.client-list', {})).clients[0] ?? { id: 0 }
    await expect(house.alice.call('est.client-rotate', { id, validity: '6y' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('6 years is longer than the 5 years that the profile device allows.')
    })
    expect(daysOf((await house.enrol(printer, gate)).der)).toBe(30)
    // A password that leaked is replaced also when the profile lets nobody choose by now.
    const { profile } = await house.alice.call('profile.show', { profile: 'device' })
    await house.alice.call('profile.revise', {
      profile: 'device',
      content: { ...profile.content, maximumValidity: null }
    })
    await house.alice.call('est.client-rotate', { id })
    expect((await house.ask('simpleenroll', deviceCsr(deviceKey(), gate), printer)).status).toBe(401)
    await expect(house.alice.call('est.client-rotate', { id, validity: '10d' })).rejects.toMatchObject({
      code: 'invalid-input'
    })
    const { password } = await house.alice.call('est.client-rotate', { id, validity: null })
    expect(daysOf((await house.enrol({ password: ['printer', password ?? ''] }, gate)).der)).toBeGreaterThan(300)
  })
})

describe('csrattrs (RFC 7030 4.5, RFC 9908)', () => {
  test('asks for what the profile requires, in both forms', async () => {
    const reply = await house.ask('csrattrs', null)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/csrattrs'])
    const [template, ...more] = readCsrAttributes(Buffer.from(reply.body.toString(), 'base64'))
    expect([more, template]).toMatchObject([[], { oid: '1.2.840.113549.1.9.16.2.61' }])
    // SEQUENCE { 0, { { { commonName } } }, [1] {} }
    const value = typeof template === 'string' ? undefined : template?.values[0]
    expect(Buffer.from(value ?? []).toString('hex')).toBe('30100201003009310730050603550403a100')
  })

  test('names the one key and the channel binding, and says nothing where nothing is asked', async () => {
    const { profile } = await house.alice.call('profile.show', { profile: 'device' })
    const { content } = profile
    const revise = (change: Partial<typeof content>): Promise<unknown> =>
      house.alice.call('profile.revise', { profile: 'device', content: { ...content, ...change }, note: '' })
    await revise({ keyAlgorithms: ['RSA-3072'] })
    await house.alice.call('est.update', { service: 'office', settings: { channelBinding: 'require' } })
    const reply = await house.ask('csrattrs', null)
    const attributes = readCsrAttributes(Buffer.from(reply.body.toString(), 'base64'))
    expect(attributes[0]).toBe('1.2.840.113549.1.9.7')
    expect(attributes[1]).toEqual({ oid: '1.2.840.113549.1.1.1', values: [Uint8Array.of(2, 2, 0x0c, 0)] })
    await revise({
      keyAlgorithms: ['P-256', 'P-384'],
      subject: { ...content.subject, attributes: [], mayBeEmpty: true }
    })
    await house.alice.call('est.update', { service: 'office', settings: { channelBinding: 'verify' } })
    const none = await house.ask('csrattrs', null)
    expect([none.status, none.body.length]).toEqual([204, 0])
  })
})
