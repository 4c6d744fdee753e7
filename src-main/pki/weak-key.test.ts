import fc from 'fast-check'
import { createPublicKey, generateKeyPairSync, generatePrimeSync, X509Certificate, type JsonWebKey } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { keyAlgorithms } from '../../src-shared/model/algorithm.ts'
import { DerReader } from './der/reader.ts'
import { encode } from './der/writer.ts'
import { SEQUENCE } from './der/tags.ts'
import type { PublicKeyInfo } from './model.ts'
import { encodePublicKeyInfo, parsePublicKeyInfo, readRsaKey } from './spki.ts'
import { checkWeakKey } from './weak-key.ts'
import { blocklistFingerprint, readBlocklist } from './weak-keys/blocklist.ts'
import { bitLength, gcd, squareRoot } from './weak-keys/modular.ts'
import { checkRsaKey, type KnownKeys } from './weak-keys/rsa.ts'

const folder = new URL('../testing/vectors/weak-keys/', import.meta.url)
const text = (name: string): string => readFileSync(new URL(name, folder), 'latin1')

/** Reads a vector, whatever form the collection keeps it in, without asking a library that refuses broken keys. */
function vector(name: string): PublicKeyInfo {
  const content = text(name)
  if (name.endsWith('.json'))
    return fromNode(createPublicKey({ key: jwk(content), format: 'jwk' }).export({ type: 'spki', format: 'der' }))
  if (name.endsWith('hexmodulus.txt')) return rsaKey(BigInt(`0x${content.trim()}`), 65_537n)
  if (name.endsWith('.crt'))
    return fromNode(
      new X509Certificate(content.slice(content.indexOf('-----'))).publicKey.export({ type: 'spki', format: 'der' })
    )
  const block = /-----BEGIN ([A-Z ]+)-----([^-]+)-----END/.exec(content)
  const body = Buffer.from(block?.[2] ?? '', 'base64')
  if (block?.[1] === 'PUBLIC KEY') return parsePublicKeyInfo(body)
  if (block?.[1] === 'RSA PUBLIC KEY') return parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms['RSA-2048'], body))
  if (block?.[1] === 'CERTIFICATE REQUEST') return publicKeyOfRequest(body)
  const reader = new DerReader(body, 'RSA private key') // RFC 8017 A.1.2: version, modulus, exponent, the rest
  reader.enter(SEQUENCE)
  const [, modulus, exponent] = [reader.integerHex(), reader.integerHex(), reader.integerHex()]
  return rsaKey(BigInt(`0x${modulus}`), BigInt(`0x${exponent}`))
}

function jwk(content: string): JsonWebKey {
  const { kty, crv, x, y, n, e }: Record<string, string> = z.record(z.string(), z.string()).parse(JSON.parse(content))
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined))
}
const fromNode = (der: Buffer): PublicKeyInfo => parsePublicKeyInfo(new Uint8Array(der))

/** The request of the collection has a subject before its key: found by the key's own header. */
function publicKeyOfRequest(der: Uint8Array): PublicKeyInfo {
  const header = Buffer.from('30820122300d06092a864886f70d01010105000382010f00', 'hex')
  const start = Buffer.from(der).indexOf(header)
  return parsePublicKeyInfo(der.slice(start, start + 0x126))
}

function rsaKey(modulus: bigint, exponent: bigint): PublicKeyInfo {
  const body = encode(SEQUENCE, (writer) => writer.integer(modulus).integer(exponent))
  return parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms['RSA-2048'], body))
}

async function rules(key: PublicKeyInfo, known?: KnownKeys): Promise<string[]> {
  const verdict = await checkWeakKey(key, known)
  return verdict.reasons.map((reason) => reason.rule.replace('weak-key.', '')).toSorted()
}

const expected: Readonly<Record<string, readonly string[]>> = {
  'dh-ok.key': ['algorithm'],
  'ec-p256-rfc-example.key': [],
  'ecdsa-explicit-pub.key': ['ec-explicit-parameters'],
  'ed25519-rfc-example.key': [],
  'jwk-ecp256-rfc7517.json': [],
  'jwk-ed25519-rfc8037.json': [],
  'jwk-rsa-ok.json': [],
  'jwk-rsa-rfc7517.json': [],
  'mldsa44.key': [],
  'rsa-debianweak.key': ['rsa-known-broken'],
  'rsa-e-larger-n.key': ['rsa-exponent', 'rsa-exponent', 'rsa-size'],
  'rsa-e1.key': ['rsa-exponent'],
  'rsa-fermat-hexmodulus.txt': ['rsa-fermat'],
  'rsa-fermat-pkcs1.key': ['rsa-fermat'],
  'rsa-fermat-pkcs8.key': ['rsa-fermat'],
  'rsa-fermat.crt': ['rsa-fermat'],
  'rsa-fermat.csr': ['rsa-fermat'],
  'rsa-large-e.key': ['rsa-exponent'],
  'rsa-nprime.key': ['rsa-prime'],
  'rsa-ok.key': [],
  'rsa-pattern.key': ['rsa-pattern'],
  'rsa-roca.key': ['rsa-roca'],
  'rsa-sharedprimes.key': ['rsa-known-broken'],
  'rsa-small-d.key': ['rsa-exponent'],
  'rsa-smallfactors-corrupt.key': ['rsa-small-factor'],
  'rsa-smallfactors-valid.key': ['rsa-small-factor'],
  'rsa-vanity.key': ['rsa-pattern'],
  'rsanzero.key': ['rsa-exponent', 'rsa-size'],
  'rsapoly128.key': ['rsa-pattern'],
  'rsapoly32.key': ['rsa-exponent', 'rsa-pattern', 'rsa-size'],
  'rsazerozero.key': ['rsa-exponent', 'rsa-exponent', 'rsa-size'],
  'x448-ok.key': ['algorithm']
}

