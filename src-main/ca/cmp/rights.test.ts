import { generalBody, nestedBody, revRequestBody } from '../../pki/cmp.ts'
import { serialContent } from '../../pki/certificate-builder.ts'
import { crmfControls, encodeTemplate } from '../../pki/crmf.ts'
import { INTEGER, SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { reasonCodeExtension } from '../../pki/extensions/crl.ts'
import { encodeGeneralName } from '../../pki/general-name.ts'
import { type Certificate } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { getAuthorityByName } from '../../store/authorities.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { certRequest, CmpClient } from '../../testing/cmp-client.ts'
import { cmpHouse, secretOf, client, given, said, log, enrolled, state, implicit } from '../../testing/cmp-house.ts'
import { authority, profile, type Life } from '../../testing/life.ts'
import { requireParsed } from '../certificates/find.ts'
import { revokeCertificate, suspendCertificate } from '../revoke.ts'
import { runCmpCertificateChore, runCmpTransactionChore } from './chore.ts'
import { createCmpClient } from './clients.ts'
import { createCmp, updateCmp } from './service.ts'
import { showCmp } from './view.ts'
import { afterEach, describe, expect, test } from 'vitest'

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

const house = async (...how: Parameters<typeof cmpHouse>): Promise<Life> => (life = await cmpHouse(...how))

describe('messages signed with a certificate (RFC 9483 3.2, 4.1.2, 4.1.3)', () => {
  test('a device gets another certificate for its names, and none for others', async () => {
    const home = await house()
    const own = await enrolled(home)
    const answer = await client(home, own).send(certRequest('cr').body, implicit)
    expect(given(answer).subject.text).toBe('CN=plc-1')
    expect(answer.extraCertificates.map(({ subject }) => subject.text)).toEqual([
      'CN=CMP service plc',
      'CN=issuing,O=Example'
    ])
    expect(said(await client(home, own).send(certRequest('cr', 'CN=boss').body))).toEqual([
      'cp',
      'rejection',
      'notAuthorized'
    ])
  })

  test('a device updates its certificate with a new key and the same names, which the template may leave out', async () => {
    const home = await house()
    const own = await enrolled(home)
    const asked = certRequest('ir')
    const publicKey = new Uint8Array(asked.key.publicKey.export({ format: 'der', type: 'spki' }))
    const answer = await client(home, own).send(certRequest('kur', { publicKey }, { key: asked.key }).body, implicit)
    expect(given(answer).subject.text).toBe('CN=plc-1')
  })

  test('an update keeps the validity to which the client was bound that got the first certificate, a year later too', async () => {
    const home = await house()
    const first = certRequest('ir')
    const secret = await secretOf(home, { bound: { validity: '1000d' } })
    const certificate = given(await client(home, secret).send(first.body, implicit))
    let own = { certificate, key: first.key.privateKey }
    // Ended transactions are forgotten after 400 days.
    for (const [round, days] of [450, 1].entries()) {
      home.clock.advance(days * 86_400_000)
      await runCmpCertificateChore(home.ca, home.alice)
      await runCmpTransactionChore(home.ca, home.alice)
      const { body, key } = certRequest('cr')
      const next = given(await client(home, own).send(body, implicit))
      const { notBefore, notAfter } = next.validity
      expect([round, Math.round((notAfter.unixMs - notBefore.unixMs) / 86_400_000)]).toEqual([round, 1000])
      own = { certificate: next, key: key.privateKey }
    }
  })

  test('a revoked or expired certificate, a strange one and a wrong sender prove nothing', async () => {
    const home = await house()
    const own = await enrolled(home)
    const record = getCertificateBySerial(reader(home.ca.store), 2, own.certificate.serial)
    const renamed = { header: { sender: Buffer.from([0xa4, 2, 0x30, 0]) } }
    expect(said(await client(home, own).send(certRequest('cr').body, renamed))).toEqual([
      'error',
      'rejection',
      'badMessageCheck'
    ])
    await revokeCertificate(home.ca, { id: record?.id ?? 0, reason: 'superseded', comment: '' }, home.alice)
    expect(said(await client(home, own).send(certRequest('cr').body))).toEqual(['error', 'rejection', 'certRevoked'])
    const other = await enrolled(home, 'CN=plc-2')
    home.clock.advance(3 * 366 * 86_400_000)
    expect(said(await client(home, other).exchange(await client(home, other).message(certRequest('cr').body)))).toEqual(
      ['error', 'rejection', 'signerNotTrusted']
    )
  })

  test('the device of an outside authority asks with the certificate that it was made with', async () => {
    const home = await house()
    await authority(home, 'vendor')
    await profile(home, 'made', 'vendor', {}, 'device')
    await createCmp(home.ca, { name: 'factory', profile: 'made' }, home.alice, [])
    const shop = await createCmpClient(home.ca, { service: 'factory', name: 'line', ra: false }, home.alice, [])
    const asked = certRequest('ir', 'CN=SN 77')
    const made = new CmpClient(home.ca, 'factory', {
      reference: shop.client.reference ?? '',
      secret: shop.secret ?? ''
    })
    const answer = await made.send(asked.body, implicit)
    const birth = { certificate: given(answer), key: asked.key.privateKey }
    expect(said(await client(home, birth).send(certRequest('ir').body))).toEqual([
      'error',
      'rejection',
      'signerNotTrusted'
    ])
    const roots = answer.body.kind === 'ip' ? answer.body.caPubs : []
    const vendorRoot = answer.extraCertificates[0] ?? roots[0]
    if (vendorRoot === undefined) throw new Error('no root')
    await updateCmp(
      home.ca,
      { service: 'plc', settings: { trusted: [writePem('CERTIFICATE', vendorRoot.der)] } },
      home.alice,
      []
    )
    expect(given(await client(home, birth).send(certRequest('ir', 'CN=plc-9').body, implicit)).subject.text).toBe(
      'CN=plc-9'
    )
  })

  test('a device below an outside authority that is known here to be revoked is let in no more', async () => {
    const home = await house()
    const vendor = await authority(home, 'vendor')
    await authority(home, 'works', { issuer: 'vendor' })
    await profile(home, 'made', 'works', {}, 'device')
    await createCmp(home.ca, { name: 'factory', profile: 'made' }, home.alice, [])
    const shop = await createCmpClient(home.ca, { service: 'factory', name: 'line', ra: false }, home.alice, [])
    const asked = certRequest('ir', 'CN=SN 77')
    const credential = { reference: shop.client.reference ?? '', secret: shop.secret ?? '' }
    const answer = await new CmpClient(home.ca, 'factory', credential).send(asked.body, implicit)
    const works = getAuthorityByName(reader(home.ca.store), 'works')?.certificateId ?? 0
    const birth = {
      certificate: given(answer),
      key: asked.key.privateKey,
      chain: [requireParsed(reader(home.ca.store), works).der]
    }
    const root = requireParsed(reader(home.ca.store), vendor.certificateId ?? 0)
    await updateCmp(
      home.ca,
      { service: 'plc', settings: { trusted: [writePem('CERTIFICATE', root.der)] } },
      home.alice,
      []
    )
    const ask = async (): Promise<unknown> => said(await client(home, birth).send(certRequest('ir', 'CN=plc-9').body))
    expect(await ask()).toEqual(['ip', 'accepted'])
    await revokeCertificate(home.ca, { id: works, reason: 'cACompromise', comment: '' }, home.alice)
    expect(await ask()).toEqual(['error', 'rejection', 'certRevoked'])
  })

  test('a service takes only the protection that it is for', async () => {
    const home = await house()
    const own = await enrolled(home)
    const secret = await secretOf(home)
    await updateCmp(home.ca, { service: 'plc', settings: { protection: 'mac' } }, home.alice, [])
    expect(said(await client(home, own).send(generalBody('genm', [])))).toEqual([
      'error',
      'rejection',
      'wrongIntegrity'
    ])
    await updateCmp(home.ca, { service: 'plc', settings: { protection: 'signature' } }, home.alice, [])
    const device = client(home, secret)
    expect(said(await device.exchange(await device.message(generalBody('genm', []))))).toEqual([
      'error',
      'rejection',
      'wrongIntegrity'
    ])
  })
})

describe('registration authorities (RFC 9483 5.2)', () => {
  test('add their protection to a message, and are answered as if it came alone', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    ra.transactionId.set(device.transactionId)
    const answer = await ra.exchange(
      await ra.message(nestedBody([await device.message(certRequest('ir').body, implicit)]))
    )
    await device.check(answer)
    expect(given(answer).subject.text).toBe('CN=plc-1')
    expect(log(home)[0]).toContain('client one through client ra')
  })

  test('pass several messages on together, and get the answers in their order', async () => {
    const home = await house()
    const secret = await secretOf(home)
    const devices = [client(home, secret), client(home, secret)]
    const messages = await Promise.all(
      devices.map((one, i) => one.message(certRequest('ir', `CN=plc-${i}`).body, implicit))
    )
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    const answer = await ra.send(nestedBody(messages), { segment: 'nested' })
    expect(answer.body.kind === 'nested' && answer.body.messages.length).toBe(2)
  })

  test('nobody else does that, and nobody nests without end', async () => {
    const home = await house()
    const device = client(home, await secretOf(home))
    const inner = await device.message(certRequest('ir').body)
    expect(said(await device.send(nestedBody([inner])))).toEqual(['error', 'rejection', 'notAuthorized'])
    const ra = client(home, await secretOf(home, { name: 'ra', ra: true }))
    let message = inner
    for (let depth = 0; depth < 6; depth++) message = await ra.message(nestedBody([message]))
    const answer = await ra.exchange(message)
    expect(JSON.stringify(log(home))).toContain('nested at most 2 deep')
    expect(said(answer)).toEqual(['error', 'rejection', 'badRequest'])
  })
})

