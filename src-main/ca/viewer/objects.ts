import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import { asn1Tree, ASN1_LIMITS } from '../../pki/asn1-tree.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { parseCsr, verifyCsr } from '../../pki/csr.ts'
import { describeCertificate } from '../../pki/describe/certificate.ts'
import { describeCrl } from '../../pki/describe/crl.ts'
import { describeCsr } from '../../pki/describe/csr.ts'
import { keyAlgorithmName, keyDescription, spkiFingerprint } from '../../pki/describe/key.ts'
import type { Certificate } from '../../pki/model.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { jwkOf, sshPublicKeyText } from '../../pki/ssh-key.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { getCertificateByFingerprint, listCertificatesByKey } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { fingerprintOf, isAuthority, issuerOf } from '../certificates/chain.ts'
import { lint } from '../issue/lint.ts'
import { messageObject } from './messages.ts'
import { attempt, shape } from './shape.ts'

/** Entries of a CRL that are shown at once. */
const CRL_ENTRIES = 1000

/**
 * Finds out what a piece of DER is and describes it; any ASN.1 that is nothing known is shown as a tree.
 * @param nodes how many nodes its tree may have
 * @throws ChanceryError `malformed` where it is not even one ASN.1 element
 */
export function viewDer(from: Reader, der: Uint8Array, nodes: number): ViewedObject {
  const tree = (): Asn1Node => asn1Tree(der, { ...ASN1_LIMITS, nodes })
  return (
    attempt(() => certificateObject(from, parseCertificate(der), tree)) ??
    attempt(() => {
      const csr = parseCsr(der)
      return {
        ...shape(
          'csr',
          csr.subject.text === '' ? 'CSR without subject' : csr.subject.text,
          der,
          tree(),
          'CERTIFICATE REQUEST'
        ),
        csr: describeCsr(csr, verifyCsr(csr))
      }
    }) ??
    attempt(() => {
      const crl = parseCrl(der)
      return {
        ...shape('crl', `CRL of ${crl.issuer.text}`, der, tree(), 'X509 CRL'),
        crl: describeCrl(crl, CRL_ENTRIES)
      }
    }) ??
    attempt(() => publicKeyObject(from, der, tree)) ??
    messageObject(from, der, tree) ??
    shape('asn1', 'ASN.1', der, tree(), null)
  )
}

function certificateObject(from: Reader, certificate: Certificate, tree: () => Asn1Node): ViewedObject {
  const subject = certificate.subject.text
  const issuer = issuerOf(from, certificate)?.certificate
  const known = getCertificateByFingerprint(from, fingerprintOf(certificate.der))
  return {
    ...shape(
      'certificate',
      subject === '' ? `Certificate ${certificate.serial}` : subject,
      certificate.der,
      tree(),
      'CERTIFICATE'
    ),
    certificate: describeCertificate(certificate),
    lint: lint(certificate, {
      publicTrust: 'none',
      certificateClass: isAuthority(certificate) ? 'authority' : 'end-entity',
      ...(issuer === undefined || fingerprintOf(issuer.der) === fingerprintOf(certificate.der) ? {} : { issuer })
    }),
    knownCertificateId: known?.id ?? null
  }
}

/** @throws ChanceryError `malformed` */
export function publicKeyObject(from: Reader, der: Uint8Array, tree: () => Asn1Node): ViewedObject {
  const key = parsePublicKeyInfo(der)
  const spkiSha256 = spkiFingerprint(der)
  return {
    ...shape('public-key', `Public key, ${key.facts.label}`, der, tree(), 'PUBLIC KEY'),
    key: {
      algorithm: keyAlgorithmName(key),
      description: keyDescription(key),
      spkiSha256,
      matches: keyMatches(from, spkiSha256)
    },
    forms: formsOf(der)
  }
}

/** @returns the same public key as OpenSSH and as RFC 7517 write it, where they can */
function formsOf(spki: Uint8Array): NonNullable<ViewedObject['forms']> {
  const ssh = sshPublicKeyText(spki)
  const jwk = jwkOf(spki)
  return [
    ...(ssh === null ? [] : [{ name: 'OpenSSH' as const, text: `${ssh}\n` }]),
    ...(jwk === null ? [] : [{ name: 'JWK' as const, text: `${JSON.stringify(jwk, null, 2)}\n` }])
  ]
}

/** @returns what in the database has this public key, in words */
export function keyMatches(from: Reader, spkiSha256: string): string[] {
  const key = getKeyBySpki(from, spkiSha256)
  const authority = key === undefined ? undefined : getAuthorityByKey(from, key.id)
  const certificates = listCertificatesByKey(from, spkiSha256, 20).map(
    ({ id, subject }) => `Certificate ${id}: ${subject}`
  )
  const held =
    key === undefined
      ? []
      : [authority === undefined ? `Key in the vault: ${key.label}` : `Key of the authority ${authority.name}`]
  return [...held, ...certificates]
}
