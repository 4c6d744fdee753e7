import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { createHmac, pbkdf2Sync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { hasProgram, opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { DerReader } from './der/reader.ts'
import { SEQUENCE } from './der/tags.ts'
import { DerWriter, encode } from './der/writer.ts'
import { readPkcs12, writePkcs12 } from './pkcs12.ts'
import { oids } from './pkcs12/oids.ts'
import { bmpPassword, pkcs12Derive } from './password/pkcs12-kdf.ts'
import { IterationLimit } from './password/iteration-limit.ts'
import { readPem } from './pem.ts'

const passphrase = 'seven quiet olives'
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })
const hex = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('hex')

let openssl: OpensslFolder
let pkcs8: Uint8Array
let leaf: Uint8Array
let root: Uint8Array
beforeAll(() => {
  openssl = opensslFolder()
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '30']
  openssl.run('req', '-x509', ...p256, '-subj', '/CN=Test root', '-keyout', 'root.key', '-out', 'root.pem')
  openssl.run(
    'req',
    '-x509',
    ...p256,
    '-subj',
    '/CN=Test leaf',
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-keyout',
    'leaf.key',
    '-out',
    'leaf.pem'
  )
  openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', 'leaf.key', '-outform', 'DER', '-out', 'leaf.p8')
  pkcs8 = openssl.read('leaf.p8')
  leaf = readPem(openssl.read('leaf.pem'))[0]!.bytes
  root = readPem(openssl.read('root.pem'))[0]!.bytes
})
afterAll(() => openssl.remove())

/** @returns what OpenSSL makes of key and chain with these options. */
function exported(...options: string[]): Uint8Array {
  openssl.run(
    'pkcs12',
    '-export',
    '-inkey',
    'leaf.key',
    '-in',
    'leaf.pem',
    '-certfile',
    'root.pem',
    '-name',
    'Träger 1',
    '-passout',
    `pass:${passphrase}`,
    ...options,
    '-out',
    'out.p12'
  )
  return openssl.read('out.p12')
}

const legacy = ['-provider', 'legacy', '-provider', 'default']

describe('a PKCS#12 file written by OpenSSL', () => {
  test.each([
    ['the defaults of version 3', [], 'HMAC-SHA256'],
    ['the old schemes (3DES, RC2-40, SHA-1)', ['-legacy'], 'HMAC-SHA1'],
    ['RC2 of 128 bits', ['-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES', ...legacy], 'HMAC-SHA256'],
    [
      'AES-128 and a MAC of SHA-512',
      ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha512'],
      'HMAC-SHA512'
    ],
    ['a MAC of SHA-384 with many rounds', ['-macalg', 'sha384', '-iter', '20000'], 'HMAC-SHA384'],
    ['certificates in the clear', ['-certpbe', 'NONE'], 'HMAC-SHA256'],
    ['no encryption at all', ['-certpbe', 'NONE', '-keypbe', 'NONE'], 'HMAC-SHA256'],
    ['no MAC', ['-nomac'], null]
  ])('with %s gives key, chain, name and link between key and certificate', async (_, options, integrity) => {
    const contents = await readPkcs12(exported(...options), passphrase)
    expect(contents.keys.map((key) => hex(key.pkcs8))).toEqual([hex(pkcs8)])
    expect(contents.certificates.map(({ der }) => hex(der))).toEqual([hex(leaf), hex(root)])
    expect([contents.keys[0]?.friendlyName, contents.certificates[0]?.friendlyName]).toEqual(['Träger 1', 'Träger 1'])
    expect(hex(contents.keys[0]?.localKeyId)).toBe(hex(contents.certificates[0]?.localKeyId))
    expect(contents.certificates[1]?.localKeyId).toBeNull()
    expect(contents.integrity).toBe(integrity)
    expect(contents.ignored).toEqual([])
  })

  test.each([[[]], [['-legacy']], [['-nomac']]])('(%j) is refused with a wrong passphrase', async (options) => {
    const file = exported(...options)
    for (const wrong of ['', 'seven quiet olive', `${passphrase} `])
      await expect(readPkcs12(file, wrong)).rejects.toEqual(code('wrong-passphrase'))
  })

  test('without a MAC is refused with a thousand wrong passphrases, also where the padding fits by chance', async () => {
    const file = exported('-nomac', '-iter', '1')
    for (let count = 0; count < 1000; count++) {
      await expect(readPkcs12(file, `wrong ${count}`)).rejects.toEqual(code('wrong-passphrase'))
    }
  })

  test('with an empty passphrase is read', async () => {
    openssl.run('pkcs12', '-export', '-inkey', 'leaf.key', '-in', 'leaf.pem', '-passout', 'pass:', '-out', 'empty.p12')
    expect((await readPkcs12(openssl.read('empty.p12'), '')).keys).toHaveLength(1)
  })

  test('that was altered in one octet of its content does not pass its MAC', async () => {
    const file = exported()
    file[200] = file[200]! ^ 1
    await expect(readPkcs12(file, passphrase)).rejects.toBeInstanceOf(ChanceryError)
  })
})

