import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifySignature } from '../pki/verify.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { parseCrl } from '../pki/crl.ts'
import { writePem } from '../pki/pem.ts'
import { signCsr, signTimestamp } from '../ca/sign.ts'
import { getCertificateDer } from '../store/certificates.ts'
import { getKey, listKeys } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import { makeCsr } from '../testing/engine.ts'
import { softPin, softTokens, type SoftTokens } from '../testing/soft-token.ts'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

let soft: SoftTokens
let made: TestEngine & { readonly alice: Person }
let label = ''
let count = 0
beforeAll(() => {
  soft = softTokens()
})
afterAll(() => soft.remove())
beforeEach(async () => {
  label = soft.make(`house ${++count}`)
  made = await startWithAlice()
  await made.alice.call('token.modules-add', { module: soft.module })
})
afterEach(() => made.stop())

/** A root and an issuing authority on the token, and a profile that signs at once. */
async function authorities(): Promise<void> {
  const { alice } = made
  await alice.call('token.unlock', { token: label, pin: softPin })
  await alice.call('token.generate', { token: label, key: 'P-384', label: 'root' })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root', token: label, keyLabel: 'root' })
  await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing', issuer: 'root', token: label })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'issuing', approval: 'auto' })
}

function submit(host: string): ReturnType<typeof made.alice.call<'request.submit'>> {
  const csr = makeCsr({ subject: `CN=${host}`, names: [{ kind: 'dns', value: host }] })
  return made.alice.call('request.submit', { profile: 'web', csr: writePem('CERTIFICATE REQUEST', csr) })
}

const stateOf = async (): Promise<string> => {
  const { tokens } = await made.alice.call('token.list', {})
  return tokens.find((one) => one.label === label)?.state ?? 'not listed'
}
const authorityState = async (name: string): Promise<string> =>
  (await made.alice.call('authority.show', { authority: name })).authority.state

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (let tries = 100; tries > 0; tries--) {
    if (await is()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`it never came: ${what}`)
}

describe('authorities whose keys lie on a token', () => {
  it('sign certificates, CRLs, CSRs, OCSP answers and stamps, and the database holds no private key of theirs', async () => {
    await authorities()
    const { alice } = made
    const root = (await alice.call('authority.show', { authority: 'root' })).authority
    expect(root).toMatchObject({ state: 'active', keyAlgorithm: 'P-384', origin: { key: 'generated' } })
    expect(root.keyLocation).toMatch(/^pkcs11:.*;type=private$/)
    const from = reader(made.engine.ca.store)
    expect(listKeys(from).map(({ sealed }) => sealed)).toEqual([null, null])
    const { certificateId } = await submit('www.example.test')
    const shown = await alice.call('certificate.verify', { id: certificateId ?? 0 })
    expect(shown.verdict.valid).toBe(true)
    const crl = parseCrl(Buffer.from((await alice.call('crl.issue', { authority: 'issuing' })).file.base64, 'base64'))
    const issuing = getKey(from, (await alice.call('authority.show', { authority: 'issuing' })).authority.keyId ?? 0)
    expect(verifySignature(issuing?.spki ?? new Uint8Array(), 'ecdsa-sha256', crl.tbs, crl.signature)).toBe(true)
    await alice.call('ocsp.enable', { authority: 'issuing', settings: { signer: 'authority' } })
    const leaf = writePem('CERTIFICATE', getCertificateDer(from, certificateId ?? 0) ?? new Uint8Array())
    const { trial } = await alice.call('ocsp.ask', { certificate: leaf, nonce: true })
    expect(trial.answer).toMatchObject({ status: 'good', signer: { subject: 'CN=Issuing' }, nonceEchoed: true })
    const { key } = await alice.call('token.generate', {
      token: label,
      key: 'RSA-3072',
      label: 'tsa',
      use: 'timestamp'
    })
    const attributes = Buffer.from('signed attributes')
    const stamp = { keyId: key.keyId ?? 0, attributes, signatureAlgorithm: 'rsa-pkcs1-sha512' } as const
    const stamped = await signTimestamp(made.engine.ca, stamp)
    const stamping = getKey(from, key.keyId ?? 0)
    expect(verifySignature(stamping?.spki ?? new Uint8Array(), 'rsa-pkcs1-sha512', attributes, stamped)).toBe(true)
    await expect(
      signCsr(made.engine.ca, { keyId: issuing?.id ?? 0, info: attributes, signatureAlgorithm: 'ecdsa-sha256' })
    ).resolves.toBeDefined()
    const { keys } = await alice.call('token.keys', { token: label })
    expect(keys).toMatchObject([
      { label: 'root', algorithm: 'P-384', authority: 'root', madeOnToken: true, extractable: false, warning: '' },
      { label: 'issuing', algorithm: 'P-256', authority: 'issuing', madeOnToken: true, warning: '' },
      { label: 'tsa', algorithm: 'RSA-3072', authority: null }
    ])
    const { tokens } = await alice.call('token.list', {})
    expect(tokens.find((one) => one.label === label)).toMatchObject({ authorities: ['root', 'issuing'] })
  })

  it('are made with the PIN given for that once, on an authority that nobody unlocked before', async () => {
    const { alice } = made
    const { authority } = await alice.call('authority.create', {
      name: 'once',
      subject: 'CN=Once',
      key: 'RSA-2048',
      token: label,
      pin: softPin
    })
    expect(authority).toMatchObject({ state: 'active', keyAlgorithm: 'RSA-2048' })
    const taken = await alice.reply('authority.create', {
      name: 'two',
      subject: 'CN=Two',
      token: label,
      keyLabel: 'once'
    })
    expect(taken).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  it('that are refused leave their key on the token, for the next try', async () => {
    await authorities()
    const refused = await made.alice.reply('authority.create', {
      name: 'longer',
      subject: 'CN=Longer',
      issuer: 'issuing',
      validity: '40y',
      token: label,
      keyLabel: 'third'
    })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'refused-by-policy' } })
    const { keys } = await made.alice.call('token.keys', { token: label })
    expect(keys.find((key) => key.label === 'third')).toMatchObject({ authority: null })
    await made.alice.call('authority.create', {
      name: 'longer',
      subject: 'CN=Longer',
      issuer: 'root',
      token: label,
      keyLabel: 'third'
    })
    expect(await authorityState('longer')).toBe('active')
  })
})

