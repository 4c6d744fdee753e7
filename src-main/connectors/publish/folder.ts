import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Destination } from '../../ca/publish/destination.ts'
import { filePathOf } from '../../ca/publish/paths.ts'
import { fileTrouble } from '../../world/file-trouble.ts'

/** What a file is called until it is whole. Hidden, so that no web server shows it. */
const PARTIAL = '.chancery-'
/** Unfinished files older than this are of a run that was killed. */
const PARTIAL_AGE = 3_600_000
/** Node does file work on four threads; more waiting than that only keeps them busy. */
const PARALLEL = 16

/**
 * A folder, atomically: a file is written under another name, brought to the disk, renamed over the old one, and the
 * folder is brought to the disk. Whoever opens it, at any moment and after any crash, finds the old file or the new one.
 * @param path whole path; it is made where it is not there
 * @throws ChanceryError `io`, `forbidden`
 */
export async function openFolder(path: string): Promise<Destination> {
  await attempt(path, async () => {
    await mkdir(path, { recursive: true })
    await removeUnfinished(path)
  })
  const made = new Map<string, Promise<void>>()
  const sync = sharedSyncs()
  const makeFolder = (folder: string): Promise<void> => {
    const known = made.get(folder)
    if (known !== undefined) return known
    const making = makeFoldersDown(path, folder)
    made.set(folder, making)
    return making
  }
  return {
    parallel: PARALLEL,
    put: (file, signal) =>
      attempt(path, async () => {
        stopped(signal)
        const whole = join(path, filePathOf(file.path))
        await makeFolder(dirname(whole))
        const partial = join(dirname(whole), `${PARTIAL}${randomBytes(9).toString('base64url')}`)
        try {
          await writeSynced(partial, file.bytes)
          await rename(partial, whole)
        } catch (error) {
          await rm(partial, { force: true })
          throw error
        }
        await sync(dirname(whole))
      }),
    remove: (gone, signal) =>
      attempt(path, async () => {
        stopped(signal)
        const whole = join(path, filePathOf(gone))
        await unlink(whole).catch(unlessMissing)
        await removeEmpty(path, dirname(whole), made)
      }),
    get: (file, most, signal) =>
      attempt(path, async () => {
        stopped(signal)
        const whole = join(path, filePathOf(file))
        if ((await stat(whole)).size > most)
          throw new ChanceryError('too-large', `${whole} is longer than what was written.`)
        return readFile(whole)
      }),
    isTaken: (file) =>
      attempt(path, () =>
        lstat(join(path, filePathOf(file))).then(
          () => true,
          (error: unknown) => {
            unlessMissing(error)
            return false
          }
        )
      ),
    close: () => Promise.resolve()
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o644)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename outlives a power cut only where the folder did, too. Windows has no such thing, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Files that were renamed while a folder was being brought to the disk share the next time that it is: a hundred thousand
 * files in one folder are not as many times.
 */
function sharedSyncs(): (path: string) => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const waiting = new Map<string, Promise<void>>()
  return (path) => {
    const shared = waiting.get(path)
    if (shared !== undefined) return shared
    const next = (running.get(path) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        waiting.delete(path)
        const now = syncFolder(path).finally(() => {
          if (running.get(path) === now) running.delete(path)
        })
        running.set(path, now)
        return now
      })
    waiting.set(path, next)
    return next
  }
}

async function makeFoldersDown(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o755 })
  if (first === undefined) return
  for (let one = folder; one.length >= dirname(first).length && one.length >= root.length; one = dirname(one))
    await syncFolder(one)
}

/** Takes away folders that became empty, up to the root. */
async function removeEmpty(root: string, folder: string, made: Map<string, Promise<void>>): Promise<void> {
  for (let one = folder; one.length > root.length; one = dirname(one)) {
    try {
      await rmdir(one)
      made.delete(one)
    } catch {
      // Something else lies there.
      return
    }
  }
}

async function removeUnfinished(root: string): Promise<void> {
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.startsWith(PARTIAL)) continue
    const path = join(entry.parentPath, entry.name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > PARTIAL_AGE) await rm(path, { force: true })
  }
}

function unlessMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
  throw error
}

function stopped(signal: AbortSignal): void {
  if (signal.aborted) throw new ChanceryError('cancelled', 'Publishing was stopped.')
}

async function attempt<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new ChanceryError(
      code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'io',
      `The folder ${folder} cannot be written: ${fileTrouble(error)}.`,
      {
        cause: error
      }
    )
  }
}
