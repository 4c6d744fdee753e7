import { z } from 'zod'
import { authorityState, crlPartition, crlSettings, crlSettingsPatch } from '../model/authority.ts'
import { crlAlarmKinds, crlStates } from '../model/crl.ts'
import { durationText } from '../model/duration.ts'
import { revocationReason } from '../model/revocation.ts'
import { id, objectName, ref, unixMs } from '../model/scalars.ts'
import { done, page, pageRequest, nothing, producedFile } from './shapes.ts'
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

/** What somebody should look after. */
export const crlAlarm = z.object({
  authorityId: z.number().int(),
  authorityName: z.string(),
  kind: z.enum(crlAlarmKinds),
  /** The end that it is about, or the beginning. */
  at: unixMs
})
export type CrlAlarm = z.infer<typeof crlAlarm>

/** The CRLs of one authority: out, to come, waiting. */
export const crlCalendarRow = z.object({
  authorityId: z.number().int(),
  authorityName: z.string(),
  authorityState,
  /** It is the mirror of a root that is kept off line: nothing can be signed here. */
  keyElsewhere: z.boolean(),
  /** Where new certificates say that the undivided CRL is; empty where no address is known. */
  addresses: z.array(z.string()),
  /** The CRL profile that it follows; null where its settings are its own. */
  profile: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  policy: z.object({
    life: z.string(),
    overlap: z.string(),
    scheduled: z.boolean(),
    onRevocation: z.boolean(),
    onRequest: z.boolean(),
    times: z.string().nullable(),
    deltaLife: z.string().nullable(),
    partition: crlPartition,
    /** Into how many parts shards divide. */
    shards: z.number().int(),
    keepExpired: z.boolean()
  }),
  /** When the next is signed by itself: 0 at once, null never. */
  nextMade: unixMs.nullable(),
  /** What it will be: complete with its parts, or deltas alone. */
  nextKind: z.enum(['complete', 'delta']).nullable(),
  lists: z.array(
    z.object({
      scope: z.string(),
      kind: z.enum(['complete', 'delta']),
      state: z.enum(crlStates),
      last: crlRow.nullable(),
      /** When the next of those that wait is released. */
      nextRelease: unixMs.nullable()
    })
  ),
  /** Signed ahead, by their day (thisUpdate). */
  waiting: z.array(crlRow),
  alarms: z.array(crlAlarm)
})
export type CrlCalendarRow = z.infer<typeof crlCalendarRow>

/** Settings of CRLs under a name, which several authorities may follow. */
export const crlProfileRow = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  settings: crlSettings,
  /** Those that follow it: a change of the profile changes them. */
  authorities: z.array(z.object({ id: z.number().int(), name: z.string() })),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type CrlProfileRow = z.infer<typeof crlProfileRow>

const crlSaying = z.object({ revokedAt: unixMs, reason: z.string(), invalidityDate: unixMs.nullable() })

/** One serial number on which two CRLs differ. */
export const crlChange = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  serial: z.string(),
  before: crlSaying.nullable(),
  after: crlSaying.nullable(),
  certificateId: z.number().int().nullable()
})
export type CrlChange = z.infer<typeof crlChange>

export const crlDiff = z.object({
  from: crlRow,
  to: crlRow,
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  changes: z.array(crlChange),
  next: z.string().nullable()
})
export type CrlDiff = z.infer<typeof crlDiff>

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
    input: z.strictObject({
      authority: ref.optional(),
      from: unixMs.optional().meta({ help: 'Those whose thisUpdate is not before this moment.' }),
      to: unixMs.optional().meta({ help: 'Those whose thisUpdate is before this moment.' }),
      ...pageRequest
    }),
    output: page(crlRow)
  }),
  'crl.show': operation({
    summary: 'Shows a CRL and its entries: all, or those of a serial number or a reason',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({
      id,
      serial: z
        .string()
        .max(64)
        .regex(/^[0-9A-Fa-f]+$/, 'Write a serial number, or a part of one, in hexadecimal digits.')
        .optional()
        .meta({ help: 'Entries whose serial number has these hexadecimal digits in it.' }),
      reason: z.array(revocationReason).max(10).optional().meta({ help: 'Entries with one of these reasons.' }),
      ...pageRequest
    }),
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
  }),
  'crl.schedule': operation({
    summary:
      'Shows for each authority which CRLs are out, when the next come, what waits for its day and what is overdue',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional() }),
    output: z.object({ rows: z.array(crlCalendarRow) })
  }),
  'crl.series': operation({
    summary: 'Signs the next CRLs of an authority ahead in one go; each is released on its day, also without the key',
    access: 'crl.issue',
    effect: 'sign',
    input: z.strictObject({
      authority: ref,
      count: z.number().int().min(1).max(60).default(12),
      every: durationText
        .optional()
        .meta({ help: 'From one release to the next. Default: the life of a CRL less the overlap.' }),
      from: unixMs.optional().meta({ help: 'Day of the first. Default: now.' })
    }),
    output: z.object({ crls: z.array(crlRow) })
  }),
  'crl.release': operation({
    summary: 'Releases a CRL whose day has come although it does not know of a revocation made since it was signed',
    access: 'crl.issue',
    effect: 'write',
    input: z.strictObject({ id, comment: z.string().trim().min(1).max(500) }),
    output: z.object({ crl: crlRow })
  }),
  'crl.diff': operation({
    summary: 'Compares two CRLs of an authority: entries added, removed and changed',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({
      from: id.meta({ help: 'The earlier CRL.' }),
      to: id.meta({ help: 'The later CRL.' }),
      ...pageRequest
    }),
    output: crlDiff
  }),
  'crl.set-number': operation({
    summary: 'Goes on above a CRL number that was used elsewhere, or since the backup that this database comes from',
    access: 'crl.issue',
    effect: 'write',
    input: z.strictObject({ authority: ref, last: z.string().regex(/^\d{1,48}$/) }),
    output: z.object({ last: z.string() })
  }),
  'crl.profile-list': operation({
    summary: 'Lists the CRL profiles and which authorities follow each',
    access: 'crl.read',
    effect: 'read',
    input: nothing,
    output: z.object({ profiles: z.array(crlProfileRow) })
  }),
  'crl.profile-show': operation({
    summary: 'Shows a CRL profile',
    access: 'crl.read',
    effect: 'read',
    input: z.strictObject({ profile: ref }),
    output: z.object({ profile: crlProfileRow })
  }),
  'crl.profile-create': operation({
    summary: 'Puts settings of CRLs under a name, for several authorities to follow',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      description: z.string().max(500).default(''),
      authority: ref
        .optional()
        .meta({ help: 'Starts from the CRL settings of this authority, and not from the defaults.' }),
      settings: crlSettingsPatch.prefault({})
    }),
    output: z.object({ profile: crlProfileRow })
  }),
  'crl.profile-edit': operation({
    summary: 'Changes a CRL profile and with it every authority that follows it',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({
      profile: ref,
      name: objectName.optional(),
      description: z.string().max(500).optional(),
      settings: crlSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: z.object({
      profile: crlProfileRow,
      /** Authorities whose settings were changed by it. */
      changed: z.array(z.object({ id: z.number().int(), name: z.string() }))
    })
  }),
  'crl.profile-delete': operation({
    summary: 'Deletes a CRL profile that no authority follows',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({ profile: ref }),
    output: done
  })
}
