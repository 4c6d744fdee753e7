import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { silentLog } from '../../testing/engine.ts'
import { faultyModule, setFault, softPin, softTokens, type Fault, type SoftTokens } from '../../testing/soft-token.ts'
import { verifySignature } from '../../pki/verify.ts'
import { forkChild } from '../../world/child-process.ts'
import type { KeyOnToken, PlacedKey, Tokens } from '../token-keys.ts'
import { timeLimits, type TimeLimits } from './module-process.ts'
import { createTokens } from './tokens.ts'

let soft: SoftTokens
let path = ''
const open: Tokens[] = []
beforeAll(() => {
  soft = softTokens()
  soft.make('faulty')
  path = faultyModule(soft)
})
afterEach(() => {
  for (const tokens of open.splice(0)) tokens.close()
})
afterAll(() => soft.remove())

/** Every call may take half a second, but making the process. */
const short: TimeLimits = { ...timeLimits, open: 2000, survey: 500, login: 500, sign: 500 }

async function start(fault: Fault, limits: TimeLimits = timeLimits): Promise<{ tokens: Tokens; token: string }> {
  setFault(fault)
  const tokens = createTokens({
    start: forkChild,
    log: silentLog,
    onChange: () => undefined,
    keptPin: () => Promise.resolve(undefined),
    limits,
    interval: null
  })
  open.push(tokens)
  tokens.use([{ path, label: 'faulty' }])
  await tokens.survey()
  return { tokens, token: tokens.seen().find(({ label }) => label === 'faulty')?.address ?? '' }
}

