import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { signatureChoices } from '../../../src-shared/model/algorithm.ts'
import { silentLog } from '../../testing/engine.ts'
import { softPin, softTokens, type SoftTokens } from '../../testing/soft-token.ts'
import { forkChild } from '../../world/child-process.ts'
import { verifySignature } from '../../pki/verify.ts'
import type { KeyOnToken, PlacedKey, Tokens } from '../token-keys.ts'
import { createTokens } from './tokens.ts'

let soft: SoftTokens
let tokens: Tokens | undefined
beforeAll(() => {
  soft = softTokens()
  soft.make('house')
})
afterEach(() => tokens?.close())
afterAll(() => soft.remove())

async function start(): Promise<{ tokens: Tokens; token: string; changes: () => number }> {
  let changes = 0
  const made = createTokens({
    start: forkChild,
    log: silentLog,
    onChange: () => changes++,
    keptPin: () => Promise.resolve(undefined),
    interval: null
  })
  tokens = made
  made.use([{ path: soft.module, label: 'SoftHSM' }])
  await made.survey()
  expect(made.modules()[0]?.problem).toBeNull()
  const token = made.seen().find(({ label }) => label === 'house')?.address ?? ''
  return { tokens: made, token, changes: () => changes }
}

function placed(key: KeyOnToken): PlacedKey {
  if (key.algorithm === null || key.spki === null) throw new Error('the key cannot be read')
  return { label: key.label, algorithm: key.algorithm, spki: key.spki, places: [key.address] }
}

