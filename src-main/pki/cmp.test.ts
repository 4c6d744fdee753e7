import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { certRequest, plainPbm } from '../testing/cmp-client.ts'
import { makeCsr, subscriberKey } from '../testing/engine.ts'
import { feed } from '../testing/mutations.ts'
import {
  assemblePkiMessage,
  certConfirmBody,
  certReplyBody,
  cmpFailures,
  computeMac,
  confirmedBody,
  csrBody,
  errorBody,
  generalBody,
  infoTypes,
  macAlgorithmDer,
  nestedBody,
  parsePkiMessage,
  pollReplyBody,
  pollRequestBody,
  protectedPartOf,
  readMacParameters,
  revReplyBody,
  revRequestBody,
  type MacParameters
} from './cmp.ts'
import { crmfControls, encodeTemplate, parseCertReqMsg, verifyPossession } from './crmf.ts'
import { DerReader } from './der/reader.ts'
import { readAlgorithm } from './algorithm-identifier.ts'
import { reasonCodeExtension } from './extensions/crl.ts'
import { subjectAltNameExtension } from './extensions/alternative-names.ts'
import { encodeGeneralName } from './general-name.ts'
import { nameFromText } from './name.ts'

const name = encodeGeneralName({ kind: 'directory', value: nameFromText('CN=plc-1,O=Example').value })
const pbm: MacParameters = {
  kind: 'pbm',
  salt: Buffer.alloc(16, 7),
  iterations: 500,
  derive: 'sha256',
  mac: 'sha256',
  keyLength: 32
}
const pbmac1: MacParameters = { ...pbm, kind: 'pbmac1', derive: 'sha512', mac: 'sha384', keyLength: 48 }

const message = (body: Uint8Array, mac = pbm): Uint8Array =>
  assemblePkiMessage(
    protectedPartOf(
      {
        version: 2,
        sender: name,
        recipient: name,
        time: Date.UTC(2026, 10, 20),
        protection: macAlgorithmDer(mac),
        senderKeyId: Buffer.from('one'),
        transactionId: Buffer.alloc(16, 1),
        senderNonce: Buffer.alloc(16, 2),
        recipientNonce: Buffer.alloc(16, 3),
        info: [{ oid: infoTypes.implicitConfirm, value: Uint8Array.of(5, 0) }]
      },
      body
    ),
    Buffer.alloc(32, 9),
    []
  )

const rejection = {
  status: 'rejection',
  texts: ['Nein, so nicht: é'],
  failures: ['badPOP', 'duplicateCertReq']
} as const
const accepted = { status: 'accepted', texts: [], failures: [] } as const
const template = encodeTemplate({ serial: '0a', issuer: nameFromText('CN=issuing').der })
const bodies = [
  certRequest('ir', {
    subject: nameFromText('CN=a').der,
    validity: { notBefore: 0, notAfter: Date.UTC(2060, 0, 1) },
    extensions: [subjectAltNameExtension([{ kind: 'dns', value: 'a.example.test' }])]
  }).body,
  certRequest('kur', 'CN=a', { controls: [{ oid: crmfControls.oldCertId, value: Uint8Array.of(0x30, 0) }] }).body,
  certRequest('cr', 'CN=a', { proof: 'raVerified' }).body,
  csrBody(makeCsr()),
  certReplyBody('ip', [], [{ id: '00', status: rejection }]),
  revRequestBody(template, [reasonCodeExtension('keyCompromise')]),
  revReplyBody([accepted], [{ issuer: name, serial: '0a' }]),
  confirmedBody(),
  generalBody('genm', [{ oid: infoTypes.caCerts, value: null }]),
  errorBody(rejection),
  certConfirmBody([{ certHash: Buffer.alloc(32), id: '00', status: rejection, hashOid: '2.16.840.1.101.3.4.2.1' }]),
  pollRequestBody(['00']),
  pollReplyBody([{ id: '00', checkAfter: 60, texts: ['later'] }]),
  nestedBody([message(confirmedBody())])
]

