import { z } from 'zod'
import { unixMs } from './scalars.ts'

/** What a piece of evidence is about. */
export const evidenceKinds = ['domain', 'mailbox', 'caa', 'dnssec', 'mpic'] as const
export const evidenceKind = z.enum(evidenceKinds)
export type EvidenceKind = z.infer<typeof evidenceKind>

/**
 * The five words for a check, and no others. `verified` is said only of a stored proof that still stands; what was not
 * run is `not-performed` with its reason; `expired` is a proof whose time is over.
 */
export const evidenceOutcomes = ['verified', 'failed', 'not-required', 'not-performed', 'expired'] as const
export const evidenceOutcome = z.enum(evidenceOutcomes)
export type EvidenceOutcome = z.infer<typeof evidenceOutcome>

/** How control was shown. `operator` is the decision of a person, with a basis in words; it looks at nothing. */
export const domainMethods = ['txt', 'file', 'operator', 'http-01', 'dns-01', 'dns-account-01', 'tls-alpn-01'] as const
export const domainMethod = z.enum(domainMethods)
export type DomainMethod = z.infer<typeof domainMethod>

/** Methods that a person starts here; the others belong to ACME. */
export const chosenDomainMethod = z.enum(['txt', 'file'])

export const mailboxMethods = ['token', 'domain', 'operator'] as const
export const mailboxMethod = z.enum(mailboxMethods)
export type MailboxMethod = z.infer<typeof mailboxMethod>

/** RFC 4035 4.3. */
export const dnsSecurity = z.enum(['secure', 'insecure', 'bogus', 'indeterminate'])
export type DnsSecurity = z.infer<typeof dnsSecurity>

/** Bytes of a raw proof that are kept; what is longer is cut there, and `rawCut` says so. */
export const mostRawBytes = 65_536

/** One check as it is stored, with everything that it rests on. */
export const evidence = z.object({
  id: z.number().int(),
  kind: evidenceKind,
  /** The host name (`*.` in front for a wildcard), address or mailbox. */
  subject: z.string(),
  /** `DomainMethod`, `MailboxMethod`, or null where the kind has no methods. */
  method: z.string().nullable(),
  outcome: evidenceOutcome,
  /** Stable id of what decided, e.g. `caa.issuer-not-named`. */
  rule: z.string(),
  /** In a sentence for people. */
  reason: z.string(),
  /** From where it was looked at: servers asked, perspectives, a person. */
  from: z.string(),
  /** What was done and seen, in order. */
  steps: z.array(z.string()),
  /** Kind by kind: CAA records and place, security and RRsets, perspectives. */
  detail: z.unknown(),
  /** Bytes of the raw proof, which `validation.raw` gives out; 0 for none. */
  rawBytes: z.number().int(),
  rawCut: z.boolean(),
  at: unixMs,
  /** Until when it may be used under the rule set in force; null for what is never used again. */
  expiresAt: unixMs.nullable(),
  /** The earlier evidence that this one uses again. */
  restsOn: z.number().int().nullable(),
  requestId: z.number().int().nullable(),
  domainId: z.number().int().nullable(),
  mailboxId: z.number().int().nullable(),
  /** Whom the proof belongs to where it is not the organization's: `acme:12` for an ACME account. */
  holder: z.string().nullable()
})
export type Evidence = z.infer<typeof evidence>

/** off: not looked at. warn: looked at and kept as evidence, never in the way. enforce: no certificate without permission. */
export const caaMode = z.enum(['off', 'warn', 'enforce'])
export type CaaMode = z.infer<typeof caaMode>

/** `inherit` takes what stands above: profile, then organization, then installation. */
export const caaChoice = z.enum(['inherit', 'off', 'warn', 'enforce'])
export type CaaChoice = z.infer<typeof caaChoice>

/**
 * Whose names are certified. approved-only: names within domains that staff added and that stand. approved-or-new: or
 * such as a requester adds and proves. new-per-requester: as that, and each name belongs to who added it.
 */
export const namesPolicy = z.enum(['approved-only', 'approved-or-new', 'new-per-requester'])
export type NamesPolicy = z.infer<typeof namesPolicy>