function placed(key: KeyOnToken): PlacedKey {
  if (key.algorithm === null || key.spki === null) throw new Error('the key cannot be read')
  return { label: key.label, algorithm: key.algorithm, spki: key.spki, places: [key.address] }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('a module that', () => {
  it('crashes when it is loaded takes its process along, is reported, and is not tried at once again', async () => {
    const { tokens } = await start('crash-on-load')
    const [module] = tokens.modules()
    expect(module).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('took its process along: signal SIGABRT')
    })
    const begun = performance.now()
    await tokens.survey()
    expect(performance.now() - begun).toBeLessThan(200)
    expect(tokens.modules()[0]?.problem).toContain('SIGABRT')
    setFault('none')
    await pause(1200)
    await tokens.survey()
    expect(tokens.seen().map(({ label }) => label)).toContain('faulty')
    expect(tokens.modules()[0]).toMatchObject({ state: 'running', problem: null })
  })

  it.each(['hang-in-initialize', 'hang-in-survey'] as const)('%ss is ended when its time is over', async (fault) => {
    const { tokens } = await start(fault, short)
    expect(tokens.modules()[0]).toMatchObject({ state: 'failed', problem: expect.stringContaining('did not return') })
    expect(tokens.seen()).toEqual([])
  })

  it('hangs at the PIN is ended when its time is over, and the token can be opened afterwards', async () => {
    const { tokens, token } = await start('hang-in-login', short)
    await expect(tokens.unlock(token, softPin, 'session')).rejects.toMatchObject({ code: 'key-unavailable' })
    setFault('none')
    await pause(700)
    await tokens.unlock(token, softPin, 'session')
    expect(tokens.seen()[0]?.state).toBe('unlocked')
  })

  it.each(['abort-in-sign', 'crash-in-sign', 'hang-in-sign'] as const)(
    '%ss fails what was asked for with a clear word, wedges nothing, and signs again afterwards',
    async (fault) => {
      const { tokens, token } = await start(fault, short)
      await tokens.unlock(token, softPin, 'session')
      const key = await tokens.generate(token, 'P-256', fault)
      const signer = await tokens.open(placed(key))
      const many = Array.from({ length: 40 }, (_, at) => signer.sign(Buffer.from(`${at}`), 'ecdsa-sha256'))
      const outcomes = await Promise.allSettled(many)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'key-unavailable' })
      expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(30)
      expect(tokens.seen()[0]?.queued).toBe(0)
      // This process is as it was, and has none of the module in it.
      expect(readFileSync('/proc/self/maps', 'utf8')).not.toMatch(/faulty|libsofthsm/)
      setFault('none')
      await pause(700)
      await tokens.survey()
      await tokens.unlock(token, softPin, 'session')
      const data = Buffer.from('again')
      expect(verifySignature(signer.spki, 'ecdsa-sha256', data, await signer.sign(data, 'ecdsa-sha256'))).toBe(true)
      await tokens.destroy(key.address)
    }
  )

  it('searches all the memory that it can reach finds the PIN that was given to it, and no secret of the engine', async () => {
    const backwards = (text: string): string => [...text].toReversed().join('')
    const secret = randomBytes(24).toString('hex')
    const report = join(soft.folder, 'report')
    process.env['FAULT_SECRET'] = backwards(secret)
    process.env['FAULT_KNOWN'] = backwards(softPin)
    process.env['FAULT_REPORT'] = report
    const { tokens, token } = await start('search-memory')
    await tokens.unlock(token, softPin, 'session')
    const said = z
      .object({ searched: z.number(), secret: z.number(), known: z.number() })
      .parse(JSON.parse(readFileSync(report, 'utf8')))
    // The search does find what is there.
    expect(said.known).toBeGreaterThan(0)
    expect(said.searched).toBeGreaterThan(1_000_000)
    expect(said.secret).toBe(0)
    expect(secret).toHaveLength(48)
  })

  it('waits for a finger shows as waiting meanwhile', async () => {
    const { tokens, token } = await start('slow-sign')
    await tokens.unlock(token, softPin, 'session')
    const key = await tokens.generate(token, 'P-256', 'touched')
    const signer = await tokens.open(placed(key))
    const signing = signer.sign(Buffer.from('x'), 'ecdsa-sha256')
    const stop = new AbortController()
    const second = signer.sign(Buffer.from('y'), 'ecdsa-sha256', stop.signal)
    await pause(1400)
    expect(tokens.seen()[0]).toMatchObject({ waiting: true, queued: 2 })
    stop.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    await signing
    expect(tokens.seen()[0]).toMatchObject({ waiting: false, queued: 0 })
    await tokens.destroy(key.address)
  })

  it('says CKR_GENERAL_ERROR at each signature is asked twice, and then the request waits', async () => {
    const { tokens, token } = await start('error-in-sign')
    await tokens.unlock(token, softPin, 'session')
    const key = await tokens.generate(token, 'P-256', 'in vain')
    const signer = await tokens.open(placed(key))
    await expect(signer.sign(Buffer.from('x'), 'ecdsa-sha256')).rejects.toMatchObject({
      code: 'key-unavailable',
      message: expect.stringContaining('CKR_GENERAL_ERROR')
    })
    await tokens.destroy(key.address)
  })

  it('blocks the PIN after three wrong ones says so before each, and a blocked token is not tried again', async () => {
    const { tokens, token } = await start('three-tries')
    const state = (): unknown => tokens.seen()[0]
    await expect(tokens.unlock(token, '00000', 'session')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(state()).toMatchObject({ state: 'wrong-pin', tries: 'few' })
    await expect(tokens.unlock(token, '00000', 'session')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(state()).toMatchObject({ state: 'wrong-pin', tries: 'one' })
    await expect(tokens.unlock(token, '00000', 'session')).rejects.toMatchObject({
      code: 'key-unavailable',
      message: expect.stringContaining('blocked')
    })
    expect(state()).toMatchObject({ state: 'blocked', tries: 'none' })
    await expect(tokens.unlock(token, softPin, 'session')).rejects.toMatchObject({ code: 'key-unavailable' })
    const report = await tokens.examine(path)
    const slot = report.slots.find((one) => one.token === 'faulty')
    expect(slot?.findings).toContainEqual(expect.objectContaining({ rule: 'token.blocked', level: 'problem' }))
  })

  it('wants the PIN at each signature is given it each time, without anybody being asked', async () => {
    const { tokens, token } = await start('always-authenticate')
    await tokens.unlock(token, softPin, 'session')
    const key = await tokens.generate(token, 'P-256', 'asks')
    expect(key.alwaysAuthenticate).toBe(true)
    const signer = await tokens.open(placed(key))
    for (const text of ['one', 'two', 'three']) {
      const data = Buffer.from(text)
      expect(verifySignature(signer.spki, 'ecdsa-sha256', data, await signer.sign(data, 'ecdsa-sha256'))).toBe(true)
    }
    const report = await tokens.examine(path)
    const slot = report.slots.find((one) => one.token === 'faulty')
    expect(slot?.findings.map(({ rule }) => rule)).toContain('key.always-authenticate')
    await tokens.destroy(key.address)
  })

  it('only has mechanisms that hash is given the whole message', async () => {
    const { tokens, token } = await start('hashing-only')
    await tokens.unlock(token, softPin, 'session')
    const key = await tokens.generate(token, 'RSA-2048', 'hashing')
    const signer = await tokens.open(placed(key))
    for (const signature of ['rsa-pkcs1-sha256', 'rsa-pkcs1-sha512', 'rsa-pss-sha384'] as const) {
      const data = Buffer.alloc(100_000, 3)
      expect(verifySignature(signer.spki, signature, data, await signer.sign(data, signature))).toBe(true)
    }
    await tokens.destroy(key.address)
    // SoftHSM hashes nothing for ECDSA: then no mechanism is left.
    const other = await tokens.generate(token, 'P-256', 'no way')
    const mute = await tokens.open(placed(other))
    await expect(mute.sign(Buffer.from('x'), 'ecdsa-sha256')).rejects.toMatchObject({ code: 'invalid-input' })
    await tokens.destroy(other.address)
  })

  it('keeps keys so that they can be read out is told on, and its key is not used', async () => {
    const { tokens, token } = await start('readable-keys')
    await tokens.unlock(token, softPin, 'session')
    await expect(tokens.generate(token, 'P-256', 'open')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('can be read out')
    })
    const report = await tokens.examine(path)
    const slot = report.slots.find((one) => one.token === 'faulty')
    expect(slot?.findings).toContainEqual(expect.objectContaining({ rule: 'key.readable', level: 'problem' }))
  })

  it('has a clock that is years off is told on', async () => {
    const { tokens } = await start('wrong-clock')
    const report = await tokens.examine(path)
    const slot = report.slots.find((one) => one.token === 'faulty')
    expect(slot?.clock).toBe('2001010100000000')
    expect(slot?.findings).toContainEqual(
      expect.objectContaining({ rule: 'token.clock', text: expect.stringContaining('2001-01-01') })
    )
  })
})
