import { z } from 'zod'
import { ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { page, pageRequest } from './shapes.ts'

/** The charts, in the order of the first screen until somebody arranges them. */
export const chartIds = [
  'expiring',
  'proofs-ending',
  'requested-issued',
  'requests-by-type',
  'sub-types',
  'validation-levels',
  'profiles',
  'signers',
  'terms',
  'proof-states',
  'organizations',
  'key-strengths',
  'signature-algorithms',
  'public-key-algorithms'
] as const
export const chartId = z.enum(chartIds)
export type ChartId = z.infer<typeof chartId>

/** Days that a chart over time looks back: by day, by week, by month of 30 days. */
export const chartWindow = z.union([z.literal(30), z.literal(90), z.literal(360)])
export type ChartWindow = z.infer<typeof chartWindow>
/** Days of one bar by window. */
export const barDays: Readonly<Record<ChartWindow, number>> = { 30: 1, 90: 7, 360: 30 }

/** What people call a certificate by its use; the last three are none of the four that charts show. */
export const certificateTypes = ['tls', 'client', 'code-signing', 'device', 'other', 'authority', 'service'] as const
export type CertificateType = (typeof certificateTypes)[number]

const chartMark = z.object({
  /** Names the mark to `dashboard.drill`. */
  key: z.string(),
  /** Its name where that is data; null where the key is a word that the reader knows. */
  name: z.string().nullable(),
  /** One for each series of the chart. */
  values: z.array(z.number().int()),
  /** `weak`: to be replaced. `public`: leads by its name to a root that this runtime trusts. */
  flag: z.enum(['weak', 'public']).nullable()
})
export type ChartMark = z.infer<typeof chartMark>

export const chart = z.object({
  id: chartId,
  counts: z.enum(['certificates', 'requests', 'domains']),
  series: z.array(z.string()),
  marks: z.array(chartMark),
  /** What the chart speaks of in all; windows overlap, so that it is not the sum of their bars. */
  total: z.number().int(),
  /** Marks beyond the most that are told, and their sum. */
  folded: z.object({ marks: z.number().int(), sum: z.number().int() })
})
export type Chart = z.infer<typeof chart>

/** Columns of the table behind a mark, by chart (R, C and domains of the field's own dashboards). */
const requestColumns = [
  'type',
  'organization',
  'department',
  'orderNumber',
  'serial',
  'termDays',
  'status',
  'requestedAt',
  'issuedAt',
  'expiresAt'
] as const
const certificateColumns = ['commonName', 'organization', 'department'] as const
const domainColumns = ['commonName', 'delegation', 'requestedAt', 'proofState'] as const
export const drillColumns = {
  expiring: [...certificateColumns, 'expiresAt'],
  'proofs-ending': domainColumns,
  'requested-issued': requestColumns,
  'requests-by-type': requestColumns,
  'sub-types': [...certificateColumns, 'subType', 'profile'],
  'validation-levels': [...certificateColumns, 'subType'],
  profiles: [...certificateColumns, 'profile'],
  signers: [...certificateColumns, 'signer'],
  terms: requestColumns,
  'proof-states': domainColumns,
  organizations: requestColumns,
  'key-strengths': [...certificateColumns, 'expiresAt', 'keyAlgorithm', 'keySize'],
  'signature-algorithms': [...certificateColumns, 'expiresAt', 'signatureAlgorithm'],
  'public-key-algorithms': [...certificateColumns, 'expiresAt', 'signatureAlgorithm', 'keyAlgorithm']
} as const satisfies Readonly<Record<ChartId, readonly string[]>>
export type DrillColumn = (typeof drillColumns)[ChartId][number]

const text = z.string().nullable()
const moment = unixMs.nullable()
/** One row behind a mark; what its chart has no column for may be null. */
export const drillRow = z.object({
  kind: z.enum(['certificate', 'request', 'domain']),
  id: z.number().int(),
  /** Of a domain: its name. */
  commonName: z.string(),
  organization: text,
  department: text,
  type: z.enum(certificateTypes).nullable(),
  /** Number of the request. */
  orderNumber: z.number().int().nullable(),
  serial: text,
  termDays: z.number().int().nullable(),
  status: text,
  requestedAt: moment,
  issuedAt: moment,
  expiresAt: moment,
  subType: text,
  profile: text,
  signer: text,
  keyAlgorithm: text,
  keySize: z.number().int().nullable(),
  signatureAlgorithm: text,
  delegation: z.enum(['active', 'inactive']).nullable(),
  proofState: text
})
export type DrillRow = z.infer<typeof drillRow>

const scope = {
  authority: ref.optional().meta({ help: 'Only what this authority issues; domains belong to none.' }),
  window: z.coerce
    .number()
    .pipe(chartWindow)
    .default(30)
    .meta({ help: '30 days by day, 90 by week, 360 by month; for the charts over time.' })
}

export const dashboardOperations = {
  'dashboard.charts': operation({
    summary: 'Draws the figures of the charts; those that the caller may not read are left out',
    access: 'dashboard.read',
    effect: 'read',
    input: z.strictObject({
      ...scope,
      charts: z.array(chartId).max(chartIds.length).optional().meta({ help: 'Default: all.' })
    }),
    output: z.object({
      asOf: unixMs,
      /** Set while old certificates are still being counted, after an upgrade or a large import. */
      counting: z.object({ waiting: z.number().int(), last: z.number().int() }).nullable(),
      charts: z.array(chart)
    })
  }),
  'dashboard.drill': operation({
    summary: 'Lists what stands behind one mark of a chart',
    access: 'dashboard.read',
    effect: 'read',
    input: z.strictObject({
      chart: chartId,
      mark: z.string().max(8192).meta({ help: 'The key of a mark as dashboard charts gives it.' }),
      series: z.string().max(40).optional().meta({ help: 'Only of this series; default: all of the mark.' }),
      ...scope,
      ...pageRequest
    }),
    output: page(drillRow)
  })
}
