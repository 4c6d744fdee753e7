import fc from 'fast-check'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { SEQUENCE } from './der/tags.ts'
import { DerWriter, encode } from './der/writer.ts'
import { openPrivateKeyInfo, readPrivateKeyInfo, sealPrivateKeyInfo } from './pkcs8.ts'
import { readPrivateKeyFile } from './private-key-file.ts'

const passphrase = 'pâté with 7 olives'
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

let openssl: OpensslFolder
beforeAll(() => {
  openssl = opensslFolder()
  openssl.run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'rsa.pem')
  openssl.run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', 'ec.pem')
  openssl.run('genpkey', '-algorithm', 'ED25519', '-out', 'ed.pem')
})
afterAll(() => openssl.remove())

/** @returns the public key of a PKCS#8 key, to compare with what OpenSSL says. */
const publicOf = (pkcs8: Uint8Array): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
    .export({ type: 'spki', format: 'pem' })
    .toString()
const opensslPublic = (name: string): string => openssl.run('pkey', '-in', name, '-pubout')
const text = (name: string): string => Buffer.from(openssl.read(name)).toString('latin1')

describe('a private key written by OpenSSL', () => {
  test.each(['rsa', 'ec', 'ed'])('(%s) is read as PKCS#8 in PEM and DER', async (kind) => {
    openssl.run('pkey', '-in', `${kind}.pem`, '-outform', 'DER', '-out', `${kind}.der`)
    const wanted = opensslPublic(`${kind}.pem`)
    expect(publicOf(await readPrivateKeyFile(text(`${kind}.pem`)))).toBe(wanted)
    expect(publicOf(await readPrivateKeyFile(openssl.read(`${kind}.pem`)))).toBe(wanted)
    expect(publicOf(await readPrivateKeyFile(openssl.read(`${kind}.der`)))).toBe(wanted)
  })

  test.each([
    ['rsa', []],
    ['rsa', ['-aes128']],
    ['rsa', ['-aes192']],
    ['rsa', ['-aes256']],
    ['rsa', ['-des3']],
    ['ec', []],
    ['ec', ['-aes256']]
  ])('(%s) is read in the traditional form %j', async (kind, cipher) => {
    const protect = cipher.length === 0 ? [] : [...cipher, '-passout', `pass:${passphrase}`]
    openssl.run('pkey', '-in', `${kind}.pem`, '-traditional', ...protect, '-out', 'old.pem')
    expect(text('old.pem')).toContain(kind === 'rsa' ? 'BEGIN RSA PRIVATE KEY' : 'BEGIN EC PRIVATE KEY')
    expect(publicOf(await readPrivateKeyFile(text('old.pem'), passphrase))).toBe(opensslPublic(`${kind}.pem`))
    if (cipher.length === 0) return
    await expect(readPrivateKeyFile(text('old.pem'), 'wrong')).rejects.toEqual(code('wrong-passphrase'))
    await expect(readPrivateKeyFile(text('old.pem'))).rejects.toEqual(code('wrong-passphrase'))
  })

  test('is refused with a thousand wrong passphrases, also where the padding fits by chance', async () => {
    openssl.run('pkcs8', '-topk8', '-in', 'ec.pem', '-iter', '1', '-passout', `pass:${passphrase}`, '-out', 'quick.pem')
    openssl.run('pkey', '-in', 'ec.pem', '-traditional', '-aes256', '-passout', `pass:${passphrase}`, '-out', 'old.pem')
    for (const content of [text('quick.pem'), text('old.pem')]) {
      for (let count = 0; count < 1000; count++) {
        await expect(readPrivateKeyFile(content, `wrong ${count}`)).rejects.toEqual(code('wrong-passphrase'))
      }
    }
  })

  test('is read in the traditional form as DER', async () => {
    for (const kind of ['rsa', 'ec']) {
      openssl.run('pkey', '-in', `${kind}.pem`, '-traditional', '-outform', 'DER', '-out', 'old.der')
      expect(publicOf(await readPrivateKeyFile(openssl.read('old.der')))).toBe(opensslPublic(`${kind}.pem`))
    }
  })

  test('is found after the parameters that "openssl ecparam -genkey" writes before it', async () => {
    openssl.run('ecparam', '-name', 'prime256v1', '-genkey', '-out', 'param.pem')
    expect(text('param.pem')).toContain('BEGIN EC PARAMETERS')
    expect(publicOf(await readPrivateKeyFile(text('param.pem')))).toBe(opensslPublic('param.pem'))
  })

  test.each([
    [['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1']],
    [['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA224']],
    [['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA256', '-iter', '5000']],
    [['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA384']],
    [['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512']],
    [['-v2', 'des3', '-v2prf', 'hmacWithSHA1']],
    [['-scrypt']],
    [['-v1', 'PBE-SHA1-3DES']],
    [['-v1', 'PBE-SHA1-2DES']],
    [['-v1', 'PBE-SHA1-RC2-40', '-provider', 'legacy', '-provider', 'default']],
    [['-v1', 'PBE-SHA1-RC2-128', '-provider', 'legacy', '-provider', 'default']]
  ])('is read under the encryption %j, and refused with another passphrase', async (how) => {
    const words = 'seven olives'
    openssl.run('pkcs8', '-topk8', '-in', 'ec.pem', ...how, '-passout', `pass:${words}`, '-out', 'enc.pem')
    expect(publicOf(await readPrivateKeyFile(text('enc.pem'), words))).toBe(opensslPublic('ec.pem'))
    await expect(readPrivateKeyFile(text('enc.pem'), 'other words')).rejects.toEqual(code('wrong-passphrase'))
    await expect(readPrivateKeyFile(text('enc.pem'))).rejects.toEqual(code('wrong-passphrase'))
  })
})

