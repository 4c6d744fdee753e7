import { describe, expect, test } from 'vitest'
import { certifiedKey, type CertifiedKey } from '../../testing/certified-key.ts'
import { extKeyUsageExtension } from '../../pki/extensions/key-usage.ts'
import { basicConstraintsExtension } from '../../pki/extensions/basic-constraints.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  assembleOcspResponse,
  buildTbsOcspResponse,
  encodeCertId,
  issuerHashes,
  responderByKey,
  responderByName,
  type NewOcspAnswer,
  type OcspResponseFields
} from '../../pki/ocsp.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import { wrongAnswer, type Asked } from './check-ocsp.ts'

const now = Math.floor(Date.now() / 1000) * 1000
const hour = 3_600_000
const isAuthority = basicConstraintsExtension({ ca: true, pathLength: null })
const forAnswers = extKeyUsageExtension(['1.3.6.1.5.5.7.3.9'], false)

const issuer = certifiedKey({ subject: 'CN=Issuing' })
const namesake = certifiedKey({ subject: 'CN=Issuing' })
const delegated = certifiedKey({ subject: 'CN=OCSP', issuer, extensions: [forAnswers] })
const serial = '0a01'
const record = { serial, state: 'active', revokedAt: null, revocationReason: null } as CertificateRecord
const asked: Asked = { issuer: issuer.certificate, record, now, isRevoked: () => false }

function about(of: Certificate, number: string, change: Partial<NewOcspAnswer> = {}): NewOcspAnswer {
  const hashes = issuerHashes('sha1', { name: of.subject.der, keyBytes: of.publicKey.keyBytes })
  const certId = encodeCertId('sha1', hashes, number)
  return { certId, status: { kind: 'good' }, thisUpdate: now - hour, nextUpdate: now + hour, ...change }
}

const usual = about(issuer.certificate, serial)

/** What the address answers, and what the check says of it. */
function judged(
  signer: CertifiedKey,
  answers: readonly NewOcspAnswer[],
  change: Partial<OcspResponseFields> & { readonly asked?: Partial<Asked> } = {}
): string {
  const { asked: asking, ...fields } = change
  const tbs = buildTbsOcspResponse({
    responderId: responderByName(signer.certificate.subject.der),
    producedAt: now,
    answers,
    ...fields
  })
  const body = assembleOcspResponse(tbs, {
    algorithm: signer.signatureAlgorithm,
    signature: signer.key.sign(tbs, signer.signatureAlgorithm),
    certificates: [signer.certificate.der]
  })
  const headers = { 'content-type': 'application/ocsp-response' }
  const { wrong, message } = wrongAnswer({ status: 200, headers, body }, { ...asked, ...asking })
  return wrong ? message : 'right'
}

describe('the answer at an OCSP address', () => {
  test('is right by the authority and by whom it delegated, named by name or by key', () => {
    expect(judged(issuer, [usual])).toBe('right')
    expect(judged(delegated, [usual])).toBe('right')
    const responderId = responderByKey(delegated.certificate.publicKey.keyBytes)
    expect(judged(delegated, [usual], { responderId })).toBe('right')
  })

  test('is wrong by anybody else: a namesake, the responder of a namesake, one without the purpose', () => {
    const foreign = certifiedKey({ subject: 'CN=OCSP', issuer: namesake, extensions: [forAnswers] })
    const plain = certifiedKey({ subject: 'CN=OCSP', issuer })
    const below = certifiedKey({ subject: 'CN=Below', issuer, extensions: [isAuthority] })
    const ofBelow = certifiedKey({ subject: 'CN=OCSP', issuer: below, extensions: [forAnswers] })
    expect(judged(namesake, [usual])).toContain('did not certify')
    expect(judged(foreign, [usual])).toContain('did not certify')
    expect(judged(ofBelow, [usual])).toContain('did not certify')
    expect(judged(plain, [usual])).toContain('does not allow it')
    const responderId = responderByKey(issuer.certificate.publicKey.keyBytes)
    expect(judged(namesake, [usual], { responderId })).toContain('does not verify')
  })

  test('is wrong by a responder whose certificate was revoked', () => {
    const isRevoked = (one: Certificate): boolean => one.subject.text === 'CN=OCSP'
    expect(judged(delegated, [usual], { asked: { isRevoked } })).toContain('was revoked')
    expect(judged(issuer, [usual], { asked: { isRevoked } })).toBe('right')
  })

  test('is wrong by a responder whose certificate has ended, however fresh the answer is', () => {
    const later = now + 2 * 365 * 24 * hour
    const fresh = { ...usual, thisUpdate: later - hour, nextUpdate: later + hour }
    expect(judged(delegated, [fresh], { producedAt: later, asked: { now: later } })).toContain('not valid now')
    expect(judged(issuer, [fresh], { producedAt: later, asked: { now: later } })).toBe('right')
  })

  test('may name the certificate by another hash than was asked with', () => {
    const { subject, publicKey } = issuer.certificate
    const hashes = issuerHashes('sha256', { name: subject.der, keyBytes: publicKey.keyBytes })
    expect(judged(issuer, [{ ...usual, certId: encodeCertId('sha256', hashes, serial) }])).toBe('right')
  })

  test('is about this certificate: the same serial number of another authority counts for nothing', () => {
    const other = about(certifiedKey({ subject: 'CN=Other' }).certificate, serial)
    const revoked = about(issuer.certificate, serial, { status: { kind: 'revoked', revokedAt: now, reason: null } })
    expect(judged(issuer, [other])).toContain('another certificate')
    expect(judged(issuer, [about(namesake.certificate, serial)])).toContain('another certificate')
    expect(judged(issuer, [about(issuer.certificate, '0a02')])).toContain('another certificate')
    expect(judged(issuer, [other, revoked])).toContain('“revoked”')
    expect(judged(issuer, [about(issuer.certificate, '0a02'), usual])).toBe('right')
  })

  test('is wrong before its time, after its time and without an end', () => {
    const at = (change: Partial<NewOcspAnswer>): string => judged(issuer, [about(issuer.certificate, serial, change)])
    expect(at({ thisUpdate: now + hour })).toContain('begins only')
    expect(at({ nextUpdate: now - 1000 })).toContain('out of date')
    expect(at({ nextUpdate: null })).toContain('until when')
  })

  test('is wrong with a critical extension that nobody knows', () => {
    const extensions = [{ oid: '1.2.3.4', critical: true, value: new Uint8Array([5, 0]) }]
    expect(judged(issuer, [usual], { extensions })).toContain('1.2.3.4')
    expect(judged(issuer, [{ ...usual, extensions }])).toContain('1.2.3.4')
  })
})
