import { z } from 'zod'
import { unixMs } from './scalars.ts'

/** State as shown: validity dates and revocation put together at the moment of asking (E.5). */
export const certificateState = z.enum(['not-yet-valid', 'active', 'expiring', 'suspended', 'revoked', 'expired'])
export type CertificateState = z.infer<typeof certificateState>

export const certificateClass = z.enum(['end-entity', 'authority', 'service', 'imported'])

/** The lists that certificates are read in; what is of none stands only in the list of all. */
export const certificateKind = z.enum(['tls', 'client', 'code-signing', 'device'])
export type CertificateKind = z.infer<typeof certificateKind>

export const certificateRow = z.object({
  id: z.number().int(),
  serial: z.string(),
  subject: z.string(),
  names: z.string(),
  issuer: z.string(),
  authorityId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  profileName: z.string().nullable(),
  certificateClass,
  state: certificateState,
  notBefore: unixMs,
  notAfter: unixMs,
  keyAlgorithm: z.string(),
  signatureAlgorithm: z.string(),
  fingerprint: z.string(),
  revokedAt: unixMs.nullable(),
  revocationReason: z.string().nullable(),
  superseded: z.boolean(),
  requester: z.string(),
  createdAt: unixMs
})
export type CertificateRow = z.infer<typeof certificateRow>

/** The download formats of a certificate (SCM-037) beside plain DER. */
export const exportFormats = {
  pem: { extension: 'cer' },
  'issuer-pem': { extension: 'pem' },
  'chain-pem': { extension: 'cer' },
  pkcs7: { extension: 'p7b' },
  'pkcs7-pem': { extension: 'crt' },
  'intermediates-root-pem': { extension: 'cer' },
  'root-intermediates-pem': { extension: 'cer' },
  pkcs12: { extension: 'p12' },
  der: { extension: 'cer' }
} as const
export type ExportFormat = keyof typeof exportFormats
export const exportFormat = z.enum([
  'pem',
  'issuer-pem',
  'chain-pem',
  'pkcs7',
  'pkcs7-pem',
  'intermediates-root-pem',
  'root-intermediates-pem',
  'pkcs12',
  'der'
])

/** One decoded field or extension, for people. */
export const decodedExtension = z.object({
  oid: z.string(),
  label: z.string(),
  critical: z.boolean(),
  /** Lines in plain words. */
  lines: z.array(z.string()),
  hex: z.string(),
  help: z.string().nullable()
})

export const decodedCertificate = z.object({
  version: z.number().int(),
  serial: z.string(),
  subject: z.string(),
  issuer: z.string(),
  notBefore: unixMs,
  notAfter: unixMs,
  keyAlgorithm: z.string(),
  keyDescription: z.string(),
  signatureAlgorithm: z.string(),
  publicKeyHex: z.string(),
  subjectKeyId: z.string().nullable(),
  authorityKeyId: z.string().nullable(),
  names: z.array(z.object({ type: z.string(), value: z.string() })),
  extensions: z.array(decodedExtension),
  fingerprints: z.object({ sha256: z.string(), sha1: z.string() }),
  spkiSha256: z.string(),
  selfIssued: z.boolean()
})
export type DecodedCertificate = z.infer<typeof decodedCertificate>

/** ASN.1 node; `offset`, `header` and `length` place it in the bytes. */
export interface Asn1Node {
  readonly tag: string
  readonly offset: number
  readonly header: number
  readonly length: number
  readonly text: string | null
  readonly children: readonly Asn1Node[]
}
export const asn1Node: z.ZodType<Asn1Node> = z.object({
  tag: z.string(),
  offset: z.number().int(),
  header: z.number().int(),
  length: z.number().int(),
  text: z.string().nullable(),
  get children() {
    return z.array(asn1Node)
  }
})
