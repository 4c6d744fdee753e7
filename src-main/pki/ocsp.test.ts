import { hash, randomBytes } from 'node:crypto'
import * as pkijs from 'pkijs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HashName } from '../../src-shared/model/algorithm.ts'
import { revocationReasonCodes, type RevocationReason } from '../../src-shared/model/revocation.ts'
import { testKeyPair } from '../testing/key-pair.ts'
import { feed } from '../testing/mutations.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { assembleSigned, buildTbsCertificate } from './certificate-builder.ts'
import { parseCertificate } from './certificate.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { DerWriter } from './der/writer.ts'
import { SEQUENCE } from './der/tags.ts'
import { basicConstraintsExtension } from './extensions/basic-constraints.ts'
import { extKeyUsageExtension } from './extensions/key-usage.ts'
import type { Certificate, Extension } from './model.ts'
import { nameFromText } from './name.ts'
import {
  archiveCutoffExtension,
  assembleOcspRequest,
  assembleOcspResponse,
  buildTbsOcspRequest,
  buildTbsOcspResponse,
  crlReferenceExtension,
  encodeCertId,
  extendedRevokedExtension,
  issuerHashes,
  MAX_OCSP_QUESTIONS,
  nonceExtension,
  ocspErrorCodes,
  ocspErrorResponse,
  ocspIds,
  parseOcspRequest,
  parseOcspResponse,
  readArchiveCutoff,
  readCrlReference,
  responderByKey,
  responderByName,
  verifyOcspRequest,
  verifyOcspResponse,
  type BasicOcspResponse,
  type NewOcspAnswer,
  type OcspError,
  type OcspResponseFields
} from './ocsp.ts'
import { writePem } from './pem.ts'

const now = Math.floor(Date.now() / 1000) * 1000
const hour = 3_600_000
const authorityKey = testKeyPair('P-256')
const responderKey = testKeyPair('P-256')
const issuerName = nameFromText('C=DE,O=Example,CN=Issuing CA')

function certificate(subject: string, key: Uint8Array, extensions: readonly Extension[], serial: string): Certificate {
  const tbs = buildTbsCertificate({
    serial,
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: issuerName.der,
    subject: nameFromText(subject).der,
    notBefore: now - 24 * hour,
    notAfter: now + 24 * 365 * hour,
    publicKey: key,
    extensions
  })
  return parseCertificate(assembleSigned(tbs, 'ecdsa-sha256', authorityKey.sign(tbs, 'ecdsa-sha256')))
}

const authority = certificate(
  'C=DE,O=Example,CN=Issuing CA',
  authorityKey.spki,
  [basicConstraintsExtension({ ca: true, pathLength: null })],
  '01'
)
const responder = certificate(
  'CN=OCSP 1',
  responderKey.spki,
  [extKeyUsageExtension(['1.3.6.1.5.5.7.3.9'], false)],
  '02'
)
const subscriber = certificate('CN=www.example.test', testKeyPair('P-256').spki, [], '00a1b2c3d4e5f60718')
const other = certificate('CN=other.example.test', testKeyPair('P-256').spki, [], '7fffffffff')
const issuer = { name: authority.subject.der, keyBytes: authority.publicKey.keyBytes }
const sha1Hashes = issuerHashes('sha1', issuer)
const idOf = (serial: string, hashName: HashName = 'sha1'): Uint8Array =>
  encodeCertId(hashName, issuerHashes(hashName, issuer), serial)

function respond(
  fields: Partial<OcspResponseFields> = {},
  by: 'responder' | 'authority' = 'responder',
  certificates: readonly Uint8Array[] = by === 'responder' ? [responder.der] : []
): Uint8Array {
  const tbs = buildTbsOcspResponse({
    responderId: responderByKey((by === 'responder' ? responder : authority).publicKey.keyBytes),
    producedAt: now,
    answers: [
      { certId: idOf(subscriber.serial), status: { kind: 'good' }, thisUpdate: now, nextUpdate: now + 12 * hour }
    ],
    ...fields
  })
  const key = by === 'responder' ? responderKey : authorityKey
  return assembleOcspResponse(tbs, {
    algorithm: 'ecdsa-sha256',
    signature: key.sign(tbs, 'ecdsa-sha256'),
    certificates
  })
}

function basic(der: Uint8Array): BasicOcspResponse {
  const response = parseOcspResponse(der)
  if (response.kind !== 'basic') throw new TypeError(`an answer is expected, not ${response.error}`)
  return response.basic
}

