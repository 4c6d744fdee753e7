import { z } from 'zod'
import { crlStates } from '../model/crl.ts'
import { unixMs } from '../model/scalars.ts'
import { settings, settingsPatch } from '../model/settings.ts'
import { done, nothing } from './shapes.ts'
import { operation } from './operation.ts'

export const task = z.object({
  id: z.string(),
  title: z.string(),
  operator: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  /** Null while the size of the work is unknown. */
  total: z.number().nullable(),
  message: z.string(),
  startedAt: unixMs,
  endedAt: unixMs.nullable()
})
export type Task = z.infer<typeof task>

export const noticeKinds = [
  'requests-waiting',
  'certificates-expiring',
  'crl-due',
  'crl-overdue',
  'crl-not-begun',
  'crl-revocation-waits',
  'crl-series-stale',
  'crl-series-ending',
  'crl-since-restore',
  'root-duty',
  'authority-expiring',
  'authority-expired',
  'scep-silent',
  'cmp-silent',
  'tsa-silent',
  'ocsp-silent',
  'reservation-open',
  'proof-ends-soon',
  'proof-ended',
  'job-failed',
  'task-failed',
  'not-served',
  'not-served-secure',
  'backup-old',
  'backup-failed',
  'drill-old',
  'kit-changed'
] as const

/** Something that needs somebody, or went wrong while nobody looked. */
export const notice = z.object({
  /** Changes when there is something new to tell. */
  id: z.string(),
  kind: z.enum(noticeKinds),
  count: z.number().int(),
  /** Of the authority, service, job or task; for `certificates-expiring` the days. */
  name: z.string(),
  /** The authority or service concerned. */
  objectId: z.number().int().nullable(),
  /** When it began or falls due. */
  at: unixMs.nullable(),
  /** What the engine says of it: an error, a serial number. */
  text: z.string()
})
export type Notice = z.infer<typeof notice>

export const deskOperations = {
  'dashboard.summary': operation({
    summary: 'Counts for the first screen',
    access: 'dashboard.read',
    effect: 'read',
    input: nothing,
    output: z.object({
      /** Null for those who may not read certificates; so are the requests. */
      certificates: z
        .object({
          active: z.number(),
          suspended: z.number(),
          revoked: z.number(),
          expired: z.number(),
          notYetValid: z.number()
        })
        .nullable(),
      expiring: z.array(z.object({ days: z.number(), count: z.number() })),
      requests: z
        .object({ waiting: z.number(), queuedForKey: z.number(), oldestWaitingAt: unixMs.nullable() })
        .nullable(),
      authorities: z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          state: z.string(),
          notAfter: unixMs.nullable(),
          crlNextUpdate: unixMs.nullable(),
          crlState: z.enum(crlStates)
        })
      ),
      issuedPerDay: z.array(z.object({ day: z.string(), issued: z.number(), revoked: z.number() })),
      byAuthority: z.array(z.object({ id: z.number(), name: z.string(), count: z.number() })),
      byProfile: z.array(z.object({ id: z.number(), name: z.string(), count: z.number() })),
      byKeyAlgorithm: z.array(z.object({ name: z.string(), count: z.number() })),
      /** Reservations that a crash left open; each may be a certificate that nobody recorded. */
      openReservations: z.array(
        z.object({ authorityId: z.number(), authorityName: z.string(), serial: z.string(), createdAt: unixMs })
      ),
      lastBackupAt: unixMs.nullable(),
      asOf: unixMs
    })
  }),
  'dashboard.notices': operation({
    summary: 'Tells what needs somebody: requests, CRLs, certificates and authorities that end, work that failed',
    access: 'signed-in',
    effect: 'read',
    input: nothing,
    output: z.object({ notices: z.array(notice) })
  }),
  'reservation.resolve': operation({
    summary: 'Closes a reservation that a crash left open: its serial number goes on the CRL as revoked',
    access: 'certificate.revoke',
    effect: 'sign',
    input: z.strictObject({
      authority: z.union([z.number().int(), z.string()]),
      serial: z.string().regex(/^[0-9a-f]{1,40}$/),
      comment: z.string().max(1000).default('')
    }),
    output: done
  }),
  'task.list': operation({
    summary: 'Lists long work that runs or ended lately',
    access: 'signed-in',
    effect: 'read',
    input: nothing,
    output: z.object({ tasks: z.array(task) })
  }),
  'task.cancel': operation({
    summary: 'Stops long work after the step it is at',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id: z.string().max(60) }),
    output: done
  }),
  'settings.show': operation({
    summary: 'Shows the settings of this installation',
    access: 'settings.read',
    effect: 'read',
    input: nothing,
    output: z.object({ settings })
  }),
  'settings.update': operation({
    summary: 'Changes settings of this installation',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({ settings: settingsPatch }),
    output: z.object({ settings })
  })
}