export const organization = z.object({
  id: z.number().int(),
  name: z.string(),
  state: z.enum(['active', 'inactive']),
  names: namesPolicy,
  caa: caaChoice,
  note: z.string(),
  domains: z.number().int(),
  mailboxes: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type Organization = z.infer<typeof organization>

/** What is to be published, and where, so that a proof can be looked for. */
export const publication = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('txt'), name: z.string(), value: z.string(), expiresAt: unixMs }),
  z.object({ kind: z.literal('file'), url: z.string(), value: z.string(), expiresAt: unixMs })
])
export type Publication = z.infer<typeof publication>

/** active and verified: may be certified. unverified: nothing proven yet. failed: the last look found no proof. */
export const proofState = z.enum(['unverified', 'verified', 'failed', 'expired', 'inactive'])
export type ProofState = z.infer<typeof proofState>

/** What somebody should do next. */
export const nextAction = z.enum([
  'none',
  'publish',
  'verify',
  'renew-soon',
  'prove-again',
  'enter-token',
  'send-token'
])

export const domain = z.object({
  id: z.number().int(),
  organizationId: z.number().int(),
  organizationName: z.string(),
  name: z.string(),
  state: proofState,
  /** validated: seen by a method. asserted: by decision of a person, never enough for publicly trusted certificates. */
  basis: z.enum(['validated', 'asserted']).nullable(),
  method: domainMethod.nullable(),
  /** exact: this name only (file). subtree: with all names and wildcards below (TXT, decision). */
  covers: z.enum(['exact', 'subtree']).nullable(),
  /** Why a person decided it, where one did. */
  basisNote: z.string(),
  /** The operator account it belongs to, where the policy gives each name to one. */
  ownerId: z.number().int().nullable(),
  ownerName: z.string().nullable(),
  verifiedAt: unixMs.nullable(),
  /** By the rules for private certificates of this installation. */
  expiresAt: unixMs.nullable(),
  /** By BR 4.2.1 for publicly trusted TLS certificates, and by S/MIME BR 4.2.1. */
  expiresForTls: unixMs.nullable(),
  expiresForMail: unixMs.nullable(),
  nextAction,
  /** While a proof is awaited. */
  publish: publication.nullable(),
  evidenceId: z.number().int().nullable(),
  /** In words: the outcome of the last look. */
  lastReason: z.string(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type Domain = z.infer<typeof domain>

export const mailbox = z.object({
  id: z.number().int(),
  organizationId: z.number().int(),
  organizationName: z.string(),
  address: z.string(),
  state: proofState,
  method: mailboxMethod.nullable(),
  verifiedAt: unixMs.nullable(),
  expiresAt: unixMs.nullable(),
  /** A token that was sent or handed over and still counts. */
  tokenSentAt: unixMs.nullable(),
  tokenExpiresAt: unixMs.nullable(),
  triesLeft: z.number().int().nullable(),
  nextAction,
  evidenceId: z.number().int().nullable(),
  lastReason: z.string(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type Mailbox = z.infer<typeof mailbox>

/** What a certificate profile asks for before a name is certified. */
export const proofRule = z.strictObject({
  /** required: every DNS name and address lies within a proof that stands. */
  domains: z.enum(['none', 'required']).default('none'),
  /** required: every mailbox is proven by token, or its domain is proven by `txt`. */
  mailboxes: z.enum(['none', 'required']).default('none'),
  caa: caaChoice.default('inherit'),
  /** required: other perspectives must have seen the same, for proofs and for CAA. */
  mpic: z.enum(['none', 'required']).default('none'),
  /** Methods that count; `operator` never counts for publicly trusted profiles. */
  methods: z
    .array(domainMethod)
    .max(domainMethods.length)
    .default([...domainMethods]),
  /** Days that a mailbox proof by token is used again; S/MIME BR 4.2.1 allows 30. */
  mailboxDays: z.number().int().min(1).max(398).default(30),
  /** Every mailbox's domain equals one of the DNS names; with subdomains when that is set. */
  mailDomain: z.enum(['any', 'same', 'same-or-below']).default('any')
})
export type ProofRule = z.infer<typeof proofRule>