describe('a private key sealed here', () => {
  test('is opened by OpenSSL, and by us, with its passphrase only', async () => {
    const pkcs8 = await readPrivateKeyFile(text('ec.pem'))
    const sealed = await sealPrivateKeyInfo(pkcs8, passphrase, 2000)
    openssl.write('sealed.der', sealed)
    expect(openssl.run('pkey', '-inform', 'DER', '-in', 'sealed.der', '-passin', `pass:${passphrase}`, '-pubout')).toBe(
      opensslPublic('ec.pem')
    )
    expect(hex(await openPrivateKeyInfo(sealed, passphrase))).toBe(hex(pkcs8))
    await expect(openPrivateKeyInfo(sealed, `${passphrase} `)).rejects.toEqual(code('wrong-passphrase'))
    expect(openssl.run('asn1parse', '-inform', 'DER', '-in', 'sealed.der')).toMatch(
      /PBKDF2[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/
    )
  })
})

describe('a hostile private key file', () => {
  test('that asks for a hundred million rounds, or for gigabytes of memory, is refused at once', async () => {
    const protectedBy = (writeKdf: (writer: DerWriter) => void): Uint8Array =>
      encode(SEQUENCE, (outer) =>
        outer
          .within(SEQUENCE, (algorithm) =>
            algorithm.oid('1.2.840.113549.1.5.13').within(SEQUENCE, (parameters) => {
              parameters.within(SEQUENCE, writeKdf)
              parameters.within(SEQUENCE, (scheme) => scheme.oid('2.16.840.1.101.3.4.1.42').octets(new Uint8Array(16)))
            })
          )
          .octets(new Uint8Array(64))
      )
    const salt = new Uint8Array(16)
    const pbkdf2 = protectedBy((kdf) =>
      kdf.oid('1.2.840.113549.1.5.12').within(SEQUENCE, (p) => p.octets(salt).integer(100_000_000))
    )
    const scrypt = (cost: number, blocks: number, parallel: number): Uint8Array =>
      protectedBy((kdf) =>
        kdf
          .oid('1.3.6.1.4.1.11591.4.11')
          .within(SEQUENCE, (p) => p.octets(salt).integer(cost).integer(blocks).integer(parallel))
      )
    const started = performance.now()
    await expect(openPrivateKeyInfo(pbkdf2, passphrase)).rejects.toEqual(code('too-large'))
    await expect(openPrivateKeyInfo(scrypt(2 ** 20, 8, 1), passphrase)).rejects.toEqual(code('too-large'))
    // Few rounds each, and 640 MB for as many strands.
    await expect(openPrivateKeyInfo(scrypt(2, 1, 5_000_000), passphrase)).rejects.toEqual(code('too-large'))
    await expect(openPrivateKeyInfo(scrypt(2, 1_500_000, 1), passphrase)).rejects.toEqual(code('too-large'))
    expect(performance.now() - started).toBeLessThan(500)
  })

  test.each([
    ['nothing', ''],
    ['other text', 'hello'],
    ['a certificate only', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'],
    ['a cut block', '-----BEGIN PRIVATE KEY-----\nMAA=\n'],
    ['bad base64', '-----BEGIN PRIVATE KEY-----\nM!A=\n-----END PRIVATE KEY-----\n'],
    ['two keys', '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n'.repeat(2)],
    [
      'a bad encryption header',
      '-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,xx\n\nMAA=\n-----END RSA PRIVATE KEY-----\n'
    ]
  ])('that holds %s is malformed', async (_, content) => {
    await expect(readPrivateKeyFile(content, passphrase)).rejects.toEqual(code('malformed'))
  })

  test('of a kind or cipher that is not read says so', async () => {
    const ssh = '-----BEGIN OPENSSH PRIVATE KEY-----\nMAA=\n-----END OPENSSH PRIVATE KEY-----\n'
    await expect(readPrivateKeyFile(ssh)).rejects.toThrow('OPENSSH PRIVATE KEY')
    const des =
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,0011223344556677\n\nMAA=\n-----END RSA PRIVATE KEY-----\n'
    await expect(readPrivateKeyFile(des, passphrase)).rejects.toThrow('DES-CBC')
    await expect(readPrivateKeyFile('x'.repeat(300_000))).rejects.toEqual(code('too-large'))
  })

  test('mutated in any place gives an error of ours or a key, never anything else', async () => {
    const sources = [
      openssl.read('rsa.der'),
      openssl.read('ec.der'),
      await sealPrivateKeyInfo(openssl.read('ec.der'), passphrase, 10)
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        fc.nat(20),
        async (source, changes, cut) => {
          const bytes = source.slice(0, source.length - cut)
          for (const [at, octet] of changes) bytes[at % bytes.length] = octet
          try {
            readPrivateKeyInfo(await readPrivateKeyFile(bytes, passphrase))
          } catch (error) {
            expect(error).toBeInstanceOf(ChanceryError)
          }
        }
      ),
      { seed: 3, numRuns: 1500 }
    )
  })
})

test('PrivateKeyInfo with attributes and a public key (RFC 5958) is read', () => {
  const der = new DerWriter()
    .within(SEQUENCE, (key) =>
      key
        .integer(1)
        .within(SEQUENCE, (algorithm) => algorithm.oid('1.3.101.112'))
        .octets(new Uint8Array(34))
        .element(0xa0, new Uint8Array(0))
        .bitOctets(new Uint8Array(32), 0x81)
    )
    .finish()
  expect(readPrivateKeyInfo(der)).toMatchObject({
    algorithm: '1.3.101.112',
    parameters: null,
    publicKey: new Uint8Array(32)
  })
})
