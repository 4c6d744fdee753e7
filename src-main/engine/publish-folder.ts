import { mkdir, readdir } from 'node:fs/promises'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { PublishDestination } from '../../src-shared/model/publishing.ts'
import type { CaContext } from '../ca/context.ts'
import { INDEX_PATH } from '../ca/publish/status-index.ts'
import { countPublishedFiles } from '../store/publishing.ts'
import { reader } from '../store/store.ts'

/** What a fresh file system holds on Linux. */
const LOST_AND_FOUND = 'lost+found'

/**
 * The place where a disk or a share is mounted stays, empty, when that goes: what changed would be written there, beside
 * nothing of the rest, and nobody would see it.
 * @throws ChanceryError `io`
 */
export async function requireStillThere(
  ca: CaContext,
  targetId: number,
  destination: PublishDestination
): Promise<void> {
  if (destination.kind !== 'folder' || countPublishedFiles(reader(ca.store), targetId).length === 0) return
  const names = await readdir(destination.path).catch((): string[] => [])
  if (names.some((name) => !name.startsWith('.') && name !== LOST_AND_FOUND)) return
  throw new ChanceryError(
    'io',
    `The folder ${destination.path} is empty or gone, and files were published there before. Is its disk or share there? If it was emptied on purpose, have everything written again.`
  )
}

/** @throws ChanceryError `conflict` where the folder holds what Chancery did not put there */
export async function requireOwnFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new ChanceryError('io', `The folder ${path} cannot be made.`, { cause })
  })
  const names = await readdir(path)
  if (names.length === 0 || names.includes(INDEX_PATH)) return
  const ours = new Set(['crl', 'aia', 'ocsp'])
  if (names.every((name) => ours.has(name) || name.startsWith('.chancery-'))) return
  throw new ChanceryError(
    'conflict',
    `The folder ${path} holds other files already (${names.slice(0, 3).join(', ')}). Choose a new one, an empty one, or one that Chancery published to before.`
  )
}