describe('a token', () => {
  it('is found locked, opens with its PIN, and is locked again on request', async () => {
    const { tokens: house, token, changes } = await start()
    expect(house.seen().find(({ address }) => address === token)).toMatchObject({
      label: 'house',
      state: 'locked',
      tries: 'not-told',
      module: soft.module
    })
    await expect(house.keys(token)).rejects.toMatchObject({ code: 'key-unavailable' })
    const before = changes()
    await expect(house.unlock(token, '000000', 'session')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(house.seen()[0]).toMatchObject({ state: 'wrong-pin', tries: 'few' })
    await house.unlock(token, softPin, 'session')
    expect(house.seen()[0]).toMatchObject({ state: 'unlocked' })
    expect(changes()).toBeGreaterThan(before)
    await house.lock(token)
    expect(house.seen()[0]?.state).toBe('locked')
  })

  it.each(['RSA-2048', 'RSA-3072', 'P-256', 'P-384', 'P-521', 'Ed25519'] as KeyAlgorithmId[])(
    'makes %s keys that stay on it, and signs with every algorithm that goes with them',
    async (algorithm) => {
      const { tokens: house, token } = await start()
      await house.unlock(token, softPin, 'session')
      const key = await house.generate(token, algorithm, `made ${algorithm}`)
      expect(key).toMatchObject({
        algorithm,
        sensitive: true,
        extractable: false,
        alwaysSensitive: true,
        neverExtractable: true,
        local: true
      })
      const signer = await house.open(placed(key))
      for (const signature of signatureChoices(algorithm)) {
        for (const data of [Buffer.from('to be signed'), Buffer.alloc(300_000, 7)]) {
          const made = await signer.sign(data, signature)
          expect(verifySignature(signer.spki, signature, data, made)).toBe(true)
        }
      }
      expect((await house.keys(token)).map(({ id }) => id)).toContain(key.id)
      expect(await house.destroy(key.address)).toBe(true)
      expect(await house.destroy(key.address)).toBe(false)
      await expect(signer.sign(Buffer.from('gone'), signatureChoices(algorithm)[0] ?? 'ed25519')).rejects.toMatchObject(
        {
          code: 'key-unavailable'
        }
      )
    }
  )

  it.each([
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
    ['RSA-2048', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['Ed25519', generateKeyPairSync('ed25519').privateKey]
  ] as const)('takes an existing %s key, which is then known as not made on it', async (algorithm, privateKey) => {
    const { tokens: house, token } = await start()
    await house.unlock(token, softPin, 'session')
    const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
    const key = await house.importKey(token, pkcs8, 'from elsewhere')
    expect(key).toMatchObject({ algorithm, local: false, sensitive: true, extractable: false, neverExtractable: false })
    const signer = await house.open(placed(key))
    const [signature] = signatureChoices(algorithm)
    const data = Buffer.from('to be signed')
    expect(
      verifySignature(signer.spki, signature ?? 'ed25519', data, await signer.sign(data, signature ?? 'ed25519'))
    ).toBe(true)
    const listed = (await house.keys(token)).find(({ id }) => id === key.id)
    expect(Buffer.from(listed?.spki ?? [])).toEqual(Buffer.from(signer.spki))
    await house.destroy(key.address)
  })

  it('that is pulled out signs again when it is back, also in the middle of many signatures', async () => {
    const { tokens: house, token } = await start()
    await house.unlock(token, softPin, 'session')
    const key = await house.generate(token, 'P-256', 'pulled')
    const signer = await house.open(placed(key))
    const many = Array.from({ length: 300 }, (_, at) => signer.sign(Buffer.from(`message ${at}`), 'ecdsa-sha256'))
    await many[0]
    soft.unplug()
    const outcomes = await Promise.allSettled(many)
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled')
        expect(verifySignature(signer.spki, 'ecdsa-sha256', Buffer.from(`message ${at}`), outcome.value)).toBe(true)
      else expect(outcome.reason).toMatchObject({ code: 'key-unavailable' })
    }
    await house.survey()
    expect(house.seen()[0]?.state).toBe('absent')
    await expect(signer.sign(Buffer.from('away'), 'ecdsa-sha256')).rejects.toMatchObject({ code: 'key-unavailable' })
    soft.plugIn()
    await house.survey()
    expect(house.seen()[0]?.state).toBe('unlocked')
    const data = Buffer.from('back')
    expect(verifySignature(signer.spki, 'ecdsa-sha256', data, await signer.sign(data, 'ecdsa-sha256'))).toBe(true)
    await house.destroy(key.address)
  })

  it('whose PIN was to be kept until then asks for it again after it was pulled out', async () => {
    const { tokens: house, token } = await start()
    await house.unlock(token, softPin, 'until-unplugged')
    soft.unplug()
    await house.survey(true)
    soft.plugIn()
    await house.survey(true)
    expect(house.seen()[0]?.state).toBe('locked')
  })
})

describe('a PIN that is kept', () => {
  it.each([
    ['opens the token when it is wanted', softPin, 'unlocked', 'not-told'],
    ['and is wrong is tried once, however many ask at a time', '000000', 'wrong-pin', 'few']
  ] as const)('%s', async (_what, pin, state, tries) => {
    const first = await start()
    await first.tokens.unlock(first.token, softPin, 'session')
    const key = await first.tokens.generate(first.token, 'P-256', `kept ${state}`)
    first.tokens.close()
    let asked = 0
    const house = createTokens({
      start: forkChild,
      log: silentLog,
      onChange: () => undefined,
      keptPin: () => {
        asked++
        return Promise.resolve(new Uint8Array(Buffer.from(`${pin}\n`)))
      },
      interval: null
    })
    tokens = house
    house.use([{ path: soft.module, label: 'SoftHSM' }])
    await house.survey()
    const many = await Promise.allSettled(Array.from({ length: 20 }, () => house.open(placed(key))))
    expect(asked).toBe(1)
    expect(many.every((one) => one.status === (pin === softPin ? 'fulfilled' : 'rejected'))).toBe(true)
    expect(house.seen()[0]).toMatchObject({ state, tries })
    const again = await Promise.allSettled([house.open(placed(key))])
    expect(asked).toBe(1)
    expect(again[0]?.status).toBe(pin === softPin ? 'fulfilled' : 'rejected')
  })
})

describe('a module', () => {
  it('is loaded in a process of its own and never in this one', async () => {
    const { tokens: house } = await start()
    const [module] = house.modules()
    expect(module?.process).not.toBe(process.pid)
    expect(readFileSync('/proc/self/maps', 'utf8')).not.toContain('libsofthsm2')
    expect(readFileSync(`/proc/${module?.process ?? 0}/maps`, 'utf8')).toContain('libsofthsm2')
  })

  it('whose process was killed in mid-signature loses no request: what failed says so, and it starts again', async () => {
    const { tokens: house, token } = await start()
    await house.unlock(token, softPin, 'session')
    const key = await house.generate(token, 'RSA-2048', 'killed')
    const signer = await house.open(placed(key))
    const many = Array.from({ length: 50 }, () => signer.sign(Buffer.from('x'), 'rsa-pkcs1-sha256'))
    await many[0]
    process.kill(house.modules()[0]?.process ?? 0, 'SIGKILL')
    const outcomes = await Promise.allSettled(many)
    const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(failed.length).toBeGreaterThan(0)
    for (const reason of failed) expect(reason).toMatchObject({ code: 'key-unavailable' })
    expect(house.seen()[0]?.state).toBe('absent')
    await new Promise((resolve) => setTimeout(resolve, 700))
    await house.survey()
    // The PIN went with the process.
    expect(house.seen()[0]?.state).toBe('locked')
    await house.unlock(token, softPin, 'session')
    expect(
      verifySignature(
        signer.spki,
        'rsa-pkcs1-sha256',
        Buffer.from('x'),
        await signer.sign(Buffer.from('x'), 'rsa-pkcs1-sha256')
      )
    ).toBe(true)
  })
})
