import type Database from 'better-sqlite3'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Migration } from './migrations/migration.ts'

/** Marks the file as Chancery's in its header (`PRAGMA application_id`): "Chcy" in ASCII. */
export const applicationId = 0x43686379

/** What a file is before anything is done to it. */
export type SchemaStatus =
  { readonly kind: 'empty' } | { readonly kind: 'current' } | { readonly kind: 'older'; readonly from: number }

/** Numbers must run 1, 2, 3 … : a gap or a swap is a defect of this program, not of the data. */
export function checkOrder(steps: readonly Migration[]): void {
  steps.forEach((step, index) => {
    if (step.number !== index + 1)
      throw new ChanceryError('internal', `Migration "${step.name}" has number ${step.number}, expected ${index + 1}.`)
  })
}

/**
 * Says whether the file needs work.
 * @throws `newer-database` for a file of a later Chancery; `damaged` for an SQLite file of another program
 */
export function schemaStatus(database: Database.Database, steps: readonly Migration[]): SchemaStatus {
  checkOrder(steps)
  const application = pragmaNumber(database, 'application_id')
  const version = pragmaNumber(database, 'user_version')
  const empty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (empty && application === 0 && version === 0) return { kind: 'empty' }
  if (application !== applicationId)
    throw new ChanceryError(
      'damaged',
      'This file is a database of another program, not of Chancery. Choose another data folder.'
    )
  if (version > steps.length) {
    throw new ChanceryError(
      'newer-database',
      `This database has schema ${version}; this Chancery knows schemas up to ${steps.length}. Install the newer Chancery that wrote it.`
    )
  }
  return version === steps.length ? { kind: 'current' } : { kind: 'older', from: version }
}

/** Runs every step that is missing in one transaction: the file is of the old version or of the new one, never between. */
export function migrate(database: Database.Database, steps: readonly Migration[]): void {
  checkOrder(steps)
  // Steps may rebuild tables; references are checked as a whole before the commit (SQLite "ALTER TABLE", section 7).
  database.pragma('foreign_keys = OFF')
  try {
    database
      .transaction(() => {
        const from = pragmaNumber(database, 'user_version')
        for (const step of steps.slice(from)) database.exec(step.sql)
        const broken = database.pragma('foreign_key_check')
        if (Array.isArray(broken) && broken.length > 0) {
          throw new ChanceryError(
            'damaged',
            `The upgrade to schema ${steps.length} found ${broken.length} rows that point nowhere. Nothing was changed.`
          )
        }
        database.pragma(`application_id = ${applicationId}`)
        database.pragma(`user_version = ${steps.length}`)
      })
      .immediate()
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

function pragmaNumber(database: Database.Database, name: string): number {
  const value = database.pragma(name, { simple: true })
  return typeof value === 'number' ? value : 0
}
