import { createHash } from 'node:crypto'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import { namesOf } from '../../pki/describe/certificate.ts'
import { subjectEntries } from '../../pki/describe/csr.ts'
import { linesOf } from '../../pki/describe/extension.ts'
import { keyDescription, signatureLabel, spkiFingerprint } from '../../pki/describe/key.ts'
import { hexOf } from '../../pki/der/hex.ts'
import type {
  AlgorithmIdentifier,
  Certificate,
  CertificateList,
  CertificationRequest,
  Extension,
  Name,
  PublicKeyInfo
} from '../../pki/model.ts'

/** One field of an object: in words for people, and exactly, so that nothing that differs is taken for the same. */
export interface Field {
  readonly field: string
  readonly label: string
  readonly text: string
  readonly exact: string
}

/** @returns every field of a certificate, RFC 5280 4.1 in its order; the last row holds all bytes. */
export function certificateFields(certificate: Certificate): Field[] {
  return [
    plain('version', 'Version', `v${certificate.version}`),
    plain('serial', 'Serial number', certificate.serial),
    ...nameFields('issuer', 'Issuer', certificate.issuer),
    moment('notBefore', 'Valid from', certificate.notBefore, certificate.validity.notBefore.text),
    moment('notAfter', 'Valid until', certificate.notAfter, certificate.validity.notAfter.text),
    ...nameFields('subject', 'Subject', certificate.subject),
    ...alternativeNameFields(namesOf(certificate)),
    ...keyFields(certificate.publicKey),
    ...optional('issuerUniqueId', 'Issuer unique identifier', certificate.issuerUniqueId),
    ...optional('subjectUniqueId', 'Subject unique identifier', certificate.subjectUniqueId),
    ...extensionFields(certificate.extensions),
    ...signatureFields(certificate.signatureAlgorithm, certificate.signature),
    whole(certificate.der)
  ]
}

/** @returns every field of a PKCS#10 request (RFC 2986). Of a challenge password only whether it is the same. */
export function csrFields(csr: CertificationRequest): Field[] {
  return [
    ...nameFields('subject', 'Subject', csr.subject),
    ...alternativeNameFields(namesOf(csr)),
    ...keyFields(csr.publicKey),
    ...extensionFields(csr.extensions),
    ...counted(csr.attributes, ({ oid }) => oid).map(({ key, value }) => ({
      field: `attribute.${key}`,
      label: `Attribute: ${oidLabel(value.oid)}`,
      text: `${value.values.length} value${value.values.length === 1 ? '' : 's'}`,
      exact: sha256(...value.values)
    })),
    ...signatureFields(csr.signatureAlgorithm, csr.signature),
    whole(csr.der)
  ]
}

/** @returns the fields of a CRL but for its entries (RFC 5280 5.1). */
export function crlFields(crl: CertificateList): Field[] {
  return [
    plain('version', 'Version', `v${crl.version}`),
    ...nameFields('issuer', 'Issuer', crl.issuer),
    moment('thisUpdate', 'This update', crl.thisUpdate, ''),
    ...(crl.nextUpdate === null ? [] : [moment('nextUpdate', 'Next update', crl.nextUpdate, '')]),
    plain('entries', 'Entries', String(crl.entryCount)),
    ...extensionFields(crl.extensions),
    ...signatureFields(crl.signatureAlgorithm, crl.signature),
    whole(crl.der)
  ]
}

/** @returns the fields of a public key that lies by itself. */
export function publicKeyFields(key: PublicKeyInfo): Field[] {
  return [...keyFields(key), whole(key.der)]
}

/** @returns what can be said of any ASN.1. */
export function unknownFields(der: Uint8Array): Field[] {
  return [plain('size', 'Size', `${der.length} bytes`), whole(der)]
}

function nameFields(field: 'issuer' | 'subject', label: string, name: Name): Field[] {
  const attributes = counted(subjectEntries(name.value), ({ type }) => type)
  return [
    { field, label, text: name.text, exact: hexOf(name.der) },
    ...(field === 'issuer'
      ? []
      : attributes.map(({ key, value }) => ({
          field: `${field}.${key}`,
          label: `${label}: ${value.type}`,
          text: value.value,
          exact: value.value
        })))
  ]
}

function alternativeNameFields(names: readonly { readonly type: string; readonly value: string }[]): Field[] {
  return counted(names, ({ type, value }) => `${type}.${value}`).map(({ key, value }) => ({
    field: `name.${key}`,
    label: value.type,
    text: value.value,
    exact: value.value
  }))
}

function keyFields(key: PublicKeyInfo): Field[] {
  return [
    { field: 'keyKind', label: 'Kind of key', text: keyDescription(key), exact: hexOf(key.algorithm.der) },
    plain('publicKey', 'Public key (SHA-256)', spkiFingerprint(key.der))
  ]
}

function extensionFields(extensions: readonly Extension[]): Field[] {
  const fields = counted(extensions, ({ oid }) => oid).map(({ key, value }) => ({
    field: `extension.${key}`,
    label: oidLabel(value.oid),
    text: [...(value.critical ? ['Critical'] : []), ...linesOf(value)].join('\n'),
    exact: `${value.critical ? 'critical' : ''} ${hexOf(value.value)}`
  }))
  return extensions.length < 2
    ? fields
    : [...fields, plain('extensionOrder', 'Order of extensions', extensions.map(({ oid }) => oidLabel(oid)).join(', '))]
}

function signatureFields(algorithm: AlgorithmIdentifier, signature: Uint8Array): Field[] {
  return [
    {
      field: 'signatureAlgorithm',
      label: 'Signature algorithm',
      text: signatureLabel(algorithm),
      exact: hexOf(algorithm.der)
    },
    plain('signature', 'Signature (SHA-256)', sha256(signature))
  ]
}

function moment(field: string, label: string, unixMs: number, encoded: string): Field {
  const text = new Date(unixMs).toISOString().replace('.000Z', 'Z')
  return { field, label, text, exact: `${text} ${encoded}` }
}

function optional(field: string, label: string, value: Uint8Array | null): Field[] {
  return value === null ? [] : [plain(field, label, hexOf(value))]
}

function whole(der: Uint8Array): Field {
  return plain('whole', 'All bytes (SHA-256)', sha256(der))
}

function plain(field: string, label: string, text: string): Field {
  return { field, label, text, exact: text }
}

/** Gives equal keys a number each, so that every field has a name of its own. */
function counted<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string
): { readonly key: string; readonly value: Value }[] {
  const seen = new Map<string, number>()
  return values.map((value) => {
    const key = keyOf(value)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return { key: times === 1 ? key : `${key}#${times}`, value }
  })
}

function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
