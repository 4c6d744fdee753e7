import { composeEngine } from '../../engine/compose.ts'
import type { DataFolder } from '../../engine/data-folder.ts'
import type { Engine } from '../../engine/engine.ts'
import { createLocalPort, type LocalPort } from '../../api/port.ts'
import { nodeHost } from '../../world/node-host.ts'
import { productVersion } from './version.ts'

/** Opens a data folder for one command: no listeners, no scheduled work. Loaded only when no engine runs. */
export async function openForCommand(folder: DataFolder): Promise<{ engine: Engine; port: LocalPort }> {
  const engine = await composeEngine({
    dataDir: folder.path,
    host: nodeHost({ credentialsDirectory: process.env['CREDENTIALS_DIRECTORY'] }),
    version: productVersion(),
    schedule: false
  })
  return { engine, port: createLocalPort(engine) }
}
