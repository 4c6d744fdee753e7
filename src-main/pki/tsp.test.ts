import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import * as pkijs from 'pkijs'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HashName, KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { certifiedKey, type CertifiedKey } from '../testing/certified-key.ts'
import { feed } from '../testing/mutations.ts'
import { hasProgram, opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { smallProgram } from '../testing/small-program.ts'
import { parseSignedData, signingTimeOf, verifySignedData } from './cms.ts'
import { extKeyUsageExtension, keyUsageExtension } from './extensions/key-usage.ts'
import { encodeGeneralName } from './general-name.ts'
import { writePem } from './pem.ts'
import {
  assembleAuthenticode,
  assembleTimeStamp,
  authenticodeToSign,
  buildAuthenticodeRequest,
  buildTimeStampInfo,
  buildTimeStampRequest,
  checkTimeStampAnswers,
  grantedResponse,
  parseAuthenticodeRequest,
  parseTimeStampInfo,
  parseTimeStampRequest,
  parseTimeStampResponse,
  rejectedResponse,
  timeStampFailures,
  timeStampToSign,
  verifyTimeStamp,
  type NewTimeStampInfo,
  type TimeStampFailure,
  type TimeStampInfo,
  type TimeStampRequest
} from './tsp.ts'

const policy = '1.3.6.1.4.1.99999.1.2'
const root = certifiedKey({ subject: 'CN=Root' })
const stamping = [keyUsageExtension(['digitalSignature']), extKeyUsageExtension(['1.3.6.1.5.5.7.3.8'], true)]

function authority(algorithm: KeyAlgorithmId = 'P-256', serial = '3001'): CertifiedKey {
  return certifiedKey({ subject: 'CN=Time 1', algorithm, issuer: root, serial, extensions: stamping })
}

const tsa = authority()
const now = Math.floor(Date.now() / 1000) * 1000

function stamp(request: TimeStampRequest, by: CertifiedKey = tsa, change: Partial<NewTimeStampInfo> = {}): Uint8Array {
  const info = buildTimeStampInfo({
    policy: request.policy ?? policy,
    imprint: request.imprint.der,
    serial: '0102030405',
    time: now + 250,
    accuracy: { seconds: 1, millis: 500, micros: 0 },
    ordering: true,
    nonce: request.nonce,
    authority: encodeGeneralName({ kind: 'directory', value: by.certificate.subject.value }),
    ...change
  })
  const attributes = timeStampToSign(info, now, by)
  const signature = by.key.sign(attributes, by.signatureAlgorithm)
  return assembleTimeStamp(info, attributes, signature, by, request.certificateWanted ? [by.certificate.der] : [])
}

const text = new TextEncoder().encode('A contract.\n')
const hashed = (hash: HashName): Uint8Array => createHash(hash).update(text).digest()
const asked = (change: Partial<Parameters<typeof buildTimeStampRequest>[0]> = {}): TimeStampRequest =>
  parseTimeStampRequest(
    buildTimeStampRequest({
      hash: 'sha256',
      hashed: hashed('sha256'),
      nonce: '1234abcd',
      certificateWanted: true,
      ...change
    })
  )

let openssl: OpensslFolder
const servers: Server[] = []
beforeAll(() => {
  openssl = opensslFolder()
  openssl.write('root.pem', writePem('CERTIFICATE', root.certificate.der))
  openssl.write('tsa.pem', writePem('CERTIFICATE', tsa.certificate.der))
  openssl.write('text', text)
})
afterEach(() => servers.splice(0).forEach((server) => server.close()))
afterAll(() => openssl.remove())

describe('a request of OpenSSL', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)(
    'with %s is read, and ours is octet for octet the same',
    (hash) => {
      openssl.run('ts', '-query', '-data', 'text', `-${hash}`, '-cert', '-tspolicy', policy, '-out', 'q.tsq')
      const bytes = openssl.read('q.tsq')
      const request = parseTimeStampRequest(bytes)
      expect(request).toMatchObject({ policy, certificateWanted: true, extensions: [] })
      expect(request.imprint).toMatchObject({ hash, hashed: new Uint8Array(hashed(hash)) })
      const { nonce } = request
      expect(nonce).toMatch(/^[0-9a-f]+$/)
      const ours = buildTimeStampRequest({
        hash,
        hashed: hashed(hash),
        policy,
        nonce: nonce ?? '',
        certificateWanted: true
      })
      expect(Buffer.from(ours).equals(bytes)).toBe(true)
    }
  )

  it('without nonce, policy and certificate is read', () => {
    openssl.run('ts', '-query', '-data', 'text', '-sha256', '-no_nonce', '-out', 'q.tsq')
    expect(parseTimeStampRequest(openssl.read('q.tsq'))).toMatchObject({
      policy: null,
      nonce: null,
      certificateWanted: false
    })
  })
})

