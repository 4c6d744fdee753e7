import { createReadStream, type ReadStream } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Clock } from '../../world/clock.ts'
import { servedFile, type ServedFile } from './served-file.ts'

/** A file that changed is seen after so long at the latest, ms. */
const LOOK_AGAIN = 1000
/** Larger files are read from the disk each time. */
const MAX_KEPT_FILE = 8 * 1024 * 1024
/** Names without a file that are remembered for a moment. */
const MAX_MISSING = 10_000

/** The files of one folder, kept in memory as long as they are asked for. */
export interface FolderCache {
  /** @param filePath below the folder, already found safe. @returns undefined where there is no such file */
  load(filePath: string): Promise<ServedFile | undefined>
  /** @returns whether the disk was asked a moment ago. */
  isFresh(file: ServedFile): boolean
  stream(filePath: string): ReadStream
  /** Bytes that are kept. */
  readonly kept: () => number
}

/**
 * Serves a folder from memory. Whether a file is still the same is asked of the disk once a second and only for files that
 * are asked for: a folder of a million answers needs no watching.
 * @param maxBytes kept in memory; what was loaded longest ago goes first
 * @throws (rejects) where the folder is not there
 */
export async function folderCache(folder: string, clock: Clock, maxBytes: number): Promise<FolderCache> {
  const root = await realpath(folder)
  const files = new Map<string, ServedFile>()
  const missing = new Map<string, number>()
  const loading = new Map<string, Promise<ServedFile | undefined>>()
  let kept = 0

  const forget = (filePath: string): void => {
    kept -= files.get(filePath)?.bytes?.length ?? 0
    files.delete(filePath)
  }

  const read = async (filePath: string): Promise<ServedFile | undefined> => {
    const known = files.get(filePath)
    const now = clock.monotonic()
    const found = await readFrom(root, filePath, known, now)
    if (found === undefined) {
      forget(filePath)
      if (missing.size >= MAX_MISSING) missing.clear()
      missing.set(filePath, now)
      return undefined
    }
    if (found !== known) {
      forget(filePath)
      files.set(filePath, found)
      kept += found.bytes?.length ?? 0
      for (const [oldest] of files) {
        if (kept <= maxBytes) break
        forget(oldest)
      }
    }
    return found
  }

  return {
    load: (filePath) => {
      const known = files.get(filePath)
      const now = clock.monotonic()
      if (known !== undefined && now - known.checkedAt < LOOK_AGAIN) return Promise.resolve(known)
      const missed = missing.get(filePath)
      if (missed !== undefined && now - missed < LOOK_AGAIN) return Promise.resolve(undefined)
      const running = loading.get(filePath)
      if (running !== undefined) return running
      const started = read(filePath).finally(() => loading.delete(filePath))
      loading.set(filePath, started)
      return started
    },
    isFresh: (file) => clock.monotonic() - file.checkedAt < LOOK_AGAIN,
    stream: (filePath) => createReadStream(join(root, filePath)),
    kept: () => kept
  }
}

async function readFrom(
  root: string,
  filePath: string,
  known: ServedFile | undefined,
  now: number
): Promise<ServedFile | undefined> {
  const path = join(root, filePath)
  const handle = await open(path, 'r').catch(() => undefined)
  if (handle === undefined) return undefined
  try {
    const stat = await handle.stat({ bigint: true })
    if (!stat.isFile()) return undefined
    const identity = `${stat.ino}-${stat.size}-${stat.mtimeNs}`
    if (known?.identity === identity) {
      known.checkedAt = now
      return known
    }
    // A link that leads out of the folder is as good as no file.
    if (!(await realpath(path)).startsWith(`${root}${sep}`)) return undefined
    const size = Number(stat.size)
    const bytes = size > MAX_KEPT_FILE ? null : await handle.readFile()
    return servedFile({ path: filePath, size, mtimeMs: Number(stat.mtimeMs), identity }, bytes, now)
  } catch {
    return undefined
  } finally {
    await handle.close()
  }
}
