import { createHmac, createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { readJwk } from './jwk.ts'
import { readJws, verifyJws, verifyJwsInPool, verifyMac } from './jws.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const pair = (
  kind: 'P-256' | 'P-384' | 'P-521' | 'RSA' | 'Ed25519'
): { publicKey: KeyObject; privateKey: KeyObject } =>
  kind === 'RSA'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : kind === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: kind })

const signed = (alg: string, hash: string | null, key: KeyObject, pss = false): unknown => {
  const text = `${encode({ alg, nonce: 'n', url: 'u' })}.${encode({ a: 1 })}`
  const options = {
    key,
    dsaEncoding: 'ieee-p1363' as const,
    ...(pss ? { padding: 6, saltLength: Number(hash?.slice(3)) / 8 } : {})
  }
  const [header, payload] = text.split('.')
  return { protected: header, payload, signature: sign(hash, Buffer.from(text), options).toString('base64url') }
}

test.each([
  ['ES256', 'sha256', 'P-256', false],
  ['ES384', 'sha384', 'P-384', false],
  ['ES512', 'sha512', 'P-521', false],
  ['RS256', 'sha256', 'RSA', false],
  ['RS384', 'sha384', 'RSA', false],
  ['RS512', 'sha512', 'RSA', false],
  ['PS256', 'sha256', 'RSA', true],
  ['PS384', 'sha384', 'RSA', true],
  ['PS512', 'sha512', 'RSA', true],
  ['EdDSA', null, 'Ed25519', false]
] as const)('%s verifies with its own key, and not with another or after a change', async (alg, hash, kind, pss) => {
  const { publicKey, privateKey } = pair(kind)
  const { key } = readJwk(publicKey.export({ format: 'jwk' }))
  const jws = readJws(signed(alg, hash, privateKey, pss))
  expect(verifyJws(jws, key)).toBe(true)
  expect(await verifyJwsInPool(jws, key)).toBe(true)
  expect(await verifyJwsInPool({ ...jws, signed: `${jws.signed}A` }, key)).toBe(false)
  expect(verifyJws({ ...jws, signed: `${jws.signed}A` }, key)).toBe(false)
  expect(verifyJws(jws, pair(kind).publicKey)).toBe(false)
  expect(verifyJws({ ...jws, algorithm: alg === 'ES256' ? 'ES384' : 'ES256' }, key)).toBe(false)
})

test('an ECDSA signature in DER is refused: JWS carries r and s of fixed length (RFC 7518 3.4)', () => {
  const { publicKey, privateKey } = pair('P-256')
  const jws = readJws(signed('ES256', 'sha256', privateKey))
  const der = createSign('sha256').update(jws.signed).sign(privateKey)
  expect(verifyJws({ ...jws, signature: der }, publicKey)).toBe(false)
})

test('neither none nor a MAC passes for a signature', async () => {
  const { publicKey } = pair('P-256')
  for (const alg of ['none', 'HS256', 'constructor', '__proto__']) {
    const jws = readJws({ protected: encode({ alg }), payload: '', signature: '' })
    expect(verifyJws(jws, publicKey), alg).toBe(false)
    expect(await verifyJwsInPool(jws, publicKey), alg).toBe(false)
    expect(verifyMac({ ...jws, algorithm: alg === 'HS256' ? 'none' : alg }, Buffer.from('k'))).toBe(false)
  }
})

test('a MAC verifies with its secret only', () => {
  const [header, payload] = [encode({ alg: 'HS256', kid: 'k', url: 'u' }), encode({})]
  const signature = createHmac('sha256', 'secret').update(`${header}.${payload}`).digest('base64url')
  const jws = readJws({ protected: header, payload, signature })
  expect(verifyMac(jws, Buffer.from('secret'))).toBe(true)
  expect(verifyMac(jws, Buffer.from('secreu'))).toBe(false)
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'taken'
  } catch (error) {
    return error instanceof ChanceryError ? error.code : String(error)
  }
}
const good = { protected: encode({ alg: 'ES256' }), payload: '', signature: '' }

test.each([
  ['text', 'x'],
  ['an array', [good]],
  ['an unprotected header', { ...good, header: {} }],
  ['several signatures', { payload: '', signatures: [good] }],
  ['a missing payload', { protected: good.protected, signature: '' }],
  ['padding', { ...good, payload: 'YQ==' }],
  ['bits behind the last octet', { ...good, payload: 'YR' }],
  ['a header that is not JSON', { ...good, protected: 'YQ' }],
  ['a header without alg', { ...good, protected: encode({}) }],
  ['a critical extension', { ...good, protected: encode({ alg: 'ES256', crit: ['b64'], b64: false }) }]
])('a JWS with %s is malformed', (_what, value) => {
  expect(codeOf(() => readJws(value))).toBe('malformed')
})

test('the thumbprint is that of RFC 7638 3.1', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
  const { thumbprint } = readJwk({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })
  expect(thumbprint).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
})

test.each([
  ['a private key', () => pair('P-256').privateKey.export({ format: 'jwk' }), 'malformed'],
  ['an unknown curve', () => ({ kty: 'EC', crv: 'P-192', x: 'AA', y: 'AA' }), 'malformed'],
  [
    'a point off its curve',
    () => ({ ...pair('P-256').publicKey.export({ format: 'jwk' }), x: Buffer.alloc(32, 1).toString('base64url') }),
    'malformed'
  ],
  ['a short coordinate', () => ({ ...pair('P-256').publicKey.export({ format: 'jwk' }), x: 'AAAA' }), 'malformed'],
  ['a symmetric key', () => ({ kty: 'oct', k: 'AAAA' }), 'malformed'],
  [
    'RSA of 1024 bits',
    () => generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }),
    'weak-key'
  ],
  ['an even exponent', () => ({ kty: 'RSA', n: Buffer.alloc(256, 0xff).toString('base64url'), e: 'AQAA' }), 'weak-key'],
  ['nothing', () => null, 'malformed']
])('a JWK of %s is refused', (_what, make, code) => {
  expect(codeOf(() => readJwk(make()))).toBe(code)
})
