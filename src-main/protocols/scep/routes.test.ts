import { createHash } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { scepDevice, scepMessage, readAnswer, withCertificate, type ScepDeviceKey } from '../../testing/scep-client.ts'
import { scepDevices, startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { readPkcs7 } from '../../pki/pkcs7.ts'
import { writeIssuerAndSerial } from '../../pki/scep.ts'
import { nameFromText } from '../../pki/name.ts'

let house: ScepHouse
let devices: readonly ScepDeviceKey[]
let one: ScepDeviceKey
let two: ScepDeviceKey
beforeAll(() => {
  devices = scepDevices(3)
  ;[one, two] = [devices[0]!, devices[1]!]
})
afterEach(() => house.stop())

const day = 86_400_000
const get = (query: string, rest = ''): Promise<Response> => fetch(`${house.address}${rest}?${query}`)
const bytes = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())

describe('before a device enrols', () => {
  test('GetCACaps says what the service can do, and only that', async () => {
    house = await startScepHouse()
    const answer = await get('operation=GetCACaps')
    expect(answer.headers.get('content-type')).toBe('text/plain')
    expect((await answer.text()).trim().split('\n')).toEqual(
      'POSTPKIOperation SCEPStandard Renewal Update AES DES3 SHA-256 SHA-384 SHA-512'.split(' ')
    )
    await house.alice.call('scep.update', {
      service: 'gate',
      settings: { renewal: false, tripleDes: false, sha1: true }
    })
    expect((await (await get('operation=GetCACaps')).text()).trim().split('\n')).toEqual(
      'POSTPKIOperation SCEPStandard AES SHA-1 SHA-256 SHA-384 SHA-512'.split(' ')
    )
  })

  test('GetCACert gives the certificate of the service and as many above it as the service says', async () => {
    house = await startScepHouse()
    const subjects = async (): Promise<string[]> => {
      const answer = await get('operation=GetCACert&message=anything')
      expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-ra-cert')
      return readPkcs7(await bytes(answer))
        .certificates.map((der) => parseCertificate(der).subject.text)
        .toSorted()
    }
    expect(await subjects()).toEqual(['CN=Issuing', 'CN=Root', 'CN=SCEP service gate'])
    await house.alice.call('scep.update', { service: 'gate', settings: { chain: 'intermediates' } })
    expect(await subjects()).toEqual(['CN=Issuing', 'CN=SCEP service gate'])
    await house.alice.call('scep.update', { service: 'gate', settings: { chain: 'issuer' } })
    expect(await subjects()).toEqual(['CN=Issuing', 'CN=SCEP service gate'])
  })

  test('GetNextCACert gives the authority that comes next, signed by the present service', async () => {
    house = await startScepHouse()
    expect((await get('operation=GetNextCACert')).status).toBe(404)
    await house.alice.call('authority.create', { name: 'later', subject: 'CN=Later', key: 'P-256' })
    await house.alice.call('scep.update', { service: 'gate', settings: { next: 'later' } })
    const answer = await get('operation=GetNextCACert')
    expect(answer.headers.get('content-type')).toBe('application/x-x509-next-ca-cert')
    const signed = parseSignedData(await bytes(answer))
    expect(verifySignedData(signed)[0]?.certificate.subject.text).toBe('CN=SCEP service gate')
    const inside = readPkcs7(signed.content ?? new Uint8Array()).certificates.map((der) => parseCertificate(der))
    expect(inside.map(({ subject }) => subject.text)).toEqual(['CN=Later'])
    expect(await (await get('operation=GetCACaps')).text()).toContain('GetNextCACert')
  })

  test('other operations, paths, services and methods are refused by HTTP', async () => {
    house = await startScepHouse()
    expect((await get('operation=Whatever')).status).toBe(400)
    expect((await get('')).status).toBe(400)
    expect((await fetch(`${house.base}/scep/other?operation=GetCACaps`)).status).toBe(404)
    expect((await get('operation=GetCACaps', '/else')).status).toBe(404)
    expect((await fetch(house.address, { method: 'PUT' })).status).toBe(405)
    for (const rest of [
      '/pkiclient.exe',
      '/CertSrv/mscep/mscep.dll',
      '/certsrv/mscep/',
      '/certsrv/mscep/mscep.dll/pkiclient.exe'
    ])
      expect((await get('operation=GetCACaps', rest)).status, rest).toBe(200)
    await house.alice.call('scep.disable', { service: 'gate' })
    expect((await get('operation=GetCACaps')).status).toBe(404)
    await house.alice.call('scep.enable', { service: 'gate' })
    expect((await get('operation=GetCACaps')).status).toBe(200)
  })
})

