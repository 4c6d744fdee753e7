import { z } from 'zod'
import { unixMs } from './scalars.ts'

/** Settings of backups and drills, in the settings of the installation. */
export const recoveryFields = {
  /** Hours between backups that the engine makes by itself; 0 makes none. One that was missed is made as soon as the engine runs again. */
  backupEveryHours: z.number().int().min(0).max(8760),
  /** Backups named by their time that are kept; older ones are taken away. Named ones stay. */
  backupsKept: z.number().int().min(1).max(1000),
  /** Folder for backups, best on another disk; null keeps them in the data folder. */
  backupFolder: z
    .string()
    .max(1000)
    .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, 'Write the whole path of a folder, for example /media/backup/chancery.')
    .nullable(),
  /** Days after which a backup counts as too old; 0 never reminds. */
  backupMaxAgeDays: z.number().int().min(0).max(3650),
  /** Days after which the last drill counts as too old; 0 never reminds. */
  drillMaxAgeDays: z.number().int().min(0).max(3650)
}

export const defaultRecoverySettings = {
  backupEveryHours: 24,
  backupsKept: 14,
  backupFolder: null,
  backupMaxAgeDays: 7,
  drillMaxAgeDays: 180
} as const

/** What a drill did, step by step. */
export const drillStep = z.object({
  name: z.enum(['archive', 'parts', 'database', 'vault', 'authority', 'tokens', 'audit', 'shares']),
  /** The authority, where there is one. */
  subject: z.string(),
  outcome: z.enum(['passed', 'failed', 'needs-token', 'not-performed']),
  message: z.string(),
  tookMs: z.number()
})
export type DrillStep = z.infer<typeof drillStep>

/** A token that must be present for keys to sign: no backup holds them. */
export const tokenNeed = z.object({
  address: z.string(),
  label: z.string(),
  keys: z.array(z.string()),
  /** Whether it is plugged in now; null where that was not looked at. */
  present: z.boolean().nullable()
})
export type TokenNeed = z.infer<typeof tokenNeed>

/** The report of a drill. */
export const drillReport = z.object({
  kind: z.enum(['backup', 'shares']),
  at: unixMs,
  outcome: z.enum(['passed', 'failed']),
  tookMs: z.number(),
  actor: z.string(),
  /** Who was there. */
  present: z.array(z.string()),
  installation: z.string(),
  /** The backup that was restored. */
  backup: z
    .object({ file: z.string(), id: z.string(), createdAt: unixMs, madeBy: z.string(), bytes: z.number() })
    .nullable(),
  steps: z.array(drillStep),
  /** What could not be done after a disaster, each in a sentence. */
  lostDuties: z.array(z.string()),
  tokens: z.array(tokenNeed)
})
export type DrillReport = z.infer<typeof drillReport>

/** Where something that a rebuild needs is kept, as people wrote it down. */
export const kitPlace = z.strictObject({
  kind: z.enum(['passphrase', 'recovery-code', 'backup-passphrase', 'token', 'token-pin', 'backup', 'other']),
  /** Which one: an operator, a token, a disk. */
  what: z.string().min(1).max(200),
  holder: z.string().max(200).default(''),
  place: z.string().max(500).default('')
})
export type KitPlace = z.infer<typeof kitPlace>

/** What a backup says of itself before anybody opens it. */
export interface BackupAbout {
  readonly name: string
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly madeBy: string
  readonly installation: string
  /** Whether a passphrase opens it. */
  readonly passphrase: boolean
  /** Subjects of the certificates whose private key opens it. */
  readonly recipients: readonly string[]
}

/** What was restored, and what has to be thought of before it goes on line. */
export interface RestoredAbout {
  readonly backup: {
    readonly id: string
    readonly createdAt: number
    readonly madeBy: string
    readonly installation: string
  }
  readonly authorities: readonly {
    readonly name: string
    readonly state: string
    readonly lastCrlNumber: string
    /** Numbers of CRLs go on above this one. */
    readonly nextAbove: string
  }[]
  readonly auditRows: number
  /** Names of the targets of publishing that were switched off: the installation that the backup is of may still publish. */
  readonly pausedTargets: readonly string[]
  /** Tokens that must be present before these keys sign. */
  readonly tokens: readonly { readonly address: string; readonly label: string; readonly keys: readonly string[] }[]
}
