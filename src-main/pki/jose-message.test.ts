import { createSign, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { mutate, random } from '../testing/mutations.ts'
import { looksLikeJose, readJoseMessage, type JoseMessage } from './jose-message.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = publicKey.export({ format: 'jwk' })
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(header: object, payload: unknown = { sub: 'alice', exp: 1_800_000_000 }, key = privateKey): string {
  const signed = `${part(header)}.${part(payload)}`
  const signature = createSign('sha256').update(signed).sign({ key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
const checksOf = (message: JoseMessage): readonly string[] =>
  message.kind === 'jws' ? message.signatures.map(({ check }) => check) : []

test('a signature is verified with the key that its own header brings, and marked as such', () => {
  expect(checksOf(readJoseMessage(token({ alg: 'ES256', jwk })))).toEqual(['own-key'])
})

test('a signature by another key than the header brings is wrong', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  expect(checksOf(readJoseMessage(token({ alg: 'ES256', jwk }, {}, other)))).toEqual(['wrong'])
})

test('nothing is said of a signature whose key is elsewhere, of MACs, of none, and of extensions that must be known', () => {
  expect(checksOf(readJoseMessage(token({ alg: 'ES256', kid: 'k1' })))).toEqual(['no-key'])
  expect(checksOf(readJoseMessage(token({ alg: 'HS256', jwk })))).toEqual(['not-supported'])
  expect(checksOf(readJoseMessage(`${part({ alg: 'none' })}.${part({})}.`))).toEqual(['none'])
  expect(checksOf(readJoseMessage(token({ alg: 'ES256', jwk, crit: ['b64'], b64: false })))).toEqual(['not-supported'])
})

test('the JSON forms with one signature and with several are read, each signature on its own', () => {
  const [header = '', payload = '', signature = ''] = token({ alg: 'ES256', jwk }).split('.')
  const flat = { protected: header, payload, signature }
  expect(checksOf(readJoseMessage(JSON.stringify(flat)))).toEqual(['own-key'])
  const other = part({ alg: 'ES256', kid: 'x' })
  const several = {
    payload,
    signatures: [
      { protected: header, signature },
      { protected: other, signature }
    ]
  }
  expect(checksOf(readJoseMessage(JSON.stringify(several)))).toEqual(['own-key', 'no-key'])
})

test('an Ed25519 token is verified too', () => {
  const pair = generateKeyPairSync('ed25519')
  const signed = `${part({ alg: 'EdDSA', jwk: pair.publicKey.export({ format: 'jwk' }) })}.${part({})}`
  const signature = sign(null, Buffer.from(signed), pair.privateKey).toString('base64url')
  expect(checksOf(readJoseMessage(`${signed}.${signature}`))).toEqual(['own-key'])
})

test('keys, sets of keys and encrypted messages are told apart', () => {
  expect(readJoseMessage(JSON.stringify(jwk)).kind).toBe('jwk')
  expect(readJoseMessage(JSON.stringify({ keys: [jwk, jwk] }))).toMatchObject({ kind: 'jwks', keys: [jwk, jwk] })
  expect(readJoseMessage(`${part({ alg: 'dir', enc: 'A256GCM' })}..AAAA.BBBB.CCCC`)).toMatchObject({
    kind: 'jwe',
    header: { enc: 'A256GCM' },
    ciphertext: 3
  })
})

test.each([
  ['is nested without end', `{"a":${'['.repeat(100_000)}`],
  ['begins a string again and again', `{"${'\\"'.repeat(200_000)}`],
  ['has too many keys', JSON.stringify({ keys: Array.from({ length: 101 }, () => ({})) })],
  ['is some other JSON', '{"a":1}'],
  ['has padding', `${part({ alg: 'ES256' })}=.e30.AA`]
])('a text that %s is refused at once', (_, text) => {
  const before = performance.now()
  expect(() => readJoseMessage(text)).toThrow(ChanceryError)
  expect(performance.now() - before).toBeLessThan(1000)
})

test('plain words do not look like JOSE', () => {
  expect(looksLikeJose('hello.world.again')).toBe(false)
  expect(looksLikeJose('eyJ.not base64.x')).toBe(false)
})

test('two thousand altered messages are read or refused in words', () => {
  const next = random(0x105e)
  const samples = [
    token({ alg: 'ES256', jwk }),
    JSON.stringify({ keys: [jwk] }),
    JSON.stringify({ payload: 'e30', signatures: [{ protected: part({ alg: 'ES256', jwk }), signature: 'AAAA' }] }),
    `${part({ alg: 'dir' })}..AA.BBBB.CC`
  ].map((text) => new Uint8Array(Buffer.from(text)))
  let refused = 0
  for (let left = 2000; left > 0; left--) {
    const text = Buffer.from(mutate(samples[next(samples.length)] ?? new Uint8Array(), next)).toString('utf8')
    try {
      readJoseMessage(text)
    } catch (error) {
      if (!(error instanceof ChanceryError) || error.code === 'internal') throw error
      refused++
    }
  }
  expect(refused).toBeGreaterThan(500)
})