describe('PKCSReq', () => {
  test('with a one-time secret gives a certificate, once', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const secret = await house.secret()
    const answer = await client.ask('PKCSReq', one, usualCsr(one, secret, 'one.example.test'))
    expect([answer.status, answer.type, answer.transactionId]).toEqual([
      'success',
      'CertRep',
      createHash('sha256').update(one.spki).digest('hex')
    ])
    expect(answer.issued.map(({ subject }) => subject.text)).toEqual(['CN=device-0'])
    expect(answer.issued[0]?.issuer.text).toBe('CN=Issuing')
    const again = await client.ask('PKCSReq', two, usualCsr(two, secret))
    expect([again.status, again.failure, again.failureText]).toEqual([
      'failure',
      'badRequest',
      'The secret of the request (challengePassword) is not good.'
    ])
    expect((await house.said())[0]).toContain('it was used before, and is good for one request')
    const { rows } = await house.alice.call('scep.enrolments', {})
    expect(rows).toMatchObject([
      { state: 'issued', subject: 'CN=device-0', messageType: 'PKCSReq', client: '127.0.0.1' }
    ])
    const { rows: secrets } = await house.alice.call('scep.challenges', { service: 'gate' })
    expect(secrets).toMatchObject([{ kind: 'one-time', state: 'used', uses: 1 }])
  })

  test.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'] as const)(
    'encrypted with %s is answered with the same, by GET too',
    async (cipher) => {
      house = await startScepHouse()
      const client = await house.client()
      const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, await house.secret()), {
        cipher,
        transport: 'rsa-oaep-sha256',
        signature: 'rsa-pkcs1-sha512'
      })
      const base64 = encodeURIComponent(Buffer.from(message).toString('base64'))
      const answer = await get(`operation=PKIOperation&message=${base64}`)
      expect(answer.headers.get('content-type')).toBe('application/x-pki-message')
      const read = readAnswer(await bytes(answer), one)
      expect([read.status, read.digest, read.issued.length]).toEqual(['success', 'sha512', 1])
    }
  )

  test('that is repeated gets the same certificate, also when both come at once', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const message = scepMessage('PKCSReq', one, client.service, usualCsr(one, await house.secret()))
    const answers = await Promise.all([client.send(message), client.send(message)])
    const later = await client.send(message)
    const serials = await Promise.all(
      [...answers, later].map(async (answer) => readAnswer(await bytes(answer), one).issued[0]?.serial)
    )
    expect(new Set(serials).size).toBe(1)
    expect(
      (await house.alice.call('certificate.list', {})).rows.filter(({ subject }) => subject.includes('device-0'))
    ).toHaveLength(1)
  })

  test('with the transaction id of another key is refused', async () => {
    house = await startScepHouse()
    const client = await house.client()
    await client.ask('PKCSReq', one, usualCsr(one, await house.secret()), { transactionId: 'A1' })
    const answer = await client.ask('PKCSReq', two, usualCsr(two, await house.secret()), { transactionId: 'A1' })
    expect([answer.failure, answer.failureText]).toEqual([
      'badRequest',
      'The transactionID was used before for another key.'
    ])
    expect((await house.alice.call('scep.challenges', { service: 'gate' })).rows[0]?.state).toBe('open')
  })

  test('signed with another key than it asks for is refused', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const answer = await client.ask('PKCSReq', one, usualCsr(two, await house.secret()))
    expect([answer.failure, answer.issued]).toEqual(['badMessageCheck', []])
    expect(answer.failureText).toContain('signed with another key')
  })

  test('without a secret, with a wrong one, an ended one and a revoked one is refused, and the log says why', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const refused = async (csr: Uint8Array): Promise<string | undefined> => {
      expect((await client.ask('PKCSReq', one, csr)).status).toBe('failure')
      return (await house.said())[0]
    }
    expect(await refused(usualCsr(one))).toContain('The request has no secret')
    expect(await refused(usualCsr(one, 'guessed'))).toContain('it is none of this service')
    const old = await house.secret({ minutes: 5 })
    house.clock.set(house.clock.now() + 6 * 60_000)
    expect(await refused(usualCsr(one, old))).toContain('its time is over')
    const made = await house.alice.call('scep.challenge', { service: 'gate' })
    await house.alice.call('scep.challenge-revoke', { id: made.challenge.id })
    expect(await refused(usualCsr(one, made.secret))).toContain('it was revoked')
    const { rows } = await house.alice.call('audit.list', { operation: 'scep.request' })
    expect(rows).toHaveLength(4)
    expect(rows.every(({ outcome }) => outcome === 'refused')).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(old)
  })

  test('that is no message is refused by HTTP, and the log says so', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const answer = await client.send(Buffer.from('300506032a0304', 'hex'))
    expect(answer.status).toBe(400)
    expect((await house.said())[0]).toContain('What came is no message of SCEP')
  })

  test('that the profile refuses leaves the secret good for the next', async () => {
    house = await startScepHouse(
      {},
      { maximumValidity: '1y', validity: { kind: 'duration', duration: '1y' }, keyAlgorithms: ['RSA-3072'] }
    )
    const client = await house.client()
    const secret = await house.secret()
    const answer = await client.ask('PKCSReq', one, usualCsr(one, secret))
    expect([answer.status, answer.failure]).toEqual(['failure', 'badRequest'])
    expect((await house.alice.call('scep.enrolments', {})).rows[0]).toMatchObject({
      state: 'refused',
      failure: 'badRequest'
    })
    expect((await house.alice.call('scep.challenges', { service: 'gate' })).rows[0]).toMatchObject({
      state: 'open',
      uses: 0
    })
  })
})

