import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { readPem } from './pem.ts'
import { readPkcs7, writePkcs7, writePkcs7Pem } from './pkcs7.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

let openssl: OpensslFolder
const certificates: Uint8Array[] = []
let crl: Uint8Array
beforeAll(() => {
  openssl = opensslFolder()
  for (const name of ['a', 'b', 'c']) {
    openssl.run(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-noenc',
      '-subj',
      `/CN=Test ${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`
    )
    certificates.push(readPem(openssl.read(`${name}.pem`))[0]!.bytes)
  }
  openssl.write('index.txt', '')
  openssl.write('ca.cnf', '[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=1\n')
  openssl.run('ca', '-config', 'ca.cnf', '-gencrl', '-cert', 'a.pem', '-keyfile', 'a.key', '-out', 'a.crl')
  crl = readPem(openssl.read('a.crl'))[0]!.bytes
})
afterAll(() => openssl.remove())

test('a bundle written here is read by OpenSSL, as DER and as PEM, and by us', () => {
  openssl.write('ours.p7b', writePkcs7({ certificates, crls: [crl] }))
  openssl.write('ours.pem', writePkcs7Pem({ certificates }))
  const listed = openssl.run('pkcs7', '-inform', 'DER', '-in', 'ours.p7b', '-print_certs')
  for (const name of ['a', 'b', 'c']) expect(listed).toContain(`CN = Test ${name}`)
  expect(listed).toContain('BEGIN X509 CRL')
  expect(
    readPem(openssl.run('pkcs7', '-in', 'ours.pem', '-print_certs'))
      .map(({ bytes }) => hex(bytes))
      .toSorted()
  ).toEqual(certificates.map(hex).toSorted())
  const again = readPkcs7(openssl.read('ours.p7b'))
  expect(again.certificates.map(hex).toSorted()).toEqual(certificates.map(hex).toSorted())
  expect(again.crls.map(hex)).toEqual([hex(crl)])
  expect(readPkcs7(openssl.read('ours.pem')).certificates).toHaveLength(3)
})

test('a bundle written by OpenSSL is read, and comes out of our writer the same', () => {
  openssl.run(
    'crl2pkcs7',
    '-nocrl',
    '-certfile',
    'b.pem',
    '-certfile',
    'c.pem',
    '-outform',
    'DER',
    '-out',
    'theirs.p7b'
  )
  const theirs = openssl.read('theirs.p7b')
  const bundle = readPkcs7(theirs)
  expect(bundle.certificates.map(hex).toSorted()).toEqual(certificates.slice(1).map(hex).toSorted())
  expect(readPkcs7(writePkcs7(bundle)).certificates.map(hex)).toEqual(
    certificates
      .slice(1)
      .map(hex)
      .toSorted((a, b) => (a < b ? -1 : 1))
  )
})

test('the certificates beside a signature in BER are read', () => {
  openssl.write('text', 'signed text')
  openssl.run(
    'cms',
    '-sign',
    '-in',
    'text',
    '-signer',
    'a.pem',
    '-inkey',
    'a.key',
    '-stream',
    '-outform',
    'DER',
    '-nodetach',
    '-out',
    'signed.p7'
  )
  const signed = openssl.read('signed.p7')
  expect([signed[0], signed[1]]).toEqual([0x30, 0x80])
  expect(readPkcs7(signed).certificates.map(hex)).toEqual([hex(certificates[0]!)])
})

test('another kind of message, bad bytes and too many bytes are refused in their own ways', () => {
  openssl.run('cms', '-encrypt', '-in', 'text', '-outform', 'DER', '-aes128', '-out', 'encrypted.p7', 'a.pem')
  expect(() => readPkcs7(openssl.read('encrypted.p7'))).toThrow(code('invalid-input'))
  expect(() => readPkcs7('no PEM at all')).toThrow(code('malformed'))
  expect(() => readPkcs7(new Uint8Array(9_000_000))).toThrow(code('too-large'))
})

test('mutated bundles give an error of ours or certificates, never anything else', () => {
  const source = writePkcs7({ certificates, crls: [crl] })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
      fc.nat(40),
      (changes, cut) => {
        const bytes = source.slice(0, source.length - cut)
        for (const [at, octet] of changes) bytes[at % Math.min(bytes.length, 120)] = octet
        try {
          readPkcs7(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(ChanceryError)
        }
      }
    ),
    { seed: 9, numRuns: 3000 }
  )
})
