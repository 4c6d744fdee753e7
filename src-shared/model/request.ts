import { z } from 'zod'
import { durationText } from './duration.ts'
import { finding } from './lint.ts'
import { keyUsageBit } from './profile.ts'
import { base64, oid, unixMs } from './scalars.ts'
import { alternativeName, subjectEntry } from './subject-entry.ts'
import { evidence } from './validation.ts'

export const requestState = z.enum([
  'draft',
  'submitted',
  'checking',
  'pending-approval',
  'approved',
  'signing-queued',
  'issued',
  'declined',
  'failed',
  'cancelled',
  'expired'
])
export type RequestState = z.infer<typeof requestState>

export const requestKind = z.enum(['new', 'renew', 'rekey', 'reissue'])
export type RequestKind = z.infer<typeof requestKind>

export const wantedValidity = z.union([
  z.strictObject({ duration: durationText }),
  z.strictObject({ notBefore: unixMs.optional(), notAfter: unixMs })
])
export type WantedValidity = z.infer<typeof wantedValidity>

/** What a request asks for, whichever way it was said (CSR, form, old certificate). Absent fields ask for nothing. */
export const askedContent = z.strictObject({
  subject: z.array(subjectEntry).max(100).optional(),
  alternativeNames: z.array(alternativeName).max(1000).optional(),
  validity: wantedValidity.optional(),
  keyUsage: z.array(keyUsageBit).optional(),
  extendedKeyUsage: z.array(oid).max(50).optional(),
  extensions: z
    .array(z.strictObject({ oid, critical: z.boolean(), der: base64 }))
    .max(100)
    .optional()
})
export type AskedContent = z.infer<typeof askedContent>

/** What an approver puts in place of what was asked; a present field replaces the asked one whole. */
export const overrides = askedContent.pick({ subject: true, alternativeNames: true, validity: true })
export type Overrides = z.infer<typeof overrides>

/** One line of the merge table: what was asked, what the profile says, what will be in the certificate, and why. */
export const mergeRow = z.object({
  /** Dotted path, e.g. `subject.CN`, `alternativeNames.dns`, `keyUsage`, `extension.1.2.3`. */
  field: z.string(),
  label: z.string(),
  asked: z.string().nullable(),
  override: z.string().nullable(),
  rule: z.string(),
  result: z.string().nullable(),
  outcome: z.enum(['taken', 'overridden', 'fixed', 'defaulted', 'added', 'dropped', 'refused', 'absent']),
  why: z.string()
})
export type MergeRow = z.infer<typeof mergeRow>

export const reason = z.object({ where: z.string(), rule: z.string(), message: z.string() })

/** A CSR as shown before it is sent. */
export const csrSummary = z.object({
  subject: z.string(),
  subjectEntries: z.array(subjectEntry),
  alternativeNames: z.array(alternativeName),
  keyAlgorithm: z.string(),
  keyDescription: z.string(),
  spkiSha256: z.string(),
  signatureAlgorithm: z.string(),
  /** From the verification that was just done. */
  signatureValid: z.boolean(),
  /** The challenge password was overwritten before the CSR was stored: the signature cannot be verified any more. */
  secretTakenOut: z.boolean().optional(),
  extensions: z.array(z.object({ oid: z.string(), label: z.string(), critical: z.boolean(), text: z.string() })),
  attributes: z.array(z.object({ oid: z.string(), label: z.string() }))
})
export type CsrSummary = z.infer<typeof csrSummary>

/** What would come of a request under a profile, without writing anything. */
export const assessment = z.object({
  csr: csrSummary.nullable(),
  rows: z.array(mergeRow),
  /** Why it would be refused; empty when it would be accepted. */
  reasons: z.array(reason),
  findings: z.array(finding),
  /** Null where refusals leave nothing to lint. */
  lint: z.enum(['passed', 'failed', 'not-performed']),
  notBefore: unixMs.nullable(),
  notAfter: unixMs.nullable(),
  approvalsNeeded: z.number().int(),
  /** What the profile asks of the control of names, as it stands now; number 0, because nothing of it is stored yet. */
  proofs: z.array(evidence)
})
export type Assessment = z.infer<typeof assessment>

export const requestRow = z.object({
  id: z.number().int(),
  state: requestState,
  kind: requestKind,
  channel: z.string(),
  requester: z.string(),
  profileId: z.number().int(),
  profileName: z.string(),
  authorityId: z.number().int(),
  authorityName: z.string(),
  subject: z.string(),
  names: z.string(),
  keyDescription: z.string(),
  approvals: z.number().int(),
  approvalsNeeded: z.number().int(),
  hasOverrides: z.boolean(),
  certificateId: z.number().int().nullable(),
  previousCertificateId: z.number().int().nullable(),
  /** To whom it is given; null while it is anybody's. */
  assignee: z.object({ kind: z.enum(['operator', 'role']), name: z.string() }).nullable(),
  /** Who looks at it just now and keeps others from deciding until then. */
  claim: z.object({ by: z.string(), until: unixMs, mine: z.boolean() }).nullable(),
  /** Since when a question waits for the requester's answer. */
  askedBackAt: unixMs.nullable(),
  createdAt: unixMs,
  updatedAt: unixMs
})
export type RequestRow = z.infer<typeof requestRow>

export const requestDecision = z.object({
  operator: z.string(),
  decision: z.enum(['submit', 'approve', 'decline', 'override', 'comment', 'cancel', 'question', 'answer']),
  text: z.string(),
  /** For an override: each field before and after. */
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  at: unixMs
})

/** What differs from the certificate that names the same. */
export const comparison = z.object({
  certificateId: z.number().int(),
  serial: z.string(),
  notAfter: unixMs,
  /** Whether the certificate was named by the request, or found because it carries the same names. */
  named: z.boolean(),
  rows: z.array(
    z.object({
      field: z.enum([
        'subject',
        'names',
        'key',
        'key-kind',
        'profile',
        'profile-revision',
        'authority',
        'validity-days'
      ]),
      before: z.string(),
      now: z.string(),
      same: z.boolean()
    })
  )
})
export type Comparison = z.infer<typeof comparison>

/** What a bulk decision would do to one request. */
export const decisionPreview = z.object({
  id: z.number().int(),
  name: z.string(),
  outcome: z.enum(['issues', 'approves', 'declines', 'fails']),
  /** Why it would fail; empty otherwise. */
  why: z.string()
})
export type DecisionPreview = z.infer<typeof decisionPreview>

/** A receipt in plain words for who gets a certificate. */
export const receipt = z.object({
  title: z.string(),
  paragraphs: z.array(z.object({ heading: z.string(), text: z.string() })),
  /** The same as one plain text. */
  text: z.string(),
  /** What a camera reads: the essentials in one short text. */
  code: z.string()
})
export type Receipt = z.infer<typeof receipt>
