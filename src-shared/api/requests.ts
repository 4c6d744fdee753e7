import { z } from 'zod'
import { exportFormat } from '../model/certificate.ts'
import { channel } from '../model/channel.ts'
import {
  assessment,
  askedContent,
  comparison,
  csrSummary,
  decisionPreview,
  overrides,
  receipt,
  requestDecision,
  requestRow,
  requestState
} from '../model/request.ts'
import { encodedObject, id, ref, unixMs } from '../model/scalars.ts'
import { fromFile, page, pageRequest, producedFile, secretField } from './shapes.ts'
import { operation } from './operation.ts'

export const requestView = requestRow.extend({
  asked: askedContent,
  overrides: overrides.nullable(),
  csrPem: z.string().nullable(),
  /** Fresh: computed under the request's profile revision at the moment of asking. Null once it is decided. */
  assessment: assessment.nullable(),
  decisions: z.array(requestDecision),
  note: z.string(),
  keyByChancery: z.boolean(),
  reasons: z.array(z.object({ where: z.string(), rule: z.string(), message: z.string() })),
  /** Whether the caller may approve now, and if not, why. */
  mayApprove: z.object({ allowed: z.boolean(), why: z.string() }),
  /** Against the last certificate of the same names; null without one, and once it is decided. */
  comparison: comparison.nullable(),
  /** Whether the caller made it themselves, so that questions are theirs to answer. */
  own: z.boolean(),
  version: z.number().int()
})
export type RequestView = z.infer<typeof requestView>

const comment = z.string().max(2000).default('')

/** What came of a decision. */
const outcome = z.object({ request: requestView, certificateId: z.number().int().nullable() })

const bulkOutcome = z.object({
  taskId: z.string(),
  done: z.number().int(),
  failed: z.array(z.object({ id: z.number().int(), message: z.string() }))
})

