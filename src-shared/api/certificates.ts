import { z } from 'zod'
import {
  asn1Node,
  certificateClass,
  certificateRow,
  certificateState,
  decodedCertificate,
  exportFormat
} from '../model/certificate.ts'
import { lintReport } from '../model/lint.ts'
import { askedContent } from '../model/request.ts'
import { finalRevocationReason } from '../model/revocation.ts'
import { encodedObject, id, ref, unixMs } from '../model/scalars.ts'
import { done, fromFile, page, pageRequest, producedFile, secretField } from './shapes.ts'
import { alternativeName } from '../model/subject-entry.ts'
import { operation } from './operation.ts'

export const timelineEntry = z.object({ at: unixMs, event: z.string(), by: z.string(), text: z.string() })

export const chainLink = z.object({
  subject: z.string(),
  role: z.enum(['root', 'intermediate', 'end-entity']),
  notAfter: unixMs,
  fingerprint: z.string(),
  certificateId: z.number().int().nullable()
})

export const certificateView = certificateRow.extend({
  decoded: decodedCertificate,
  /** Its alternative names as a request would ask for them; a kind that cannot be asked for is only in `decoded.names`. */
  alternativeNames: z.array(alternativeName),
  pem: z.string(),
  chain: z.array(chainLink),
  lint: lintReport.nullable(),
  timeline: z.array(timelineEntry),
  requestId: z.number().int().nullable(),
  profileId: z.number().int().nullable(),
  profileRevision: z.number().int().nullable(),
  previousCertificateId: z.number().int().nullable(),
  nextCertificateIds: z.array(z.number().int()),
  keyHeld: z.boolean(),
  invalidityAt: unixMs.nullable(),
  archived: z.boolean(),
  note: z.string()
})
export type CertificateView = z.infer<typeof certificateView>

export const certificateFilter = {
  authority: ref.optional(),
  profile: ref.optional(),
  state: z.array(certificateState).max(10).optional(),
  certificateClass: z.array(certificateClass).max(10).optional(),
  keyAlgorithm: z.string().max(40).optional(),
  text: z.string().max(200).optional(),
  expiresBefore: unixMs.optional(),
  expiresAfter: unixMs.optional(),
  issuedBefore: unixMs.optional(),
  issuedAfter: unixMs.optional(),
  archived: z.boolean().default(false)
}

const certificateOutcome = z.object({ certificate: certificateView })
const requestOutcome = z.object({
  requestId: z.number().int(),
  state: z.string(),
  certificateId: z.number().int().nullable()
})

/** What a path validation of RFC 5280 section 6 says, step by step. */
export const verdict = z.object({
  valid: z.boolean(),
  at: unixMs,
  revocationChecked: z.boolean(),
  steps: z.array(
    z.object({
      subject: z.string(),
      outcome: z.enum(['verified', 'failed', 'not-performed']),
      clause: z.string(),
      message: z.string()
    })
  )
})

export const certificateOperations = {
  'certificate.list': operation({
    summary: 'Lists certificates',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({
      ...certificateFilter,
      sort: z.enum(['newest', 'expiry', 'subject']).default('newest'),
      ...pageRequest
    }),
    output: page(certificateRow)
  }),
  'certificate.show': operation({
    summary: 'Shows one certificate',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: certificateOutcome
  }),
  'certificate.find': operation({
    summary: 'Finds certificates by a part of name, serial number or fingerprint',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({
      text: z.string().min(1).max(200),
      limit: z.coerce.number().int().min(1).max(50).default(10)
    }),
    output: z.object({ rows: z.array(certificateRow) })
  }),
  'certificate.export': operation({
    summary: 'Writes a certificate in one of the download formats',
    access: 'certificate.export',
    effect: 'read',
    input: z.strictObject({
      id,
      format: exportFormat.default('pem'),
      passphrase: z.string().max(1024).optional().meta(secretField)
    }),
    output: z.object({ file: producedFile })
  }),
  'certificate.asn1': operation({
    summary: 'Shows the ASN.1 tree of a certificate',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ root: asn1Node, base64: z.string() })
  }),
  'certificate.verify': operation({
    summary: 'Says what a verifier would say of this certificate and its chain',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id, at: unixMs.optional(), policies: z.array(z.string().max(200)).max(20).optional() }),
    output: z.object({ verdict })
  }),
  'certificate.revoke': operation({
    summary: 'Revokes a certificate for good; it goes on the next CRL',
    access: 'certificate.revoke',
    effect: 'sign',
    input: z.strictObject({
      id,
      reason: finalRevocationReason,
      invalidityDate: unixMs.optional(),
      comment: z.string().max(1000).default('')
    }),
    output: z.object({ certificate: certificateView, crlId: z.number().int().nullable(), crlNote: z.string() })
  }),
  'certificate.revoke-many': operation({
    summary: 'Revokes several certificates for one reason, with one CRL at the end',
    access: 'certificate.revoke',
    effect: 'sign',
    input: z.strictObject({
      ids: z.array(id).min(1).max(10_000),
      reason: finalRevocationReason,
      comment: z.string().max(1000).default(''),
      taskId: z.string().max(60).optional()
    }),
    output: z.object({
      taskId: z.string(),
      done: z.number().int(),
      failed: z.array(z.object({ id: z.number().int(), message: z.string() }))
    })
  }),
  'certificate.suspend': operation({
    summary: 'Puts a certificate on hold',
    access: 'certificate.suspend',
    effect: 'sign',
    input: z.strictObject({ id, comment: z.string().max(1000).default('') }),
    output: certificateOutcome
  }),
  'certificate.reinstate': operation({
    summary: 'Takes a certificate off hold',
    access: 'certificate.suspend',
    effect: 'sign',
    input: z.strictObject({ id, comment: z.string().max(1000).default('') }),
    output: certificateOutcome
  }),
  'certificate.renew': operation({
    summary: 'Asks for the same certificate again, with the same key',
    access: 'certificate.renew',
    effect: 'sign',
    input: z.strictObject({ id, note: z.string().max(2000).default('') }),
    output: requestOutcome
  }),
  'certificate.rekey': operation({
    summary: 'Asks for the same certificate again, with a new key',
    access: 'certificate.renew',
    effect: 'sign',
    input: z.strictObject({
      id,
      csr: encodedObject.optional().meta(fromFile),
      keyAlgorithm: z.string().max(40).optional(),
      note: z.string().max(2000).default('')
    }),
    output: requestOutcome
  }),
  'certificate.reissue': operation({
    summary: 'Asks for the certificate again with changed content; the old one is superseded',
    access: 'certificate.renew',
    effect: 'sign',
    input: z.strictObject({
      id,
      asked: askedContent,
      csr: encodedObject.optional().meta(fromFile),
      note: z.string().max(2000).default('')
    }),
    output: requestOutcome
  }),
  'certificate.import': operation({
    summary: 'Keeps a certificate from elsewhere in the inventory',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({ certificate: encodedObject.meta(fromFile), note: z.string().max(2000).default('') }),
    output: z.object({ imported: z.array(z.number().int()), known: z.array(z.number().int()) })
  }),
  'certificate.annotate': operation({
    summary: 'Sets the note of a certificate, or archives it',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({ id, note: z.string().max(2000).optional(), archived: z.boolean().optional() }),
    output: done
  })
}
