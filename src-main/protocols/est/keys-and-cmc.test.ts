import { createHash, createPrivateKey, createPublicKey, privateDecrypt, constants, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCertificate } from '../../pki/certificate.ts'
import { cmcContentTypes, cmcControls } from '../../pki/cmc/ids.ts'
import { writePkiData, type CmcControl } from '../../pki/cmc/pki-data.ts'
import { readPkiResponse } from '../../pki/cmc/pki-response.ts'
import {
  openEnvelopedData,
  parseEnvelopedData,
  parseSignedData,
  signedAttributes,
  verifySignedData,
  writeSignedData
} from '../../pki/cms.ts'
import { contextConstructed, SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { readPkcs7 } from '../../pki/pkcs7.ts'
import { deviceCsr, deviceKey, type DeviceKey, type EstReply } from '../../testing/est-client.ts'
import { certificatesIn, startEstHouse, type EstHouse } from '../../testing/est-house.ts'

let house: EstHouse
beforeEach(async () => {
  house = await startEstHouse({ service: { settings: { serverKeys: true } } })
})
afterEach(() => house.stop())

const gate = { subject: 'CN=gate', names: ['gate.example.test'] }

/** The parts of multipart/mixed: media type, bytes. */
function partsOf({ headers, body }: EstReply): readonly (readonly [string, Buffer])[] {
  const boundary = /boundary=(\S+)$/.exec(String(headers['content-type']))?.[1] ?? 'none'
  return body
    .toString()
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', text = ''] = part.split('\r\n\r\n')
      return [/Content-Type: (.+)/.exec(head)?.[1]?.trim() ?? '', Buffer.from(text, 'base64')] as const
    })
}

describe('serverkeygen (RFC 7030 4.4)', () => {
  test('hands over a new key with its certificate, once, and keeps nothing of it', async () => {
    const printer = await house.client('printer')
    const key = deviceKey()
    const csr = deviceCsr(key, gate)
    const reply = await house.ask('serverkeygen', csr, printer)
    expect([reply.status, String(reply.headers['content-type'])]).toEqual([
      200,
      expect.stringMatching(/^multipart\/mixed; boundary=/)
    ])
    const [made, certificate] = partsOf(reply)
    expect([made?.[0], certificate?.[0]]).toEqual([
      'application/pkcs8',
      'application/pkcs7-mime; smime-type=certs-only'
    ])
    const der = readPkcs7(certificate?.[1] ?? Buffer.alloc(0)).certificates[0] ?? new Uint8Array()
    const privateKey = createPrivateKey({ key: made?.[1] ?? Buffer.alloc(0), format: 'der', type: 'pkcs8' })
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
    expect(Buffer.from(parseCertificate(der).publicKey.der).equals(spki)).toBe(true)
    expect(Buffer.from(parseCertificate(der).publicKey.der)).not.toEqual(
      key.publicKey.export({ format: 'der', type: 'spki' })
    )
    expect(house.audit().map(({ operation }) => operation)).toContain('est.hand-over-key')
    // The same CSR asks for another key, because the one before is not here any more.
    const [again] = partsOf(await house.ask('serverkeygen', csr, printer))
    expect(again?.[1]).not.toEqual(made?.[1])
  })

  test('keeps the key of a request that waits, and hands it over when it was approved', async () => {
    await house.stop()
    house = await startEstHouse({ approval: 'one', service: { settings: { serverKeys: true } } })
    const printer = await house.client('printer')
    const csr = deviceCsr(deviceKey(), gate)
    for (let times = 0; times < 2; times++) expect((await house.ask('serverkeygen', csr, printer)).status).toBe(202)
    const { rows } = await house.alice.call('request.list', {})
    expect(rows).toHaveLength(1)
    await house.alice.call('request.approve', { id: rows[0]?.id ?? 0 })
    expect(partsOf(await house.ask('serverkeygen', csr, printer))).toHaveLength(2)
  })

  test('encrypts the key to a certificate of the client that the CSR names (4.4.1.2)', async () => {
    const printer = await house.client('printer')
    const own = await house.enrol(printer, gate, deviceKey('RSA-2048'))
    const keyId = findExtension(parseCertificate(own.der), 'subjectKeyIdentifier') ?? new Uint8Array()
    const named = { oid: '1.2.840.113549.1.9.16.2.54', values: [new DerWriter(32).octets(keyId).finish()] }
    const reply = await house.ask(
      'serverkeygen',
      deviceCsr(deviceKey(), { subject: 'CN=two', attributes: [named] }),
      printer
    )
    const [made] = partsOf(reply)
    expect(made?.[0]).toBe('application/pkcs7-mime; smime-type=server-generated-key')
    const enveloped = parseEnvelopedData(made?.[1] ?? Buffer.alloc(0))
    expect([enveloped.contentType, enveloped.cipher]).toEqual(['1.2.840.113549.1.7.2', 'aes-256-cbc'])
    const wrapped = enveloped.recipients[0]?.encryptedKey ?? Buffer.alloc(0)
    const opened = privateDecrypt({ key: own.key.privateKey, padding: constants.RSA_PKCS1_PADDING }, wrapped)
    const inside = openEnvelopedData(enveloped, opened)
    const info = new DerWriter(inside.length + 32).begin(SEQUENCE).oid('1.2.840.113549.1.7.2')
    const signed = parseSignedData(info.begin(contextConstructed(0)).raw(inside).end().end().finish())
    expect(verifySignedData(signed)[0]?.certificate.subject.text).toBe('CN=EST service office')
    // AsymmetricKeyPackage is a SEQUENCE OF keys (RFC 5958 2).
    const content = Buffer.from(signed.content ?? [])
    const pkcs8 = content.subarray(content.indexOf(0x30, 1))
    expect(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).asymmetricKeyType).toBe('ec')
  })

  test('sends no key at all where it cannot be encrypted as asked, or keys are not made here', async () => {
    const printer = await house.client('printer')
    for (const last of ['37', '54']) {
      const named = {
        oid: `1.2.840.113549.1.9.16.2.${last}`,
        values: [new DerWriter(8).octets(Uint8Array.of(1, 2)).finish()]
      }
      const csr = deviceCsr(deviceKey(), { ...gate, attributes: [named] })
      expect((await house.ask('serverkeygen', csr, printer)).status).toBe(403)
    }
    await house.alice.call('est.update', { service: 'office', settings: { serverKeys: false } })
    expect((await house.ask('serverkeygen', deviceCsr(deviceKey(), gate), printer)).status).toBe(403)
    expect((await house.lines())[0]).toContain('--settings.server-keys')
    expect((await house.alice.call('est.requests', {})).rows).toEqual([])
  })
})

