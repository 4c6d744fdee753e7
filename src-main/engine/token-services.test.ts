import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerTimeStamp } from '../ca/time-stamps/answer.ts'
import { requireParsed } from '../ca/certificates/find.ts'
import { writePem } from '../pki/pem.ts'
import { buildTimeStampRequest, parseTimeStampResponse, verifyTimeStamp } from '../pki/tsp.ts'
import { getCertificateDer } from '../store/certificates.ts'
import { listKeys } from '../store/keys.ts'
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
  label = soft.make(`services ${++count}`)
  made = await startWithAlice()
  const { alice } = made
  await alice.call('token.modules-add', { module: soft.module })
  await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing', key: 'P-256' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'issuing', approval: 'auto' })
})
afterEach(() => made.stop())

async function certificate(host: string): Promise<string> {
  const csr = makeCsr({ subject: `CN=${host}`, names: [{ kind: 'dns', value: host }] })
  const { certificateId } = await made.alice.call('request.submit', {
    profile: 'web',
    csr: writePem('CERTIFICATE REQUEST', csr)
  })
  const der = getCertificateDer(reader(made.engine.ca.store), certificateId ?? 0)
  return writePem('CERTIFICATE', der ?? new Uint8Array())
}

const locations = (): string[] =>
  listKeys(reader(made.engine.ca.store)).flatMap(({ location, destroyedAt }) =>
    destroyedAt === null ? [location.split(':')[0] ?? ''] : []
  )

const gone = async (): Promise<void> => {
  soft.unplug(label)
  await made.alice.call('token.list', { fresh: true })
}
const back = async (): Promise<void> => {
  soft.plugIn()
  await made.alice.call('token.list', { fresh: true })
}