const request = (certIds: readonly Uint8Array[], extensions: readonly Extension[] = []): Uint8Array =>
  assembleOcspRequest(buildTbsOcspRequest({ certIds, extensions }))

function signedRequest(certificates: readonly Uint8Array[]): Uint8Array {
  const tbs = buildTbsOcspRequest({
    certIds: [idOf(subscriber.serial)],
    requestorName: { kind: 'directory', value: responder.subject.value }
  })
  const signature = responderKey.sign(tbs, 'ecdsa-sha256')
  return assembleOcspRequest(tbs, { algorithm: 'ecdsa-sha256', signature, certificates })
}

let openssl: OpensslFolder
beforeAll(() => {
  openssl = opensslFolder()
  openssl.write('ca.pem', writePem('CERTIFICATE', authority.der))
  openssl.write('leaf.pem', writePem('CERTIFICATE', subscriber.der))
  openssl.write('other.pem', writePem('CERTIFICATE', other.der))
})
afterAll(() => openssl.remove())

describe('requests of OpenSSL', () => {
  const hashes: readonly HashName[] = ['sha1', 'sha256', 'sha384', 'sha512']

  it('are read: certificate, hash and nonce, and ours are octet for octet the same', () => {
    for (const name of hashes) {
      openssl.run('ocsp', `-${name}`, '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'req.der')
      const bytes = openssl.read('req.der')
      const { questions, nonce, extensions } = parseOcspRequest(bytes)
      expect(questions).toHaveLength(1)
      expect(questions[0]?.certId).toMatchObject({ hash: name, serial: subscriber.serial })
      expect(nonce?.length).toBeGreaterThanOrEqual(16)
      expect(hexOf(request([idOf(subscriber.serial, name)], extensions))).toBe(hexOf(bytes))
    }
  })

  it('about several certificates are read in their order', () => {
    const ask = ['-issuer', 'ca.pem', '-cert', 'leaf.pem', '-cert', 'other.pem', '-serial', '0x55']
    openssl.run('ocsp', '-no_nonce', ...ask, '-reqout', 'req.der')
    const parsed = parseOcspRequest(openssl.read('req.der'))
    expect(parsed.questions.map(({ certId }) => certId.serial)).toEqual([subscriber.serial, other.serial, '55'])
    expect([parsed.nonce, parsed.signature, parsed.requestorName]).toEqual([null, null, null])
  })

  it('that are signed verify with the certificate inside, and not when altered', () => {
    openssl.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=asker',
      '-keyout',
      'k.pem',
      '-out',
      'c.pem'
    )
    const ask = ['-issuer', 'ca.pem', '-cert', 'leaf.pem', '-signer', 'c.pem', '-signkey', 'k.pem']
    openssl.run('ocsp', ...ask, '-reqout', 'req.der')
    const parsed = parseOcspRequest(openssl.read('req.der'))
    expect(verifyOcspRequest(parsed)?.subject.text).toBe('CN=asker')
    expect(parsed.requestorName).toMatchObject({ kind: 'directory' })
    const altered = Uint8Array.from(parsed.tbs)
    altered[altered.length - 1]! ^= 1
    expect(() => verifyOcspRequest({ ...parsed, tbs: altered })).toThrow(/does not verify with any certificate/)
  })
})

