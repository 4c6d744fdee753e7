import type { Reply, RestoreInput } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { BackupAbout, RestoredAbout } from '../../src-shared/model/recovery.ts'
import { failure, type DesktopHandlers } from './call-gate.ts'
import type { WindowIdentity } from './port.ts'

/** What the shell needs of the engine's side to restore a backup at the first run. */
export interface BackupRestorer {
  /** @throws ChanceryError `malformed`, `damaged`, `io` */
  about(path: string): Promise<BackupAbout>
  /**
   * Restores a backup in the place of an installation without vault and starts the engine over it.
   * @param key PEM, or DER in base64, of a recipient's private key; null where the passphrase opens the backup
   * @throws ChanceryError `conflict` where there is a vault, `wrong-passphrase`, `damaged`, `io`
   */
  restore(path: string, opener: { readonly passphrase: string; readonly key: string | null }): Promise<RestoredAbout>
}

/** The native dialogs. */
export interface BackupFace {
  readonly chooseBackup: (window: WindowIdentity) => Promise<string | undefined>
  readonly chooseKeyFile: (window: WindowIdentity) => Promise<string | undefined>
}

/** Longest passphrase, as operations take it. */
const longestPassphrase = 1024

/** Restoring a backup in the window. The page learns what the backup says of itself, and never where it lies. */
export function backupCalls(restorer: () => Promise<BackupRestorer>, face: BackupFace): DesktopHandlers {
  const chosen = new Map<number, string>()
  let busy = false
  return {
    'desktop.backup.choose': (_input, window) =>
      answer(async () => {
        const path = await face.chooseBackup(window)
        if (path === undefined) return null
        const about = await (await restorer()).about(path)
        chosen.set(window.windowId, path)
        return about
      }),
    'desktop.backup.restore': (input, window) =>
      answer(async () => {
        const { opener, passphrase } = parseRestore(input)
        const path = chosen.get(window.windowId)
        if (path === undefined) throw new ChanceryError('not-found', 'Choose the backup first.')
        if (busy) throw new ChanceryError('busy', 'A backup is being restored. Wait until it is done.')
        busy = true
        try {
          const key = opener === 'recipient' ? await face.chooseKeyFile(window) : null
          if (key === undefined) return null
          return await (await restorer()).restore(path, { passphrase, key })
        } finally {
          busy = false
        }
      })
  }
}

/** @throws ChanceryError `malformed` */
function parseRestore(value: unknown): RestoreInput {
  if (typeof value !== 'object' || value === null) throw malformed()
  const { opener, passphrase, ...rest }: Partial<Record<keyof RestoreInput, unknown>> = value
  if ((opener !== 'passphrase' && opener !== 'recipient') || typeof passphrase !== 'string') throw malformed()
  if (passphrase.length > longestPassphrase || Object.keys(rest).length > 0) throw malformed()
  return { opener, passphrase }
}

function malformed(): ChanceryError {
  return new ChanceryError('malformed', 'To restore a backup takes what opens it: opener and passphrase.')
}

async function answer(action: () => Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await action() }
  } catch (error) {
    if (error instanceof ChanceryError) return { ok: false, failure: toFailure(error, 'desktop') }
    return failure('io', `The backup could not be restored: ${error instanceof Error ? error.message : String(error)}`)
  }
}
