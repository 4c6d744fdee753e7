import { z } from 'zod'
import { id, ref, unixMs } from '../model/scalars.ts'
import { page, pageRequest, producedFile } from './shapes.ts'
import { operation } from './operation.ts'

export const crlRow = z.object({
  id: z.number().int(),
  authorityId: z.number().int(),
  authorityName: z.string(),
  /** Decimal text: CRL numbers may be longer than 53 bits. */
  number: z.string(),
  kind: z.enum(['complete', 'delta']),
  /** Of which certificates it speaks: '' for all, s16-3 for a shard, users, authorities, key-reasons, other-reasons. */
  scope: z.string(),
  /** Of a delta: the number of the complete CRL that it starts from. */
  baseNumber: z.string().nullable(),
  thisUpdate: unixMs,
  nextUpdate: unixMs,
  entries: z.number().int(),
  size: z.number().int(),
  sha256: z.string(),
  why: z.string(),
  createdAt: unixMs,
  /** Waiting: signed ahead, released on its day (thisUpdate). Withdrawn: another took its place before that. */
  state: z.enum(['released', 'waiting', 'withdrawn']),
  releasedAt: unixMs.nullable(),
  current: z.boolean(),
  /** Waits, and does not know of a revocation made since it was signed: it is held back until it is signed anew. */
  stale: z.boolean()
})
export type CrlRow = z.infer<typeof crlRow>

export const crlOperations = {
  'crl.issue': operation({
    summary: 'Signs a new CRL of an authority with its parts and deltas, or a delta alone',
    access: 'crl.issue',
    effect: 'sign',
    input: z.strictObject({
      authority: ref,
      delta: z.boolean().default(false).meta({ help: 'Signs delta CRLs alone, against the newest complete one.' })
    }),
    output: z.object({ crl: crlRow, file: producedFile })
  }),
  'crl.list': operation({
    summary: 'Lists the CRLs of an authority, newest first',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional(), ...pageRequest }),
    output: page(crlRow)
  }),
  'crl.show': operation({
    summary: 'Shows a CRL and its entries',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({ id, ...pageRequest }),
    output: z.object({
      crl: crlRow,
      issuer: z.string(),
      signatureAlgorithm: z.string(),
      entries: z.array(
        z.object({
          serial: z.string(),
          revokedAt: unixMs,
          reason: z.string(),
          certificateId: z.number().int().nullable()
        })
      ),
      next: z.string().nullable()
    })
  }),
  'crl.export': operation({
    summary: 'Writes a CRL to a file',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({ id, format: z.enum(['der', 'pem']).default('der') }),
    output: z.object({ file: producedFile })
  })
}