describe('a request', () => {
  it('is read by OpenSSL and pkijs as it was made', () => {
    const nonce = Uint8Array.from({ length: 32 }, (_, i) => i)
    const der = request([idOf(subscriber.serial), idOf('55', 'sha256')], [nonceExtension(nonce)])
    openssl.write('req.der', der)
    const text = openssl.run('ocsp', '-reqin', 'req.der', '-req_text')
    expect(text).toContain('Serial Number: A1B2C3D4E5F60718')
    expect(text).toContain('Hash Algorithm: sha256')
    const pki = pkijs.OCSPRequest.fromBER(der)
    expect(pki.tbsRequest.requestList.map(({ reqCert }) => reqCert.hashAlgorithm.algorithmId)).toEqual([
      '1.3.14.3.2.26',
      '2.16.840.1.101.3.4.2.1'
    ])
    expect(parseOcspRequest(der).nonce).toEqual(nonce)
  })

  it('with a signature verifies with its certificate; without one the signer is unknown', () => {
    const parsed = parseOcspRequest(signedRequest([authority.der, responder.der]))
    expect(verifyOcspRequest(parsed)?.serial).toBe(responder.serial)
    expect(verifyOcspRequest(parseOcspRequest(request([idOf('01')])))).toBeNull()
    expect(() => verifyOcspRequest(parseOcspRequest(signedRequest([])))).toThrow(/carries no certificate/)
    expect(() => verifyOcspRequest(parseOcspRequest(signedRequest([authority.der])))).toThrow(/does not verify/)
  })

  it('is refused with a nonce of no octets or more than 128 (RFC 9654 2.1), and taken with 1 and 128', () => {
    const withNonce = (length: number): Uint8Array =>
      request(
        [idOf('01')],
        [{ oid: ocspIds.nonce, critical: false, value: new DerWriter().octets(new Uint8Array(length)).finish() }]
      )
    for (const length of [0, 129]) expect(() => parseOcspRequest(withNonce(length))).toThrow(/RFC 9654 2.1/)
    for (const length of [1, 128]) expect(parseOcspRequest(withNonce(length)).nonce).toHaveLength(length)
    expect(() => nonceExtension(new Uint8Array(0))).toThrow(/1 to 128/)
    const raw = request([idOf('01')], [{ oid: ocspIds.nonce, critical: false, value: Uint8Array.of(1, 2, 3) }])
    expect(() => parseOcspRequest(raw)).toThrow(/nonce cannot be read/)
  })

  it('is refused when it asks about nothing, about too many, with a version that does not exist or with bytes left over', () => {
    const ids = (count: number): Uint8Array[] => Array.from({ length: count }, () => idOf('01'))
    expect(parseOcspRequest(request(ids(MAX_OCSP_QUESTIONS))).questions).toHaveLength(MAX_OCSP_QUESTIONS)
    expect(() => parseOcspRequest(request(ids(MAX_OCSP_QUESTIONS + 1)))).toThrow(/more than 250 certificates/)
    expect(() => parseOcspRequest(new Uint8Array(70_000))).toThrow(/70000 bytes; at most/)
    expect(() => parseOcspRequest(bytesOfHex('300430023000'))).toThrow(/no certificate is asked about/)
    expect(() => parseOcspRequest(Uint8Array.from([...request(ids(1)), 0]))).toThrow(/1 bytes follow/)
    const first = idOf('01')
    const versioned = (version: number): Uint8Array =>
      new DerWriter()
        .begin(SEQUENCE)
        .begin(SEQUENCE)
        .begin(0xa0)
        .integer(version)
        .end()
        .begin(SEQUENCE)
        .begin(SEQUENCE)
        .raw(first)
        .end()
        .end()
        .end()
        .end()
        .finish()
    expect(parseOcspRequest(versioned(0)).questions).toHaveLength(1)
    expect(() => parseOcspRequest(versioned(1))).toThrow(/version 2 is not known/)
  })

  it('is refused when a hash has not the length of its algorithm', () => {
    const short = encodeCertId('sha256', sha1Hashes, '01')
    expect(() => parseOcspRequest(request([short]))).toThrow(/a hash of 20 octets is not one of its algorithm/)
  })

  it('with a hash that nobody knows is read, so that the answer can be unknown', () => {
    const certId = new DerWriter()
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .oid('2.16.840.1.101.3.4.2.8')
      .end()
      .octets(new Uint8Array(32))
      .octets(new Uint8Array(32))
      .integer(5)
      .end()
      .finish()
    expect(parseOcspRequest(request([certId])).questions[0]?.certId).toMatchObject({ hash: null, serial: '05' })
  })
})

