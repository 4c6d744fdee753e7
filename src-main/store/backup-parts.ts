import Database from 'better-sqlite3'
import { ChanceryError } from '../../src-shared/errors.ts'

/** What is taken out of the copy of a database and kept as parts of their own. */
export interface TakenOut {
  /** Private keys, sealed under the vault's master key. */
  readonly keys: readonly {
    readonly id: number
    readonly label: string
    readonly spkiSha256: string
    readonly sealed: string
  }[]
  /** What unlocks the vault: its slots, and the slot of its shares. */
  readonly slots: readonly {
    readonly id: number
    readonly kind: string
    readonly operatorId: number | null
    readonly kdf: string
    readonly wrapped: string
    readonly createdAt: number
  }[]
  readonly shareSlot: { readonly setId: string; readonly salt: string; readonly wrapped: string } | null
  readonly settings: Readonly<Record<string, string>>
}

/**
 * Takes sealed keys, unlock records and settings out of the copy of a database. The copy alone signs nothing then.
 * @param path of the copy, never of a database in use
 */
export function takeOut(path: string): TakenOut {
  const database = opened(path)
  try {
    // One file without a log beside it.
    database.pragma('journal_mode = DELETE')
    database.pragma('secure_delete = ON')
    return database.transaction((): TakenOut => {
      const keys = database
        .prepare<[], { id: number; label: string; spkiSha256: string; sealed: Buffer }>(
          'SELECT id, label, spki_sha256 AS spkiSha256, sealed FROM key WHERE sealed IS NOT NULL ORDER BY id'
        )
        .all()
      const slots = database
        .prepare<
          [],
          { id: number; kind: string; operatorId: number | null; kdf: string; wrapped: Buffer; createdAt: number }
        >(
          'SELECT id, kind, operator_id AS operatorId, kdf, wrapped, created_at AS createdAt FROM vault_slot ORDER BY id'
        )
        .all()
      const share = database
        .prepare<[], { setId: string; salt: Buffer; wrapped: Buffer }>(
          'SELECT set_id AS setId, salt, wrapped FROM share_set WHERE retired_at IS NULL'
        )
        .get()
      const settings = database
        .prepare<[], { key: string; value: string }>('SELECT key, value FROM setting ORDER BY key')
        .all()
      database.exec(`
        UPDATE key SET sealed = NULL WHERE sealed IS NOT NULL;
        DELETE FROM vault_slot;
        UPDATE share_set SET salt = x'', wrapped = x'' WHERE retired_at IS NULL;
        DELETE FROM setting;
      `)
      return {
        keys: keys.map((row) => ({ ...row, sealed: row.sealed.toString('base64') })),
        slots: slots.map((row) => ({ ...row, wrapped: row.wrapped.toString('base64') })),
        shareSlot:
          share === undefined
            ? null
            : {
                setId: share.setId,
                salt: share.salt.toString('base64'),
                wrapped: share.wrapped.toString('base64')
              },
        settings: Object.fromEntries(settings.map(({ key, value }) => [key, value]))
      }
    })()
  } finally {
    database.close()
  }
}

/**
 * Puts back what `takeOut` took; a part that is missing is left out.
 * @throws ChanceryError `damaged` where a key of the parts is not one of the database
 */
export function putBack(path: string, parts: Partial<TakenOut>): void {
  const database = opened(path)
  try {
    database.transaction(() => {
      const key = database.prepare(
        'UPDATE key SET sealed = ? WHERE id = ? AND spki_sha256 = ? AND destroyed_at IS NULL AND sealed IS NULL'
      )
      for (const { id, label, spkiSha256, sealed } of parts.keys ?? [])
        if (key.run(Buffer.from(sealed, 'base64'), id, spkiSha256).changes !== 1)
          throw new ChanceryError(
            'damaged',
            `The sealed key "${label}" does not belong to the database of this backup.`
          )
      const slot = database.prepare(
        'INSERT INTO vault_slot (id, kind, operator_id, kdf, wrapped, created_at) VALUES (?, ?, ?, ?, ?, ?)'
      )
      for (const { id, kind, operatorId, kdf, wrapped, createdAt } of parts.slots ?? [])
        slot.run(id, kind, operatorId, kdf, Buffer.from(wrapped, 'base64'), createdAt)
      if (parts.shareSlot !== undefined && parts.shareSlot !== null) {
        const { setId, salt, wrapped } = parts.shareSlot
        database
          .prepare('UPDATE share_set SET salt = ?, wrapped = ? WHERE set_id = ? AND retired_at IS NULL')
          .run(Buffer.from(salt, 'base64'), Buffer.from(wrapped, 'base64'), setId)
      }
      const setting = database.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
      for (const [name, value] of Object.entries(parts.settings ?? {})) setting.run(name, value)
    })()
  } finally {
    database.close()
  }
}

function opened(path: string): Database.Database {
  const database = new Database(path, { fileMustExist: true })
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  return database
}
