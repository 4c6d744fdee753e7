import { z } from 'zod'
import { approvalView, headCountLimit, proposalState, requirementView, ruleTerms } from '../model/quorum.ts'
import { pivSlot } from '../model/yubikey.ts'
import { encodedObject, id, unixMs } from '../model/scalars.ts'
import { done, fromFile, nothing, page, pageRequest, producedFile, secretField } from './shapes.ts'
import { operation } from './operation.ts'

const operationName = z
  .string()
  .min(3)
  .max(100)
  .meta({ help: 'Operation as the contract names it, e.g. authority.retire.' })
const ownPassphrase = z
  .string()
  .min(1)
  .max(1024)
  .meta({ ...secretField, help: 'Your own passphrase once more.' })
const yubiKeySerial = z.coerce
  .number()
  .int()
  .min(0)
  .max(0xffff_ffff)
  .meta({ help: 'Serial number of the YubiKey that holds your key, together with --slot.' })
const comment = z.string().max(1000).default('')

export const ruleView = z.object({
  operation: z.string(),
  /** Operations that fall under it too. */
  also: z.array(z.string()),
  revision: z.number().int(),
  updatedAt: unixMs,
  updatedBy: z.string(),
  terms: ruleTerms,
  /** Operators who may approve now. */
  eligible: z.array(z.string())
})

/** An operation that a rule can be set for. */
const ruledOperation = z.object({
  operation: z.string(),
  summary: z.string(),
  also: z.array(z.string()),
  /** It stands at the top of the matrix. */
  suggested: z.boolean()
})

/** Weak places of the rules as they stand. */
export const quorumGaps = ['no-rules', 'one-operator', 'accounts-unruled', 'rules-unruled', 'passphrase-only'] as const

export const proposalRow = z.object({
  id: z.number().int(),
  operation: z.string(),
  /** What the operation does, in a sentence. */
  summary: z.string(),
  /** What it is about: an authority, a certificate, an operator. Empty where the input does not name one. */
  about: z.string(),
  state: proposalState,
  proposer: z.string(),
  reason: z.string(),
  createdAt: unixMs,
  expiresAt: unixMs,
  /** Of the rule that asks for the most. */
  needed: z.number().int(),
  approved: z.number().int(),
  /** Whether the caller can approve it, or carry it out, right now. */
  waitsForMe: z.boolean()
})

export const proposalView = proposalRow.extend({
  /** As it will be carried out; a secret is shown as `secret: SHA-256 of salt and secret`. */
  input: z.record(z.string(), z.json()),
  /** Dotted paths of the secrets in it. */
  secrets: z.array(z.string()),
  /** What would be different, field by field; empty where nothing is there to compare with. */
  changes: z.array(z.object({ field: z.string(), now: z.json(), next: z.json() })),
  inputSha256: z.string(),
  digest: z.string(),
  requirements: z.array(requirementView),
  approvals: z.array(approvalView),
  /** What the caller may do. */
  mine: z.object({
    approve: z.boolean(),
    /** Why not; null where they may. */
    whyNot: z.string().nullable(),
    /** Kinds of step-up that count for every rule in which the caller may approve. */
    stepUp: z.enum(['passphrase', 'signature']),
    decline: z.boolean(),
    withdraw: z.boolean(),
    execute: z.boolean()
  }),
  endedAt: unixMs.nullable(),
  executedBy: z.string().nullable(),
  executedAt: unixMs.nullable(),
  /** What went wrong, or why it ended. */
  outcome: z.string().nullable(),
  /** The answer of the operation; for who proposed it only. */
  result: z.json().nullable()
})

const oneProposal = z.object({ proposal: proposalView })

export const keyView = z.object({
  id: z.number().int(),
  label: z.string(),
  algorithm: z.string(),
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  fingerprint: z.string(),
  subject: z.string().nullable(),
  notAfter: unixMs.nullable(),
  createdAt: unixMs
})

