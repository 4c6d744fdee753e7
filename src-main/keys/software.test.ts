import { generateKeyPairSync } from 'node:crypto'
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { keyAlgorithmIds, signatureChoices } from '../../src-shared/model/algorithm.ts'
import { readPrivateKeyInfo, writePrivateKeyInfo } from '../pki/pkcs8.ts'
import { SLICE } from '../pki/in-slices.ts'
import { verifySignature, verifySignatureInPool } from '../pki/verify.ts'
import { DerWriter, encode } from '../pki/der/writer.ts'
import { SEQUENCE } from '../pki/der/tags.ts'
import { MasterKey } from './master-key.ts'
import { generateMlDsaPkcs8, openMlDsa } from './ml-dsa.ts'
import { softwareVault } from './software.ts'
import type { KeyVault } from './signer.ts'
import { Vault } from './vault.ts'

const data = new TextEncoder().encode('to be signed')
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

let vault: Vault
let keys: KeyVault
beforeEach(() => {
  vault = new Vault('vault-1')
  vault.unlock(MasterKey.generate())
  keys = softwareVault(vault)
})

describe('a key made here', () => {
  test.each(keyAlgorithmIds)('of %s signs in every way that is offered for it', async (algorithm) => {
    const stored = await keys.generate(algorithm, 'key:1')
    expect([stored.algorithm, stored.context]).toEqual([algorithm, 'key:1'])
    const signer = await keys.open(stored)
    expect(Buffer.from(signer.spki).equals(stored.spki)).toBe(true)
    for (const choice of signatureChoices(algorithm)) {
      const signature = await signer.sign(data, choice)
      expect(verifySignature(stored.spki, choice, data, signature), choice).toBe(true)
      expect(verifySignature(stored.spki, choice, data.subarray(1), signature), choice).toBe(false)
    }
  })

  test.each(['RSA-2048', 'P-256', 'P-521', 'Ed25519', 'ML-DSA-44'] as const)(
    'of %s signs also what is as large as a CRL of a hundred thousand entries, and that is verified in both ways',
    async (algorithm) => {
      const large = new Uint8Array(SLICE + 1).fill(7)
      const changed = large.slice()
      changed[SLICE] = 8
      const signer = await keys.open(await keys.generate(algorithm, 'key:1'))
      for (const choice of signatureChoices(algorithm)) {
        const signature = await signer.sign(large, choice)
        expect(verifySignature(signer.spki, choice, large, signature), choice).toBe(true)
        expect(await verifySignatureInPool(signer.spki, choice, large, signature), choice).toBe(true)
        expect(await verifySignatureInPool(signer.spki, choice, changed, signature), choice).toBe(false)
      }
    }
  )

  test.each(['RSA-2048', 'P-256'] as const)(
    'of %s signs and verifies what is large without keeping everybody else waiting, with each kind of padding',
    async (algorithm) => {
      const large = new Uint8Array(3 * SLICE)
      const signer = await keys.open(await keys.generate(algorithm, 'key:1'))
      for (const choice of signatureChoices(algorithm)) {
        const signature = await signer.sign(large, choice)
        let turns = 0
        const others = setInterval(() => turns++, 0)
        expect(await verifySignatureInPool(signer.spki, choice, large, signature), choice).toBe(true)
        clearInterval(others)
        expect(turns, choice).toBeGreaterThan(0)
      }
    }
  )

  test('that was destroyed is closed: its signer signs no more', async () => {
    const signer = await keys.open(await keys.generate('P-256', 'key:1'))
    keys.forget('key:1')
    await expect(signer.sign(data, 'ecdsa-sha256')).rejects.toEqual(code('locked'))
  })

  test('is sealed: its bytes do not hold the key, and open under no other row', async () => {
    const stored = await keys.generate('P-256', 'key:1')
    const pkcs8 = await keys.exportPkcs8(stored)
    expect(Buffer.from(stored.sealed).indexOf(Buffer.from(pkcs8.subarray(40, 72)))).toBe(-1)
    await expect(keys.open({ ...stored, context: 'key:2' })).rejects.toEqual(code('damaged'))
    const other = await keys.generate('P-256', 'key:1')
    await expect(keys.open({ ...stored, spki: other.spki })).rejects.toEqual(code('damaged'))
  })

  test('is exported as PKCS#8 that can be taken over again', async () => {
    for (const algorithm of ['P-384', 'Ed25519', 'ML-DSA-44'] as const) {
      const stored = await keys.generate(algorithm, 'key:1')
      const again = await keys.import(await keys.exportPkcs8(stored), 'key:9')
      expect(Buffer.from(again.spki).equals(stored.spki)).toBe(true)
      expect(again.context).toBe('key:9')
    }
  })
})