describe('a PKCS#12 file written here', () => {
  const write = (name = 'Träger 1'): Promise<Uint8Array> =>
    writePkcs12({ pkcs8, certificates: [leaf, root], friendlyName: name, iterations: 2000 }, passphrase)

  test('is read by OpenSSL, with modern schemes only', async () => {
    openssl.write('ours.p12', await write())
    const info = openssl.run(
      'pkcs12',
      '-in',
      'ours.p12',
      '-passin',
      `pass:${passphrase}`,
      '-info',
      '-noenc',
      '-out',
      'ours.pem'
    )
    expect(info).toBe('')
    const blocks = readPem(openssl.read('ours.pem'))
    expect(blocks.map(({ label, bytes }) => [label, hex(bytes)])).toEqual([
      ['CERTIFICATE', hex(leaf)],
      ['CERTIFICATE', hex(root)],
      ['PRIVATE KEY', hex(pkcs8)]
    ])
    expect(Buffer.from(openssl.read('ours.pem')).toString()).toMatch(/friendlyName: Tr/)
    expect(() => openssl.run('pkcs12', '-in', 'ours.p12', '-passin', 'pass:wrong', '-noenc')).toThrow(
      'Mac verify error'
    )
  })

  test.skipIf(!hasProgram('keytool'))(
    'is read by Java as a key entry with its chain (left out only where keytool is missing)',
    async () => {
      openssl.write('java.p12', await write('Alice'))
      const listing = execFileSync(
        'keytool',
        ['-list', '-v', '-keystore', openssl.path('java.p12'), '-storetype', 'PKCS12', '-storepass', passphrase],
        { encoding: 'utf8' }
      )
      expect(listing).toContain('PrivateKeyEntry')
      expect(listing).toContain('Certificate chain length: 2')
      expect(listing.toLowerCase()).toContain('alias name: alice')
    }
  )

  test.skipIf(!hasProgram('certtool'))('is read by GnuTLS (left out only where certtool is missing)', async () => {
    openssl.write('gnutls.p12', await write('Alice'))
    const info = execFileSync(
      'certtool',
      ['--p12-info', '--inder', '--infile', openssl.path('gnutls.p12'), '--password', passphrase],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
    )
    expect(info).toContain('Encrypted')
  })

  test('is read here again, and holds no certificate or key in the clear', async () => {
    const file = await write()
    const contents = await readPkcs12(file, passphrase)
    expect([hex(contents.keys[0]?.pkcs8), contents.certificates.length, contents.integrity]).toEqual([
      hex(pkcs8),
      2,
      'HMAC-SHA256'
    ])
    expect(Buffer.from(file).indexOf(leaf.subarray(20, 60))).toBe(-1)
    expect(Buffer.from(file).indexOf(pkcs8.subarray(36, 68))).toBe(-1)
  })

  test('may hold certificates only', async () => {
    const file = await writePkcs12({ certificates: [root], iterations: 1000 }, passphrase)
    const contents = await readPkcs12(file, passphrase)
    expect([contents.keys.length, contents.certificates.length, contents.certificates[0]?.localKeyId]).toEqual([
      0,
      1,
      null
    ])
  })

  test('with a key needs a passphrase and a certificate', async () => {
    await expect(writePkcs12({ pkcs8, certificates: [leaf] }, '')).rejects.toEqual(code('invalid-input'))
    await expect(writePkcs12({ pkcs8, certificates: [] }, passphrase)).rejects.toEqual(code('invalid-input'))
  })
})

describe('a file of another make', () => {
  test.skipIf(!hasProgram('keytool'))('of Java is read (left out only where keytool is missing)', async () => {
    const store = openssl.path('keytool.p12')
    execFileSync(
      'keytool',
      [
        '-genkeypair',
        '-keyalg',
        'EC',
        '-groupname',
        'secp256r1',
        '-alias',
        'bob',
        '-dname',
        'CN=Bob',
        '-keystore',
        store,
        '-storetype',
        'PKCS12',
        '-storepass',
        passphrase
      ],
      { stdio: 'ignore' }
    )
    const contents = await readPkcs12(openssl.read('keytool.p12'), passphrase)
    expect([contents.keys[0]?.friendlyName, contents.keys.length, contents.certificates.length]).toEqual(['bob', 1, 1])
  })

  test('in BER with indefinite lengths and strings in parts is read like its DER', async () => {
    const file = exported()
    const loose = loosen(file)
    expect(loose.length).toBeGreaterThan(file.length)
    expect(hex((await readPkcs12(loose, passphrase)).keys[0]?.pkcs8)).toBe(hex(pkcs8))
  })

  test.each([
    ['sha256', '1.2.840.113549.2.9'],
    ['sha512', '1.2.840.113549.2.11']
  ])('with PBMAC1 (RFC 9579) over %s passes with its passphrase and fails with another', async (hash, oid) => {
    const salt = Buffer.from('0102030405060708', 'hex')
    const reader = new DerReader(exported('-nomac'), 'file')
    reader.enter(SEQUENCE)
    reader.integer()
    reader.expect(SEQUENCE)
    const contentInfo = reader.element()
    reader.enterRead()
    reader.oid()
    reader.enter(0xa0)
    const content = reader.octets()
    const mac = createHmac(hash, pbkdf2Sync(passphrase, salt, 1000, 32, hash))
      .update(content)
      .digest()
    const file = encode(SEQUENCE, (pfx) =>
      pfx
        .integer(3)
        .raw(contentInfo)
        .within(SEQUENCE, (macData) =>
          macData
            .within(SEQUENCE, (digestInfo) =>
              digestInfo
                .within(SEQUENCE, (algorithm) =>
                  algorithm.oid(oids.pbmac1).within(SEQUENCE, (parameters) =>
                    parameters
                      .within(SEQUENCE, (kdf) =>
                        kdf.oid('1.2.840.113549.1.5.12').within(SEQUENCE, (pbkdf2) =>
                          pbkdf2
                            .octets(salt)
                            .integer(1000)
                            .integer(32)
                            .within(SEQUENCE, (prf) => prf.oid(oid).null())
                        )
                      )
                      .within(SEQUENCE, (scheme) => scheme.oid(oid).null())
                  )
                )
                .octets(mac)
            )
            .octets(salt)
            .integer(1)
        )
    )
    const contents = await readPkcs12(file, passphrase)
    expect([contents.integrity, contents.keys.length]).toEqual([`PBMAC1 HMAC-${hash.toUpperCase()}`, 1])
    await expect(readPkcs12(file, 'another')).rejects.toEqual(code('wrong-passphrase'))
  })
})