describe('the collection of weak and good keys', () => {
  test.each(Object.entries(expected))('%s breaks exactly %j', async (name, wanted) => {
    expect(await rules(vector(name))).toEqual(wanted)
  })

  test('has no file beside these but an SSH key, a JWK of no curve, an ML-KEM key (no X.509 signature keys), and the ML-DSA certificate below', () => {
    const others = [
      'LICENSE',
      'dsa-sshpub-ietf-example.key',
      'jwk-curvename-invalid.json',
      'mldsa65-cert.crt',
      'mlkem768-private.key'
    ]
    expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(expected), ...others].toSorted())
  })
})

test('an ML-DSA certificate holds a key of the right size, and a key one octet short does not', async () => {
  const pem = text('mldsa65-cert.crt')
  const der = Buffer.from(/-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem)?.[1] ?? '', 'base64')
  const header = Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex')
  const start = der.indexOf(header)
  expect(await rules(parsePublicKeyInfo(new Uint8Array(der.subarray(start, start + 0x7b6))))).toEqual([])
  expect(
    await rules(parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms['ML-DSA-65'], new Uint8Array(1951))))
  ).toEqual(['ml-dsa-size'])
})

describe('an RSA key', () => {
  const p = generatePrimeSync(1024, { bigint: true })
  const q = generatePrimeSync(1024, { bigint: true })

  test('made by this runtime is not weak', async () => {
    for (const modulusLength of [2048, 3072]) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength })
      expect(await rules(fromNode(publicKey.export({ type: 'spki', format: 'der' })))).toEqual([])
    }
  })

  test('that shares a prime with a known one is found among many, the same key again is not', async () => {
    const other = p * generatePrimeSync(1024, { bigint: true })
    const strangers = Array.from(
      { length: 150 },
      () => generatePrimeSync(256, { bigint: true }) * generatePrimeSync(256, { bigint: true })
    )
    const known = { moduli: [...strangers, p * q, other] }
    expect(await rules(rsaKey(p * q, 65_537n), { moduli: [...strangers, p * q] })).toEqual([])
    expect(await rules(rsaKey(p * q, 65_537n), known)).toContain('rsa-shared-prime')
  })

  test('on a blocklist file is found, and without a file the check is reported as not performed', async () => {
    const debian = readRsaKey(vector('rsa-debianweak.key').keyBytes).modulus
    expect(blocklistFingerprint(debian)).toBe('b7ead9492dfd921fc4f9')
    const blocklist = readBlocklist(`# a comment\n00112233445566778899\n${blocklistFingerprint(p * q)}\r\n\n`)
    expect(blocklist.size).toBe(2)
    expect(await rules(rsaKey(p * q, 65_537n), { blocklist })).toEqual(['rsa-blocklist'])
    expect(await rules(vector('rsa-ok.key'), { blocklist })).toEqual([])
    expect((await checkWeakKey(vector('rsa-ok.key'))).notPerformed).toMatchObject([{ rule: 'weak-key.rsa-blocklist' }])
    expect((await checkWeakKey(vector('rsa-ok.key'), { blocklist })).notPerformed).toEqual([])
    const larger = readBlocklist(`${blocklistFingerprint(p * q)}\n`, 4096)
    expect((await checkWeakKey(vector('rsa-ok.key'), { blocklist: larger })).notPerformed).toMatchObject([
      { message: expect.stringContaining('2048 bits') }
    ])
  })

  test('of a malformed blocklist is not checked: the line is named', () => {
    expect(() => readBlocklist('00112233445566778899\nnot a fingerprint\n')).toThrow('Line 2')
  })

  test.each([
    [2n, ['rsa-exponent']],
    [-65_537n, ['rsa-exponent']],
    [3n, ['rsa-exponent']],
    [65_535n, ['rsa-exponent']],
    [65_537n, []],
    [2n ** 256n - 1n, []],
    [2n ** 256n + 1n, ['rsa-exponent']]
  ])('with the exponent %s breaks %j', async (exponent, wanted) => {
    expect((await checkRsaKey(p * q, exponent)).reasons.map((reason) => reason.rule.replace('weak-key.', ''))).toEqual(
      wanted
    )
  })

  test('with an even, negative, prime, square, short or huge modulus is refused', async () => {
    expect(await rules(rsaKey(p * q - 1n, 65_537n))).toContain('rsa-even')
    expect(await rules(rsaKey(-(p * q), 65_537n))).toContain('rsa-size')
    expect(await rules(rsaKey(p * p, 65_537n))).toContain('rsa-fermat')
    expect(await rules(rsaKey(p * generatePrimeSync(1000, { bigint: true }), 65_537n))).toContain('rsa-size')
    expect(await rules(rsaKey(2n ** 8200n + 1n, 65_537n))).toEqual(['rsa-size'])
  })

  test('whose primes differ by little is found by Fermat, also some rounds away', async () => {
    const near = nextPrime(p + 2n ** 516n)
    expect(await rules(rsaKey(p * near, 65_537n))).toEqual(['rsa-fermat'])
  })

  test('with the same eight octets twice in its modulus has a pattern', async () => {
    const octets = Buffer.from((p * q).toString(16), 'hex')
    octets.copy(octets, 100, 20, 28)
    octets[255] = 0xff
    expect(await rules(rsaKey(BigInt(`0x${octets.toString('hex')}`), 65_537n))).toContain('rsa-pattern')
  })
})

