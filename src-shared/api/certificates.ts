import { z } from 'zod'
import {
  asn1Node,
  certificateClass,
  certificateKind,
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

/** What a condition of a list speaks of, and how it may compare. The last two are not indexed. */
export const conditionFields = {
  name: ['contains'],
  state: ['is', 'is-not'],
  kind: ['is'],
  class: ['is', 'is-not'],
  authority: ['is'],
  profile: ['is'],
  key: ['is'],
  requester: ['is'],
  owner: ['is'],
  tag: ['is'],
  organization: ['is'],
  expires: ['before', 'after'],
  issued: ['before', 'after'],
  signature: ['is'],
  note: ['contains']
} as const
export type ConditionField = keyof typeof conditionFields
export const conditionOperators = ['is', 'is-not', 'contains', 'before', 'after'] as const

const fieldNames = Object.keys(conditionFields) as [ConditionField, ...ConditionField[]]
export const certificateCondition = z.strictObject({
  field: z.enum(fieldNames),
  is: z.enum(conditionOperators),
  /** A day is written YYYY-MM-DD, in UTC. */
  value: z.string().min(1).max(200)
})
export type CertificateCondition = z.infer<typeof certificateCondition>

/** Any of the groups holds; a group holds where all of its conditions do. */
export const certificateWhere = z.array(z.array(certificateCondition).min(1).max(8)).max(8)
export type CertificateWhere = z.infer<typeof certificateWhere>

export const certificateFilter = {
  authority: ref.optional(),
  profile: ref.optional(),
  kind: certificateKind.optional(),
  state: z.array(certificateState).max(10).optional(),
  certificateClass: z.array(certificateClass).max(10).optional(),
  keyAlgorithm: z.string().max(40).optional(),
  requester: z.string().min(1).max(200).optional(),
  owner: z.string().min(1).max(200).optional(),
  tag: z.string().min(1).max(60).optional(),
  organization: z.string().min(1).max(200).optional(),
  text: z.string().max(200).optional(),
  expiresBefore: unixMs.optional(),
  expiresAfter: unixMs.optional(),
  issuedBefore: unixMs.optional(),
  issuedAfter: unixMs.optional(),
  where: certificateWhere.optional(),
  archived: z.boolean().default(false)
}

const certificateOrder = z.enum(['newest', 'expiry', 'subject']).default('newest')

/** A row of the list, with what people noted of it. */
export const certificateListRow = certificateRow.extend({
  owner: z.string(),
  tags: z.array(z.string()),
  /** By which way it was asked for; null for certificates from elsewhere. */
  channel: z.string().nullable()
})
export type CertificateListRow = z.infer<typeof certificateListRow>

export const groupings = ['authority', 'profile', 'requester', 'expiry-month', 'organization'] as const
export type Grouping = (typeof groupings)[number]

/** Most certificates that one bulk action takes. */
export const mostInBulk = 10_000
const bulkIds = z.array(id).min(1).max(mostInBulk)
const bulkOutcome = z.object({
  taskId: z.string(),
  done: z.number().int(),
  failed: z.array(z.object({ id: z.number().int(), message: z.string() }))
})
const taskId = z.string().max(60).optional()

const shortText = z.string().trim().max(200)
export const certificateOwner = z.strictObject({
  owner: shortText,
  organization: shortText,
  department: shortText,
  contacts: z.string().trim().max(1000)
})
export const tagName = z.string().trim().min(1).max(60)
export const certificateFacts = certificateOwner.extend({
  tags: z.array(z.string()),
  locations: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      details: z.string(),
      createdAt: unixMs,
      createdBy: z.string()
    })
  )
})
export type CertificateFacts = z.infer<typeof certificateFacts>

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
      sort: certificateOrder,
      /** Begins there instead of at the first row: a moment in ms, or a beginning of the subject. */
      at: z.union([unixMs, z.string().min(1).max(200)]).optional(),
      ...pageRequest
    }),
    /** `previous` gives the page before, as a cursor like `next`. */
    output: page(certificateListRow).extend({ previous: z.string().nullable() })
  }),
  'certificate.groups': operation({
    summary: 'Counts the certificates of a list by issuer, profile, requester, month of expiry or organization',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ ...certificateFilter, by: z.enum(groupings) }),
    output: z.object({
      groups: z.array(
        z.object({
          /** What the filter of the same name takes; a month is written YYYY-MM. */
          key: z.string(),
          label: z.string(),
          n: z.number().int(),
          /** There are at least so many. */
          capped: z.boolean()
        })
      ),
      /** Counted are the newest so many certificates of the list only; null where all are counted. */
      newest: z.number().int().nullable()
    })
  }),
  'certificate.select': operation({
    summary: 'Says which certificates a filter lets through, before something is done with all of them',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject(certificateFilter),
    output: z.object({
      ids: z.array(z.number().int()),
      /** There are more than one bulk action takes; `ids` are the newest. */
      more: z.boolean(),
      byState: z.array(z.object({ state: certificateState, n: z.number().int() })),
      byAuthority: z.array(z.object({ name: z.string(), n: z.number().int() })),
      sample: z.array(certificateRow)
    })
  }),
  'certificate.facts': operation({
    summary: 'Shows who answers for a certificate, its tags and where it is installed',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ facts: certificateFacts })
  }),
  'certificate.facts-in-use': operation({
    summary: 'Lists the tags and owners that certificates have',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ tags: z.array(z.string()), owners: z.array(z.string()) })
  }),
  'certificate.own': operation({
    summary: 'Sets who answers for a certificate',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({ id, ...certificateOwner.partial().shape }),
    output: z.object({ facts: certificateFacts })
  }),
  'certificate.tag': operation({
    summary: 'Adds tags to a certificate, or takes them away',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({
      id,
      add: z.array(tagName).max(20).default([]),
      remove: z.array(tagName).max(20).default([])
    }),
    output: z.object({ facts: certificateFacts })
  }),
  'certificate.add-location': operation({
    summary: 'Notes where a certificate is installed',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({
      id,
      name: z.string().trim().min(1).max(200),
      details: z.string().trim().max(2000).default('')
    }),
    output: z.object({ facts: certificateFacts })
  }),
  'certificate.remove-location': operation({
    summary: 'Takes away a place where a certificate is no longer installed',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({ id, location: id }),
    output: z.object({ facts: certificateFacts })
  }),
  'certificate.suspend-many': operation({
    summary: 'Puts several certificates on hold, with one CRL at the end',
    access: 'certificate.suspend',
    effect: 'sign',
    input: z.strictObject({ ids: bulkIds, comment: z.string().max(1000).default(''), taskId }),
    output: bulkOutcome
  }),
  'certificate.reinstate-many': operation({
    summary: 'Takes several certificates off hold, with one CRL at the end',
    access: 'certificate.suspend',
    effect: 'sign',
    input: z.strictObject({ ids: bulkIds, comment: z.string().max(1000).default(''), taskId }),
    output: bulkOutcome
  }),
  'certificate.renew-many': operation({
    summary: 'Asks for several certificates again, each with the same key',
    access: 'certificate.renew',
    effect: 'sign',
    input: z.strictObject({ ids: bulkIds, note: z.string().max(2000).default(''), taskId }),
    output: bulkOutcome
  }),
  'certificate.annotate-many': operation({
    summary: 'Sets owner, tags, note or archive flag of several certificates',
    access: 'certificate.annotate',
    effect: 'write',
    input: z.strictObject({
      ids: bulkIds,
      owner: shortText.optional(),
      addTags: z.array(tagName).max(20).default([]),
      removeTags: z.array(tagName).max(20).default([]),
      note: z.string().max(2000).optional(),
      archived: z.boolean().optional(),
      taskId
    }),
    output: bulkOutcome
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
  'certificate.export-many': operation({
    summary: 'Writes several certificates into one ZIP file, with a table of what is in it',
    access: 'certificate.export',
    effect: 'read',
    input: z.strictObject({ ids: bulkIds, format: z.enum(['pem', 'der']).default('pem'), taskId }),
    output: z.object({ taskId: z.string(), file: producedFile, certificates: z.number().int() })
  }),
  'certificate.export-list': operation({
    summary: 'Writes a whole filtered list as CSV',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ ...certificateFilter, sort: certificateOrder, taskId }),
    output: z.object({ taskId: z.string(), file: producedFile, rows: z.number().int() })
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
      ids: bulkIds,
      reason: finalRevocationReason,
      comment: z.string().max(1000).default(''),
      taskId
    }),
    output: bulkOutcome
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
