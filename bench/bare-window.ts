import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronBinary } from '../e2e/desktop/launch.ts'

const main = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<meta charset=utf-8><title>bare</title><h1>Bare</h1>')
})
app.on('window-all-closed', () => app.quit())
`

/** An Electron with one page that says one word and nothing behind it: what any desktop app of this kind waits for and holds. */
export interface BareWindow {
  readonly app: ElectronApplication
  readonly page: Page
  close(): Promise<void>
}

/** Starts it in the Electron that CHANCERY_ELECTRON names. */
export async function bareWindow(): Promise<BareWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-bare-window-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js' }))
  writeFileSync(join(folder, 'main.js'), main)
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electronBinary())
  const app = await _electron.launch({
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', folder]
  })
  const page = await app.firstWindow()
  return {
    app,
    page,
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
