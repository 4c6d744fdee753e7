import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../../src-shared/model/channel.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import { backupTo } from '../store/backup.ts'
import { reader } from '../store/store.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { transaction } from '../store/transaction.ts'
import type { DataFolder } from './data-folder.ts'
import type { TaskControl } from './tasks.ts'

export interface BackupFacts {
  /** Name inside the backup folder, never a path. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly tookMs: number
}

const lastBackupKey = 'last-backup-at'

/**
 * Copies the database into the backup folder while it is in use. Keys and secrets in the copy stay sealed.
 * @param name without extension; without it the time names the file
 * @throws ChanceryError `conflict` where the file exists, `cancelled`, `io`
 */
export async function createBackup(
  ca: CaContext,
  folder: DataFolder,
  actor: Actor,
  control: TaskControl,
  name?: string
): Promise<BackupFacts> {
  const started = ca.clock.monotonic()
  await mkdir(folder.backups, { recursive: true, mode: 0o700 })
  const time = new Date(ca.clock.now()).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const file = `${name ?? `chancery-${time}`}.db`
  const path = join(folder.backups, file)
  await backupTo(ca.store, path, { signal: control.signal, onProgress: control.progress })
  const sha256 = await digestOf(path)
  const { size: bytes } = await stat(path)
  await transaction(ca.store, (writer) => {
    setSetting(writer, lastBackupKey, ca.clock.now())
    recordAudit(writer, ca, {
      actor,
      operation: 'backup.create',
      object: { kind: 'backup', id: file },
      outcome: 'ok',
      detail: { file, bytes, sha256 }
    })
  })
  return { file, bytes, sha256, tookMs: ca.clock.monotonic() - started }
}

/** Copies in the backup folder, newest first. */
export async function listBackups(
  folder: DataFolder
): Promise<readonly { readonly file: string; readonly bytes: number; readonly createdAt: number }[]> {
  const names = await readdir(folder.backups).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.db'))
      .map(async (file) => {
        const status = await stat(join(folder.backups, file)).catch(() => undefined)
        return status?.isFile() === true ? [{ file, bytes: status.size, createdAt: Math.trunc(status.mtimeMs) }] : []
      })
  )
  return found.flat().sort((a, b) => b.createdAt - a.createdAt)
}

/** @returns when the last backup was made through Chancery, milliseconds since the epoch */
export function lastBackupAt(ca: CaContext): number | null {
  const value = getSetting(reader(ca.store), lastBackupKey)
  return typeof value === 'number' ? value : null
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) if (chunk instanceof Uint8Array) hash.update(chunk)
  return hash.digest('hex')
}
