import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import { backupTo } from '../store/backup.ts'
import { takeOut } from '../store/backup-parts.ts'
import { addBackupRun, hasBackupIn, lastBackupRun } from '../store/recovery.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { inFileWords } from '../world/file-trouble.ts'
import type { Net } from '../world/net.ts'
import type { DataFolder } from './data-folder.ts'
import { extension, type BackupKey } from './recovery/archive-format.ts'
import { writeArchive, type PartSource } from './recovery/archive-write.ts'
import { backupReaders } from './recovery/backup-readers.ts'
import { copyToRemote, type RemoteOutcome } from './recovery/remote-place.ts'
import { manifestName, type Manifest } from './recovery/manifest.ts'
import type { TaskControl } from './tasks.ts'
import type { VaultHolder } from './vault-holder.ts'

export interface BackupFacts {
  /** Name inside the backup folder, never a path. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly tookMs: number
  /** Its copy on another machine; null where none is set. */
  readonly remote: RemoteOutcome | null
}

export interface BackupFile {
  readonly file: string
  /** The folder of the settings; '' for the one in the data folder. */
  readonly place: string
  readonly bytes: number
  readonly createdAt: number
  /** False for plain copies of the database, as earlier versions made them. */
  readonly encrypted: boolean
}

/** What a backup is made of and where it goes. */
export interface BackupWorld {
  readonly ca: CaContext
  readonly net: Net
  readonly folder: DataFolder
  readonly vault: VaultHolder
  readonly version: string
}

export interface BackupWish {
  /** Without extension; without it the time names the file, and it takes part in the rotation. */
  readonly name?: string | undefined
  /** Instead of the passphrase that was set for backups. */
  readonly key?: BackupKey
  readonly cause: 'hand' | 'schedule'
}

const lastBackupKey = 'last-backup-at'
const staging = '.staging-'
/** Names that the rotation may take away. */
const byTime = /^chancery-\d{8}T\d{6}Z(?:-\d+)?\.chancery-backup$/
/** Left free beside what the backup takes. */
const spareBytes = 32 * 1024 * 1024

/**
 * Makes an encrypted backup of everything that a rebuild needs, while the engine works. It appears under its name only
 * when it is whole.
 * @throws ChanceryError `conflict` where the file exists, `not-ready` where nobody could open it, `cancelled`, `io`
 */
export async function createBackup(
  world: BackupWorld,
  actor: Actor,
  control: TaskControl,
  wish: BackupWish
): Promise<BackupFacts> {
  const { ca, folder } = world
  const started = ca.clock.monotonic()
  const place = ca.settings().backupFolder
  const target = backupFolderOf(folder, place)
  const readers = backupReaders(ca, wish.key)
  try {
    if (place === null) await prepareFolder(target, true)
    else {
      requireStillThere(ca, place)
      await prepareFolder(target, false)
    }
    await mkdir(folder.backups, { recursive: true, mode: 0o700 })
    await sweep(folder.backups)
    if (target !== folder.backups) await sweep(target)
    const file = await freeName(target, ca.clock.now(), wish.name)
    await requireSpace(ca.store.path, folder.backups, target)
    const path = join(target, file)
    const stage = await mkdtemp(join(folder.backups, staging))
    try {
      const parts = await gatherParts(world, stage, control)
      await writeArchive(path, headerFacts(world, parts.id), readers, parts.sources, { signal: control.signal })
    } finally {
      await rm(stage, { recursive: true, force: true })
    }
    const sha256 = await digestOf(path)
    const { size: bytes } = await stat(path)
    const remote = await copyToRemote(ca, world.net, { path, file, sha256 }, control.signal)
    const tookMs = Math.round(ca.clock.monotonic() - started)
    const removed = await rotate(target, ca.settings().backupsKept)
    await transaction(ca.store, (writer) => {
      setSetting(writer, lastBackupKey, ca.clock.now())
      addBackupRun(writer, {
        at: ca.clock.now(),
        place: place ?? '',
        file,
        bytes,
        sha256,
        tookMs,
        cause: wish.cause,
        outcome: 'ok',
        message: ''
      })
      if (remote?.problem != null)
        addBackupRun(writer, {
          at: ca.clock.now(),
          place: remote.to,
          file,
          bytes: 0,
          sha256: '',
          tookMs: 0,
          cause: wish.cause,
          outcome: 'failed',
          message: `${remote.to}: ${remote.problem}`
        })
      recordAudit(writer, ca, {
        actor,
        operation: 'backup.create',
        object: { kind: 'backup', id: file },
        outcome: 'ok',
        detail: { file, bytes, sha256, cause: wish.cause, removed, remote }
      })
    })
    return { file, bytes, sha256, tookMs, remote }
  } catch (thrown) {
    const error = inFileWords(thrown, `The backup could not be written to ${target}`)
    if (wish.cause === 'schedule') await recordFailedRun(ca, place ?? '', error)
    throw error
  }
}

