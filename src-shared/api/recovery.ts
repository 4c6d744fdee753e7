import { z } from 'zod'
import { drillReport, kitPlace } from '../model/recovery.ts'
import { encodedObject, id, unixMs } from '../model/scalars.ts'
import { destinationInput } from './publishing.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, producedFile, secretField } from './shapes.ts'

const passphrase = z.string().min(1).max(1024)
/** Of what is printed. */
const language = z.enum(['en', 'de']).optional().meta({ help: 'Default: that of the settings.' })
const shareText = z.string().min(1).max(4000)

export const backupFile = z.object({
  file: z.string(),
  /** The folder of the settings; empty for the one in the data folder. */
  place: z.string(),
  bytes: z.number(),
  createdAt: unixMs,
  /** False for plain copies of the database, as earlier versions made them. */
  encrypted: z.boolean()
})

export const shareSet = z.object({
  version: z.number().int(),
  fingerprint: z.string(),
  threshold: z.number().int(),
  total: z.number().int(),
  createdAt: unixMs,
  createdBy: z.string(),
  holders: z.array(z.object({ number: z.number().int(), holder: z.string(), place: z.string() }))
})
export type ShareSet = z.infer<typeof shareSet>

export const drillRow = z.object({
  id: z.number().int(),
  at: unixMs,
  kind: z.enum(['backup', 'shares']),
  outcome: z.enum(['passed', 'failed']),
  tookMs: z.number(),
  actor: z.string(),
  present: z.array(z.string()),
  report: drillReport
})
export type DrillRow = z.infer<typeof drillRow>

const shares = z
  .array(shareText)
  .min(1)
  .max(64)
  .meta({ ...secretField, help: 'Words of the shares, one share a line; may be repeated.' })
const present = z
  .array(z.string().min(1).max(200))
  .max(50)
  .default([])
  .meta({ help: 'Who is there as a witness; may be repeated.' })

