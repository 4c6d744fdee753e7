import { existsSync, renameSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { BackupAbout, RestoredAbout } from '../../../src-shared/model/recovery.ts'
import { close, openAndUpgrade } from '../../store/open.ts'
import { reader } from '../../store/store.ts'
import { getVault } from '../../store/vault.ts'
import { systemClock, type Clock } from '../../world/clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { lockDataFolder } from '../lock.ts'
import { readHeader } from './archive-read.ts'
import { syncFolder } from './archive-write.ts'
import type { Opener } from './content-key.ts'
import { restoreBackup } from './restore.ts'

/** @returns what a backup says of itself before it is opened. @throws ChanceryError as `readHeader` */
export async function aboutBackup(path: string): Promise<BackupAbout> {
  const { createdAt, madeBy, installation, passphrase, recipients } = await readHeader(path)
  return {
    name: basename(path),
    bytes: (await stat(path)).size,
    createdAt,
    madeBy,
    installation,
    passphrase: passphrase !== null,
    recipients: recipients.map(({ subject }) => subject)
  }
}

/**
 * Rebuilds a backup inside the folder of an installation that has no vault yet, while its engine still runs. Nothing of
 * the installation is touched: `takeOver` puts it in place once the engine has ended.
 * @throws ChanceryError as `restoreBackup`
 */
export async function rebuildBeside(
  folder: DataFolder,
  wish: { readonly file: string; readonly opener: Opener; readonly clock?: Clock; readonly signal?: AbortSignal }
): Promise<RestoredAbout> {
  // What a kill left of an attempt before.
  await rm(besideOf(folder), { recursive: true, force: true })
  const { dataFolder: _beside, ...report } = await restoreBackup({
    file: wish.file,
    opener: wish.opener,
    dataDir: besideOf(folder),
    crls: [],
    clock: wish.clock ?? systemClock,
    ...(wish.signal === undefined ? {} : { signal: wish.signal })
  })
  return report
}

/**
 * Puts what was rebuilt in the place of an installation without vault. Call it when no engine has the folder. The last
 * step is one rename of the database: a kill before it leaves the empty installation, after it the restored one.
 * @throws ChanceryError `busy` where an engine has the folder, `conflict` where somebody has made a vault meanwhile, `io`
 */
export async function takeOver(folder: DataFolder): Promise<void> {
  const beside = besideOf(folder)
  const lock = lockDataFolder(folder)
  try {
    if (existsSync(folder.database)) await requireNoVault(folder.database)
    // Their pages belong to the database that goes.
    for (const end of ['-wal', '-shm']) await rm(`${folder.database}${end}`, { force: true })
    const name = basename(folder.database)
    for (const entry of (await readdir(beside)).filter((one) => one !== name)) {
      await rm(join(folder.path, entry), { recursive: true, force: true })
      renameSync(join(beside, entry), join(folder.path, entry))
    }
    renameSync(join(beside, name), folder.database)
    syncFolder(folder.path)
  } catch (cause) {
    if (cause instanceof ChanceryError) throw cause
    throw new ChanceryError('io', 'The restored installation could not be put in place. Restore the backup again.', {
      cause
    })
  } finally {
    lock.release()
    await rm(beside, { recursive: true, force: true })
  }
}

async function requireNoVault(database: string): Promise<void> {
  const { store } = await openAndUpgrade(database, { now: systemClock.now() })
  try {
    if (getVault(reader(store)) === undefined) return
    throw new ChanceryError(
      'conflict',
      'There is a vault in this data folder already, so no backup is restored over it. Start Chancery with another, empty folder: --data FOLDER.'
    )
  } finally {
    await close(store)
  }
}

const besideOf = (folder: DataFolder): string => join(folder.path, 'restored')