export const quorumOperations = {
  'quorum.rules': operation({
    summary: 'Lists which operations need approvals of several people, and the limits on how many have a role',
    access: 'signed-in',
    effect: 'read',
    input: nothing,
    output: z.object({
      rules: z.array(ruleView),
      limits: z.array(headCountLimit),
      operations: z.array(ruledOperation),
      gaps: z.array(z.enum(quorumGaps))
    })
  }),
  'quorum.set': operation({
    summary: 'Sets how many people must approve an operation; falls under the old and the new rule itself',
    access: 'role.manage',
    effect: 'write',
    input: z.strictObject({ operation: operationName, ...ruleTerms.shape }),
    output: z.object({ rule: ruleView })
  }),
  'quorum.remove': operation({
    summary: 'Removes the rule of an operation; falls under that rule itself',
    access: 'role.manage',
    effect: 'write',
    input: z.strictObject({ operation: operationName }),
    output: done
  }),
  'quorum.limit': operation({
    summary: 'Sets the smallest and largest number of active operators who have a role',
    access: 'role.manage',
    effect: 'write',
    input: z.strictObject({
      role: z.string().min(1).max(100),
      minimum: z.coerce.number().int().min(0).max(1000).default(0),
      maximum: z.coerce.number().int().min(1).max(1000).nullable().default(null)
    }),
    output: z.object({ limits: z.array(headCountLimit) })
  }),
  'quorum.propose': operation({
    summary: 'Proposes an operation that is under a rule, with a reason; running the operation itself proposes it too',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({
      operation: operationName,
      input: z.record(z.string(), z.json()).default({}),
      reason: z.string().max(2000).default('')
    }),
    output: oneProposal
  }),
  'quorum.list': operation({
    summary: 'Lists proposals: those that wait, or those that are over',
    access: 'signed-in',
    effect: 'read',
    input: z.strictObject({
      state: z.array(proposalState).max(20).optional(),
      ...pageRequest
    }),
    output: page(proposalRow)
  }),
  'quorum.waiting': operation({
    summary: 'Counts the proposals that wait for whoever asks',
    access: 'signed-in',
    effect: 'read',
    input: nothing,
    output: z.object({ count: z.number().int() })
  }),
  'quorum.show': operation({
    summary: 'Shows a proposal: what it would do, who approved, who is missing',
    access: 'signed-in',
    effect: 'read',
    input: z.strictObject({ id }),
    output: oneProposal
  }),
  'quorum.explain': operation({
    summary: 'Says why you propose it',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id, reason: z.string().min(1).max(2000) }),
    output: oneProposal
  }),
  'quorum.statement': operation({
    summary: 'Writes what your token signs to approve a proposal',
    access: 'signed-in',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ file: producedFile })
  }),
  'quorum.approve': operation({
    summary: 'Approves a proposal, with your passphrase or a signature of your token',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({
      id,
      ownPassphrase: ownPassphrase.optional(),
      signature: z
        .string()
        .max(20_000)
        .optional()
        .meta({ ...fromFile, help: 'Signature over what "quorum statement" wrote, in base64 or as raw bytes.' }),
      yubikey: yubiKeySerial.optional(),
      slot: pivSlot.optional(),
      pin: z
        .string()
        .min(1)
        .max(256)
        .optional()
        .meta({ ...secretField, help: 'File with the PIN of the YubiKey.' }),
      comment
    }),
    output: oneProposal
  }),
  'quorum.decline': operation({
    summary: 'Declines a proposal',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id, comment }),
    output: oneProposal
  }),
  'quorum.withdraw': operation({
    summary: 'Withdraws your own proposal',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id }),
    output: oneProposal
  }),
  'quorum.execute': operation({
    summary: 'Carries out a proposal that has all its approvals, once',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id }),
    output: oneProposal
  }),
  'quorum.keys': operation({
    summary: 'Lists the keys by which you approve',
    access: 'signed-in',
    effect: 'read',
    input: nothing,
    output: z.object({ keys: z.array(keyView) })
  }),
  'quorum.key-add': operation({
    summary: 'Registers the certificate or public key of your token, so that you can approve by a signature',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({
      label: z.string().trim().min(1).max(100),
      certificate: encodedObject.optional().meta({ ...fromFile, help: 'Certificate or public key, PEM or DER.' }),
      yubikey: yubiKeySerial.optional(),
      slot: pivSlot.optional(),
      ownPassphrase
    }),
    output: z.object({ key: keyView })
  }),
  'quorum.key-remove': operation({
    summary: 'Removes a key of yours; approvals that it signed count no more',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id, ownPassphrase }),
    output: done
  })
}