describe('a token', () => {
  it.each(['P-256', 'P-384', 'RSA-2048'] as const)('of a %s key is verified by OpenSSL and by us', (algorithm) => {
    const by = authority(algorithm)
    openssl.run('ts', '-query', '-data', 'text', '-sha512', '-cert', '-out', 'q.tsq')
    const request = parseTimeStampRequest(openssl.read('q.tsq'))
    const token = stamp(request, by)
    openssl.write('r.tsr', grantedResponse(token))
    expect(openssl.run('ts', '-verify', '-queryfile', 'q.tsq', '-in', 'r.tsr', '-CAfile', 'root.pem')).toContain('OK')
    expect(openssl.run('ts', '-verify', '-data', 'text', '-in', 'r.tsr', '-CAfile', 'root.pem')).toContain('OK')
    const { info, certificate } = verifyTimeStamp(token)
    checkTimeStampAnswers(info, request)
    expect(certificate.subject.text).toBe('CN=Time 1')
  })

  it('says what OpenSSL and pkijs read in it', () => {
    const token = stamp(asked())
    openssl.write('r.tsr', grantedResponse(token))
    const said = openssl.run('ts', '-reply', '-in', 'r.tsr', '-text')
    expect(said).toContain(`Policy OID: ${policy}`)
    expect(said).toContain('Serial number: 0x0102030405')
    expect(said).toContain('Accuracy: 0x01 seconds, 0x01F4 millis, unspecified micros')
    expect(said).toContain('Ordering: yes')
    expect(said).toContain('Nonce: 0x1234ABCD')
    expect(said).toContain('TSA: DirName:/CN=Time 1')
    expect(said).toMatch(/Time stamp: .*\.25 /)
    const pki = pkijs.TSTInfo.fromBER(parseSignedData(token).content ?? new Uint8Array())
    expect(pki.genTime.getTime()).toBe(now + 250)
    expect(pki.policy).toBe(policy)
  })

  it('carries no certificate where none was wanted (RFC 3161 2.4.1), and is verified with the one known from elsewhere', () => {
    const request = asked({ certificateWanted: false })
    const token = stamp(request)
    expect(parseSignedData(token).certificates).toEqual([])
    openssl.write('t.der', token)
    const verified = openssl.run(
      'ts',
      '-verify',
      '-data',
      'text',
      '-in',
      't.der',
      '-token_in',
      '-CAfile',
      'root.pem',
      '-untrusted',
      'tsa.pem'
    )
    expect(verified).toContain('OK')
    expect(() => verifyTimeStamp(token)).toThrow(/certificate of the signer is not there/)
    expect(verifyTimeStamp(token, [tsa.certificate]).info.nonce).toBe('1234abcd')
  })

  it('is refused for another document, nonce or policy than was asked for', () => {
    const { info } = verifyTimeStamp(stamp(asked()))
    checkTimeStampAnswers(info, asked())
    expect(() => checkTimeStampAnswers(info, asked({ hashed: new Uint8Array(32) }))).toThrow(/another document/)
    expect(() => checkTimeStampAnswers(info, asked({ nonce: '55' }))).toThrow(/nonce/)
    expect(() => checkTimeStampAnswers(info, asked({ policy: '1.2.3' }))).toThrow(
      /policy 1\.3\.6\.1\.4\.1\.99999\.1\.2/
    )
  })

  it('is refused when its signer has no certificate for time-stamping alone, or when another certificate takes its place (RFC 5816)', () => {
    const plain = certifiedKey({
      subject: 'CN=Time 1',
      issuer: root,
      extensions: [extKeyUsageExtension(['1.3.6.1.5.5.7.3.8'])]
    })
    expect(() => verifyTimeStamp(stamp(asked(), plain))).toThrow(/time-stamping alone/)
    const both = extKeyUsageExtension(['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'], true)
    expect(() =>
      verifyTimeStamp(stamp(asked(), certifiedKey({ subject: 'CN=x', issuer: root, extensions: [both] })))
    ).toThrow(/time-stamping alone/)
    const info = buildTimeStampInfo({ policy, imprint: asked().imprint.der, serial: '01', time: now })
    const attributes = timeStampToSign(info, now, { ...tsa, certificate: root.certificate })
    const signature = tsa.key.sign(attributes, tsa.signatureAlgorithm)
    const token = assembleTimeStamp(info, attributes, signature, tsa, [tsa.certificate.der])
    expect(() => verifyTimeStamp(token)).toThrow(/does not name the certificate/)
  })

  it('holds what it was made of, for every time, serial number, accuracy and nonce', () => {
    const hex = fc.bigInt({ min: 1n, max: (1n << 159n) - 1n }).map((n) => {
      const digits = n.toString(16)
      return digits.length % 2 === 0 ? digits : `0${digits}`
    })
    const part = fc.integer({ min: 0, max: 999 })
    const made = fc.record({
      serial: hex,
      nonce: fc.option(hex, { nil: null }),
      time: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      accuracy: fc.record({ seconds: fc.integer({ min: 0, max: 100_000 }), millis: part, micros: part }),
      ordering: fc.boolean()
    })
    fc.assert(
      fc.property(made, (fields) => {
        const read: TimeStampInfo = parseTimeStampInfo(
          buildTimeStampInfo({ policy, imprint: asked().imprint.der, ...fields })
        )
        expect(read).toMatchObject(fields)
        expect(read.authority).toBeNull()
      }),
      { seed: 3161, numRuns: 300 }
    )
  })

  it('is not made with an accuracy that cannot be written', () => {
    const fields = { policy, imprint: asked().imprint.der, serial: '01', time: now }
    for (const accuracy of [
      { seconds: 0, millis: 1000, micros: 0 },
      { seconds: 0.5, millis: 0, micros: 0 }
    ])
      expect(() => buildTimeStampInfo({ ...fields, accuracy })).toThrow(/0 to 999/)
  })
})

