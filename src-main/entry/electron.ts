import { join } from 'node:path'
import { app } from 'electron'
import { dataFolder, defaultDataFolder, prepareDataFolder } from '../engine/data-folder.ts'
import { runShell } from '../shell/app.ts'
import { desktopHostParts } from '../shell/host.ts'
import { desktopFolders, optionValue } from './desktop-folders.ts'

/**
 * The desktop app: one window over one engine over one data folder. `--data DIR` names another folder; `--unlock-file F`
 * opens the vault with the secret in a file that only its owner can read.
 */
const folders = desktopFolders({
  argv: process.argv,
  environment: process.env,
  main: import.meta.dirname,
  packagedResources: app.isPackaged ? process.resourcesPath : undefined,
  usualData: defaultDataFolder()
})
// Beside the authority's own files: one window for one data folder, and nothing left elsewhere.
const own = join(folders.data, 'desktop')
app.setPath('userData', own)

runShell({
  rendererFolder: folders.renderer,
  preload: folders.preload,
  resources: folders.resources,
  stateFolder: own,
  prepare: () => {
    prepareDataFolder(dataFolder(folders.data))
  },
  start: async () => {
    // Loaded while the page loads: the window stands before the engine's libraries do.
    const { startRestorableEngine } = await import('./restorable-engine.ts')
    return startRestorableEngine({
      dataDir: folders.data,
      version: app.getVersion(),
      unlockFile: optionValue(process.argv, '--unlock-file'),
      host: desktopHostParts()
    })
  }
})
