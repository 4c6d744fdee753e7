import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { StampVerdict } from '../../../src-shared/api/tsa.ts'
import type { TsaSettingsPatch } from '../../../src-shared/model/tsa.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import { writePem } from '../../pki/pem.ts'
import {
  assembleTimeStamp,
  buildTimeStampInfo,
  buildTimeStampRequest,
  parseTimeStampRequest,
  parseTimeStampResponse,
  rejectedResponse,
  timeStampToSign
} from '../../pki/tsp.ts'
import { certifiedKey, type CertifiedKey } from '../../testing/certified-key.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { revokeCertificate, suspendCertificate } from '../revoke.ts'
import { answerTimeStamp } from './answer.ts'
import { createTsa, deleteTsa, renewTsa } from './service.ts'
import { showTsa } from './view.ts'
import { verifyStamp } from './verify.ts'

const text = Buffer.from('A contract.\n')
const digest = (hash: string, of: Uint8Array = text): string => createHash(hash).update(of).digest('hex')
const hashes = (of: Uint8Array = text): string => ['sha1', 'sha256', 'sha384'].map((hash) => digest(hash, of)).join(',')

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

async function house(settings: TsaSettingsPatch = {}): Promise<Life> {
  const home = await startLife()
  life = home
  await authority(home, 'root')
  await authority(home, 'issuing', { issuer: 'root' })
  await createTsa(home.ca, { name: 'stamp', authority: 'issuing', settings }, home.alice, [])
  return home
}

async function response(home: Life, certificateWanted = true): Promise<Uint8Array> {
  const request = buildTimeStampRequest({
    hash: 'sha256',
    hashed: createHash('sha256').update(text).digest(),
    certificateWanted
  })
  return (await answerTimeStamp(home.ca, 'stamp', request, '192.0.2.7')).der
}
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const verify = (home: Life, bytes: Uint8Array | string, file?: string): StampVerdict =>
  verifyStamp(home.ca, { token: typeof bytes === 'string' ? bytes : base64(bytes), file }).verdict
const outcomes = (verdict: StampVerdict): Readonly<Record<string, string>> =>
  Object.fromEntries(verdict.checks.map(({ check, outcome }) => [check, outcome]))
const all = { form: 'passed', signature: 'passed', signer: 'passed', path: 'passed', document: 'passed', log: 'passed' }
const certificateOf = (home: Life): number =>
  showTsa(home.ca, { service: 'stamp' }, []).service.certificate?.certificateId ?? 0