describe('a rejection', () => {
  it('has status, text and failure as OpenSSL reads them, and no token', () => {
    const words: Readonly<Record<TimeStampFailure, string>> = {
      badAlg: 'unrecognized or unsupported algorithm',
      badRequest: 'transaction not permitted',
      badDataFormat: 'the data submitted has the wrong format',
      timeNotAvailable: 'time source is not available',
      unacceptedPolicy: 'the requested tsa policy is not supported',
      unacceptedExtension: 'the requested extension is not supported',
      addInfoNotAvailable: 'additional information requested',
      systemFailure: 'system failure'
    }
    for (const failure of Object.keys(timeStampFailures) as TimeStampFailure[]) {
      const der = rejectedResponse(failure, 'The clock cannot be trusted.')
      expect(parseTimeStampResponse(der)).toEqual({
        status: 'rejection',
        texts: ['The clock cannot be trusted.'],
        failures: [failure],
        token: null
      })
      openssl.write('r.tsr', der)
      const said = openssl.run('ts', '-reply', '-in', 'r.tsr', '-text')
      expect(said).toContain('Rejected.')
      expect(said.toLowerCase()).toContain(words[failure])
    }
  })

  it('with a token, or a grant without one, is refused', () => {
    const granted = grantedResponse(stamp(asked()))
    expect(parseTimeStampResponse(granted).token).toEqual(stampOf(granted))
    expect(() => parseTimeStampResponse(Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 0))).toThrow(/grants one/)
    const rejecting = Uint8Array.from(granted)
    const at = rejecting.indexOf(2)
    rejecting[at + 2] = 2
    expect(() => parseTimeStampResponse(rejecting)).toThrow(/grants one/)
  })

  function stampOf(response: Uint8Array): Uint8Array {
    const { token } = parseTimeStampResponse(response)
    return verifyTimeStamp(token ?? new Uint8Array()).info.nonce === '1234abcd'
      ? (token ?? new Uint8Array())
      : new Uint8Array()
  }
})

describe('requests that are refused', () => {
  it('have another version, a hash of the wrong length or more bytes than a request has', () => {
    const der = buildTimeStampRequest({ hash: 'sha256', hashed: hashed('sha256'), certificateWanted: false })
    const version = Uint8Array.from(der)
    version[4] = 2
    expect(() => parseTimeStampRequest(version)).toThrow(/version 2 is not known/)
    const short = buildTimeStampRequest({ hash: 'sha512', hashed: hashed('sha256'), certificateWanted: false })
    expect(() => parseTimeStampRequest(short)).toThrow(/a hash of 32 octets/)
    expect(() => parseTimeStampRequest(new Uint8Array(20_000))).toThrow(/20000 bytes/)
  })
})