export const recoveryOperations = {
  'backup.create': operation({
    summary: 'Makes an encrypted backup of everything that a rebuild needs, while the engine works',
    access: 'backup.create',
    effect: 'write',
    input: z.strictObject({
      name: z
        .string()
        .max(100)
        .regex(/^[A-Za-z0-9._-]+$/)
        .optional(),
      backupPassphrase: passphrase
        .optional()
        .meta({ ...secretField, help: 'For this backup alone, instead of the one that was set.' })
    }),
    output: z.object({
      file: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      tookMs: z.number(),
      /** The copy on another machine; `problem` says why it is not there as it was sent. */
      remote: z.object({ to: z.string(), problem: z.string().nullable() }).nullable()
    })
  }),
  'backup.list': operation({
    summary: 'Lists the backups in the backup folders',
    access: 'backup.create',
    effect: 'read',
    input: nothing,
    output: z.object({ backups: z.array(backupFile) })
  }),
  'backup.show': operation({
    summary: 'Says who can open backups, when the last one was made and when the next is due',
    access: 'backup.create',
    effect: 'read',
    input: nothing,
    output: z.object({
      passphraseSet: z.boolean(),
      recipients: z.array(z.object({ subject: z.string(), fingerprint: z.string(), notAfter: unixMs })),
      lastAt: unixMs.nullable(),
      lastRun: z
        .object({
          at: unixMs,
          place: z.string(),
          file: z.string(),
          outcome: z.enum(['ok', 'failed']),
          cause: z.enum(['hand', 'schedule']),
          message: z.string()
        })
        .nullable(),
      nextAt: unixMs.nullable(),
      remote: z.string().nullable(),
      everyHours: z.number(),
      kept: z.number(),
      folder: z.string().nullable()
    })
  }),
  'backup.set-passphrase': operation({
    summary: 'Sets the passphrase that opens backups from now on; those made before keep the one they had',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({ backupPassphrase: passphrase.meta(secretField) }),
    output: done
  }),
  'backup.set-recipients': operation({
    summary: 'Names certificates whose holders can open backups with their RSA key; none takes all away',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({ certificates: z.array(encodedObject.meta(fromFile)).max(20).default([]) }),
    output: done
  }),
  'backup.set-remote': operation({
    summary:
      'Copies each backup to another machine and reads it back: SFTP, HTTP PUT, S3 or a folder; without --to it ends',
    access: 'settings.edit',
    effect: 'write',
    input: destinationInput.partial(),
    output: done
  }),
  'backup.drill': operation({
    summary: 'Restores a backup into a sandbox, opens every authority, signs test CRLs and verifies the audit log',
    access: 'backup.create',
    effect: 'write',
    input: z.strictObject({
      file: z.string().max(200).optional().meta({ help: 'Name of the backup. Default: the newest.' }),
      backupPassphrase: passphrase.optional().meta({ ...secretField, help: 'Opens the backup.' }),
      recipientKey: encodedObject
        .optional()
        .meta({ ...fromFile, secret: true, help: 'Opens the backup instead: the private key of a recipient.' }),
      recipientKeyPassphrase: passphrase.optional().meta(secretField),
      ownPassphrase: passphrase.meta({ ...secretField, help: 'Your own, which opens the vault of the backup.' }),
      present
    }),
    output: z.object({ drill: drillRow })
  }),
  'backup.drills': operation({
    summary: 'Lists drills with their reports, the newest first',
    access: 'backup.create',
    effect: 'read',
    input: nothing,
    output: z.object({ drills: z.array(drillRow) })
  }),
  'backup.drill-report': operation({
    summary: 'Gives the report of a drill as PDF or JSON',
    access: 'backup.create',
    effect: 'read',
    input: z.strictObject({ id, format: z.enum(['pdf', 'json']).default('pdf'), language }),
    output: z.object({ file: producedFile })
  }),
  'vault.shares-create': operation({
    summary:
      'Divides the master key into shares of which some together open the vault; an earlier set opens nothing then',
    access: 'settings.edit',
    effect: 'sign',
    final: 'Shares of an earlier set open nothing any more.',
    input: z.strictObject({
      shares: z.number().int().min(1).max(16),
      threshold: z.number().int().min(1).max(16),
      holders: z
        .array(z.string().max(200))
        .max(16)
        .default([])
        .meta({ help: 'Who keeps each share, in order; may be repeated.' }),
      places: z
        .array(z.string().max(500))
        .max(16)
        .default([])
        .meta({ help: 'Where each share is kept, in order; may be repeated.' }),
      language
    }),
    output: z.object({
      set: shareSet,
      cards: z
        .array(z.object({ number: z.number().int(), holder: z.string(), place: z.string(), words: z.string() }))
        .meta(secretField),
      file: producedFile.meta(secretField)
    })
  }),
  'vault.shares-show': operation({
    summary: 'Shows the set of shares in force and who keeps them; never the shares',
    access: 'backup.create',
    effect: 'read',
    input: nothing,
    output: z.object({ set: shareSet.nullable() })
  }),
  'vault.shares-combine': operation({
    summary: 'Opens the vault with shares and sets a new passphrase for an operator',
    access: 'public',
    effect: 'write',
    input: z.strictObject({
      shares,
      operator: z.string().min(1).max(100),
      newPassphrase: passphrase.meta(secretField)
    }),
    output: z.object({ operator: z.string(), numbers: z.array(z.number().int()) })
  }),
  'vault.shares-drill': operation({
    summary: 'Proves that shares open the vault without unlocking it, and records who was present',
    access: 'backup.create',
    effect: 'write',
    input: z.strictObject({ shares, present }),
    output: z.object({ drill: drillRow })
  }),
  'recovery.kit': operation({
    summary: 'Gives the recovery kit to print: tokens, holders, places and the steps to rebuild',
    access: 'backup.create',
    effect: 'write',
    input: z.strictObject({ language }),
    output: z.object({ version: z.number().int(), file: producedFile })
  }),
  'recovery.show': operation({
    summary: 'Shows the edition of the recovery kit, the last that was printed, and where things are kept',
    access: 'backup.create',
    effect: 'read',
    input: nothing,
    output: z.object({
      version: z.number().int(),
      at: unixMs,
      sha256: z.string(),
      printed: z.number().int().nullable(),
      places: z.array(kitPlace)
    })
  }),
  'recovery.set-places': operation({
    summary: 'Writes down where passphrases, PIN envelopes, tokens and backups are kept; never the secrets themselves',
    access: 'backup.create',
    effect: 'write',
    input: z.strictObject({ places: z.array(kitPlace).max(200) }),
    output: done
  })
}