describe('a token that is pulled out', () => {
  it('takes its authorities off line; what is asked for meanwhile waits, and is signed when it is back', async () => {
    await authorities()
    soft.unplug()
    await made.alice.call('token.list', {})
    await until('off line', async () => (await authorityState('issuing')) === 'key-offline')
    const { request, certificateId } = await submit('later.example.test')
    expect(certificateId).toBeNull()
    expect(request.state).toBe('signing-queued')
    expect(await stateOf()).toBe('absent')
    const refused = await made.alice.reply('crl.issue', { authority: 'issuing' })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'key-unavailable' } })
    soft.plugIn()
    await until(
      'issued',
      async () => (await made.alice.call('request.show', { id: request.id })).request.state === 'issued'
    )
    expect(await authorityState('issuing')).toBe('active')
    expect(await stateOf()).toBe('unlocked')
  })

  it('between two looks loses no request: the serial number is given up and the request waits', async () => {
    await authorities()
    const before = await Promise.all(['a', 'b', 'c'].map((name) => submit(`${name}.example.test`)))
    expect(before.every(({ certificateId }) => certificateId !== null)).toBe(true)
    soft.unplug()
    const asked = await Promise.all(Array.from({ length: 20 }, (_, at) => submit(`host-${at}.example.test`)))
    expect(new Set(asked.map(({ request }) => request.state))).toEqual(new Set(['signing-queued']))
    soft.plugIn()
    for (const { request } of asked)
      await until(
        'issued',
        async () => (await made.alice.call('request.show', { id: request.id })).request.state === 'issued'
      )
  })

  it('does not bring back an authority that somebody took off line by hand', async () => {
    await authorities()
    await made.alice.call('authority.set-key-online', { authority: 'root', online: false })
    soft.unplug()
    await until('off line', async () => (await authorityState('issuing')) === 'key-offline')
    soft.plugIn()
    await until('back', async () => (await authorityState('issuing')) === 'active')
    expect(await authorityState('root')).toBe('key-offline')
  })
})

