import { z } from 'zod'
import { asn1Node, decodedCertificate } from '../model/certificate.ts'
import { lintReport } from '../model/lint.ts'
import { csrSummary } from '../model/request.ts'
import { encodedObject, unixMs } from '../model/scalars.ts'
import { fromFile, secretField } from './shapes.ts'
import { operation } from './operation.ts'

const decodedCrl = z.object({
  issuer: z.string(),
  number: z.string().nullable(),
  thisUpdate: unixMs,
  nextUpdate: unixMs.nullable(),
  signatureAlgorithm: z.string(),
  entryCount: z.number().int(),
  entries: z.array(z.object({ serial: z.string(), revokedAt: unixMs, reason: z.string() })),
  extensions: z.array(
    z.object({ oid: z.string(), label: z.string(), critical: z.boolean(), lines: z.array(z.string()) })
  )
})

export const viewedKinds = [
  'certificate',
  'csr',
  'crl',
  'private-key',
  'public-key',
  'ssh-key',
  'jwk',
  'jws',
  'jwe',
  'ocsp-request',
  'ocsp-response',
  'tsp-request',
  'tsp-response',
  'tsp-token',
  'cms',
  'air-gap-bundle',
  'ceremony-archive',
  'asn1'
] as const

/** What is to be said of a signature that was looked at, or why it was not. */
export const viewedCheckNotes = [
  'holds',
  'own-key',
  'wrong',
  'no-key',
  'no-signature',
  'not-supported',
  'detached',
  'elsewhere'
] as const

const viewedCheck = z.object({
  outcome: z.enum(['ok', 'failed', 'not-performed']),
  note: z.enum(viewedCheckNotes),
  /** What the engine says beside it; null where the note says all. */
  reason: z.string().nullable()
})
export type ViewedCheck = z.infer<typeof viewedCheck>

/** One thing found in what was dropped. */
export const viewedObject = z.object({
  kind: z.enum(viewedKinds),
  title: z.string(),
  certificate: decodedCertificate.optional(),
  /** Lint of a certificate as it lies there; it was not issued by this act. */
  lint: lintReport.optional(),
  csr: csrSummary.optional(),
  crl: decodedCrl.optional(),
  key: z
    .object({ algorithm: z.string(), description: z.string(), spkiSha256: z.string(), matches: z.array(z.string()) })
    .optional(),
  /** Fields of a message, named as its standard names them. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  /** The signature of a message. */
  check: viewedCheck.optional(),
  /** Other ways to write the same public key. */
  forms: z.array(z.object({ name: z.enum(['OpenSSH', 'JWK']), text: z.string() })).optional(),
  asn1: asn1Node.nullable(),
  base64: z.string().nullable(),
  pem: z.string().nullable(),
  /** Row of the same certificate in the store. */
  knownCertificateId: z.number().int().nullable()
})
export type ViewedObject = z.infer<typeof viewedObject>

export const viewerOperations = {
  'viewer.decode': operation({
    summary:
      'Decodes a certificate, CSR, CRL, key, PKCS#7, PKCS#12, OCSP or time-stamp message, SSH key, JWK, JWS, or any ASN.1',
    access: 'viewer.use',
    effect: 'read',
    input: z.strictObject({
      content: encodedObject.meta({ ...fromFile, secret: true }),
      name: z.string().max(300).default(''),
      passphrase: z.string().max(1024).optional().meta(secretField)
    }),
    output: z.object({ container: z.string(), objects: z.array(viewedObject), needsPassphrase: z.boolean() })
  })
}
