import { z } from 'zod'
import { durationText } from './duration.ts'
import { unixMs } from './scalars.ts'

/** What an approver shows beside the session: the own passphrase once more, or a signature by the own token. */
export const stepUps = ['passphrase', 'signature'] as const
export type StepUp = (typeof stepUps)[number]

/** Who may carry out what was approved: the last approval does it, or the proposer afterwards. */
export const executions = ['proposer', 'automatic'] as const

/** `authorities`: only where the certificate is that of an authority. */
export const ruleScopes = ['all', 'authorities'] as const

/**
 * Operations that reach the same end by another way fall under one rule, that of the first; otherwise a rule would only
 * name the door that is watched.
 */
export const ruleGroups: Readonly<Record<string, readonly string[]>> = {
  'authority.create': ['authority.import', 'authority.install'],
  'authority.renew': ['authority.ask-renewal'],
  'authority.update': ['authority.set-key-online'],
  'certificate.revoke': ['certificate.revoke-many', 'incident.revoke', 'certificate.suspend', 'reservation.resolve'],
  'operator.update': ['operator.create', 'operator.reset-passphrase', 'role.save', 'role.delete'],
  'quorum.set': ['quorum.remove', 'quorum.limit'],
  'settings.update': [
    'system.make-unlock-secret',
    'system.enable-unlock-at-start',
    'system.disable-unlock-at-start',
    'mail.set-password',
    'backup.set-passphrase',
    'backup.set-recipients',
    'backup.set-remote'
  ],
  'token.destroy-key': ['token.import'],
  'yubikey.setup': ['yubikey.generate', 'yubikey.import', 'yubikey.enrol', 'yubikey.write-certificate']
}

/** Rules that the matrix shows first: what one person alone should not be able to do. */
export const suggestedRules = [
  'authority.create',
  'authority.renew',
  'authority.retire',
  'authority.destroy',
  'certificate.revoke',
  'token.destroy-key',
  'yubikey.setup',
  'vault.shares-create',
  'ceremony.open',
  'operator.update',
  'settings.update',
  'quorum.set'
] as const

/** Rules that may be limited to certificates of authorities. */
export const scopedRules: ReadonlySet<string> = new Set(['certificate.revoke'])

/** @returns the operation whose rule governs this one: itself, or the first of its group */
export function ruleNameOf(operation: string): string {
  for (const [first, others] of Object.entries(ruleGroups)) if (others.includes(operation)) return first
  return operation
}

/** @returns every operation that falls under a rule */
export function governedBy(rule: string): readonly string[] {
  return [rule, ...(Object.hasOwn(ruleGroups, rule) ? (ruleGroups[rule] ?? []) : [])]
}

/** Most approvals that a rule can ask for. */
export const mostApprovals = 20

/** What a rule asks for. */
export const ruleTerms = z.strictObject({
  /** How many different people must approve. */
  needed: z.coerce.number().int().min(1).max(mostApprovals),
  /** Roles whose active operators may approve. */
  roles: z.array(z.string().min(1).max(100)).max(20).default([]),
  /** Operators by name who may approve, whatever their roles. */
  operators: z.array(z.string().min(1).max(100)).max(50).default([]),
  /** Whether who proposes may be one of those who approve; the proposal itself never counts. */
  proposerCounts: z.boolean().default(false),
  /** How long a proposal waits. */
  life: durationText.default('7d'),
  stepUp: z.enum(stepUps).default('passphrase'),
  execution: z.enum(executions).default('proposer'),
  scope: z.enum(ruleScopes).default('all')
})
export type RuleTerms = z.output<typeof ruleTerms>

/** A rule as a proposal keeps it: what the approvals must satisfy. Revision 0 is a rule that is only proposed. */
export const requirement = z.object({
  operation: z.string(),
  revision: z.number().int(),
  terms: ruleTerms
})
export type Requirement = z.output<typeof requirement>

/**
 * `open` collects approvals, `approved` waits for its execution, `executing` runs now. All others are final; of an
 * `interrupted` one nobody knows whether it was done, and it never runs again.
 */
export const proposalStates = [
  'open',
  'approved',
  'executing',
  'done',
  'failed',
  'interrupted',
  'declined',
  'withdrawn',
  'expired',
  'outdated'
] as const
export const proposalState = z.enum(proposalStates)
export type ProposalState = (typeof proposalStates)[number]

/** States in which a proposal still can come to something. */
export const livingStates: ReadonlySet<ProposalState> = new Set(['open', 'approved', 'executing'])

/** Rule of the reason that names a proposal: `where` is `proposal.<number>`. */
export const proposalRule = 'quorum.proposal'

/** @returns the number of the proposal that a refusal names; undefined where it names none */
export function proposalIn(reasons: readonly { readonly where: string; readonly rule: string }[]): number | undefined {
  const named = reasons.find(({ rule }) => rule === proposalRule)?.where
  const number = Number(named?.replace(/^proposal\./, ''))
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

/**
 * What an approver's token signs: canonical JSON of this, UTF-8. The request is the SHA-256 of the proposal, which in turn
 * holds the SHA-256 of the input and the rules; so a signature is worth nothing for any other proposal, person or answer.
 */
export interface ApprovalStatement {
  readonly type: 'chancery.quorum.approval'
  readonly version: 1
  readonly decision: 'approve'
  readonly operator: string
  readonly operatorId: number
  /** SHA-256 of the proposal, hex. */
  readonly request: string
}

/** Smallest and largest number of active operators with a role. */
export const headCountLimit = z.object({
  role: z.string(),
  minimum: z.number().int(),
  maximum: z.number().int().nullable(),
  /** Active operators who have it now. */
  present: z.number().int()
})

export const approvalView = z.object({
  operatorId: z.number().int(),
  operator: z.string(),
  decision: z.enum(['approve', 'decline']),
  at: unixMs,
  /** Null for a decline. */
  stepUp: z.enum(stepUps).nullable(),
  /** Name of the key that signed; null where the passphrase was shown. */
  key: z.string().nullable(),
  comment: z.string(),
  /** Why it does not count: the operator is disabled, or no longer one of those who may; null where it counts. */
  void: z.string().nullable()
})

export const requirementView = z.object({
  operation: z.string(),
  needed: z.number().int(),
  approved: z.number().int(),
  stepUp: z.enum(stepUps),
  proposerCounts: z.boolean(),
  roles: z.array(z.string()),
  operators: z.array(z.string()),
  /** Operators who may still approve. */
  missing: z.array(z.string())
})