describe('secrets', () => {
  test('bound to names and a subject give these and refuse others', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const bound = {
      names: [{ type: 'dns' as const, value: 'printer.example.test' }],
      subject: [{ type: 'CN', value: 'Printer' }]
    }
    const secret = await house.secret(bound)
    const strange = await client.ask('PKCSReq', one, usualCsr(one, secret, 'bank.example.test'))
    expect(strange.failureText).toBe('The secret is not for dns:bank.example.test.')
    const answer = await client.ask('PKCSReq', one, usualCsr(one, secret))
    expect(answer.issued[0]?.subject.text).toBe('CN=Printer')
    expect(answer.issued[0]?.extension('2.5.29.17')).toBeDefined()
    const names = { names: bound.names }
    const common = await client.ask('PKCSReq', two, usualCsr(two, await house.secret(names)))
    expect(common.failureText).toBe('The secret is not for the common name device-1.')
  })

  test('of a device enrol it once; a new one takes the place; a device that was removed neither enrols nor renews', async () => {
    house = await startScepHouse({ challenge: ['device'] })
    const client = await house.client()
    const register = { service: 'gate', identifier: 'SN-1', manufacturer: 'Example', model: 'P1' }
    const { secret, device } = await house.alice.call('scep.device-register', register)
    const { issued } = await client.ask('PKCSReq', one, usualCsr(one, secret))
    expect(issued).toHaveLength(1)
    const { rows } = await house.alice.call('scep.devices', { service: 'gate' })
    expect(rows).toMatchObject([{ identifier: 'SN-1', lastAddress: '127.0.0.1', lastSeenAt: house.clock.now() }])
    expect((await client.ask('PKCSReq', two, usualCsr(two, secret))).status).toBe('failure')
    const next = await house.alice.call('scep.challenge', { service: 'gate', device: 'SN-1' })
    expect(next.challenge).toMatchObject({ kind: 'device', deviceId: device.id })
    await house.alice.call('scep.device-remove', { id: device.id })
    expect((await client.ask('PKCSReq', two, usualCsr(two, next.secret))).status).toBe('failure')
    const renewal = await client.ask('RenewalReq', withCertificate(one, issued[0]), usualCsr(one), {
      transactionId: 'r'
    })
    expect(renewal.failureText).toBe('The device was removed and renews no more.')
    expect((await house.alice.call('scep.enrolments', { device: device.id })).rows).toMatchObject([
      { deviceIdentifier: 'SN-1', state: 'issued' }
    ])
  })

  test('that are static are good again and again, and the service says what that means', async () => {
    house = await startScepHouse({ challenge: ['static'] })
    const client = await house.client()
    const secret = await house.secret({ label: 'all printers' })
    for (const device of [one, two])
      expect((await client.ask('PKCSReq', device, usualCsr(device, secret.toLowerCase()))).status).toBe('success')
    const { service } = await house.alice.call('scep.show', { service: 'gate' })
    expect(service.warnings[0]).toContain('Devices share a static secret')
    expect((await house.alice.call('scep.challenges', { service: 'gate' })).rows[0]).toMatchObject({
      uses: 2,
      state: 'open',
      expiresAt: null
    })
    await expect(house.secret({ kind: 'one-time' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('are in the database by their hashes alone', async () => {
    house = await startScepHouse()
    const secret = await house.secret()
    expect(secret).toMatch(/^[0-9A-F]{32}$/)
    expect(house.log()).not.toContain(secret)
    expect(JSON.stringify(await house.alice.call('scep.challenges', { service: 'gate' }))).not.toContain(secret)
    expect(JSON.stringify(await house.alice.call('audit.list', {}))).not.toContain(secret)
  })
})

describe('renewal', () => {
  test('signs with the certificate before, with the same key or a new one, and gives no more names', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const first = await client.ask('PKCSReq', one, usualCsr(one, await house.secret(), 'one.example.test'))
    const held = withCertificate(one, first.issued[0])
    house.clock.set(house.clock.now() + 300 * day)
    const same = await client.ask('RenewalReq', held, usualCsr(one, undefined, 'one.example.test'), {
      transactionId: 'r1'
    })
    expect([same.status, same.failureText]).toEqual(['success', null])
    const other = scepDevice('CN=device-0')
    const next = { ...held, spki: other.spki }
    const rekey = await client.ask('UpdateReq', next, usualCsr(other, undefined, 'one.example.test'), {
      transactionId: 'r2'
    })
    expect([rekey.status, rekey.issued[0]?.subject.text]).toEqual(['success', 'CN=device-0'])
    const more = await client.ask('RenewalReq', held, usualCsr(one, undefined, 'bank.example.test'), {
      transactionId: 'r3'
    })
    expect(more.failureText).toContain('does not have dns:bank.example.test')
    const { rows } = await house.alice.call('certificate.list', {})
    expect(rows.filter(({ subject }) => subject.includes('device-0'))).toHaveLength(3)
  })

  test('by PKCSReq, as older devices do it, is taken too; with an unknown certificate RenewalReq is refused', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const first = await client.ask('PKCSReq', one, usualCsr(one, await house.secret()))
    const held = withCertificate(one, first.issued[0])
    expect((await client.ask('PKCSReq', held, usualCsr(one), { transactionId: 'r1' })).status).toBe('success')
    const strange = await client.ask('RenewalReq', two, usualCsr(two))
    expect([strange.failure, strange.status]).toEqual(['badCertId', 'failure'])
  })

  test('with a certificate that was revoked, has ended, or where the service renews none, is refused', async () => {
    house = await startScepHouse()
    const client = await house.client()
    const first = await client.ask('PKCSReq', one, usualCsr(one, await house.secret()))
    const held = withCertificate(one, first.issued[0])
    await house.alice.call('scep.update', { service: 'gate', settings: { renewal: false } })
    expect((await client.ask('RenewalReq', held, usualCsr(one), { transactionId: 'r1' })).failure).toBe('badRequest')
    await house.alice.call('scep.update', { service: 'gate', settings: { renewal: true } })
    const { rows } = await house.alice.call('certificate.list', {})
    const id = rows.find(({ subject }) => subject.includes('device-0'))?.id ?? 0
    await house.alice.call('certificate.revoke', { id, reason: 'superseded' })
    const revoked = await client.ask('RenewalReq', held, usualCsr(one), { transactionId: 'r2' })
    expect([revoked.failure, revoked.failureText]).toEqual([
      'badCertId',
      'The certificate that signed the request is revoked.'
    ])
  })
})

describe('the approval queue', () => {
  test('lets a device poll until a person decides', async () => {
    house = await startScepHouse({ challenge: ['one-time', 'approval'] }, { approval: 'one' })
    const client = await house.client()
    const first = await client.ask('PKCSReq', one, usualCsr(one))
    expect([first.status, first.envelope]).toEqual(['pending', null])
    const names = writeIssuerAndSubjectOf(client.service.issuer.text, 'CN=device-0')
    expect((await client.ask('CertPoll', one, names)).status).toBe('pending')
    expect((await client.ask('PKCSReq', one, usualCsr(one))).status).toBe('pending')
    const foreign = await client.ask('CertPoll', two, names, {
      transactionId: createHash('sha256').update(one.spki).digest('hex')
    })
    expect(foreign.failure).toBe('badCertId')
    const { rows } = await house.alice.call('scep.enrolments', {})
    await house.alice.call('request.approve', { id: rows[0]?.requestId ?? 0 })
    const polled = await client.ask('CertPoll', one, names)
    expect([polled.status, polled.issued[0]?.subject.text]).toEqual(['success', 'CN=device-0'])
    expect((await house.alice.call('scep.enrolments', {})).rows[0]?.state).toBe('issued')
  })

  test('tells a device that was declined', async () => {
    house = await startScepHouse({}, { approval: 'one' })
    const client = await house.client()
    await client.ask('PKCSReq', one, usualCsr(one, await house.secret()))
    const { rows } = await house.alice.call('scep.enrolments', {})
    await house.alice.call('request.decline', { id: rows[0]?.requestId ?? 0, reason: 'Not ours.' })
    const polled = await client.ask('CertPoll', one, writeIssuerAndSubjectOf('CN=Issuing', 'CN=device-0'))
    expect([polled.failure, polled.failureText]).toEqual(['badRequest', 'The request was declined.'])
  })

  test('is asked for by a service without secrets: a profile that issues at once lets nobody in', async () => {
    house = await startScepHouse({ challenge: ['approval'] })
    const client = await house.client()
    expect((await client.ask('PKCSReq', one, usualCsr(one))).status).toBe('failure')
    expect((await house.said())[0]).toContain('issues without approval')
  })
})

function writeIssuerAndSubjectOf(issuer: string, subject: string): Uint8Array {
  return Buffer.concat([
    Buffer.from([0x30, nameFromText(issuer).der.length + nameFromText(subject).der.length]),
    nameFromText(issuer).der,
    nameFromText(subject).der
  ])
}

test('GetCert gives a certificate to who has one, and GetCRL the CRL to anybody', async () => {
  house = await startScepHouse()
  const client = await house.client()
  const first = await client.ask('PKCSReq', one, usualCsr(one, await house.secret()))
  const held = withCertificate(one, first.issued[0])
  const { issuer, serial } = held.certificate
  const content = writeIssuerAndSerial({ issuer, serial })
  const found = await client.ask('GetCert', held, content)
  expect(found.issued[0]?.serial).toBe(serial)
  expect((await client.ask('GetCert', two, content)).failure).toBe('badRequest')
  const none = await client.ask('GetCert', held, writeIssuerAndSerial({ issuer, serial: '77' }))
  expect(none.failure).toBe('badCertId')
  const other = await client.ask('GetCert', held, writeIssuerAndSerial({ issuer: nameFromText('CN=Root'), serial }))
  expect(other.failure).toBe('badCertId')
  await house.alice.call('crl.issue', { authority: 'issuing' })
  const crl = await client.ask('GetCRL', two, content)
  expect(crl.crls.map((der) => parseCrl(der).issuer.text)).toEqual(['CN=Issuing'])
})

describe('the certificate of the service', () => {
  test('is renewed, and messages to the one before are answered by it until it ends', async () => {
    house = await startScepHouse()
    const before = await house.client()
    await house.alice.call('scep.renew', { service: 'gate' })
    const after = await house.client()
    expect(after.service.serial).not.toBe(before.service.serial)
    const answer = await before.ask('PKCSReq', one, usualCsr(one, await house.secret()))
    expect([answer.status, answer.signedBy.certificate.serial]).toEqual(['success', before.service.serial])
    house.clock.set(house.clock.now() + 800 * day)
    await house.alice.call('scep.renew', { service: 'gate' })
    const late = await before.ask('PKCSReq', two, usualCsr(two, await house.secret()))
    expect(late.failureText).toContain('not encrypted to the present certificate')
  })

  test('goes with the service, and so do its secrets', async () => {
    house = await startScepHouse()
    const client = await house.client()
    await house.secret()
    await house.alice.call('scep.delete', { service: 'gate' })
    expect((await house.alice.call('scep.list', {})).services).toEqual([])
    expect((await client.send(scepMessage('PKCSReq', one, client.service, usualCsr(one, 'x')))).status).toBe(404)
    await house.alice.call('scep.create', { name: 'gate', profile: 'device' })
    expect((await house.client()).service.serial).not.toBe(client.service.serial)
  })
})
