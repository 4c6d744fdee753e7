import { z } from 'zod'
import { certificateState } from './certificate.ts'
import type { Permission } from './permission.ts'
import { requestState } from './request.ts'
import { unixMs } from './scalars.ts'

/** The reports, in the order of their index page. */
export const reportKinds = [
  'statistics',
  'all-certificates',
  'active-certificates',
  'revoked-certificates',
  'suspended-certificates',
  'expired-certificates',
  'crls',
  'requests',
  'approvals',
  'operators',
  'audit'
] as const
export const reportKind = z.enum(reportKinds)
export type ReportKind = z.infer<typeof reportKind>

export const reportFormats = ['csv', 'xlsx', 'pdf'] as const
export const reportFormat = z.enum(reportFormats)
export type ReportFormat = z.infer<typeof reportFormat>

/** Rows at most by format; null for any number. A workbook and a PDF are built in memory, and nobody reads longer ones. */
export const formatLimits: Readonly<Record<ReportFormat, number | null>> = { csv: null, xlsx: 100_000, pdf: 5_000 }

export const reportLanguage = z.enum(['en', 'de'])
export type ReportLanguage = z.infer<typeof reportLanguage>

/** How a value of a column is written: a moment is Unix ms, `hex` stands in a fixed width. */
export type ReportValueType = 'text' | 'number' | 'time' | 'hex' | 'word'

/** Every column of every report; a column of one name holds the same in each report that has it. */
export const reportColumns = {
  id: 'number',
  serial: 'hex',
  subject: 'text',
  names: 'text',
  issuer: 'text',
  authority: 'text',
  profile: 'text',
  class: 'word',
  state: 'word',
  notBefore: 'time',
  notAfter: 'time',
  issuedAt: 'time',
  requester: 'text',
  keyAlgorithm: 'text',
  signatureAlgorithm: 'text',
  fingerprint: 'hex',
  revokedAt: 'time',
  reason: 'text',
  revokedBy: 'text',
  remarks: 'text',
  heldDays: 'number',
  expiredDays: 'number',
  count: 'number',
  number: 'hex',
  crlKind: 'word',
  scope: 'text',
  thisUpdate: 'time',
  nextUpdate: 'time',
  entries: 'number',
  size: 'number',
  crlState: 'word',
  sha256: 'hex',
  channel: 'text',
  approvalsNeeded: 'number',
  createdAt: 'time',
  decidedAt: 'time',
  requestState: 'word',
  requestId: 'number',
  decision: 'word',
  operator: 'text',
  at: 'time',
  operation: 'text',
  ok: 'number',
  refused: 'number',
  failed: 'number',
  firstAt: 'time',
  lastAt: 'time',
  actor: 'text',
  objectKind: 'text',
  objectId: 'text',
  outcome: 'word',
  detail: 'text',
  hash: 'hex'
} as const satisfies Readonly<Record<string, ReportValueType>>
export type ReportColumn = keyof typeof reportColumns

/** Parameters that narrow a report; `period` is about the moment that `periodOf` names. */
export type ReportFilter = 'authority' | 'profile' | 'states'

export interface ReportShape {
  readonly columns: readonly ReportColumn[]
  /** Columns of the file where nobody chose others. */
  readonly usual: readonly ReportColumn[]
  readonly filters: readonly ReportFilter[]
  /** The moment that a period is about. */
  readonly periodOf: ReportColumn
  /** What `states` may name. */
  readonly states: readonly string[]
  /** Beside the permission for reports. */
  readonly needs: readonly Permission[]
}

const certificateColumns = [
  'id',
  'serial',
  'subject',
  'names',
  'issuer',
  'authority',
  'profile',
  'class',
  'state',
  'notBefore',
  'notAfter',
  'issuedAt',
  'requester',
  'keyAlgorithm',
  'signatureAlgorithm',
  'fingerprint'
] as const satisfies readonly ReportColumn[]

const certificates = (
  more: readonly ReportColumn[],
  usual: readonly ReportColumn[],
  rest: Partial<ReportShape> = {}
): ReportShape => ({
  columns: [...certificateColumns, ...more],
  usual,
  filters: ['authority', 'profile'],
  periodOf: 'issuedAt',
  states: [],
  needs: ['certificate.read'],
  ...rest
})

const revocation = ['revokedAt', 'reason', 'revokedBy', 'remarks'] as const satisfies readonly ReportColumn[]