/** Backups in the folders, newest first. */
export async function listBackups(ca: CaContext, folder: DataFolder): Promise<readonly BackupFile[]> {
  const place = ca.settings().backupFolder
  const places = [...(place === null ? [] : [place]), '']
  const found = await Promise.all(
    places.map(async (one) => {
      const where = backupFolderOf(folder, one === '' ? null : one)
      const names = await readdir(where).catch(() => [])
      return Promise.all(
        names
          .filter((name) => name.endsWith(extension) || name.endsWith('.db'))
          .map(async (file) => {
            const status = await stat(join(where, file)).catch(() => undefined)
            return status?.isFile() === true
              ? [
                  {
                    file,
                    place: one,
                    bytes: status.size,
                    createdAt: Math.trunc(status.mtimeMs),
                    encrypted: file.endsWith(extension)
                  }
                ]
              : []
          })
      )
    })
  )
  return found.flat(2).sort((a, b) => b.createdAt - a.createdAt)
}

/** @returns the path of a backup in one of the folders; of the newest where none is named. @throws ChanceryError `not-found` */
export async function backupPath(
  ca: CaContext,
  folder: DataFolder,
  name: string | undefined
): Promise<{ readonly path: string; readonly file: string }> {
  const files = (await listBackups(ca, folder)).filter(({ encrypted }) => encrypted)
  const found = name === undefined ? files[0] : files.find(({ file }) => file === name)
  if (found !== undefined)
    return {
      path: join(backupFolderOf(folder, found.place === '' ? null : found.place), found.file),
      file: found.file
    }
  throw new ChanceryError(
    'not-found',
    name === undefined
      ? 'There is no backup yet. Make one first.'
      : `There is no backup named ${name} in the backup folders.`
  )
}

/** @returns when the last backup was made through Chancery, milliseconds since the epoch */
export function lastBackupAt(ca: CaContext): number | null {
  const value = getSetting(reader(ca.store), lastBackupKey)
  return typeof value === 'number' ? value : null
}

/** Writes down that a scheduled backup did not come about, once for each cause in a row. */
async function recordFailedRun(ca: CaContext, place: string, error: unknown): Promise<void> {
  const message = error instanceof ChanceryError ? error.message : 'An unexpected problem; the log has it.'
  const last = lastBackupRun(reader(ca.store))
  if (last?.outcome === 'failed' && last.message === message) return
  await transaction(ca.store, (writer) => {
    addBackupRun(writer, {
      at: ca.clock.now(),
      place,
      file: '',
      bytes: 0,
      sha256: '',
      tookMs: 0,
      cause: 'schedule',
      outcome: 'failed',
      message
    })
  })
}

async function gatherParts(
  { ca, folder, vault }: BackupWorld,
  stage: string,
  control: TaskControl
): Promise<{ readonly id: string; readonly sources: readonly PartSource[] }> {
  const database = join(stage, 'chancery.db')
  await backupTo(ca.store, database, { signal: control.signal, onProgress: control.progress })
  const taken = takeOut(database)
  const json = (name: string, value: unknown): PartSource => ({
    name,
    from: { bytes: Buffer.from(JSON.stringify(value)) }
  })
  const lists = join(folder.path, 'blocklists')
  const blocklists = (await readdir(lists).catch((): string[] => []))
    .filter((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
    .toSorted()
  const sources: PartSource[] = [
    { name: 'chancery.db', from: { file: database } },
    json('keys.json', taken.keys),
    json('vault.json', { slots: taken.slots, shareSlot: taken.shareSlot }),
    json('settings.json', taken.settings),
    ...blocklists.map((name) => ({ name: `blocklists/${name}`, from: { file: join(lists, name) } }))
  ]
  const parts = await Promise.all(
    sources.map(async ({ name, from }) =>
      'bytes' in from
        ? { name, bytes: from.bytes.length, sha256: createHash('sha256').update(from.bytes).digest('hex') }
        : { name, bytes: (await stat(from.file)).size, sha256: await digestOf(from.file) }
    )
  )
  const id = Buffer.from(ca.random.bytes(12)).toString('hex')
  const seal = vault.state === 'unlocked' ? vault.vault().seal('backup', `backup:${id}`, partsDigest(parts)) : null
  const manifest: Manifest = {
    id,
    createdAt: ca.clock.now(),
    parts,
    seal: seal === null ? null : Buffer.from(seal).toString('base64')
  }
  return { id, sources: [json(manifestName, manifest), ...sources] }
}

/** What the seal of a manifest is made over. */
export function partsDigest(parts: Manifest['parts']): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(({ name, bytes, sha256 }) => [name, bytes, sha256])))
    .digest()
}

