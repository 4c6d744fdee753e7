import { app } from 'electron'
import { join } from 'node:path'
import { failure } from '../shell/call-gate.ts'
import { runShell } from '../shell/app.ts'
import { desktopFolders } from './desktop-folders.ts'

const folders = desktopFolders(process.argv, import.meta.dirname, app.isPackaged ? process.resourcesPath : undefined)
if (folders.data !== undefined) app.setPath('userData', join(folders.data, 'desktop'))

runShell({
  rendererFolder: folders.renderer,
  preload: folders.preload,
  resources: folders.resources,
  stateFolder: app.getPath('userData'),
  start: () =>
    Promise.resolve({
      port: {
        call: () => Promise.resolve(failure('not-ready', 'The engine is not part of this build.')),
        subscribe: () => () => undefined,
        windowClosed: () => undefined
      },
      stop: () => Promise.resolve()
    })
})