/** What each report can tell, and by what it can be narrowed. */
export const reportShapes: Readonly<Record<ReportKind, ReportShape>> = {
  statistics: {
    columns: ['authority', 'profile', 'class', 'state', 'count'],
    usual: ['authority', 'profile', 'class', 'state', 'count'],
    filters: ['authority', 'profile', 'states'],
    periodOf: 'issuedAt',
    states: certificateState.options.filter((state) => state !== 'expiring'),
    needs: ['certificate.read']
  },
  'all-certificates': certificates(
    ['revokedAt', 'reason'],
    ['serial', 'subject', 'authority', 'profile', 'state', 'notBefore', 'notAfter'],
    { filters: ['authority', 'profile', 'states'], states: certificateState.options }
  ),
  'active-certificates': certificates([], ['serial', 'subject', 'authority', 'profile', 'notBefore', 'notAfter']),
  'revoked-certificates': certificates(revocation, ['serial', 'subject', 'authority', ...revocation], {
    periodOf: 'revokedAt'
  }),
  'suspended-certificates': certificates(
    [...revocation, 'heldDays'],
    ['serial', 'subject', 'authority', 'revokedAt', 'heldDays', 'revokedBy', 'remarks'],
    { periodOf: 'revokedAt' }
  ),
  'expired-certificates': certificates(
    ['expiredDays'],
    ['serial', 'subject', 'authority', 'profile', 'notAfter', 'expiredDays'],
    { periodOf: 'notAfter' }
  ),
  crls: {
    columns: [
      'authority',
      'number',
      'crlKind',
      'scope',
      'thisUpdate',
      'nextUpdate',
      'entries',
      'size',
      'crlState',
      'reason',
      'sha256'
    ],
    usual: ['authority', 'number', 'crlKind', 'thisUpdate', 'nextUpdate', 'entries', 'size', 'crlState'],
    filters: ['authority', 'states'],
    periodOf: 'thisUpdate',
    states: ['released', 'waiting', 'withdrawn'],
    needs: ['crl.read']
  },
  requests: {
    columns: [
      'id',
      'requestState',
      'subject',
      'names',
      'requester',
      'channel',
      'authority',
      'profile',
      'approvalsNeeded',
      'createdAt',
      'decidedAt',
      'serial'
    ],
    usual: ['id', 'requestState', 'subject', 'requester', 'channel', 'profile', 'createdAt', 'decidedAt'],
    filters: ['authority', 'profile', 'states'],
    periodOf: 'createdAt',
    states: requestState.options,
    needs: ['request.read']
  },
  approvals: {
    columns: ['at', 'requestId', 'subject', 'decision', 'operator', 'remarks', 'authority', 'profile'],
    usual: ['at', 'requestId', 'subject', 'decision', 'operator', 'remarks'],
    filters: ['authority', 'profile', 'states'],
    periodOf: 'at',
    states: ['submit', 'approve', 'decline', 'override', 'comment', 'cancel'],
    needs: ['request.read']
  },
  operators: {
    columns: ['operator', 'operation', 'channel', 'ok', 'refused', 'failed', 'firstAt', 'lastAt'],
    usual: ['operator', 'operation', 'channel', 'ok', 'refused', 'failed', 'firstAt', 'lastAt'],
    filters: [],
    periodOf: 'at',
    states: [],
    needs: ['audit.read']
  },
  audit: {
    columns: ['number', 'at', 'actor', 'channel', 'operation', 'objectKind', 'objectId', 'outcome', 'detail', 'hash'],
    usual: ['number', 'at', 'actor', 'channel', 'operation', 'objectKind', 'objectId', 'outcome'],
    filters: ['states'],
    periodOf: 'at',
    states: ['ok', 'refused', 'failed'],
    needs: ['audit.read']
  }
}

const columnNames = Object.keys(reportColumns) as [ReportColumn, ...ReportColumn[]]

/** What a person chooses of a report; what is left out narrows nothing. */
export const reportParameters = {
  from: unixMs.optional().meta({ help: 'Begin of the period.' }),
  to: unixMs.optional().meta({ help: 'End of the period, no longer in it.' }),
  lastDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_600)
    .optional()
    .meta({ help: 'The days before the moment of the report, in place of from and to.' }),
  authority: z.union([z.number().int(), z.string().max(200)]).optional(),
  profile: z.union([z.number().int(), z.string().max(200)]).optional(),
  states: z.array(z.string().max(40)).max(20).optional().meta({ help: 'Only these; default: all of the report.' }),
  columns: z.array(z.enum(columnNames)).max(40).optional().meta({ help: 'Default: the usual ones of the report.' })
} as const
export type ReportParameters = z.infer<z.ZodObject<typeof reportParameters>>

/** Parameters as a file and the history say them: names beside numbers. */
export const resolvedParameters = z.object({
  from: unixMs.nullable(),
  to: unixMs.nullable(),
  lastDays: z.number().int().nullable(),
  authorityId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  profileId: z.number().int().nullable(),
  profileName: z.string().nullable(),
  states: z.array(z.string()),
  columns: z.array(z.enum(columnNames)),
  language: reportLanguage
})
export type ResolvedParameters = z.infer<typeof resolvedParameters>
