import { afterEach, beforeEach, expect, it } from 'vitest'
import { ocspSettings, type OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { writePem } from '../../pki/pem.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { requireCertificate } from '../certificates/find.ts'
import { revokeCertificate } from '../revoke.ts'
import { disableOcsp, enableOcsp, rollOverResponder } from './service.ts'
import { tryOcsp, type TrialQuestion } from './trial.ts'
import { listOcsp } from './view.ts'

const day = 86_400_000
let life: Life
let id: number
beforeEach(async () => {
  life = await startLife()
  await authority(life, 'ca')
  await authority(life, 'other')
  await profile(life, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  id = await issued(life, 'web')
})
afterEach(() => life.close())

const enable = (settings: Partial<OcspSettings> = {}): Promise<unknown> =>
  enableOcsp(life.ca, { authority: 'ca', settings: ocspSettings.parse(settings) }, life.alice)
const serialOf = (of: number): string => requireCertificate(reader(life.ca.store), of).serial
const ask = (change: Partial<TrialQuestion> = {}): ReturnType<typeof tryOcsp> =>
  tryOcsp(life.ca, { authority: 'ca', serial: serialOf(id), hash: 'sha1', nonce: false, ...change })
const pem = (of: number): string => writePem('CERTIFICATE', getCertificateDer(reader(life.ca.store), of)!)

it('a question by serial number or by certificate gets what a relying party would get, by a responder that may answer', async () => {
  await enable()
  const bySerial = await ask({ serial: `0x${serialOf(id).toUpperCase()}` })
  expect(bySerial).toMatchObject({ authorityName: 'ca', serial: serialOf(id), certificateId: id, error: null })
  expect(bySerial.answer).toMatchObject({ status: 'good', nonceEchoed: null, revokedAt: null, reason: null })
  const [responder] = listOcsp(life.ca, {}).services
  expect(bySerial.answer?.signer?.certificateId).toBe(responder?.responder?.certificateId)
  const byCertificate = await ask({ authority: undefined, serial: undefined, certificate: pem(id), hash: 'sha256' })
  expect(byCertificate).toMatchObject({ serial: serialOf(id), answer: { status: 'good' } })
  expect(listOcsp(life.ca, {}).services[0]).toMatchObject({ signedAhead: 2, oldestAnswerAt: life.clock.now() })
})

it('a revocation, its reason, the archive cutoff and the CRL are read from the answer, and a nonce comes back', async () => {
  await enable({ archive: '1y', crlReference: true })
  await revokeCertificate(life.ca, { id, reason: 'keyCompromise', comment: '' }, life.alice)
  const { answer } = await ask({ nonce: true })
  expect(answer).toMatchObject({
    status: 'revoked',
    reason: 'keyCompromise',
    nonceEchoed: true,
    extendedRevoked: false
  })
  expect(answer?.revokedAt).toBe(life.clock.now())
  expect(answer?.archiveCutoff).toBeLessThanOrEqual(life.clock.now())
  await enable({ nonce: 'ignore', unissued: 'revoked' })
  const never = await ask({ serial: '123456', nonce: true })
  expect(never.certificateId).toBeNull()
  expect(never.answer).toMatchObject({
    status: 'revoked',
    reason: 'certificateHold',
    revokedAt: 0,
    extendedRevoked: true,
    nonceEchoed: false
  })
})

it('an authority that is not answered for says unauthorized, and a certificate from elsewhere is not asked about', async () => {
  expect((await ask()).error).toBe('unauthorized')
  await enable()
  await disableOcsp(life.ca, { authority: 'ca' }, life.alice)
  expect((await ask()).error).toBe('unauthorized')
  await expect(ask({ serial: undefined })).rejects.toThrow('Give a certificate')
  const elsewhere = await startLife()
  await authority(elsewhere, 'ca')
  await profile(elsewhere, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  const foreign = writePem(
    'CERTIFICATE',
    getCertificateDer(reader(elsewhere.ca.store), await issued(elsewhere, 'web'))!
  )
  await elsewhere.close()
  await expect(ask({ certificate: foreign })).rejects.toThrow('No authority of this installation signed')
})

it('a responder that is rolled over by hand signs with the next certificate; those before are listed with their ends', async () => {
  await enable()
  const [before] = listOcsp(life.ca, {}).services
  life.clock.advance(day)
  await rollOverResponder(life.ca, { authority: 'ca' }, life.alice)
  const [after] = listOcsp(life.ca, {}).services
  expect(after?.responders.map(({ signs, state }) => [signs, state])).toEqual([
    [true, 'active'],
    [false, 'active']
  ])
  expect(after?.responder?.certificateId).not.toBe(before?.responder?.certificateId)
  expect(after?.responders[1]?.certificateId).toBe(before?.responder?.certificateId)
  expect((await ask()).answer?.signer?.certificateId).toBe(after?.responder?.certificateId)
  await enable({ signer: 'authority' })
  await expect(rollOverResponder(life.ca, { authority: 'ca' }, life.alice)).rejects.toThrow('no delegated')
})
