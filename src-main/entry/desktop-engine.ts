import { startLocalSocket } from '../api/local-socket.ts'
import { createPort, type EnginePort } from '../api/port.ts'
import { crlAlarmSource, type CrlAlarmSource } from '../engine/crl-alarms.ts'
import { composeEngine, unlockReference } from '../engine/compose.ts'
import { dataFolder, socketPath, writeAddress } from '../engine/data-folder.ts'
import { nodeHost } from '../world/node-host.ts'
import type { StartChild } from '../world/child-process.ts'
import type { KeyStore, KeyStoreRefusal } from '../world/host.ts'

/**
 * Starts the engine inside the desktop app, with the local socket through which `chancery` commands reach it.
 * @param options.unlockFile where an unlock secret lies, as `chancery serve` takes it; else the key store where the
 *   settings say so. The first window is then signed in.
 * @throws ChanceryError what `composeEngine` throws
 */
export async function startDesktopEngine(options: {
  readonly dataDir: string
  readonly version: string
  readonly unlockFile?: string | undefined
  readonly host: {
    readonly keyStore?: KeyStore
    readonly keyStoreRefusal?: KeyStoreRefusal
    readonly startChild?: StartChild
  }
}): Promise<{
  readonly port: EnginePort
  readonly alarms: CrlAlarmSource
  readonly hasVault: () => boolean
  readonly stop: () => Promise<void>
}> {
  const engine = await composeEngine({
    dataDir: options.dataDir,
    host: nodeHost(options.host),
    version: options.version,
    electron: process.versions.electron ?? null
  })
  try {
    const opened =
      options.unlockFile === undefined
        ? await engine.unlockByKeyStore.tryAtStart()
        : await engine.unlock(unlockReference(options.unlockFile))
    const folder = dataFolder(options.dataDir)
    const local = await startLocalSocket(engine, socketPath(folder))
    await engine.followListenerSetting(null)
    await engine.followSecureSetting()
    writeAddress(folder, { pid: process.pid, socket: local.address })
    return {
      port: createPort(engine, opened),
      alarms: crlAlarmSource(engine),
      hasVault: () => engine.vault.state !== 'absent',
      stop: async () => {
        await local.close()
        await engine.close()
      }
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}
