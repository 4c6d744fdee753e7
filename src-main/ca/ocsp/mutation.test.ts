import { afterEach, expect, it } from 'vitest'
import { ocspSettings } from '../../../src-shared/model/ocsp.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  nonceExtension,
  parseOcspRequest,
  parseOcspResponse,
  verifyOcspResponse
} from '../../pki/ocsp.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { feedAsync, MUTATIONS } from '../../testing/mutations.ts'
import { requireCertificate } from '../certificates/find.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { answerOcsp } from './answer.ts'
import { enableOcsp } from './service.ts'

let life: Life
afterEach(() => life.close())

it('altered requests, 100,000 of them, are refused unsigned, or answered for exactly what they ask', async () => {
  life = await startLife()
  await authority(life, 'ca')
  await profile(life, 'web', 'ca')
  await enableOcsp(life.ca, { authority: 'ca', settings: ocspSettings.parse({}) }, life.alice)
  const { serial } = requireCertificate(reader(life.ca.store), await issued(life, 'web'))
  const { subjectDer, publicKey } = loadIssuer(life.ca, 1)
  const ask = (hash: 'sha1' | 'sha256', ...extensions: ReturnType<typeof nonceExtension>[]): Uint8Array => {
    const hashes = issuerHashes(hash, { name: subjectDer, keyBytes: publicKey.keyBytes })
    const certIds = [serial, '0badcafe'].map((one) => encodeCertId(hash, hashes, one))
    return assembleOcspRequest(buildTbsOcspRequest({ certIds, extensions }))
  }
  const names = (['sha1', 'sha256'] as const).map((hash) =>
    issuerHashes(hash, { name: subjectDer, keyBytes: publicKey.keyBytes })
  )
  const ours = new Set(names.map(({ keyHash }) => Buffer.from(keyHash).toString('hex')))
  const errors = new Map<string, number>()
  let signed = 0
  const outcome = await feedAsync(
    67,
    [ask('sha1'), ask('sha256'), ask('sha1', nonceExtension(new Uint8Array(16)))],
    async (bytes) => {
      const { der, error } = await answerOcsp(life.ca, bytes)
      if (error !== null) {
        errors.set(error, (errors.get(error) ?? 0) + 1)
        expect(der.length).toBe(5)
        return
      }
      signed++
      // Most alterations fall on a serial number or a nonce: such a request is a good one about another certificate.
      const request = parseOcspRequest(bytes)
      const response = parseOcspResponse(der)
      if (response.kind !== 'basic') throw new Error('neither an error nor an answer')
      const { answers, nonce } = response.basic
      expect(answers.map(({ certId }) => certId.der)).toEqual(request.questions.map(({ certId }) => certId.der))
      expect(nonce).toEqual(request.nonce)
      expect(request.questions.some(({ certId }) => ours.has(Buffer.from(certId.issuerKeyHash).toString('hex')))).toBe(
        true
      )
      if (signed % 100 === 0) expect(verifyOcspResponse(response.basic)).not.toBeNull()
    }
  )
  expect(outcome.accepted).toBe(MUTATIONS)
  expect(errors.get('internalError') ?? 0).toBe(0)
  expect(errors.get('tryLater') ?? 0).toBe(0)
  expect((errors.get('malformedRequest') ?? 0) + (errors.get('unauthorized') ?? 0) + signed).toBe(MUTATIONS)
  expect([signed > 100, (errors.get('malformedRequest') ?? 0) > MUTATIONS / 4]).toEqual([true, true])
}, 300_000)
