import { describe, expect, test } from 'vitest'
import { makeCsr } from '../testing/engine.ts'
import { feed, MUTATIONS } from '../testing/mutations.ts'
import { cmcControls } from './cmc/ids.ts'
import { parsePkiData, writePkiData } from './cmc/pki-data.ts'
import { readPkiResponse, writePkiResponse } from './cmc/pki-response.ts'
import {
  csrAttributeIds,
  readCsrAttributes,
  requestTemplateAttribute,
  writeCsrAttributes,
  type CsrAttribute
} from './csr-attributes.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const csr = makeCsr()
const controls = [{ part: '02', oid: cmcControls.transactionId, values: [Uint8Array.of(2, 1, 7)] }]

describe('full CMC requests (RFC 5272 3.2.1)', () => {
  test('hold controls and PKCS#10 requests with the numbers of their parts', () => {
    const data = parsePkiData(writePkiData(controls, [{ part: '01', der: csr }]))
    expect(data.controls).toEqual(controls)
    expect(data.requests).toMatchObject([
      { kind: 'pkcs10', part: '01', csr: { subject: { text: 'CN=www.example.test' } } }
    ])
    expect(data.others).toBe(0)
  })

  test('in other forms are seen and not read', () => {
    // PKIData { {}, { [1] CertReqMsg }, {}, {} }
    expect(parsePkiData(Buffer.from('300a3000' + '3002a100' + '30003000', 'hex')).requests).toEqual([{ kind: 'other' }])
  })

  test('with a part number beyond 2^32, or bytes left over, are refused', () => {
    const data = writePkiData([], [{ part: '0100000000', der: csr }])
    expect(() => parsePkiData(data)).toThrow('below 2^32')
    expect(() => parsePkiData(new Uint8Array([...writePkiData([], []), 0]))).toThrow()
  })

  test(`are read or refused whatever is altered, ${MUTATIONS} times`, () => {
    const outcome = feed(
      5272,
      [writePkiData(controls, [{ part: '01', der: csr }])],
      (bytes) => void parsePkiData(bytes)
    )
    expect(outcome.accepted + outcome.refused).toBe(MUTATIONS)
    expect(outcome.refused).toBeGreaterThan(MUTATIONS / 10)
  }, 60_000)
})

describe('full CMC responses (RFC 5272 4.2.1)', () => {
  test('begin with the status of the parts, then what is answered', () => {
    const der = writePkiResponse({ status: 'failed', parts: ['01'], text: 'no', failure: 'badRequest' }, [
      { oid: cmcControls.transactionId, values: [Uint8Array.of(2, 1, 7)] }
    ])
    const { status, failure, controls: answered } = readPkiResponse(der)
    expect([status, failure, answered.map(({ part, oid }) => [part, oid])]).toEqual([
      2,
      2,
      [
        ['01', cmcControls.statusInfoV2],
        ['02', cmcControls.transactionId]
      ]
    ])
  })
})

describe('CSR attributes (RFC 7030 4.5.2, RFC 9908)', () => {
  test('of the example in RFC 7030 4.5.2 are read, and written as they were', () => {
    const example = 'MEEGCSqGSIb3DQEJBzASBgcqhkjOPQIBMQcGBSuBBAAiMBYGCSqGSIb3DQEJDjEJBgcrBgEBAQEWBggqhkjOPQQDAw=='
    const der = new Uint8Array(Buffer.from(example, 'base64'))
    const attributes = readCsrAttributes(der)
    expect(attributes).toEqual([
      '1.2.840.113549.1.9.7',
      { oid: '1.2.840.10045.2.1', values: [new Uint8Array(Buffer.from('06052b81040022', 'hex'))] },
      { oid: '1.2.840.113549.1.9.14', values: [new Uint8Array(Buffer.from('06072b060101010116', 'hex'))] },
      '1.2.840.10045.4.3.3'
    ] satisfies CsrAttribute[])
    expect(hex(writeCsrAttributes(attributes))).toBe(hex(der))
  })

  test('as a template name the curve, the names for the client to fill in, and attributes without values', () => {
    const { oid, values } = requestTemplateAttribute({
      subject: [{ oid: '2.5.4.3' }, { oid: '2.5.4.10', value: Uint8Array.of(0x0c, 1, 0x41) }],
      key: {
        algorithm: new Uint8Array(Buffer.from('301306072a8648ce3d020106082a8648ce3d030107', 'hex')),
        rsaBits: null
      },
      extensions: [{ oid: '2.5.29.17', critical: true }],
      attributes: ['1.2.840.113549.1.9.7']
    })
    expect(oid).toBe(csrAttributeIds.requestInfoTemplate)
    expect(hex(values[0] ?? new Uint8Array())).toBe(
      '305f020100' +
        // subject: a common name to fill in, an organization with its value
        '3015310730050603550403310a3008060355040a0c0141' +
        // subjectPKInfo [0]: P-256
        'a015301306072a8648ce3d020106082a8648ce3d030107' +
        // attributes [1]: challengePassword without a value, subjectAltName critical and to be filled in
        'a12c300d06092a864886f70d0109073100' +
        '301b060b2a864886f70d010910023e310c300a30080603551d110101ff'
    )
  })

  test('as a template carry the size of an RSA key by a placeholder', () => {
    const { values } = requestTemplateAttribute({
      subject: [],
      key: { algorithm: new Uint8Array(Buffer.from('300d06092a864886f70d0101010500', 'hex')), rsaBits: 3072 },
      extensions: [],
      attributes: []
    })
    // INTEGER of 385 octets: a sign octet and 384 of the modulus.
    expect(hex(values[0] ?? new Uint8Array())).toContain('02820181' + '0080')
  })
})
