import { createPrivateKey, createPublicKey, generatePrimeSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCsr, makeEngine, type TestEngine } from '../../testing/engine.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import type { PublicKeyInfo } from '../../pki/model.ts'
import { encodePublicKeyInfo, parsePublicKeyInfo, readRsaKey } from '../../pki/spki.ts'
import { parseCsr } from '../../pki/csr.ts'
import { blocklistFingerprint, readBlocklist } from '../../pki/weak-keys/blocklist.ts'
import { nextModulusBatch } from '../../store/rsa-moduli.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { issue } from '../issue/issue.ts'
import { noSharedPrime, rememberModulus, type Searched } from './known-moduli.ts'

let engine: TestEngine
afterEach(() => engine.close())

const exponent = 65_537n
const prime = (): bigint => {
  const found = generatePrimeSync(1024, { bigint: true })
  return (found - 1n) % exponent === 0n ? prime() : found
}

/** @returns the key pair of two given primes. */
function rsaOf(p: bigint, q: bigint) {
  const d = inverse(exponent, (p - 1n) * (q - 1n))
  const text = (value: bigint): string => {
    const hex = value.toString(16)
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
  }
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: text(p * q),
      e: text(exponent),
      d: text(d),
      p: text(p),
      q: text(q),
      dp: text(d % (p - 1n)),
      dq: text(d % (q - 1n)),
      qi: text(inverse(q, p))
    }
  })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 0n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x]
  return ((y % modulus) + modulus) % modulus
}

describe('a key that shares a prime with one certified before', () => {
  it('is refused, and the same key again is not', async () => {
    engine = await makeEngine()
    const shared = prime()
    const first = makeCsr({ key: rsaOf(shared, prime()) })
    await issue(engine.ca, engine.request({}, first))
    await issue(engine.ca, engine.request({}, first))
    const second = engine.request({}, makeCsr({ key: rsaOf(shared, prime()) }))
    const error: unknown = await issue(engine.ca, second).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ChanceryError)
    expect(error).toMatchObject({ code: 'weak-key', reasons: [{ rule: 'weak-key.rsa-shared-prime' }] })
  })

  it('is found in a full batch, whose product is kept, as in the open one', async () => {
    engine = await makeEngine()
    const primes = Array.from({ length: 9 }, prime)
    const shared = prime()
    const key = parseCsr(makeCsr({ key: rsaOf(shared, prime()) })).publicKey
    const old = parseCsr(makeCsr({ key: rsaOf(shared, primes[0] ?? 0n) })).publicKey
    await transaction(engine.store, (tx) => {
      rememberModulus(tx, old)
      for (let index = 0; index < 300; index++) rememberModulus(tx, filler(index))
    })
    expect(nextModulusBatch(reader(engine.store), 0)?.product).not.toBeNull()
    expect((await noSharedPrime(reader(engine.store), key)).reasons.map((reason) => reason.rule)).toEqual([
      'weak-key.rsa-shared-prime'
    ])
    const clean = parseCsr(makeCsr({ key: rsaOf(primes[1] ?? 0n, primes[2] ?? 0n) })).publicKey
    expect((await noSharedPrime(reader(engine.store), clean)).reasons).toEqual([])
  })

  it('is found among the keys that came since it was searched for', async () => {
    engine = await makeEngine()
    const shared = prime()
    const key = parseCsr(makeCsr({ key: rsaOf(shared, prime()) })).publicKey
    const later = parseCsr(makeCsr({ key: rsaOf(shared, prime()) })).publicKey
    const fill = (from: number, to: number): Promise<void> =>
      transaction(engine.store, (tx) => {
        for (let index = from; index < to; index++) rememberModulus(tx, filler(index))
      })
    const search = (before?: Searched): ReturnType<typeof noSharedPrime> =>
      noSharedPrime(reader(engine.store), key, before)
    await fill(0, 10)
    const first = await search()
    expect(first.searched.members).toBeGreaterThanOrEqual(10)
    // Into the same batch, until it is full and the next one begins.
    await fill(10, 300)
    const second = await search(first.searched)
    expect(second.reasons).toEqual([])
    expect(second.searched.batch).toBeGreaterThan(first.searched.batch)
    await transaction(engine.store, (tx) => rememberModulus(tx, later))
    expect((await search(second.searched)).reasons).toHaveLength(1)
    expect((await search(first.searched)).reasons).toHaveLength(1)
  })
})

/** @returns a public key whose modulus shares nothing with large primes: a power of 3. */
function filler(index: number): PublicKeyInfo {
  const key = new DerWriter(200)
    .begin(SEQUENCE)
    .integer(3n ** BigInt(300 + index))
    .integer(exponent)
    .end()
    .finish()
  return parsePublicKeyInfo(encodePublicKeyInfo(keyAlgorithms['RSA-2048'], key))
}

describe('the blocklist', () => {
  it('refuses a key that is on it', async () => {
    const csr = makeCsr({ key: rsaOf(prime(), prime()) })
    const { modulus } = readRsaKey(parseCsr(csr).publicKey.keyBytes)
    engine = await makeEngine()
    const ca = { ...engine.ca, blocklist: () => readBlocklist(`# Debian\n${blocklistFingerprint(modulus)}\n`) }
    await expect(issue(ca, engine.request({}, csr))).rejects.toMatchObject({
      code: 'weak-key',
      reasons: [{ rule: 'weak-key.rsa-blocklist' }]
    })
  })
})
