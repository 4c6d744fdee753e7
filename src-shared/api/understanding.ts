import { z } from 'zod'
import { certificateClass, certificateRow, certificateState } from '../model/certificate.ts'
import { difference, differenceRow } from '../model/difference.ts'
import { patchOf } from '../model/patch.ts'
import { profileContent } from '../model/profile.ts'
import { reason } from '../model/request.ts'
import { finalRevocationReason } from '../model/revocation.ts'
import { encodedObject, id, ref, unixMs } from '../model/scalars.ts'
import { mostInBulk } from './certificates.ts'
import { operation } from './operation.ts'
import { fromFile, nothing, producedFile } from './shapes.ts'

/** What certificates are chosen by: one thing that they have in common. */
export const selection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('key'), certificate: id }),
  z.strictObject({ by: z.literal('requester'), requester: z.string().min(1).max(1000) }),
  /** Made for the requester of a certificate within some minutes of it. */
  z.strictObject({ by: z.literal('batch'), certificate: id, minutes: z.number().int().min(1).max(1440).default(10) }),
  z.strictObject({ by: z.literal('revision'), profile: ref, revision: z.number().int().min(1) }),
  z.strictObject({ by: z.literal('evidence'), evidence: id }),
  z.strictObject({ by: z.literal('account'), account: id }),
  z.strictObject({ by: z.literal('signature'), authority: ref, algorithm: z.string().min(1).max(100) }),
  /** Exactly these, as somebody has chosen them in a list. */
  z.strictObject({ by: z.literal('certificates'), certificates: z.array(id).min(1).max(mostInBulk) }),
  z.strictObject({
    by: z.literal('filter'),
    authority: ref.optional(),
    profile: ref.optional(),
    certificateClass: z.array(certificateClass).max(10).optional(),
    state: z.array(certificateState).max(10).optional(),
    keyAlgorithm: z.string().max(40).optional(),
    requester: z.string().max(1000).optional(),
    issuedAfter: unixMs.optional(),
    issuedBefore: unixMs.optional(),
    expiresAfter: unixMs.optional(),
    expiresBefore: unixMs.optional()
  })
])
export type Selection = z.infer<typeof selection>

export const siblingRelations = [
  'key',
  'batch',
  'evidence',
  'account',
  'revision',
  'requester',
  'key-kind',
  'signature'
] as const
export type SiblingRelation = (typeof siblingRelations)[number]

const siblingGroup = z.object({
  relation: z.enum(siblingRelations),
  /** What they share: a fingerprint, a name, a proof. */
  shared: z.string(),
  /** Others than the certificate itself, all states; counted to a thousand. */
  count: z.number().int(),
  capped: z.boolean(),
  rows: z.array(certificateRow),
  /** Chooses them, the certificate itself among them. */
  selection
})

export const effectKinds = [
  'authority',
  'certificates-beneath',
  'other-certificate-of-authority',
  'service-certificate',
  'tls-server',
  'service-under',
  'client',
  'same-key',
  'key-place',
  'renewal-under-way',
  'successor',
  'location',
  'note',
  'crl',
  'ocsp'
] as const

/** One thing that a revocation or an expiry touches. */
export const effect = z.object({
  kind: z.enum(effectKinds),
  /** `breaks`: it stops working; `changes`: it will say or hold something else; `helps`: it softens the blow. */
  weight: z.enum(['breaks', 'changes', 'helps']),
  /** Kind of service, of key place or of request; the state of a renewal. */
  detail: z.string(),
  /** Name of what is touched. */
  name: z.string(),
  count: z.number().int(),
  /** Whether there are more than `count`. */
  more: z.boolean(),
  /** Row of what is touched: certificate, authority, service, request. */
  objectId: z.number().int().nullable()
})
export type Effect = z.infer<typeof effect>

const crlGrowth = z.object({
  authorityId: z.number().int(),
  authorityName: z.string(),
  certificates: z.number().int(),
  /** Bytes of the newest complete CRL; null where there is none. */
  crlBytes: z.number().int().nullable(),
  /** Bytes that the new entries add. */
  growth: z.number().int(),
  /** Answers signed ahead that are thrown away. */
  ocspAnswers: z.number().int()
})

export const incidentScenarios = ['key-compromise', 'wrong-profile', 'wrong-validation', 'other'] as const
const scenario = z.enum(incidentScenarios)

export const incidentPlan = z.object({
  scenario,
  reason: finalRevocationReason,
  /** Certificates that would be revoked: neither revoked nor expired. */
  affected: z.number().int(),
  /** A fingerprint of exactly these; the revocation asks for it, so that nothing is revoked that nobody saw. */
  digest: z.string(),
  /** The first of them. */
  rows: z.array(certificateRow),
  owners: z.array(z.object({ owner: z.string(), certificates: z.number().int() })),
  /** Owners beyond those listed. */
  moreOwners: z.number().int(),
  byProfile: z.array(z.object({ name: z.string(), certificates: z.number().int() })),
  crls: z.array(crlGrowth),
  /** Certificates a second; as the last mass revocation here went, else as it went on a computer of ours. */
  pace: z.number(),
  paceMeasuredHere: z.boolean(),
  /** Seconds that the revocations and the CRLs after them are expected to take. */
  seconds: z.number(),
  /** BR 4.9.1.1: when they must be revoked at the latest, counted from now. */
  deadline: unixMs,
  deadlineClause: z.string(),
  deadlineHours: z.number(),
  mail: z.object({ subject: z.string(), body: z.string() }),
  preparedAt: unixMs
})
export type IncidentPlan = z.infer<typeof incidentPlan>