export const requestOperations = {
  'request.inspect': operation({
    summary: 'Shows what is in a CSR and what would come of it under a profile, without sending it',
    access: 'request.submit',
    effect: 'read',
    input: z.strictObject({
      profile: ref.optional(),
      csr: encodedObject.optional().meta(fromFile),
      asked: askedContent.optional(),
      keyAlgorithm: z.string().max(40).optional(),
      overrides: overrides.optional()
    }),
    output: z.object({ csr: csrSummary.nullable(), assessment: assessment.nullable() })
  }),
  'request.submit': operation({
    summary: 'Sends a request with a CSR, or lets Chancery make the key',
    access: 'request.submit',
    effect: 'sign',
    input: z.strictObject({
      profile: ref,
      csr: encodedObject.optional().meta(fromFile),
      /** Without a CSR: the key that Chancery makes. */
      keyAlgorithm: z.string().max(40).optional(),
      asked: askedContent
        .optional()
        .meta({ help: 'Names, validity and usages that the form asks for beside or instead of the CSR.' }),
      note: z.string().max(2000).default(''),
      contact: z
        .email()
        .max(254)
        .optional()
        .meta({ help: 'Mail address for questions about the request and for the receipt.' }),
      transactionId: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ help: 'Sent twice, it gives the earlier answer again.' })
    }),
    output: outcome
  }),
  'request.list': operation({
    summary: 'Lists requests, newest first where nothing else is said',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({
      state: z.array(requestState).max(20).optional(),
      profile: ref.optional(),
      authority: ref.optional(),
      channel: channel.optional(),
      text: z.string().max(200).optional(),
      mine: z.boolean().default(false),
      assigned: z
        .enum(['me', 'nobody', 'anybody'])
        .optional()
        .meta({ help: 'Given to you or a role of yours, to nobody, or to somebody.' }),
      askedBack: z.boolean().optional().meta({ help: 'Whether the requester has to answer a question first.' }),
      olderThanHours: z.number().int().min(1).max(8760).optional(),
      oldestFirst: z.boolean().default(false),
      ...pageRequest
    }),
    output: page(requestRow)
  }),
  'request.show': operation({
    summary: 'Shows one request with its checks, decisions and merge table',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ request: requestView })
  }),
  'request.override': operation({
    summary: 'Changes names or validity of a waiting request; kept as a difference to what was asked',
    access: 'request.override',
    effect: 'write',
    input: z.strictObject({ id, overrides: overrides.nullable(), comment, version: z.number().int().optional() }),
    output: z.object({ request: requestView })
  }),
  'request.approve': operation({
    summary: 'Approves a waiting request; with the last approval that it needs the certificate is signed',
    access: 'request.approve',
    effect: 'sign',
    input: z.strictObject({
      id,
      comment,
      version: z
        .number()
        .int()
        .optional()
        .meta({ help: 'Refuses when the request changed since this version was read.' })
    }),
    output: outcome
  }),
  'request.decline': operation({
    summary: 'Declines a waiting request',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({ id, reason: z.string().min(1).max(2000) }),
    output: z.object({ request: requestView })
  }),
  'request.cancel': operation({
    summary: 'Takes back a request of your own that is not decided yet',
    access: 'request.submit',
    effect: 'write',
    input: z.strictObject({ id, comment }),
    output: z.object({ request: requestView })
  }),
  'request.comment': operation({
    summary: 'Adds a comment to a request',
    access: 'request.read-own',
    effect: 'write',
    input: z.strictObject({ id, text: z.string().min(1).max(2000) }),
    output: z.object({ request: requestView })
  }),
  'request.claim': operation({
    summary: 'Keeps a waiting request for yourself for five minutes, so that nobody else decides it meanwhile',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({
      id,
      takeOver: z.boolean().default(false).meta({ help: 'Takes it from who has it now.' })
    }),
    output: z.object({ until: unixMs })
  }),
  'request.release': operation({
    summary: 'Lets go of a request that you kept for yourself',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({ id }),
    output: z.object({ ok: z.literal(true) })
  }),
  'request.assign': operation({
    summary: 'Gives a waiting request to an operator or a role; to nobody where neither is named',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({ id, operator: z.string().max(100).optional(), role: z.string().max(100).optional() }),
    output: z.object({ request: requestView })
  }),
  'request.assignees': operation({
    summary: 'Lists to whom a request can be given',
    access: 'request.approve',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ operators: z.array(z.string()), roles: z.array(z.string()) })
  }),
  'request.ask': operation({
    summary: 'Asks the requester a question; the request waits for the answer',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({ id, question: z.string().trim().min(1).max(2000) }),
    output: z.object({ request: requestView, mailed: z.boolean() })
  }),
  'request.answer': operation({
    summary: 'Answers a question about a request of your own; it goes back to the queue',
    access: 'request.read-own',
    effect: 'write',
    input: z.strictObject({ id, text: z.string().trim().min(1).max(2000) }),
    output: z.object({ request: requestView })
  }),
  'request.preview-many': operation({
    summary: 'Says what approving or declining several requests would do, and which would fail and why',
    access: 'request.approve',
    effect: 'read',
    input: z.strictObject({ ids: z.array(id).min(1).max(1000), decision: z.enum(['approve', 'decline']) }),
    output: z.object({ rows: z.array(decisionPreview) })
  }),
  'request.receipt': operation({
    summary: 'Says in plain words what became of a request: what the certificate is for, until when, and what then',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({ id, language: z.enum(['en', 'de']).default('en') }),
    output: z.object({ receipt })
  }),
  'request.sign-now': operation({
    summary: 'Signs an approved request whose key was not at hand when it was approved',
    access: 'request.approve',
    effect: 'sign',
    input: z.strictObject({ id }),
    output: outcome
  }),
  'request.approve-many': operation({
    summary: 'Approves several waiting requests, each on its own',
    access: 'request.approve',
    effect: 'sign',
    input: z.strictObject({ ids: z.array(id).min(1).max(1000), comment, taskId: z.string().max(60).optional() }),
    output: bulkOutcome
  }),
  'request.decline-many': operation({
    summary: 'Declines several waiting requests with one reason',
    access: 'request.approve',
    effect: 'write',
    input: z.strictObject({
      ids: z.array(id).min(1).max(1000),
      reason: z.string().min(1).max(2000),
      taskId: z.string().max(60).optional()
    }),
    output: bulkOutcome
  }),
  'request.export-certificate': operation({
    summary: 'Writes the certificate that came of a request, with its chain where the format holds one',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({ id, format: exportFormat.exclude(['pkcs12']).default('chain-pem') }),
    output: z.object({ file: producedFile })
  }),
  'request.export-key': operation({
    summary: 'Hands over the key that Chancery made, with its certificate, as PKCS#12',
    access: 'request.submit',
    effect: 'sign',
    input: z.strictObject({ id, passphrase: z.string().min(8).max(1024).meta(secretField) }),
    output: z.object({ file: producedFile })
  })
}