/** A full PKI request, signed with the key of its CSR. */
function cmc(key: DeviceKey, csr: Uint8Array, controls: readonly CmcControl[] = [], signer = key): Uint8Array {
  const content = writePkiData(controls, [{ part: '01', der: csr }])
  const attributes = signedAttributes(cmcContentTypes.pkiData, createHash('sha256').update(content).digest())
  return writeSignedData({
    contentType: cmcContentTypes.pkiData,
    content,
    certificates: [],
    signers: [
      {
        id: { keyId: createHash('sha1').update(csr).digest() },
        signatureAlgorithm: 'ecdsa-sha256',
        attributes,
        signature: new Uint8Array(sign('sha256', attributes, signer.privateKey))
      }
    ]
  })
}

describe('fullcmc (RFC 7030 4.3, RFC 5272)', () => {
  const control = (name: 'transactionId' | 'senderNonce', value: Uint8Array): CmcControl => ({
    part: name === 'transactionId' ? '02' : '03',
    oid: cmcControls[name],
    values: [value]
  })
  const ask = async (message: Uint8Array): Promise<EstReply> =>
    house.ask(
      'fullcmc',
      message,
      await house.client(`c${Math.random()}`),
      'application/pkcs7-mime; smime-type=CMC-request'
    )
  const responseOf = (reply: EstReply): ReturnType<typeof readPkiResponse> => {
    expect(reply.headers['content-type']).toBe('application/pkcs7-mime; smime-type=CMC-response')
    const signed = parseSignedData(Buffer.from(reply.body.toString(), 'base64'))
    expect(signed.contentType).toBe(cmcContentTypes.pkiResponse)
    const [by] = verifySignedData(signed)
    expect(by?.certificate.subject.text).toBe('CN=EST service office')
    expect(findExtension(by?.certificate ?? parseCertificate(new Uint8Array()), 'extKeyUsage')).toEqual([
      '1.3.6.1.5.5.7.3.28'
    ])
    return readPkiResponse(signed.content ?? new Uint8Array())
  }

  test('answers a simple request with the certificate alone', async () => {
    const key = deviceKey()
    const reply = await ask(cmc(key, deviceCsr(key, gate)))
    expect([reply.status, reply.headers['content-type']]).toEqual([
      200,
      'application/pkcs7-mime; smime-type=certs-only'
    ])
    expect(parseCertificate(certificatesIn(reply)[0] ?? new Uint8Array()).subject.text).toBe('CN=gate')
  })

  test('repeats transaction and nonce in a full response', async () => {
    const key = deviceKey()
    const nonce = new DerWriter(16).octets(Uint8Array.of(1, 2, 3)).finish()
    const controls = [control('transactionId', Uint8Array.of(2, 1, 7)), control('senderNonce', nonce)]
    const reply = await ask(cmc(key, deviceCsr(key, gate), controls))
    const { status, controls: answered } = responseOf(reply)
    expect([reply.status, status]).toEqual([200, 0])
    expect(answered.slice(1).map(({ oid, values }) => [oid, Buffer.from(values[0] ?? [])])).toEqual([
      [cmcControls.transactionId, Buffer.from([2, 1, 7])],
      [cmcControls.recipientNonce, Buffer.from(nonce)]
    ])
    const issued = parseSignedData(Buffer.from(reply.body.toString(), 'base64')).certificates
    expect(issued.map(({ subject }) => subject.text)).toContain('CN=gate')
  })

  test('refuses in terms of CMC: another signer, a control that is not known, no request, what the profile refuses', async () => {
    const key = deviceKey()
    const csr = deviceCsr(key, gate)
    const forged = await ask(cmc(key, csr, [], deviceKey()))
    expect([forged.status, responseOf(forged)]).toMatchObject([400, { status: 2, failure: 1 }])
    const strange = await ask(cmc(key, csr, [{ part: '09', oid: '1.3.6.1.5.5.7.7.11', values: [] }]))
    expect([strange.status, responseOf(strange)]).toMatchObject([400, { status: 4, failure: 2 }])
    const nameless = await ask(cmc(key, deviceCsr(key, { subject: 'O=no common name' })))
    expect([nameless.status, responseOf(nameless)]).toMatchObject([403, { status: 2, failure: 2 }])
    const no = await ask(csr)
    expect(no.status).toBe(400)
    expect(await house.lines()).toHaveLength(4)
  })
})