describe('a response', () => {
  const reasons = (Object.keys(revocationReasonCodes) as RevocationReason[]).filter(
    (reason) => reason !== 'removeFromCRL'
  )

  it('good, revoked and unknown is verified and understood by OpenSSL', () => {
    openssl.write(
      'resp.der',
      respond({
        answers: [
          { certId: idOf(subscriber.serial), status: { kind: 'good' }, thisUpdate: now, nextUpdate: now + hour },
          {
            certId: idOf(other.serial),
            status: { kind: 'revoked', revokedAt: now - hour, reason: 'keyCompromise' },
            thisUpdate: now,
            nextUpdate: now + hour
          },
          { certId: idOf('55'), status: { kind: 'unknown' }, thisUpdate: now, nextUpdate: null }
        ]
      })
    )
    const ask = ['-issuer', 'ca.pem', '-cert', 'leaf.pem', '-cert', 'other.pem', '-serial', '0x55', '-CAfile', 'ca.pem']
    const text = openssl.run('ocsp', '-respin', 'resp.der', ...ask)
    expect(text).toMatch(/leaf\.pem: good/)
    expect(text).toMatch(/other\.pem: revoked[\s\S]*Reason: keyCompromise/)
    expect(text).toMatch(/0x55: unknown/)
  })

  it('signed by the authority itself needs no certificate along', () => {
    openssl.write('resp.der', respond({ responderId: responderByName(authority.subject.der) }, 'authority'))
    const ask = ['-issuer', 'ca.pem', '-cert', 'leaf.pem', '-CAfile', 'ca.pem']
    expect(openssl.run('ocsp', '-respin', 'resp.der', ...ask)).toMatch(/leaf\.pem: good/)
    expect(verifyOcspResponse(basic(openssl.read('resp.der')), [authority])?.serial).toBe('01')
  })

  it('carries nonce, extended-revoked, archive cutoff and CRL reference as OpenSSL and pkijs read them', async () => {
    const reference = { url: 'http://pki.example.test/ca.crl', number: '1234', time: now - hour }
    const der = respond({
      extensions: [nonceExtension(Uint8Array.of(7, 7, 7)), extendedRevokedExtension],
      answers: [
        {
          certId: idOf(subscriber.serial),
          status: { kind: 'revoked', revokedAt: 0, reason: 'certificateHold' },
          thisUpdate: now,
          nextUpdate: now + hour,
          extensions: [archiveCutoffExtension(now - 1000 * hour), crlReferenceExtension(reference)]
        }
      ]
    })
    openssl.write('resp.der', der)
    const text = openssl.run('ocsp', '-respin', 'resp.der', '-resp_text', '-noverify')
    expect(text).toContain('Revocation Time: Jan  1 00:00:00 1970 GMT')
    expect(text).toContain('crlUrl: http://pki.example.test/ca.crl')
    expect(text).toContain('crlNum: 1234')
    expect(text).toContain('OCSP Archive Cutoff')
    const ours = basic(der)
    expect(ours.nonce).toEqual(Uint8Array.of(7, 7, 7))
    const [answer] = ours.answers
    expect(answer?.extensions.map(({ oid }) => oid)).toEqual([ocspIds.archiveCutoff, ocspIds.crlReference])
    expect(readArchiveCutoff(answer!.extensions[0]!)).toBe(now - 1000 * hour)
    expect(readCrlReference(answer!.extensions[1]!)).toEqual(reference)
    const pki = pkijs.OCSPResponse.fromBER(der)
    const theirs = pkijs.BasicOCSPResponse.fromBER(pki.responseBytes!.response.valueBlock.valueHexView)
    expect(theirs.tbsResponseData.responseExtensions?.map(({ extnID }) => extnID)).toEqual([
      ocspIds.nonce,
      ocspIds.extendedRevoked
    ])
    expect(await theirs.verify({ trustedCerts: [pkijs.Certificate.fromBER(authority.der)] })).toBe(true)
  })

  it('is what was given, for every status, time, reason and number of answers', () => {
    const status = fc.oneof(
      fc.constantFrom({ kind: 'good' } as const, { kind: 'unknown' } as const),
      fc.record({
        kind: fc.constant('revoked' as const),
        revokedAt: fc.integer({ min: 0, max: 250_000_000_000 }).map((seconds) => seconds * 1000),
        reason: fc.option(fc.constantFrom(...reasons), { nil: null })
      })
    )
    const answer = fc.record({
      serial: fc
        .bigInt({ min: 1n, max: (1n << 159n) - 1n })
        .map((n) =>
          hexOf(
            new Uint8Array(
              Buffer.from(n.toString(16).padStart(n.toString(16).length + (n.toString(16).length % 2), '0'), 'hex')
            )
          )
        ),
      status,
      thisUpdate: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
      nextUpdate: fc.option(fc.constant(now + hour), { nil: null })
    })
    fc.assert(
      fc.property(
        fc.array(answer, { minLength: 1, maxLength: 5 }),
        fc.uint8Array({ minLength: 1, maxLength: 128 }),
        (answers, nonce) => {
          const made: NewOcspAnswer[] = answers.map(({ serial, ...rest }) => ({ certId: idOf(serial), ...rest }))
          const read = basic(respond({ answers: made, extensions: [nonceExtension(nonce)] }))
          expect(
            read.answers.map(({ certId, status: found, thisUpdate, nextUpdate }) => ({
              serial: certId.serial,
              status: found,
              thisUpdate,
              nextUpdate
            }))
          ).toEqual(answers)
          expect(read.nonce).toEqual(nonce)
          expect(read.producedAt).toBe(now)
          expect(verifyOcspResponse(read)?.serial).toBe(responder.serial)
        }
      ),
      { seed: 6960, numRuns: 100 }
    )
  })

  it('verifies with the responder that it names, and with nobody else', () => {
    const read = basic(respond())
    expect(verifyOcspResponse(read)?.subject.text).toBe('CN=OCSP 1')
    const altered = Uint8Array.from(read.tbs)
    altered[40]! ^= 1
    expect(verifyOcspResponse({ ...read, tbs: altered })).toBeNull()
    const misnamed = basic(respond({ responderId: responderByName(authority.subject.der) }))
    expect(verifyOcspResponse(misnamed, [authority])).toBeNull()
    expect(verifyOcspResponse(basic(respond({}, 'responder', [])), [authority])).toBeNull()
  })

  it('without an answer, or with a reason that only delta CRLs have, is not made', () => {
    expect(() => respond({ answers: [] })).toThrow(/one certificate at least/)
    expect(() =>
      respond({
        answers: [
          {
            certId: idOf('01'),
            status: { kind: 'revoked', revokedAt: now, reason: 'removeFromCRL' },
            thisUpdate: now,
            nextUpdate: null
          }
        ]
      })
    ).toThrow(/delta CRLs alone/)
  })
})