describe('the older form for Authenticode', () => {
  const stamped = new Uint8Array(256).fill(7)
  const reply = (signature: Uint8Array, time = now): string => {
    const attributes = authenticodeToSign(signature, time, tsa)
    const made = tsa.key.sign(attributes, tsa.signatureAlgorithm)
    return assembleAuthenticode(signature, attributes, made, tsa, [tsa.certificate.der, root.certificate.der])
  }

  it('is read as it was made, and its reply is a signature over what was asked', () => {
    const request = buildAuthenticodeRequest(stamped)
    expect(parseAuthenticodeRequest(`${request}\r\n\0`)).toEqual(stamped)
    const data = parseSignedData(new Uint8Array(Buffer.from(reply(stamped), 'base64')))
    expect(data.content).toEqual(stamped)
    const [signed] = verifySignedData(data)
    expect(signingTimeOf(signed?.signer.attributes ?? [])).toBe(now)
    expect(() => parseAuthenticodeRequest('not base64')).toThrow(/not base64/)
    expect(() => parseAuthenticodeRequest(buildAuthenticodeRequest(new Uint8Array()))).toThrow(/nothing to stamp/)
  })

  const answer = (path: string, body: Buffer): Buffer =>
    path === '/legacy'
      ? Buffer.from(reply(parseAuthenticodeRequest(body.toString('latin1')), Date.now()))
      : Buffer.from(grantedResponse(stamp(parseTimeStampRequest(new Uint8Array(body)), tsa, { time: Date.now() })))

  async function listen(): Promise<string> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        response.setHeader(
          'Content-Type',
          request.url === '/legacy' ? 'application/octet-stream' : 'application/timestamp-reply'
        )
        response.end(answer(request.url ?? '', Buffer.concat(parts)))
      })
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it.skipIf(!hasProgram('osslsigncode'))(
    'and RFC 3161 are taken and verified by osslsigncode (left out only where it is missing)',
    async () => {
      const base = await listen()
      openssl.write('small.exe', smallProgram())
      openssl.run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=signer',
        '-addext',
        'extendedKeyUsage=codeSigning',
        '-keyout',
        's.key',
        '-out',
        's.pem'
      )
      const run = promisify(execFile)
      for (const [flag, path] of [
        ['-t', '/legacy'],
        ['-ts', '/']
      ] as const) {
        const out = openssl.path(`signed${flag}.exe`)
        const files = ['-in', openssl.path('small.exe'), '-out', out]
        await run('osslsigncode', [
          'sign',
          '-certs',
          openssl.path('s.pem'),
          '-key',
          openssl.path('s.key'),
          '-h',
          'sha256',
          flag,
          `${base}${path}`,
          ...files
        ])
        const { stdout } = await run('osslsigncode', [
          'verify',
          '-CAfile',
          openssl.path('s.pem'),
          '-TSA-CAfile',
          openssl.path('root.pem'),
          '-in',
          out
        ])
        expect(stdout).toContain('Timestamp Server Signature verification: ok')
        expect(stdout).toContain('Succeeded')
      }
    }
  )
})

describe('100,000 altered', () => {
  const both = (outcome: { readonly accepted: number; readonly refused: number }): void => {
    expect(outcome.refused).toBeGreaterThan(10_000)
    expect(outcome.accepted).toBeGreaterThan(100)
  }
  const request = buildTimeStampRequest({
    hash: 'sha384',
    hashed: hashed('sha384'),
    policy,
    nonce: '01',
    certificateWanted: true
  })

  it('requests give a value or a ChanceryError', () => {
    both(feed(51, [request], (bytes) => void parseTimeStampRequest(bytes)))
  })

  it('responses and what they carry give a value or a ChanceryError', () => {
    const inputs = [grantedResponse(stamp(asked())), rejectedResponse('badAlg', 'no')]
    both(feed(52, inputs, (bytes) => void parseTimeStampResponse(bytes)))
    const info = parseSignedData(stamp(asked())).content ?? new Uint8Array()
    both(feed(53, [info], (bytes) => void parseTimeStampInfo(bytes)))
  })

  it('Authenticode requests give a value or a ChanceryError', () => {
    const inputs = [Buffer.from(buildAuthenticodeRequest(new Uint8Array(64).fill(1)))]
    const outcome = feed(54, inputs, (bytes) => void parseAuthenticodeRequest(Buffer.from(bytes).toString('latin1')))
    expect(outcome.refused).toBeGreaterThan(10_000)
  })
})
