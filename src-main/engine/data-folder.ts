import { randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ChanceryError } from '../../src-shared/errors.ts'

/** The files of one installation. Everything lies in one folder that only its owner can enter. */
export interface DataFolder {
  readonly path: string
  readonly database: string
  readonly backups: string
  /** Held open by the one engine that works here. */
  readonly lock: string
  /** Says where the running engine listens for a second caller. */
  readonly address: string
}

export function dataFolder(path: string): DataFolder {
  return {
    path,
    database: join(path, 'chancery.db'),
    backups: join(path, 'backups'),
    lock: join(path, 'engine.lock'),
    address: join(path, 'engine.json')
  }
}

/** @returns the folder that the platform keeps for an application's data of this user */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform
): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Chancery')
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Chancery')
  const base = environment['XDG_DATA_HOME']
  return join(base !== undefined && base.startsWith('/') ? base : join(homedir(), '.local', 'share'), 'chancery')
}

/**
 * Makes the folder, or closes it to others where it stands open.
 * @throws ChanceryError `unsafe-file` when it belongs to somebody else, `io`
 */
export function prepareDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 })
    const status = statSync(folder.path)
    if (!status.isDirectory()) throw new ChanceryError('io', `The data folder ${folder.path} is not a folder.`)
    accessSync(folder.path, constants.R_OK | constants.W_OK)
    if (process.platform === 'win32') return
    if (status.uid !== process.geteuid?.())
      throw new ChanceryError(
        'unsafe-file',
        `The data folder ${folder.path} belongs to user ${status.uid}, not to the user that runs Chancery. Run Chancery as that user, or choose another folder.`
      )
    if ((status.mode & 0o077) !== 0) chmodSync(folder.path, 0o700)
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    throw unusable(folder, error)
  }
}

function unusable(folder: DataFolder, error: unknown): ChanceryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new ChanceryError('io', `The data folder ${folder.path} ${whyNot[code] ?? `cannot be used (${code}).`}`, {
    cause: error
  })
}

const whyNot: Readonly<Record<string, string>> = {
  EROFS: 'lies on a disk that can only be read. Make the disk writable, or choose another folder.',
  EACCES: 'may not be written by the user that runs Chancery. Run Chancery as its owner, or choose another folder.',
  ENOTDIR: 'cannot be made: a part of its path is a file. Choose another folder.',
  EEXIST: 'is a file. Choose another folder.',
  ENOSPC: 'takes no more files: the disk is full. Free some space.'
}

const addressFile = z.object({ pid: z.number().int(), socket: z.string().min(1).max(500) })
export type EngineAddress = Readonly<z.infer<typeof addressFile>>

/**
 * Longest path of a Unix socket: sun_path of unix(7) holds 108 bytes with its closing NUL on Linux, 104 on macOS;
 * a longer one would be cut.
 */
const longestSocketPath = 100

/**
 * @returns a place for the local socket, good from every working directory: in the data folder, or in a temporary
 * folder of the same user where the path is too long
 */
export function socketPath(folder: DataFolder): string {
  const inside = resolve(folder.path, 'engine.sock')
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside
  const outside = join(tmpdir(), `chancery-${randomUUID()}`)
  mkdirSync(outside, { mode: 0o700 })
  return join(outside, 'engine.sock')
}

/**
 * Tells a second caller where the engine listens. The old note, if a kill left one, is replaced.
 * @throws ChanceryError `io`
 */
export function writeAddress(folder: DataFolder, address: EngineAddress): void {
  try {
    writeFileSync(`${folder.address}.new`, JSON.stringify(address), { mode: 0o600 })
    renameSync(`${folder.address}.new`, folder.address)
  } catch (error) {
    throw unusable(folder, error)
  }
}

/** @returns where the engine of this folder said it listens; it may be gone since */
export function readAddress(folder: DataFolder): EngineAddress | undefined {
  try {
    return addressFile.parse(JSON.parse(readFileSync(folder.address, 'utf8')))
  } catch {
    return undefined
  }
}

export function removeAddress(folder: DataFolder): void {
  rmSync(folder.address, { force: true })
}