/** Writes every constructed element with an indefinite length and every OCTET STRING in two parts. */
function loosen(der: Uint8Array): Uint8Array {
  const out: number[] = []
  const walk = (start: number, end: number): void => {
    for (let at = start; at < end;) {
      const tag = der[at]!
      const octets = der[at + 1]! < 0x80 ? 0 : der[at + 1]! & 0x7f
      const length = octets === 0 ? der[at + 1]! : Buffer.from(der).readUIntBE(at + 2, octets)
      const content = at + 2 + octets
      if ((tag & 0x20) !== 0) {
        out.push(tag, 0x80)
        walk(content, content + length)
        out.push(0, 0)
      } else if (tag === 4 && length > 1 && length < 120) {
        out.push(0x24, 0x80, 4, 1, der[content]!, 4, length - 1, ...der.subarray(content + 1, content + length), 0, 0)
      } else out.push(...der.subarray(at, content + length))
      at = content + length
    }
  }
  walk(0, der.length)
  return Uint8Array.from(out)
}

describe('a hostile file', () => {
  test('whose counts add up to more than ten million rounds is refused', async () => {
    const mac = (iterations: number): Uint8Array =>
      encode(SEQUENCE, (pfx) =>
        pfx
          .integer(3)
          .within(SEQUENCE, (info) =>
            info
              .oid(oids.data)
              .within(0xa0, (explicit) => explicit.octets(new DerWriter().within(SEQUENCE, () => undefined).finish()))
          )
          .within(SEQUENCE, (macData) =>
            macData
              .within(SEQUENCE, (digest) =>
                digest.within(SEQUENCE, (algorithm) => algorithm.oid('1.3.14.3.2.26').null()).octets(new Uint8Array(20))
              )
              .octets(new Uint8Array(8))
              .integer(iterations)
          )
      )
    await expect(readPkcs12(mac(10_000_001), passphrase)).rejects.toEqual(code('too-large'))
    await expect(readPkcs12(mac(10), passphrase)).rejects.toEqual(code('wrong-passphrase'))
    await expect(readPkcs12(new Uint8Array(5_000_000), passphrase)).rejects.toEqual(code('too-large'))
  })

  test('mutated in any place gives an error of ours or contents, never anything else', async () => {
    const files = [exported(), exported('-legacy'), loosen(exported('-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'))]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        async (file, changes) => {
          const bytes = file.slice()
          for (const [at, octet] of changes) bytes[at % bytes.length] = octet
          try {
            await readPkcs12(bytes, passphrase)
          } catch (error) {
            expect(error).toBeInstanceOf(ChanceryError)
          }
        }
      ),
      { seed: 5, numRuns: 600 }
    )
  })
})

test('the key derivation of PKCS#12 gives the known answers of other implementations', async () => {
  const derive = (
    salt: string,
    iterations: number,
    purpose: 1 | 2 | 3,
    length: number,
    password: string
  ): Promise<Uint8Array> =>
    pkcs12Derive(
      { hash: 'sha1', password: bmpPassword(password), salt: Buffer.from(salt, 'hex'), iterations, purpose, length },
      new IterationLimit()
    )
  expect(hex(await derive('0a58cf64530d823f', 1, 1, 24, 'smeg'))).toBe(
    '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'
  )
  expect(hex(await derive('0a58cf64530d823f', 1, 2, 8, 'smeg'))).toBe('79993dfe048d3b76')
  expect(hex(await derive('3d83c0e4546ac140', 1, 3, 20, 'smeg'))).toBe('8d967d88f6caa9d714800ab3d48051d63f73a312')
})