function nextPrime(from: bigint): bigint {
  for (let candidate = from | 1n; ; candidate += 2n) {
    const key = candidate.toString(16)
    if ([3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n].some((small) => candidate % small === 0n)) continue
    if (isProbablePrime(BigInt(`0x${key}`))) return candidate
  }
}

function isProbablePrime(value: bigint): boolean {
  let [result, base] = [1n, 2n]
  for (let rest = value - 1n; rest > 0n; rest >>= 1n, base = (base * base) % value)
    if ((rest & 1n) === 1n) result = (result * base) % value
  return result === 1n
}

describe('a point', () => {
  test.each(['P-256', 'P-384', 'P-521'] as const)(
    'of %s made by this runtime passes, moved by one bit it does not',
    async (curve) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
      const key = fromNode(publicKey.export({ type: 'spki', format: 'der' }))
      expect(await rules(key)).toEqual([])
      const moved = key.keyBytes.slice()
      moved[moved.length - 1]! ^= 1
      expect(await rules(parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms[curve], moved)))).toEqual([
        'ec-off-curve'
      ])
      const cut = encodePublicKeyInfo(keyAlgorithms[curve], key.keyBytes.slice(0, -1))
      expect(await rules(parsePublicKeyInfo(cut))).toEqual(['ec-encoding'])
      const compressed = Uint8Array.of(
        2 + (key.keyBytes.at(-1)! & 1),
        ...key.keyBytes.subarray(1, 1 + (key.keyBytes.length - 1) / 2)
      )
      expect(await rules(parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms[curve], compressed)))).toEqual([])
    }
  )

  test('at infinity, with coordinates beyond the field, or on another curve is refused', async () => {
    const p256 = (point: Uint8Array): PublicKeyInfo =>
      parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms['P-256'], point))
    expect(await rules(p256(Uint8Array.of(0)))).toEqual(['ec-infinity'])
    expect(await rules(p256(Uint8Array.of(4, ...new Uint8Array(64).fill(0xff))))).toEqual(['ec-off-curve'])
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const point = fromNode(publicKey.export({ type: 'spki', format: 'der' })).keyBytes
    const secp256k1 = encodePublicKeyInfo({ ...keyAlgorithms['P-256'], curveOid: '1.3.132.0.10' }, point)
    expect(await rules(parsePublicKeyInfo(secp256k1))).toEqual(['ec-curve'])
  })

  test('of Ed25519 passes; points of small order and octets that are no point do not', async () => {
    const ed = (hex: string): PublicKeyInfo =>
      parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms.Ed25519, Buffer.from(hex, 'hex')))
    const { publicKey } = generateKeyPairSync('ed25519')
    expect(await rules(fromNode(publicKey.export({ type: 'spki', format: 'der' })))).toEqual([])
    const smallOrder = [
      `01${'00'.repeat(31)}`,
      `ec${'ff'.repeat(30)}7f`,
      '00'.repeat(32),
      `${'00'.repeat(31)}80`,
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'
    ]
    for (const hex of smallOrder) expect(await rules(ed(hex)), hex).toEqual(['ed25519-low-order'])
    expect(await rules(ed(`02${'00'.repeat(31)}`))).toEqual(['ed25519-off-curve'])
    expect(await rules(ed(`ee${'ff'.repeat(30)}7f`))).toEqual(['ed25519-encoding'])
  })
})

test('the arithmetic is right for numbers of any size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 600n }), fc.bigInt({ min: 1n, max: 2n ** 300n }), (a, b) => {
      const root = squareRoot(a)
      expect(root * root <= a && (root + 1n) * (root + 1n) > a).toBe(true)
      expect(bitLength(a)).toBe(a === 0n ? 0 : a.toString(2).length)
      const divisor = gcd(a, b)
      expect([a % divisor, b % divisor]).toEqual([0n, 0n])
    }),
    { seed: 11, numRuns: 200 }
  )
})
