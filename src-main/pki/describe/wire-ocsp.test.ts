import { expect, test } from 'vitest'
import { certifiedKey } from '../../testing/certified-key.ts'
import type { Certificate } from '../model.ts'
import {
  assembleOcspResponse,
  buildTbsOcspResponse,
  encodeCertId,
  issuerHashes,
  responderByName,
  type OcspResponseFields
} from '../ocsp.ts'
import { ocspResponseStep } from './wire-ocsp.ts'

const now = Date.UTC(2026, 10, 20)
const issuer = certifiedKey({ subject: 'CN=Issuing' })
const namesake = certifiedKey({ subject: 'CN=Issuing' })

/** An answer that names the issuer, signed by whoever; and what is said of it where these certificates are known. */
function said(signer: typeof issuer, known: readonly Certificate[]): readonly [outcome: string, reason: string | null] {
  const { subject, publicKey } = issuer.certificate
  const certId = encodeCertId('sha1', issuerHashes('sha1', { name: subject.der, keyBytes: publicKey.keyBytes }), '0a01')
  const fields: OcspResponseFields = {
    responderId: responderByName(subject.der),
    producedAt: now,
    answers: [{ certId, status: { kind: 'good' }, thisUpdate: now, nextUpdate: now + 3_600_000 }]
  }
  const tbs = buildTbsOcspResponse(fields)
  const der = assembleOcspResponse(tbs, {
    algorithm: signer.signatureAlgorithm,
    signature: signer.key.sign(tbs, signer.signatureAlgorithm),
    certificates: []
  })
  const { outcome, reason } = ocspResponseStep('answer', der, known)
  return [outcome, reason ?? null]
}

test('an answer by the responder that it names is read, and its signer named', () => {
  expect(said(issuer, [issuer.certificate])[0]).toBe('ok')
})

test('an answer that somebody else signed in the name of a responder who is known has failed', () => {
  const [outcome, reason] = said(namesake, [issuer.certificate])
  expect(outcome).toBe('failed')
  expect(reason).toContain('does not verify')
})

test('where nobody by that name is known, nothing was checked', () => {
  expect(said(issuer, [])).toEqual(['not-performed', expect.stringContaining('neither in the answer nor known')])
})