describe('revocation (RFC 9483 4.2)', () => {
  const rr = (certificate: Certificate, reason: Parameters<typeof reasonCodeExtension>[0]): Uint8Array =>
    revRequestBody(encodeTemplate({ serial: certificate.serial, issuer: certificate.issuer.der }), [
      reasonCodeExtension(reason)
    ])

  const idOf = (certificate: Certificate): Uint8Array =>
    new DerWriter(256)
      .begin(SEQUENCE)
      .raw(encodeGeneralName({ kind: 'directory', value: certificate.issuer.value }))
      .element(INTEGER, serialContent(certificate.serial))
      .end()
      .finish()

  test('a device revokes its own certificate, by signature or by the secret with which it got it', async () => {
    const home = await house()
    const own = await enrolled(home)
    expect(said(await client(home, own).send(rr(own.certificate, 'keyCompromise')))).toEqual(['rp', 'accepted'])
    expect(state(home, own.certificate)).toBe('revoked')
    const secret = await secretOf(home)
    const got = given(await client(home, secret).send(certRequest('ir').body, implicit))
    expect(said(await client(home, secret).send(rr(got, 'superseded')))).toEqual(['rp', 'accepted'])
    expect(said(await client(home, secret).send(rr(got, 'superseded')))).toEqual(['rp', 'rejection', 'certRevoked'])
  })

  test('that of another is not its to revoke; it is audited, and a registration authority may', async () => {
    const home = await house()
    const [own, other] = [await enrolled(home), await enrolled(home, 'CN=plc-2')]
    expect(said(await client(home, own).send(rr(other.certificate, 'keyCompromise')))).toEqual([
      'rp',
      'rejection',
      'notAuthorized'
    ])
    expect(
      listAudit(reader(home.ca.store), {}, null, 5).some(
        ({ operation, outcome }) => operation === 'cmp.revoke' && outcome === 'refused'
      )
    ).toBe(true)
    const ra = await secretOf(home, { name: 'ra', ra: true })
    expect(said(await client(home, ra).send(rr(other.certificate, 'certificateHold')))).toEqual(['rp', 'accepted'])
    expect(state(home, other.certificate)).toBe('suspended')
    expect(said(await client(home, ra).send(rr(other.certificate, 'removeFromCRL')))).toEqual(['rp', 'accepted'])
    expect(state(home, other.certificate)).toBe('active')
  })

  test('what an operator put on hold is neither taken off hold nor updated by its holder', async () => {
    const home = await house()
    const secret = await secretOf(home, { uses: 2 })
    const got = given(await client(home, secret).send(certRequest('ir').body, implicit))
    const { authorityId } = showCmp(home.ca, { service: 'plc' }, []).service
    const { id } = getCertificateBySerial(reader(home.ca.store), authorityId, got.serial) ?? { id: 0 }
    await suspendCertificate(home.ca, { id, comment: 'lost?' }, home.alice)
    expect(said(await client(home, secret).send(rr(got, 'removeFromCRL')))).toEqual([
      'rp',
      'rejection',
      'notAuthorized'
    ])
    const update = certRequest('kur', 'CN=plc-1', { controls: [{ oid: crmfControls.oldCertId, value: idOf(got) }] })
    expect(said(await client(home, secret).send(update.body, implicit))).toEqual(['kup', 'rejection', 'certRevoked'])
    expect(state(home, got)).toBe('suspended')
  })

  test('names a certificate of the authority of this service', async () => {
    const home = await house()
    const ra = await secretOf(home, { name: 'ra', ra: true })
    const template = encodeTemplate({ serial: '77', issuer: nameFromText('CN=issuing,O=Example').der })
    expect(said(await client(home, ra).send(revRequestBody(template, [])))).toEqual(['rp', 'rejection', 'badCertId'])
    expect(said(await client(home, ra).send(revRequestBody(encodeTemplate({ serial: '77' }), [])))).toEqual([
      'rp',
      'rejection',
      'badCertId'
    ])
  })
})