function headerFacts(
  { ca, vault, version }: BackupWorld,
  id: string
): { id: string; createdAt: number; madeBy: string; installation: string; vaultId: string } {
  return {
    id,
    createdAt: ca.clock.now(),
    madeBy: `Chancery ${version}`,
    installation: ca.settings().organizationName,
    vaultId: vault.state === 'absent' ? '' : vault.vault().id
  }
}

function backupFolderOf(folder: DataFolder, place: string | null): string {
  return place ?? folder.backups
}

/** The place where a disk is mounted stays when the disk goes: a folder made anew there would fill the wrong disk unseen. */
function requireStillThere(ca: CaContext, place: string): void {
  if (existsSync(place) || !hasBackupIn(reader(ca.store), place)) return
  throw new ChanceryError(
    'io',
    `The backup folder ${place}, which holds earlier backups, is gone. Is its disk there? If it was taken away on purpose, make it again or choose another.`
  )
}

/** A folder of the settings may be on a disk that is not plugged in: it is not made where its parent is missing. */
async function prepareFolder(path: string, own: boolean): Promise<void> {
  try {
    if (!own && !isAbsolute(path)) throw new Error('not a whole path')
    await mkdir(path, { recursive: own, mode: 0o700 })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return
    throw new ChanceryError(
      'io',
      `The backup folder ${path} cannot be used. Is its disk there? (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause }
    )
  }
}

async function freeName(target: string, now: number, name: string | undefined): Promise<string> {
  const there = new Set(await readdir(target))
  const time = new Date(now).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  if (name !== undefined) {
    if (!there.has(`${name}${extension}`)) return `${name}${extension}`
    throw new ChanceryError('conflict', `There is a backup named ${name}${extension} already. Choose another name.`)
  }
  for (let count = 1; ; count++) {
    const file = `chancery-${time}${count === 1 ? '' : `-${count}`}${extension}`
    if (!there.has(file)) return file
  }
}

/** The copy of the database and the archive lie side by side for a moment. */
async function requireSpace(database: string, stage: string, target: string): Promise<void> {
  if (database === ':memory:') return
  const size = (await stat(database)).size
  const same = stage === target
  for (const [path, needed] of [
    [stage, size * (same ? 2 : 1) + spareBytes],
    [target, size + spareBytes]
  ] as const) {
    const { bavail, bsize } = await statfs(path)
    if (bavail * bsize >= needed) continue
    const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0)
    throw new ChanceryError(
      'io',
      `There is not enough room for a backup in ${path}: it takes about ${megabytes(needed)} MB, and ${megabytes(bavail * bsize)} MB are free. Free some, or choose another backup folder.`
    )
  }
}

/** Takes away what a kill left behind. */
async function sweep(path: string): Promise<void> {
  for (const name of await readdir(path))
    if (name.startsWith(staging) || name.endsWith(`${extension}.partial`))
      await rm(join(path, name), { recursive: true, force: true })
}

/** @returns names of the backups that were taken away: the oldest of those that the time named */
async function rotate(target: string, kept: number): Promise<readonly string[]> {
  const names = (await readdir(target)).filter((name) => byTime.test(name)).toSorted()
  const old = names.slice(0, Math.max(0, names.length - kept))
  for (const name of old) await rm(join(target, name), { force: true })
  return old
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) if (chunk instanceof Uint8Array) hash.update(chunk)
  return hash.digest('hex')
}