describe('an OCSP responder whose key lies on a token', () => {
  const settings = (keyLabel: string | null = null) => ({ token: label, keyLabel })

  it('signs there, keeps its key at the next certificate, and leaves none in the vault', async () => {
    const { alice } = made
    const { service } = await alice.call('ocsp.enable', { authority: 'issuing', settings: settings(), pin: softPin })
    expect(service.responder?.places).toMatchObject([
      { label, state: 'unlocked', keyLabel: 'ocsp-issuing', origin: 'generated' }
    ])
    expect(service.settings.token).toMatch(/^pkcs11:/)
    expect(locations()).toEqual(['software', 'pkcs11'])
    const leaf = await certificate('www.example.test')
    const { trial } = await alice.call('ocsp.ask', { certificate: leaf, nonce: true })
    expect(trial.answer).toMatchObject({ status: 'good', nonceEchoed: true, signer: { subject: expect.anything() } })
    const next = await alice.call('ocsp.renew', { authority: 'issuing' })
    expect(next.service.responder?.certificateId).not.toBe(service.responder?.certificateId)
    const { keys } = await alice.call('token.keys', { token: label })
    expect(keys.map((key) => key.label)).toEqual(['ocsp-issuing'])
    const { authorities } = await alice.call('authority.list', {})
    const responder = [{ kind: 'ocsp', name: 'issuing', id: authorities[0]?.id }]
    expect(keys[0]).toMatchObject({ authority: null, services: responder, copyOf: null })
    const listed = (await alice.call('token.list', {})).tokens.find((token) => token.label === label)
    expect(listed).toMatchObject({ authorities: [], services: responder })
    expect((await alice.call('ocsp.ask', { certificate: leaf, nonce: true })).trial.answer?.status).toBe('good')
  })

  it('that is away gives what was signed ahead and says of the rest that it cannot answer now', async () => {
    const { alice } = made
    await alice.call('ocsp.enable', { authority: 'issuing', settings: settings(), pin: softPin })
    const [known, unknown] = [await certificate('known.example.test'), await certificate('unknown.example.test')]
    expect((await alice.call('ocsp.ask', { certificate: known })).trial.answer?.status).toBe('good')
    await gone()
    const kept = (await alice.call('ocsp.ask', { certificate: known })).trial
    expect(kept.answer?.status).toBe('good')
    // With a nonce too: the answer of before, which carries none.
    expect((await alice.call('ocsp.ask', { certificate: known, nonce: true })).trial.answer).toMatchObject({
      status: 'good',
      nonceEchoed: false
    })
    expect((await alice.call('ocsp.ask', { certificate: unknown })).trial).toMatchObject({
      error: 'tryLater',
      answer: null
    })
    // Once it was revoked, the old answer would be a lie.
    await alice.call('certificate.revoke', { id: kept.certificateId ?? 0, reason: 'superseded' })
    const { trial } = await alice.call('ocsp.ask', { certificate: known })
    expect(trial.answer?.status).not.toBe('good')
    const [shown] = (await alice.call('ocsp.status', {})).services
    expect(shown?.responder?.places).toMatchObject([{ label, state: 'absent' }])
    await back()
    expect((await alice.call('ocsp.ask', { certificate: known })).trial.answer?.status).toBe('revoked')
    expect((await alice.call('ocsp.ask', { certificate: unknown })).trial.answer?.status).toBe('good')
  })

  it('moves to the token and back to the vault as it is told, and what no service signs with can be destroyed', async () => {
    const { alice } = made
    const first = await alice.call('ocsp.enable', { authority: 'issuing' })
    expect(first.service.responder?.places).toEqual([])
    await alice.call('token.unlock', { token: label, pin: softPin })
    await alice.call('token.generate', { token: label, label: 'mine', key: 'P-384', use: 'ocsp' })
    const moved = await alice.call('ocsp.enable', { authority: 'issuing', settings: settings('mine') })
    expect(moved.service.responder?.places).toMatchObject([{ keyLabel: 'mine' }])
    // The responder key of before was destroyed in the vault.
    expect(locations()).toEqual(['software', 'pkcs11'])
    const destroy = { token: label, key: 'mine', confirmLabel: 'mine' }
    expect(await alice.reply('token.destroy-key', destroy)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    const again = await alice.call('ocsp.enable', { authority: 'issuing' })
    expect(again.service.responder?.places).toEqual([])
    expect(locations()).toEqual(['software', 'pkcs11', 'software'])
    await alice.call('token.destroy-key', destroy)
  })

  it('is refused where the token is away or the key is for something else, and goes on as it was', async () => {
    const { alice } = made
    await alice.call('ocsp.enable', { authority: 'issuing' })
    await alice.call('token.unlock', { token: label, pin: softPin })
    await alice.call('token.generate', { token: label, label: 'stamps', use: 'timestamp' })
    const wrong = await alice.reply('ocsp.enable', { authority: 'issuing', settings: settings('stamps') })
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    await gone()
    const away = await alice.reply('ocsp.enable', { authority: 'issuing', settings: settings() })
    expect(away).toMatchObject({ ok: false, failure: { code: 'key-unavailable' } })
    const [shown] = (await alice.call('ocsp.status', {})).services
    expect(shown).toMatchObject({ settings: { token: null }, responder: { places: [] } })
    soft.plugIn()
  })
})

describe('a time-stamp service whose key lies on a token', () => {
  const request = buildTimeStampRequest({
    hash: 'sha256',
    hashed: createHash('sha256').update('A contract.\n').digest(),
    nonce: '1234abcd',
    certificateWanted: true
  })
  const ask = async () =>
    parseTimeStampResponse((await answerTimeStamp(made.engine.ca, 'stamp', request, '192.0.2.7')).der)

  it('stamps with it, refuses while the token is away, and stamps again when it is back', async () => {
    const { alice } = made
    const { service } = await alice.call('tsa.create', {
      name: 'stamp',
      authority: 'issuing',
      settings: { token: label, key: 'RSA-2048' },
      pin: softPin
    })
    expect(service.certificate).toMatchObject({ key: 'RSA-2048', places: [{ label, keyLabel: 'tsa-stamp' }] })
    const verified = async (): Promise<void> => {
      const { token, texts } = await ask()
      if (token === null) throw new Error(`no stamp: ${texts.join(' ')}`)
      const { certificate: now } = (await alice.call('tsa.show', { service: 'stamp' })).service
      verifyTimeStamp(token, [requireParsed(reader(made.engine.ca.store), now?.certificateId ?? 0)])
    }
    await verified()
    expect((await alice.call('token.keys', { token: label })).keys[0]?.services).toEqual([
      { kind: 'tsa', name: 'stamp', id: service.id }
    ])
    await gone()
    expect(await ask()).toMatchObject({ status: 'rejection', failures: ['systemFailure'], token: null })
    await back()
    await verified()
    const next = await alice.call('tsa.renew', { service: 'stamp' })
    expect(next.service.certificate?.certificateId).not.toBe(service.certificate?.certificateId)
    await verified()
    await alice.call('tsa.update', { service: 'stamp', settings: { token: null } })
    expect((await alice.call('tsa.renew', { service: 'stamp' })).service.certificate?.places).toEqual([])
    await verified()
    expect((await alice.call('token.keys', { token: label })).keys.map((key) => key.label)).toEqual(['tsa-stamp'])
  })
})

describe('a key that lies on two tokens', () => {
  const another = async (): Promise<string> => {
    const second = soft.make(`${label} copy`)
    await made.alice.call('token.list', { fresh: true })
    return second
  }

  it('signs on both in turn, on one alone while the other is away, and shows where it is', async () => {
    const { alice } = made
    const second = await another()
    const file = String(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' })
    )
    await alice.call('token.import', { token: label, label: 'twin', file, pin: softPin })
    await alice.call('token.import', { token: second, label: 'other name', file, pin: softPin })
    await alice.call('authority.create', { name: 'twin', subject: 'CN=Twin', token: label, keyLabel: 'twin' })
    const places = async () => (await alice.call('authority.show', { authority: 'twin' })).authority.keyPlaces
    expect(await places()).toMatchObject([
      { label, state: 'unlocked', keyLabel: 'twin', origin: 'imported' },
      { label: second, state: 'unlocked', keyLabel: 'other name', origin: 'imported' }
    ])
    await alice.call('crl.issue', { authority: 'twin' })
    for (const away of [label, second]) {
      soft.unplug(away)
      // Nobody has looked yet: the signature finds out and goes to the other token.
      for (let at = 0; at < 3; at++) await alice.call('crl.issue', { authority: 'twin' })
      await alice.call('token.list', { fresh: true })
      expect((await alice.call('authority.show', { authority: 'twin' })).authority.state).toBe('active')
      expect((await places())?.map(({ label: name, state }) => [name, state])).toEqual(
        [label, second].map((name) => [name, name === away ? 'absent' : 'unlocked'])
      )
      await back()
    }
  })

  it('is taken up where another program put the copy, and only where it is a copy', async () => {
    const { alice } = made
    const second = await another()
    await alice.call('token.unlock', { token: second, pin: softPin })
    await alice.call('authority.create', {
      name: 'lone',
      subject: 'CN=Lone',
      token: label,
      keyLabel: 'lone',
      pin: softPin
    })
    const pem = String(
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' })
    )
    writeFileSync(join(soft.folder, 'stranger.pem'), pem)
    const tool = ['--import', join(soft.folder, 'stranger.pem'), '--token', second, '--pin', softPin]
    execFileSync('softhsm2-util', [...tool, '--label', 'lone', '--id', 'a1b2'], { stdio: 'pipe' })
    const code = async (name: string, key: string): Promise<unknown> => {
      const reply = await alice.reply('token.take-up', { token: name, key })
      return reply.ok ? 'ok' : reply.failure.code
    }
    expect(await code(second, 'lone')).toBe('conflict')
    expect(await code(second, 'nothing')).toBe('not-found')
    expect(await code(label, 'lone')).toBe('conflict')
    // The same file on a token of Chancery's: now the other is a copy of it.
    await alice.call('token.import', { token: label, label: 'stranger', file: pem })
    const copyOf = async (): Promise<unknown> =>
      (await alice.call('token.keys', { token: second })).keys.map((key) => key.copyOf)
    expect(await copyOf()).toEqual(['stranger'])
    expect((await alice.call('token.take-up', { token: second, key: 'a1b2' })).key).toMatchObject({
      algorithm: 'RSA-2048',
      label: 'lone',
      warning: expect.stringContaining('outside of the token')
    })
    expect(await copyOf()).toEqual([null])
    await alice.call('authority.create', {
      name: 'both',
      subject: 'CN=Both',
      token: label,
      keyLabel: 'stranger'
    })
    const { authority } = await alice.call('authority.show', { authority: 'both' })
    expect(authority.keyPlaces.map(({ label: name }) => name)).toEqual([label, second])
  })
})
