import { z } from 'zod'
import { anchorSettings, anchorSettingsPatch } from '../model/audit-anchor.ts'
import { unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, page, pageRequest, producedFile } from './shapes.ts'

/** A key that signs evidence. */
export const evidenceSigner = z.object({
  id: z.number().int(),
  name: z.string(),
  subject: z.string(),
  /** SHA-256 of the certificate: what an auditor compares. */
  sha256: z.string(),
  algorithm: z.string(),
  /** `software`, or the address of the key on its token. */
  location: z.string(),
  state: z.enum(['active', 'retired']),
  /** PEM. */
  certificate: z.string(),
  createdAt: unixMs,
  createdBy: z.string()
})
export type EvidenceSigner = z.infer<typeof evidenceSigner>

export const anchorRow = z.object({
  id: z.number().int(),
  seq: z.number().int(),
  hash: z.string(),
  at: unixMs,
  text: z.string(),
  origin: z.enum(['hand', 'schedule', 'outside']),
  signer: z.string(),
  stampedAt: unixMs.nullable(),
  stampProblem: z.string().nullable(),
  createdBy: z.string(),
  /** Whether the log still holds the anchored row. */
  holds: z.boolean()
})
export type AnchorRow = z.infer<typeof anchorRow>

const id = z.coerce.number().int().positive()

export const anchorOperations = {
  'anchor.list': operation({
    summary: 'Lists anchors of the audit log, newest first, and whether the log still holds each',
    access: 'audit.read',
    effect: 'read',
    input: z.strictObject(pageRequest),
    output: page(anchorRow)
  }),
  'anchor.create': operation({
    summary: 'Anchors the audit log: signs the hash of its newest row, and has it time-stamped',
    access: 'audit.export',
    effect: 'sign',
    input: z.strictObject({
      signer: z
        .string()
        .max(100)
        .optional()
        .meta({ help: 'Name of the evidence key; that of the settings where left out.' }),
      text: z
        .string()
        .max(1000)
        .optional()
        .meta({ ...fromFile, help: 'For a signature made elsewhere: what "anchor prepare" gave.' }),
      signature: z
        .string()
        .max(140_000)
        .optional()
        .meta({ ...fromFile, help: 'Detached CMS over the text, DER or PEM, made by any key and any program.' })
    }),
    output: z.object({ anchor: anchorRow })
  }),
  'anchor.prepare': operation({
    summary: 'Gives the text of an anchor, to be signed elsewhere',
    access: 'audit.export',
    effect: 'read',
    input: nothing,
    output: z.object({ seq: z.number().int(), hash: z.string(), file: producedFile })
  }),
  'anchor.export': operation({
    summary: 'Writes anchors with signatures and time-stamps, for the stand-alone verifier',
    access: 'audit.export',
    effect: 'read',
    input: z.strictObject({ from: unixMs.optional() }),
    output: z.object({ anchors: z.number().int(), file: producedFile })
  }),
  'anchor.print': operation({
    summary: 'Makes a page with an anchor as text, words and QR code, for the safe',
    access: 'audit.export',
    effect: 'read',
    input: z.strictObject({ id, language: z.enum(['en', 'de']).default('en') }),
    output: z.object({ file: producedFile })
  }),
  'anchor.signers': operation({
    summary: 'Lists keys that sign evidence',
    access: 'audit.read',
    effect: 'read',
    input: nothing,
    output: z.object({ signers: z.array(evidenceSigner) })
  }),
  'anchor.add-signer': operation({
    summary: 'Makes a key that signs evidence, or takes one on a token',
    access: 'settings.edit',
    effect: 'sign',
    input: z.strictObject({
      name: z.string().trim().min(1).max(100),
      key: z.string().max(40).default('P-256').meta({ help: 'Algorithm of a new key in the vault.' }),
      tokenKey: id
        .optional()
        .meta({ help: 'Number of a key on a token that was made for evidence, in place of a new one.' })
    }),
    output: z.object({ signer: evidenceSigner })
  }),
  'anchor.retire-signer': operation({
    summary: 'Ends the use of an evidence key; what it signed stays valid',
    access: 'settings.edit',
    effect: 'write',
    final: 'The key never signs evidence again.',
    input: z.strictObject({ id }),
    output: done
  }),
  'anchor.settings': operation({
    summary: 'Shows when anchors are made by themselves, who signs and who stamps',
    access: 'audit.read',
    effect: 'read',
    input: nothing,
    output: anchorSettings
  }),
  'anchor.change-settings': operation({
    summary: 'Changes when anchors are made by themselves, who signs and who stamps',
    access: 'settings.edit',
    effect: 'write',
    input: anchorSettingsPatch,
    output: anchorSettings
  }),
  'anchor.verifier': operation({
    summary: 'Gives the verifier for browsers: one HTML file that works without a network',
    access: 'audit.read',
    effect: 'read',
    input: nothing,
    output: z.object({ file: producedFile })
  })
}
