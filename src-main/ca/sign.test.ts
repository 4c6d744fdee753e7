import { afterEach, describe, expect, it } from 'vitest'
import { getAuthority, updateAuthority } from '../store/authorities.ts'
import { destroyKey } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { makeEngine, type TestEngine } from '../testing/engine.ts'
import { generateKey, keepKey } from './authorities/new-key.ts'
import { examine } from './issue/examine.ts'
import { prepare, Prepared } from './issue/prepare.ts'
import { signCertificate, signCrl, signCsr } from './sign.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

async function prepared(current: TestEngine): Promise<Prepared> {
  const { admitted, resolution } = await examine(current.ca, current.request(), () => undefined)
  return prepare(current.ca, admitted.issuer, resolution.candidate, false, [], 'show')
}

async function setState(current: TestEngine, state: 'retired' | 'key-offline'): Promise<void> {
  const row = getAuthority(reader(current.store), current.issuingId)
  await transaction(current.store, (tx) => updateAuthority(tx, current.issuingId, row?.version ?? 0, { state }))
}

const crl = (authorityId: number) =>
  ({ authorityId, tbs: Uint8Array.of(0x30, 0), signatureAlgorithm: 'ecdsa-sha256' }) as const

describe('signing a certificate', () => {
  it('redeems what was prepared once', async () => {
    engine = await makeEngine()
    const once = await prepared(engine)
    expect((await signCertificate(engine.ca, once)).certificate.serial).toBe(once.parts.serial)
    await expect(signCertificate(engine.ca, once)).rejects.toThrow('signed once')
  })

  it('takes only what the door prepared', async () => {
    engine = await makeEngine()
    const { parts } = await prepared(engine)
    const forge = Prepared as unknown as new (token: symbol, parts: unknown) => Prepared
    expect(() => new forge(Symbol('prepared by the door'), parts)).toThrow('Only the door')
  })

  it('needs an authority that issues', async () => {
    engine = await makeEngine()
    const early = await prepared(engine)
    await setState(engine, 'retired')
    await expect(signCertificate(engine.ca, early)).rejects.toMatchObject({ code: 'not-ready' })
  })

  it('needs the key', async () => {
    engine = await makeEngine()
    const early = await prepared(engine)
    await transaction(engine.store, (tx) => destroyKey(tx, early.parts.keyId, 1))
    await expect(signCertificate(engine.ca, early)).rejects.toMatchObject({ code: 'key-unavailable' })
  })
})

describe('signing a CRL', () => {
  it('is open to a retired authority, and closed while its key is off line', async () => {
    engine = await makeEngine()
    await setState(engine, 'retired')
    expect((await signCrl(engine.ca, crl(engine.issuingId))).length).toBeGreaterThan(70)
    await setState(engine, 'key-offline')
    await expect(signCrl(engine.ca, crl(engine.issuingId))).rejects.toMatchObject({ code: 'key-unavailable' })
  })

  it('refuses an algorithm that does not go with the key', async () => {
    engine = await makeEngine()
    const wrong = { ...crl(engine.issuingId), signatureAlgorithm: 'ed25519' } as const
    await expect(signCrl(engine.ca, wrong)).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('a key', () => {
  it('signs only what its row lists', async () => {
    const current = (engine = await makeEngine())
    const key = await generateKey(current.ca, 'P-256', { label: 'CRL only', purposes: ['crl'] })
    await transaction(current.store, (tx) => keepKey(tx, key))
    const csr = { keyId: key.id, info: Uint8Array.of(0x30, 0), signatureAlgorithm: 'ecdsa-sha256' } as const
    await expect(signCsr(current.ca, csr)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