export const incidentRow = z.object({
  id: z.number().int(),
  kind: z.enum(['drill', 'revocation']),
  scenario,
  affected: z.number().int(),
  revoked: z.number().int(),
  failed: z.number().int(),
  cancelled: z.boolean(),
  startedAt: unixMs,
  endedAt: unixMs,
  by: z.string(),
  note: z.string()
})
export type IncidentRow = z.infer<typeof incidentRow>

const choice = { selection, scenario: scenario.default('other'), reason: finalRevocationReason }
const taskId = z.string().max(60).optional()

/** What a trial changes in a profile. */
export const trialChange = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('revision'), revision: z.number().int().min(1) }),
  z.strictObject({ by: z.literal('content'), content: profileContent }),
  /** Some rules of the present revision, changed. */
  z.strictObject({
    by: z.literal('rules'),
    rules: patchOf({
      validity: profileContent.shape.validity,
      maximumValidity: profileContent.shape.maximumValidity,
      warnings: profileContent.shape.warnings,
      publicTrust: profileContent.shape.publicTrust,
      keyAlgorithms: profileContent.shape.keyAlgorithms
    })
  })
])
export type TrialChange = z.infer<typeof trialChange>

const trialVerdict = z.enum(['same', 'differs', 'newly-refused', 'newly-accepted', 'refused-either-way', 'unreadable'])
export type TrialVerdict = z.infer<typeof trialVerdict>

export const trialRow = z.object({
  requestId: z.number().int(),
  certificateId: z.number().int().nullable(),
  subject: z.string(),
  requester: z.string(),
  createdAt: unixMs,
  verdict: trialVerdict,
  /** Why it would be refused under the change. */
  reasons: z.array(reason),
  /** What would be otherwise in the certificate. */
  differences: z.array(differenceRow)
})
export type TrialRow = z.infer<typeof trialRow>

export const understandingOperations = {
  'compare.objects': operation({
    summary: 'Compares two certificates, requests, CRLs or any two files field by field and element by element',
    access: 'viewer.use',
    effect: 'read',
    input: z.strictObject({
      before: encodedObject.meta({ ...fromFile, secret: true }),
      after: encodedObject.meta({ ...fromFile, secret: true })
    }),
    output: difference
  }),
  'compare.certificates': operation({
    summary: 'Compares two certificates of the inventory',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ before: id, after: id }),
    output: difference
  }),
  'compare.request': operation({
    summary: 'Compares the CSR of a request with the certificate that came of it',
    access: 'request.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: difference
  }),
  'incident.siblings': operation({
    summary: 'Finds certificates that share a key, requester, proof, profile revision, batch or weakness with this one',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ groups: z.array(siblingGroup) })
  }),
  'incident.consequence': operation({
    summary: 'Says what breaks when a certificate is revoked or expires',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ effects: z.array(effect) })
  }),
  'incident.preview': operation({
    summary:
      'Says which certificates a mass revocation would revoke, whose they are, and what it costs; revokes nothing',
    access: 'certificate.read',
    effect: 'read',
    input: z.strictObject(choice),
    output: z.object({ plan: incidentPlan })
  }),
  'incident.drill': operation({
    summary: 'Records the preview of a mass revocation as a drill (BR 5.7.1.2); revokes nothing',
    access: 'certificate.revoke',
    effect: 'write',
    input: z.strictObject({ ...choice, note: z.string().max(2000).default('') }),
    output: z.object({ incident: incidentRow })
  }),
  'incident.revoke': operation({
    summary: 'Revokes exactly the certificates of a preview, with one CRL for each authority at the end',
    access: 'certificate.revoke',
    effect: 'sign',
    input: z.strictObject({ ...choice, digest: z.string().length(64), note: z.string().max(1000).default(''), taskId }),
    output: z.object({
      taskId: z.string(),
      incident: incidentRow,
      done: z.number().int(),
      failed: z.array(z.object({ id: z.number().int(), message: z.string() }))
    })
  }),
  'incident.list': operation({
    summary: 'Lists drills and mass revocations, the newest first',
    access: 'certificate.read',
    effect: 'read',
    input: nothing,
    output: z.object({ incidents: z.array(incidentRow) })
  }),
  'incident.export': operation({
    summary: 'Writes the record of a drill or mass revocation: as text to read, or its certificates as CSV',
    access: 'certificate.export',
    effect: 'read',
    input: z.strictObject({ id, format: z.enum(['text', 'csv']).default('text') }),
    output: z.object({ file: producedFile })
  }),
  'simulator.run': operation({
    summary: 'Tries stored requests against a changed profile and says who would be refused or get another certificate',
    access: 'request.read',
    effect: 'read',
    input: z.strictObject({
      profile: ref,
      change: trialChange,
      /** The newest so many requests of the profile. */
      last: z.coerce.number().int().min(1).max(100_000).default(1000),
      taskId
    }),
    output: z.object({
      taskId: z.string(),
      profileName: z.string(),
      tried: z.number().int(),
      cancelled: z.boolean(),
      counts: z.record(trialVerdict, z.number().int()),
      /** Those that are not the same, at most 1,000: the refused first. */
      rows: z.array(trialRow),
      more: z.number().int(),
      /** What differs between the rules. */
      changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() }))
    })
  })
}
