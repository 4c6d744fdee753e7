import { expect, test } from 'vitest'
import { certifiedKey, type CertifiedKey } from '../../testing/certified-key.ts'
import { assembleSigned, buildTbsCertificate } from '../certificate-builder.ts'
import { buildTbsCrl, assembleCrl } from '../crl-builder.ts'
import { parseCertificate } from '../certificate.ts'
import { parseCrl } from '../crl.ts'
import { subjectAltNameExtension } from '../extensions/alternative-names.ts'
import { basicConstraintsExtension } from '../extensions/basic-constraints.ts'
import { crlNumberExtension } from '../extensions/crl.ts'
import { nameConstraintsExtension } from '../extensions/name-constraints.ts'
import type { Certificate, Extension } from '../model.ts'
import { nameFromText } from '../name.ts'
import { validatePath } from '../path.ts'

const now = Date.now()
const hour = 3_600_000

/** A certificate that `signer` signs, whatever stands in it as issuer. */
function signed(
  signer: CertifiedKey,
  names: { readonly issuer: string; readonly subject: string },
  extensions: readonly Extension[]
): Certificate {
  const tbs = buildTbsCertificate({
    serial: '1001',
    signatureAlgorithm: signer.signatureAlgorithm,
    issuer: nameFromText(names.issuer).der,
    subject: nameFromText(names.subject).der,
    notBefore: now - hour,
    notAfter: now + hour,
    publicKey: signer.key.spki,
    extensions: [basicConstraintsExtension({ ca: true, pathLength: null }), ...extensions]
  })
  return parseCertificate(
    assembleSigned(tbs, signer.signatureAlgorithm, signer.key.sign(tbs, signer.signatureAlgorithm))
  )
}

/** Everybody certified everybody, and claims to be certified by the anchor; each with many names and many constraints. */
function mesh(signer: CertifiedKey, above: string): Certificate[] {
  const many = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => ({ kind: 'dns' as const, value: `${prefix}${index}.test` }))
  const burden = [
    subjectAltNameExtension(many(100, 'a')),
    nameConstraintsExtension({
      permitted: [],
      excluded: many(100, 'b').map((base) => ({ base, minimum: 0, maximum: null }))
    })
  ]
  const people = ['CN=1', 'CN=2', 'CN=3', 'CN=4', 'CN=5', 'CN=6', 'CN=7']
  return people.flatMap((subject) =>
    [above, ...people.filter((issuer) => issuer !== subject)].map((issuer) =>
      signed(signer, { issuer, subject }, burden)
    )
  )
}

test.each([
  ['by keys that no anchor certified', false],
  ['below a certificate that may not issue', true]
])('a mesh of cross certificates %s is refused within a second', (_where, attached) => {
  const anchor = certifiedKey({ subject: 'CN=Anchor' })
  const stranger = attached
    ? certifiedKey({ subject: 'CN=Device', issuer: anchor })
    : certifiedKey({ subject: 'CN=Device', algorithm: 'P-521' })
  const cross = mesh(stranger, attached ? 'CN=Device' : 'CN=Anchor')
  const started = performance.now()
  const verdict = validatePath({
    target: signed(stranger, { issuer: 'CN=1', subject: 'CN=Target' }, []),
    anchors: [anchor.certificate],
    intermediates: [...cross, stranger.certificate],
    at: now,
    revocation: 'none',
    crls: []
  })
  expect(performance.now() - started).toBeLessThan(1000)
  expect(verdict.valid).toBe(false)
})

test('a CRL of the same name below another anchor says nothing of a certificate', () => {
  const [ours, theirs] = [certifiedKey({ subject: 'CN=Ours' }), certifiedKey({ subject: 'CN=Theirs' })]
  const isAuthority = [basicConstraintsExtension({ ca: true, pathLength: null })]
  const issuing = certifiedKey({ subject: 'CN=Issuing', issuer: ours, extensions: isAuthority })
  const namesake = certifiedKey({ subject: 'CN=Issuing', issuer: theirs, extensions: isAuthority })
  const device = certifiedKey({ subject: 'CN=Device', issuer: issuing })
  const crlBy = (signer: CertifiedKey) => {
    const tbs = buildTbsCrl(
      {
        signatureAlgorithm: signer.signatureAlgorithm,
        issuer: signer.certificate.subject.der,
        thisUpdate: now - hour,
        nextUpdate: now + hour,
        extensions: [crlNumberExtension('01')]
      },
      []
    )
    return parseCrl(assembleCrl(tbs, signer.signatureAlgorithm, signer.key.sign(tbs, signer.signatureAlgorithm)))
  }
  const judged = (crl: CertifiedKey): boolean =>
    validatePath({
      target: device.certificate,
      anchors: [ours.certificate, theirs.certificate],
      intermediates: [issuing.certificate, namesake.certificate],
      at: now,
      revocation: 'require',
      crls: [crlBy(crl), crlBy(ours), crlBy(theirs)]
    }).valid
  expect(judged(issuing)).toBe(true)
  expect(judged(namesake)).toBe(false)
})
