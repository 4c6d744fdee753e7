import { ChanceryError } from '../../src-shared/errors.ts'
import { dataFolder } from '../engine/data-folder.ts'
import { aboutBackup, rebuildBeside, takeOver } from '../engine/recovery/restore-in-place.ts'
import type { BackupRestorer } from '../shell/backup-calls.ts'
import { movingEnds, type EngineEnds } from '../shell/moving-port.ts'
import { startDesktopEngine } from './desktop-engine.ts'

/**
 * The desktop's engine, in whose place that of a restored backup can step while the window stays open.
 * @throws ChanceryError what `startDesktopEngine` throws
 */
export async function startRestorableEngine(
  options: Parameters<typeof startDesktopEngine>[0]
): Promise<EngineEnds & { readonly backups: BackupRestorer; readonly stop: () => Promise<void> }> {
  let running = await startDesktopEngine(options)
  const ends = movingEnds(running)
  const folder = dataFolder(options.dataDir)

  return {
    port: ends.port,
    alarms: ends.alarms,
    stop: () => running.stop(),
    backups: {
      about: aboutBackup,
      restore: async (file, { passphrase, key }) => {
        if (running.hasVault())
          throw new ChanceryError(
            'conflict',
            'There is a vault in this data folder already, so no backup is restored over it. Start Chancery with another, empty folder: --data FOLDER.'
          )
        const report = await rebuildBeside(folder, {
          file,
          opener:
            key === null
              ? { kind: 'passphrase', passphrase }
              : {
                  kind: 'recipient',
                  privateKey: Buffer.from(key, key.includes('-----BEGIN ') ? 'latin1' : 'base64'),
                  keyPassphrase: passphrase === '' ? undefined : passphrase
                }
        })
        const { promise, resolve, reject } = Promise.withResolvers<EngineEnds>()
        ends.move(promise)
        let taken = Promise.resolve()
        try {
          await running.stop()
          taken = takeOver(folder)
          // What refused it is told below: the engine starts in either case.
          await taken.catch(() => undefined)
          running = await startDesktopEngine(options)
          resolve(running)
        } catch (error) {
          reject(error)
          throw error
        }
        await taken
        return report
      }
    }
  }
}
