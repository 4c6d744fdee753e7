import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vector } from '../testing/vectors.ts'
import { objectBytes, objectsBytes } from './encoded-object.ts'
import { base64Bytes, looksLikePem, readPem, writePem } from './pem.ts'

const certificate = vector('pkits/certs/GoodCACert.crt')
const pem = writePem('CERTIFICATE', certificate)

describe('PEM', () => {
  it('is written as RFC 7468 wants it', () => {
    const lines = pem.split('\n')
    expect(lines[0]).toBe('-----BEGIN CERTIFICATE-----')
    expect(lines.slice(1, -3).every((line) => line.length === 64)).toBe(true)
    expect(pem.endsWith('-----END CERTIFICATE-----\n')).toBe(true)
  })

  it('is read back, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.constantFrom('\n', '\r\n', '\r', ' \n'),
        (bytes, newline) => {
          const text = `before${newline}${writePem('X509 CRL', bytes).replaceAll('\n', newline)}after`
          expect(readPem(text)).toEqual([{ label: 'X509 CRL', headers: [], bytes }])
        }
      ),
      { seed: 8, numRuns: 1000 }
    )
  })

  it('may stand several times among other text, also as bytes', () => {
    const bundle = `Subject: one\n${pem}\nsome words\n\n${writePem('CERTIFICATE REQUEST', Uint8Array.of(0x30, 0))}`
    expect(readPem(bundle).map((block) => block.label)).toEqual(['CERTIFICATE', 'CERTIFICATE REQUEST'])
    expect(readPem(Buffer.from(bundle))).toEqual(readPem(bundle))
    expect(readPem('no block at all')).toEqual([])
    expect(readPem(`\ufeff${pem}`)).toHaveLength(1)
  })

  it('gives the header lines of the older form', () => {
    const text =
      '-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n'
    expect(readPem(text)).toEqual([
      {
        label: 'EC PRIVATE KEY',
        headers: [
          ['Proc-Type', '4,ENCRYPTED'],
          ['DEK-Info', 'AES-128-CBC,00']
        ],
        bytes: Uint8Array.of(0, 0, 0)
      }
    ])
  })

  for (const [what, text, message] of [
    ['no END line', '-----BEGIN X-----\nAAAA\n', 'the block X has no END line (line 1)'],
    [
      'the END line of another label',
      'a\n-----BEGIN X-----\nAAAA\n-----END Y-----\n',
      'the END line is not that of X (line 4)'
    ],
    ['a broken header', '-----BEGIN X----\nAAAA\n-----END X-----', 'not one (line 1)'],
    [
      'a block inside a block',
      '-----BEGIN X-----\nAA\n-----BEGIN X-----\nAA\n-----END X-----',
      'a block begins inside the block X (line 3)'
    ],
    ['characters that are not base64', '-----BEGIN X-----\nAA*A\n-----END X-----', 'not exact base64'],
    ['padding in the middle', '-----BEGIN X-----\nAA==AAAA\n-----END X-----', 'not exact base64'],
    ['bits left over', '-----BEGIN X-----\nAAB=\n-----END X-----', 'not exact base64'],
    ['nothing in it', '-----BEGIN X-----\n\n-----END X-----', 'not exact base64'],
    ['text after the END line', '-----BEGIN X-----\nAAAA\n-----END X-----AAAA', 'the END line is not that of X']
  ] as const) {
    it(`with ${what} is refused`, () => {
      expect(() => readPem(text)).toThrow(message)
    })
  }

  it('never quotes a block in its messages', () => {
    const secret = 'TUlJRXZRSUJBREFOQmdrcWhraUc5dzBCQVFFRkFBU0NCS2N3'
    for (const text of [
      `-----BEGIN PRIVATE KEY-----\n${secret}\n`,
      `-----BEGIN PRIVATE KEY-----\n${secret}*\n-----END PRIVATE KEY-----`,
      `-----BEGIN PRIVATE KEY-----${secret}\n-----END PRIVATE KEY-----`
    ]) {
      expect(() => readPem(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret.slice(0, 8)) })
      )
    }
  })

  it('has limits', () => {
    expect(() => readPem(pem.repeat(3), { maxBlocks: 2 })).toThrow('more than 2 blocks')
    expect(() => readPem(pem, { maxLength: 100 })).toThrow('at most 100')
  })

  it('of a great many header lines without an end takes no quadratic time', () => {
    const start = performance.now()
    expect(() => readPem('-----BEGIN X-----\n'.repeat(200_000))).toThrow()
    expect(readPem('-----END X-----\nBEGIN '.repeat(200_000))).toEqual([])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('an object as people hand it over', () => {
  it('is taken as PEM, as DER and as bare base64', () => {
    expect(objectBytes(pem, 'certificate')).toEqual(certificate)
    expect(objectBytes(certificate, 'certificate')).toEqual(certificate)
    expect(objectBytes(Buffer.from(certificate).toString('base64'), 'certificate')).toEqual(certificate)
    expect(objectBytes(`${writePem('PRIVATE KEY', Uint8Array.of(1))}${pem}`, 'certificate')).toEqual(certificate)
    expect(objectsBytes(pem + pem, 'certificate')).toHaveLength(2)
  })

  it('is refused when it is none, another, or several', () => {
    expect(() => objectBytes('hello', 'certificate')).toThrow('neither PEM nor DER nor base64')
    expect(() => objectBytes(pem, 'csr')).toThrow('There is no certificate request in it, only CERTIFICATE.')
    expect(() => objectBytes(pem + pem, 'certificate')).toThrow('One certificate is expected, 2 were given.')
    expect(() => objectBytes('', 'crl')).toThrow('cannot be read')
  })

  it('is known by its look', () => {
    expect(looksLikePem(pem)).toBe(true)
    expect(looksLikePem(certificate)).toBe(false)
    expect(base64Bytes('AA==')).toEqual(Uint8Array.of(0))
    expect(base64Bytes('AB==')).toBeNull()
  })
})