describe('an error', () => {
  it('is five octets that OpenSSL understands, unsigned', () => {
    const words: Readonly<Record<OcspError, string>> = {
      malformedRequest: 'malformedrequest (1)',
      internalError: 'internalerror (2)',
      tryLater: 'trylater (3)',
      sigRequired: 'sigrequired (5)',
      unauthorized: 'unauthorized (6)'
    }
    for (const error of Object.keys(ocspErrorCodes) as OcspError[]) {
      const der = ocspErrorResponse(error)
      expect(der).toHaveLength(5)
      expect(parseOcspResponse(der)).toEqual({ kind: 'error', error })
      openssl.write('err.der', der)
      expect(() => openssl.run('ocsp', '-respin', 'err.der')).toThrow(
        expect.objectContaining({ stdout: expect.stringContaining(words[error]) })
      )
    }
    expect(() => parseOcspResponse(bytesOfHex('30030a0104'))).toThrow(/status 4 does not exist/)
    expect(() => parseOcspResponse(bytesOfHex('30050a0101a000'))).toThrow(/must not come with an answer/)
  })
})

describe('100,000 altered', () => {
  const strict = (outcome: { readonly accepted: number; readonly refused: number }): void => {
    expect(outcome.refused).toBeGreaterThan(10_000)
    expect(outcome.accepted).toBeGreaterThan(100)
  }

  it('requests', () => {
    const inputs = [
      request([idOf(subscriber.serial)], [nonceExtension(new Uint8Array(randomBytes(16)))]),
      request([idOf('01'), idOf('02', 'sha256')]),
      signedRequest([responder.der])
    ]
    strict(
      feed(31, inputs, (bytes) => {
        const read = parseOcspRequest(bytes)
        expect(read.questions.length).toBeGreaterThan(0)
      })
    )
  })

  it('responses', () => {
    const inputs = [
      respond({ extensions: [nonceExtension(Uint8Array.of(1))] }),
      respond(
        {
          answers: [
            {
              certId: idOf('01'),
              status: { kind: 'revoked', revokedAt: now, reason: 'superseded' },
              thisUpdate: now,
              nextUpdate: null
            }
          ]
        },
        'authority'
      ),
      ocspErrorResponse('tryLater')
    ]
    strict(feed(32, inputs, (bytes) => void parseOcspResponse(bytes)))
  })
})

it('the key hash of a responder is SHA-1 over its key alone', () => {
  const id = responderByKey(responder.publicKey.keyBytes)
  expect(hexOf(id.subarray(4))).toBe(hash('sha1', responder.publicKey.keyBytes, 'hex'))
})