describe('a token process', () => {
  it('that is killed while requests come in loses none of them', async () => {
    await authorities()
    const running = Array.from({ length: 30 }, (_, at) => submit(`host-${at}.example.test`))
    const { modules } = await made.alice.call('token.modules', {})
    process.kill(modules[0]?.process ?? 0, 'SIGKILL')
    const outcomes = await Promise.all(running)
    expect(new Set(outcomes.map(({ request }) => request.state)).size).toBeGreaterThan(0)
    await until('started again', async () => (await stateOf()) === 'locked')
    await made.alice.call('token.unlock', { token: label, pin: softPin })
    for (const { request } of outcomes)
      await until(
        'issued',
        async () => (await made.alice.call('request.show', { id: request.id })).request.state === 'issued'
      )
  })
})

describe('locking', () => {
  it('the vault locks the tokens as well', async () => {
    await authorities()
    made.engine.vault.lock()
    await until('locked', async () => (await stateOf()) === 'locked')
    await made.alice.reply('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
    expect(await stateOf()).toBe('locked')
    expect(await authorityState('issuing')).toBe('key-offline')
  })
})

describe('a key', () => {
  it('of an authority in the vault goes to a token with a warning for ever, and signs there', async () => {
    const { alice } = made
    await alice.call('authority.create', { name: 'moved', subject: 'CN=Moved', key: 'P-256' })
    const { key } = await alice.call('token.import', { token: label, label: 'moved', authority: 'moved', pin: softPin })
    expect(key.warning).toContain('outside of the token')
    expect(key).toMatchObject({ authority: 'moved', madeOnToken: false, extractable: false })
    const crl = parseCrl(Buffer.from((await alice.call('crl.issue', { authority: 'moved' })).file.base64, 'base64'))
    const root = parseCertificate(
      Buffer.from(
        (await alice.call('authority.export-chain', { authority: 'moved', format: 'der' })).file.base64,
        'base64'
      )
    )
    expect(verifySignature(root.publicKey.der, 'ecdsa-sha256', crl.tbs, crl.signature)).toBe(true)
    expect(listKeys(reader(made.engine.ca.store))[0]?.sealed).toBeNull()
  })

  it('is destroyed with its authority, and by itself only where no authority has it', async () => {
    await authorities()
    const { alice } = made
    const named = { token: label, key: 'issuing', confirmLabel: 'issuing' }
    expect(await alice.reply('token.destroy-key', named)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    await alice.call('token.generate', { token: label, label: 'spare' })
    expect(await alice.reply('token.destroy-key', { token: label, key: 'spare', confirmLabel: 'no' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input' }
    })
    await alice.call('token.destroy-key', { token: label, key: 'spare', confirmLabel: 'spare' })
    await alice.call('authority.retire', { authority: 'issuing' })
    await alice.call('authority.destroy', { authority: 'issuing', confirmName: 'issuing' })
    const { keys } = await alice.call('token.keys', { token: label })
    expect(keys.map((key) => key.label)).toEqual(['root'])
    expect((await alice.call('authority.show', { authority: 'issuing' })).authority.keyLocation).toBe('destroyed')
  })
})

describe('a module', () => {
  it('that is no module is refused and not kept; one in a file that others can change is not loaded', async () => {
    const { alice } = made
    expect(await alice.reply('token.modules-add', { module: process.execPath })).toMatchObject({
      ok: false,
      failure: { code: 'key-unavailable' }
    })
    expect(await alice.reply('token.modules-add', { module: 'relative.so' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input' }
    })
    const { modules, found } = await alice.call('token.modules', {})
    expect(modules.map(({ path }) => path)).toEqual([soft.module])
    expect(found.find(({ label: name }) => name === 'SoftHSM 2')).toMatchObject({ inUse: true })
  })

  it('is examined without anybody signing in, and said of in words', async () => {
    const { reports } = await made.alice.call('token.doctor', { module: soft.module })
    expect(reports).toMatchObject([{ product: 'SoftHSM 2', loads: true }])
    expect(reports[0]?.findings.map(({ rule }) => rule)).toContain('module.softhsm2')
    const slot = reports[0]?.slots.find(({ token }) => token === label)
    expect(slot).toMatchObject({ state: 'locked', login: 'pin', tries: 'not-told' })
    expect(slot?.algorithms).toEqual(expect.arrayContaining(['RSA-4096', 'P-256', 'P-384']))
    expect(await stateOf()).toBe('locked')
  })
})
