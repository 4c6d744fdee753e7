import { ChanceryError } from '../../../src-shared/errors.ts'
import { colonHex } from '../../pki/describe/words.ts'
import type { Certificate } from '../../pki/model.ts'
import { validatePath } from '../../pki/path.ts'
import {
  keepChainCertificate,
  listAuthorities,
  listChainCertificates,
  type AuthorityRow
} from '../../store/authorities.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { currentCertificate, fingerprintOf, signedBy } from '../certificates/chain.ts'

/**
 * Verifies a certificate of an authority with the chain that came along: RFC 5280 section 6, without CRLs, which the
 * outside issuer may not have published yet. Roots of ours and those confirmed before are trusted; another root only when
 * the operator says that its fingerprint was checked.
 * @throws ChanceryError `refused-by-policy` naming the root to be confirmed, or every step that failed
 */
export function requireTrustedChain(
  from: Reader,
  own: Certificate,
  others: readonly Certificate[],
  trustChain: boolean,
  now: number
): void {
  const candidates = [...others, own].filter((certificate) => isRoot(certificate))
  const known = knownRoots(from)
  const unknown = candidates.filter(
    (root) => !known.some((each) => fingerprintOf(each.der) === fingerprintOf(root.der))
  )
  const anchors = trustChain ? [...known, ...unknown] : known
  const intermediates = [...others.filter((certificate) => !isRoot(certificate)), ...knownIntermediates(from)]
  if (isRoot(own)) {
    if (trustChain || known.some((each) => fingerprintOf(each.der) === fingerprintOf(own.der))) return
    throw confirm(own)
  }
  const at = Math.min(Math.max(now, own.notBefore), own.notAfter)
  const verdict = validatePath({ target: own, anchors, intermediates, at, revocation: 'none', crls: [] })
  if (verdict.valid) return
  const [root] = unknown
  if (
    !trustChain &&
    root !== undefined &&
    validatePath({ target: own, anchors: [...known, ...unknown], intermediates, at, revocation: 'none', crls: [] })
      .valid
  )
    throw confirm(root)
  const failed = verdict.steps.filter(({ outcome }) => outcome === 'failed')
  const isAlone = verdict.path.length === 1
  throw new ChanceryError(
    'refused-by-policy',
    `The chain of ${own.subject.text} does not verify: ${failed[0]?.message ?? 'no path leads to a trusted root.'}${isAlone ? ' Put the certificates of its issuers, up to the root, into the same file.' : ''}`,
    {
      reasons: failed.map(({ certificate, clause, message }) => ({
        where: certificate.subject.text,
        rule: clause,
        message
      }))
    }
  )
}

/** Keeps the certificates above an authority, so that chains can be built; those of authorities of ours are there already. */
export function keepChain(tx: Writer, certificates: readonly Certificate[], now: number): void {
  const ours = new Set(
    listAuthorities(tx).flatMap((authority) => {
      const certificate = currentCertificate(tx, authority)
      return certificate === undefined ? [] : [fingerprintOf(certificate.der)]
    })
  )
  for (const certificate of certificates) {
    const fingerprint = fingerprintOf(certificate.der)
    if (ours.has(fingerprint)) continue
    keepChainCertificate(tx, {
      fingerprint,
      subject: certificate.subject.text,
      subjectDer: certificate.subject.der,
      issuer: certificate.issuer.text,
      der: certificate.der,
      notAfter: certificate.notAfter,
      createdAt: now
    })
  }
}

/** @returns those of `others` that stand above `own`, in order; certificates that belong to another chain are left out */
export function chainAbove(own: Certificate, others: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = []
  for (let current = own; ;) {
    if (isRoot(current)) return chain
    const issuer = others.find(
      (candidate) =>
        !chain.includes(candidate) && candidate.subject.key === current.issuer.key && signedBy(current, candidate)
    )
    if (issuer === undefined) return chain
    chain.push(issuer)
    current = issuer
  }
}

/** @returns the authority of ours that signed the certificate, or undefined */
export function issuingAuthority(from: Reader, certificate: Certificate): AuthorityRow | undefined {
  return listAuthorities(from).find((authority) => {
    const issuer = currentCertificate(from, authority)
    return issuer !== undefined && issuer.subject.key === certificate.issuer.key && signedBy(certificate, issuer)
  })
}

/** @returns whether a certificate is self-signed */
export function isRoot(certificate: Certificate): boolean {
  return certificate.issuer.key === certificate.subject.key && signedBy(certificate, certificate)
}

function knownRoots(from: Reader): Certificate[] {
  return known(from).filter(isRoot)
}

function knownIntermediates(from: Reader): Certificate[] {
  return known(from).filter((certificate) => !isRoot(certificate))
}

function known(from: Reader): Certificate[] {
  const ours = listAuthorities(from).flatMap((authority) => currentCertificate(from, authority) ?? [])
  return [...ours, ...listChainCertificates(from).map(({ der }) => parseCertificate(der))]
}

function confirm(root: Certificate): ChanceryError {
  const fingerprint = colonHex(Buffer.from(fingerprintOf(root.der), 'hex'))
  return new ChanceryError(
    'refused-by-policy',
    `The chain ends in the root ${root.subject.text}, which is not known here. Compare its SHA-256 fingerprint ${fingerprint} with one from its owner, then confirm the chain.`,
    {
      reasons: [{ where: 'trustChain', rule: 'authority.root-unconfirmed', message: `SHA-256 ${fingerprint}` }]
    }
  )
}