describe('PKIMessage (RFC 9810 5.1)', () => {
  test('is read as it was written, whatever its body', () => {
    for (const body of bodies) {
      const parsed = parsePkiMessage(message(body))
      expect(parsed.header).toMatchObject({ version: 2, time: Date.UTC(2026, 10, 20), sender: { kind: 'directory' } })
      expect(Buffer.from(parsed.header.senderDer)).toEqual(Buffer.from(name))
      expect(parsed.body.kind).not.toBe('other')
    }
  })

  test('carries statuses, texts and every failure bit', () => {
    for (const failure of Object.keys(cmpFailures) as (keyof typeof cmpFailures)[]) {
      const { body } = parsePkiMessage(message(errorBody({ ...rejection, failures: [failure] })))
      expect(body).toMatchObject({ kind: 'error', status: { failures: [failure], texts: rejection.texts } })
    }
  })

  test('keeps the octets that protection is over', () => {
    const body = confirmedBody()
    const whole = message(body)
    const { protectedPart } = parsePkiMessage(whole)
    expect(Buffer.from(whole).includes(Buffer.from(protectedPart).subarray(4))).toBe(true)
  })

  test('a body of a kind that is not spoken here is named; a message with more behind it is none', () => {
    expect(parsePkiMessage(message(Uint8Array.of(0xad, 2, 0x30, 0))).body).toEqual({ kind: 'other', number: 13 })
    expect(() => parsePkiMessage(Buffer.concat([message(confirmedBody()), Buffer.of(0)]))).toThrow(ChanceryError)
    expect(() => parsePkiMessage(new Uint8Array(10_000_000))).toThrow('CMP message')
  })

  test('a hundred thousand altered messages are read or refused, and nothing else', () => {
    const outcome = feed(
      21,
      bodies.map((body) => message(body)),
      parsePkiMessage
    )
    expect(outcome.refused).toBeGreaterThan(50_000)
  })
})

describe('CRMF (RFC 4211)', () => {
  const one = (body: Uint8Array): Uint8Array => {
    const parsed = parsePkiMessage(message(body)).body
    if (parsed.kind !== 'ir' || parsed.requests[0] === undefined) throw new Error(parsed.kind)
    return parsed.requests[0].der
  }

  test('a proof of possession is by the key in the request and over the request', async () => {
    expect(await verifyPossession(parseCertReqMsg(one(certRequest('ir').body)))).toBeNull()
    const other = certRequest('ir', 'CN=a', { signer: subscriberKey().privateKey }).body
    expect(await verifyPossession(parseCertReqMsg(one(other)))).toContain('does not verify')
    expect(await verifyPossession(parseCertReqMsg(one(certRequest('ir', 'CN=a', { proof: null }).body)))).toContain(
      'does not prove'
    )
  })

  test('a hundred thousand altered requests are read or refused, and nothing else', () => {
    const inputs = [one(certRequest('ir').body), one(bodies[0] ?? new Uint8Array())]
    expect(feed(22, inputs, parseCertReqMsg).refused).toBeGreaterThan(50_000)
  })
})

describe('MACs (RFC 9481 6.1)', () => {
  const read = (mac: MacParameters): MacParameters | null =>
    readMacParameters(readAlgorithm(new DerReader(macAlgorithmDer(mac), 'algorithm')))

  test.each([pbm, pbmac1, { ...pbm, derive: 'sha1' as const, mac: 'sha1' as const, keyLength: 20 }])(
    'parameters of $kind with $derive are read as they were written',
    (mac) => {
      expect(read(mac)).toEqual({ ...mac, salt: new Uint8Array(mac.salt) })
    }
  )

  test('the password-based MAC is a hash of secret and salt, again and again, and an HMAC', async () => {
    const data = Buffer.from('protected')
    for (const iterations of [1, 2, 4001])
      expect(Buffer.from(await computeMac({ ...pbm, iterations }, Buffer.from('secret'), data))).toEqual(
        plainPbm('secret', pbm.salt, iterations, data)
      )
  })

  test('a count that no number holds is one that is too high, not another one', () => {
    expect(read({ ...pbm, iterations: 2 ** 53 - 1 })?.iterations).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('a hundred thousand altered algorithms are read or refused, and nothing else', () => {
    const algorithm = (der: Uint8Array): unknown => readMacParameters(readAlgorithm(new DerReader(der, 'algorithm')))
    expect(feed(23, [macAlgorithmDer(pbm), macAlgorithmDer(pbmac1)], algorithm).refused).toBeGreaterThan(20_000)
  })
})