describe('a signer', () => {
  test('refuses a signature algorithm that is not for its key, and a cancelled wish', async () => {
    const signer = await keys.open(await keys.generate('P-256', 'key:1'))
    await expect(signer.sign(data, 'ed25519')).rejects.toEqual(code('invalid-input'))
    await expect(signer.sign(data, 'rsa-pkcs1-sha1')).rejects.toEqual(code('invalid-input'))
    await expect(signer.sign(data, 'ecdsa-sha256', AbortSignal.abort())).rejects.toEqual(code('cancelled'))
  })

  test('is the same one while the vault is open, and signs no more once it was locked', async () => {
    const stored = await keys.generate('ML-DSA-44', 'key:1')
    const signer = await keys.open(stored)
    expect(await keys.open(stored)).toBe(signer)
    vault.lock()
    await expect(signer.sign(data, 'ml-dsa-44')).rejects.toEqual(code('locked'))
    await expect(keys.open(stored)).rejects.toEqual(code('locked'))
    await expect(keys.generate('P-256', 'key:2')).rejects.toEqual(code('locked'))
    await expect(keys.import('', 'key:2')).rejects.toEqual(code('locked'))
    await expect(keys.exportPkcs8(stored)).rejects.toEqual(code('locked'))
  })

  test('from before a lock stays dead when the vault is opened again', async () => {
    const master = MasterKey.generate()
    const wrapping = new Uint8Array(32)
    const wrapped = master.wrap(wrapping, 'w')
    const own = new Vault('vault-2')
    own.unlock(master)
    const vaultKeys = softwareVault(own)
    const stored = await vaultKeys.generate('Ed25519', 'key:1')
    const before = await vaultKeys.open(stored)
    own.lock()
    own.unlock(MasterKey.unwrap(wrapping, 'w', wrapped))
    const after = await vaultKeys.open(stored)
    await expect(before.sign(data, 'ed25519')).rejects.toEqual(code('locked'))
    expect(verifySignature(stored.spki, 'ed25519', data, await after.sign(data, 'ed25519'))).toBe(true)
  })
})

describe('a key taken over', () => {
  test('of a size that is not offered, of another kind, or weak is refused', async () => {
    const pem = (key: ReturnType<typeof generateKeyPairSync>['privateKey']): string =>
      key.export({ type: 'pkcs8', format: 'pem' }).toString()
    await expect(
      keys.import(pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), 'key:1')
    ).rejects.toEqual(code('invalid-input'))
    await expect(keys.import(pem(generateKeyPairSync('x25519').privateKey), 'key:1')).rejects.toEqual(
      code('invalid-input')
    )
    const small = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).privateKey
    await expect(keys.import(pem(small), 'key:1')).rejects.toMatchObject({
      code: 'weak-key',
      reasons: [{ rule: 'weak-key.rsa-exponent' }]
    })
  })

  test('whose public half belongs to another key is refused', async () => {
    const [one, two] = [
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
    ]
    const der = one.privateKey.export({ type: 'pkcs8', format: 'der' })
    const point = two.publicKey.export({ type: 'spki', format: 'der' }).subarray(-65)
    point.copy(der, der.length - 65)
    await expect(keys.import(new Uint8Array(der), 'key:1')).rejects.toEqual(code('malformed'))
  })
})

describe('the three forms of an ML-DSA private key (RFC 9881)', () => {
  const seedForm = generateMlDsaPkcs8('ML-DSA-65')
  const info = readPrivateKeyInfo(seedForm)
  const seed = info.privateKey.subarray(2)
  const pair = ml_dsa65.keygen(seed)
  const form = (privateKey: Uint8Array): Uint8Array => writePrivateKeyInfo({ ...info, privateKey })
  const forms = {
    seed: seedForm,
    expanded: form(new DerWriter().octets(pair.secretKey).finish()),
    both: form(encode(SEQUENCE, (writer) => writer.octets(seed).octets(pair.secretKey)))
  }

  test.each(Object.entries(forms))('%s opens to the same public key and signs', async (_, pkcs8) => {
    const stored = await keys.import(pkcs8, 'key:1')
    expect(Buffer.from(stored.spki.subarray(-1952)).equals(pair.publicKey)).toBe(true)
    const signature = await (await keys.open(stored)).sign(data, 'ml-dsa-65')
    expect(ml_dsa65.verify(signature, data, pair.publicKey)).toBe(true)
  })

  test('a seed is kept as a seed: 54 bytes of PKCS#8', async () => {
    expect((await keys.exportPkcs8(await keys.import(forms.both, 'key:1'))).length).toBe(54)
    expect(seedForm.length).toBe(54)
  })

  test('a seed with the expanded key of another is refused', () => {
    const stranger = ml_dsa65.keygen(new Uint8Array(32)).secretKey
    const mixed = form(encode(SEQUENCE, (writer) => writer.octets(seed).octets(stranger)))
    expect(() => openMlDsa(readPrivateKeyInfo(mixed), 'ML-DSA-65')).toThrow('do not belong together')
    expect(() =>
      openMlDsa(readPrivateKeyInfo(form(new DerWriter().octets(seed, 0x80).finish().slice(0, -1))), 'ML-DSA-65')
    ).toThrow(code('malformed'))
  })
})
