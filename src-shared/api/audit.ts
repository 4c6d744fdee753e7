import { z } from 'zod'
import { unixMs } from '../model/scalars.ts'
import { nothing, page, pageRequest, producedFile } from './shapes.ts'
import { operation } from './operation.ts'

export const auditRow = z.object({
  seq: z.number().int(),
  at: unixMs,
  actor: z.string(),
  channel: z.string(),
  operation: z.string(),
  objectKind: z.string().nullable(),
  objectId: z.number().int().nullable(),
  outcome: z.enum(['ok', 'refused', 'failed']),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string()
})
export type AuditRow = z.infer<typeof auditRow>

const filter = {
  text: z.string().max(200).optional(),
  actor: z.string().max(100).optional(),
  operation: z.string().max(100).optional(),
  objectKind: z.string().max(40).optional(),
  objectId: z.coerce.number().int().optional(),
  outcome: z.enum(['ok', 'refused', 'failed']).optional(),
  from: unixMs.optional(),
  to: unixMs.optional()
}

export const auditOperations = {
  'audit.list': operation({
    summary: 'Lists audit rows, newest first',
    access: 'audit.read',
    effect: 'read',
    input: z.strictObject({ ...filter, ...pageRequest }),
    output: page(auditRow)
  }),
  'audit.verify': operation({
    summary: 'Walks the audit chain and names the first row that was altered, removed or moved',
    access: 'audit.read',
    effect: 'read',
    input: nothing,
    output: z.object({
      intact: z.boolean(),
      rows: z.number().int(),
      head: z.string(),
      firstAltered: z.object({ seq: z.number().int(), what: z.string() }).nullable(),
      tookMs: z.number()
    })
  }),
  'audit.export': operation({
    summary: 'Writes the audit log as JSON lines',
    access: 'audit.export',
    effect: 'read',
    input: z.strictObject(filter),
    output: z.object({ file: producedFile, rows: z.number().int() })
  })
}
