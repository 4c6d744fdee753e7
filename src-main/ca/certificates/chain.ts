import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { chainLink } from '../../../src-shared/api/certificates.ts'
import { findChainCertificates, listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificateByFingerprint, getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { verifySignature } from '../../pki/verify.ts'

export type ChainLink = z.infer<typeof chainLink>

/** Longer chains are loops or nonsense; real ones stay below five. */
const MAX_CHAIN = 16

/** A certificate of a chain with its row, where it is in the inventory. */
export interface ChainMember {
  readonly certificate: Certificate
  readonly fingerprint: string
  readonly certificateId: number | null
}

/** @returns SHA-256 of a certificate in hex, its name in the store */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}

/**
 * The chain from a certificate up to its root, as far as the store knows it: authorities of ours with their current
 * certificate, then certificates of outside issuers. Each link is chosen by its signature, not by its name alone.
 * @returns the certificate first, the root last where one was reached
 */
export function chainOf(from: Reader, leaf: Certificate): ChainMember[] {
  const chain: ChainMember[] = [member(from, leaf)]
  for (let current = leaf; chain.length < MAX_CHAIN;) {
    if (current.issuer.key === current.subject.key && signedBy(current, current)) break
    const issuer = issuerOf(from, current)
    if (issuer === undefined || chain.some((known) => known.fingerprint === issuer.fingerprint)) break
    chain.push(issuer)
    current = issuer.certificate
  }
  return chain
}

/** @returns whether the last certificate of a chain is a root: signed with its own key */
export function endsInRoot(chain: readonly ChainMember[]): boolean {
  const last = chain.at(-1)?.certificate
  return last !== undefined && last.issuer.key === last.subject.key && signedBy(last, last)
}

/** @returns the issuer's certificate, or undefined where the store has none whose key made the signature */
export function issuerOf(from: Reader, certificate: Certificate): ChainMember | undefined {
  for (const authority of listAuthorities(from)) {
    const issuer = currentCertificate(from, authority)
    if (issuer !== undefined && issuer.subject.key === certificate.issuer.key && signedBy(certificate, issuer))
      return member(from, issuer)
  }
  for (const { der } of findChainCertificates(from, certificate.issuer.der)) {
    const issuer = parseCertificate(der)
    if (signedBy(certificate, issuer)) return member(from, issuer)
  }
  return undefined
}

/** @returns the current certificate of an authority, parsed; undefined before it has one */
export function currentCertificate(from: Reader, authority: AuthorityRow): Certificate | undefined {
  const der = authority.certificateId === null ? undefined : getCertificateDer(from, authority.certificateId)
  return der === undefined ? undefined : parseCertificate(der)
}

/** @returns whether the signature of `certificate` was made with the key of `issuer` */
export function signedBy(certificate: Certificate, issuer: Certificate): boolean {
  const algorithm = certificate.signatureAlgorithm.id
  return algorithm !== null && verifySignature(issuer.publicKey.der, algorithm, certificate.tbs, certificate.signature)
}

/** @returns the links of a chain as the views show them, the root first */
export function chainLinks(chain: readonly ChainMember[]): ChainLink[] {
  const rooted = endsInRoot(chain)
  const links = chain.map(({ certificate, fingerprint, certificateId }, index): ChainLink => {
    const role =
      rooted && index === chain.length - 1
        ? 'root'
        : index === 0 && !isAuthority(certificate)
          ? 'end-entity'
          : 'intermediate'
    return { subject: certificate.subject.text, role, notAfter: certificate.notAfter, fingerprint, certificateId }
  })
  return links.toReversed()
}

/** @returns whether basicConstraints say that the holder may issue */
export function isAuthority(certificate: Certificate): boolean {
  const constraints = tryDecode(certificate, '2.5.29.19')
  return constraints?.kind === 'basicConstraints' && constraints.value.ca
}

function member(from: Reader, certificate: Certificate): ChainMember {
  const fingerprint = fingerprintOf(certificate.der)
  return { certificate, fingerprint, certificateId: getCertificateByFingerprint(from, fingerprint)?.id ?? null }
}