describe('a stamp of a service of ours', () => {
  test('is valid as response, as token and as PEM, with and without certificates', async () => {
    const home = await house()
    const whole = await response(home)
    const token = parseTimeStampResponse(whole).token ?? new Uint8Array()
    for (const one of [whole, token, writePem('PKCS7', token), await response(home, false)]) {
      const verdict = verify(home, one, hashes())
      expect([verdict.valid, outcomes(verdict)]).toEqual([true, all])
    }
    const verdict = verify(home, whole)
    expect(verdict).toMatchObject({
      valid: true,
      stamp: { hash: 'SHA-256', hashed: digest('sha256'), time: '2026-11-20T12:00:00Z', accuracySeconds: 1 },
      signer: { subject: 'CN=Time-stamp service stamp' },
      logged: { client: '192.0.2.7', serviceName: 'stamp' }
    })
    expect(outcomes(verdict)['document']).toBe('not-performed')
  })

  test('is refused for another document, and not judged by a hash that it is not over', async () => {
    const home = await house()
    const whole = await response(home)
    const wrong = verify(home, whole, hashes(Buffer.from('A contract!\n')))
    expect([wrong.valid, outcomes(wrong)['document']]).toEqual([false, 'failed'])
    const strange = verify(home, whole, digest('sha512'))
    expect([strange.valid, outcomes(strange)['document']]).toEqual([true, 'not-performed'])
  })

  test('is refused when an octet of it was changed', async () => {
    const home = await house()
    const token = Uint8Array.from(parseTimeStampResponse(await response(home)).token ?? [])
    const at = Buffer.from(token).indexOf(createHash('sha256').update(text).digest())
    token[at] = (token[at] ?? 0) ^ 1
    const verdict = verify(home, token, hashes())
    expect(verdict.valid).toBe(false)
    expect(outcomes(verdict)).toMatchObject({ form: 'passed', signature: 'failed' })
  })

  test('stays valid after the key was replaced and the service was deleted', async () => {
    const home = await house()
    const whole = await response(home)
    await renewTsa(home.ca, { service: 'stamp' }, home.alice, [])
    await deleteTsa(home.ca, { service: 'stamp' }, home.alice)
    expect(outcomes(verify(home, whole, hashes()))).toEqual(all)
  })

  test.each([
    ['superseded', 'passed'],
    ['cessationOfOperation', 'passed'],
    ['keyCompromise', 'failed']
  ] as const)('from before a revocation for %s has %s (RFC 3161 4)', async (reason, path) => {
    const home = await house()
    const whole = await response(home)
    home.clock.advance(3_600_000)
    await revokeCertificate(home.ca, { id: certificateOf(home), reason, comment: '' }, home.alice)
    const verdict = verify(home, whole)
    expect([verdict.valid, outcomes(verdict)['path']]).toEqual([path === 'passed', path])
  })

  test('from before a hold has passed', async () => {
    const home = await house()
    const whole = await response(home)
    home.clock.advance(3_600_000)
    await suspendCertificate(home.ca, { id: certificateOf(home), comment: '' }, home.alice)
    expect(verify(home, whole).valid).toBe(true)
  })
})

describe('a stamp of another', () => {
  function foreign(changes: { by?: CertifiedKey } = {}): Uint8Array {
    const root = certifiedKey({ subject: 'CN=Other root' })
    const usage = [keyUsageExtension(['digitalSignature']), extKeyUsageExtension(['1.3.6.1.5.5.7.3.8'], true)]
    const by = changes.by ?? certifiedKey({ subject: 'CN=Other', issuer: root, extensions: usage })
    const hashed = createHash('sha256').update(text).digest()
    const request = parseTimeStampRequest(buildTimeStampRequest({ hash: 'sha256', hashed, certificateWanted: true }))
    const time = Date.now()
    const info = buildTimeStampInfo({ policy: '1.2.3', imprint: request.imprint.der, serial: '07', time })
    const attributes = timeStampToSign(info, time, by)
    const signature = by.key.sign(attributes, by.signatureAlgorithm)
    return assembleTimeStamp(info, attributes, signature, by, [by.certificate.der, root.certificate.der])
  }

  test('has a good signature, but no root that Chancery knows, even if it brings one along', async () => {
    const home = await house()
    const verdict = verify(home, foreign(), hashes())
    expect(verdict.valid).toBe(false)
    expect(outcomes(verdict)).toEqual({ ...all, path: 'failed', log: 'not-performed' })
  })

  test('of a certificate that is not for time-stamping is refused as such', async () => {
    const home = await house()
    const verdict = verify(home, foreign({ by: certifiedKey({ subject: 'CN=Web' }) }))
    expect(outcomes(verdict)).toMatchObject({ signature: 'passed', signer: 'failed' })
    expect(verdict.valid).toBe(false)
  })
})

test('what is no stamp fails in its form and says why', async () => {
  const home = await house()
  for (const [bytes, words] of [
    [rejectedResponse('badAlg', 'SHA-1 is not accepted here.'), /badAlg: SHA-1 is not accepted here/],
    [new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05]), /./],
    [new Uint8Array([0x30]), /./],
    ['hello', /neither PEM nor DER/]
  ] as const) {
    const verdict = verify(home, bytes)
    expect([verdict.valid, outcomes(verdict)]).toEqual([false, { form: 'failed' }])
    expect(verdict.checks[0]?.message).toMatch(words)
  }
})
