import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BrowserWindow, dialog, nativeTheme, webContents, type FileFilter } from 'electron'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { BackupFace } from './backup-calls.ts'
import type { DesktopHandlers } from './call-gate.ts'
import { parseFileToSave, parseFullScreen, parseTheme } from './desktop-input.ts'
import type { DragFolders } from './drag-folders.ts'
import { openableExtensions, readOpenedFile, readSmallFile } from './opened-files.ts'
import type { AskPin } from './pin-dialog.ts'
import type { WindowIdentity } from './port.ts'
import type { SecretFace } from './secret-calls.ts'

/**
 * What the window answers itself: native dialogs, files that leave it, its own colours. The page never learns a path.
 * @param drag where files lie that are dragged out, and the picture under the mouse
 */
export function desktopOperations(drag: { readonly folders: DragFolders; readonly icon: string }): DesktopHandlers {
  return {
    'desktop.file.drag': (input, window) =>
      answer(async () => {
        const page = windowOf(window).webContents
        page.startDrag({ file: await drag.folders.keep(input), icon: drag.icon })
        return null
      }),
    'desktop.file.open': (_input, window) => answer(() => openFile(windowOf(window))),
    'desktop.file.save': (input, window) => answer(() => saveFile(windowOf(window), input)),
    'desktop.full-screen': (input, window) =>
      answer(() => {
        windowOf(window).setFullScreen(parseFullScreen(input))
        return Promise.resolve(null)
      }),
    'desktop.picture': (_input, window) =>
      answer(async () => {
        const picture = await windowOf(window).webContents.capturePage()
        return { base64: picture.toPNG().toString('base64') }
      }),
    'desktop.theme': (input) =>
      answer(() => {
        nativeTheme.themeSource = parseTheme(input)
        return Promise.resolve(null)
      })
  }
}

/** Native dialogs for secrets, before the window that asked. */
export function secretFace(ask: AskPin): SecretFace {
  return {
    ask: (window, question) => ask(windowOf(window), question),
    chooseKeyFile,
    chooseModule: (window) => choose(windowOf(window), 'Choose a PKCS#11 module')
  }
}

/** Native dialogs for a backup, and for the key of one of its recipients. */
export function backupFace(): BackupFace {
  return {
    chooseBackup: (window) =>
      choose(windowOf(window), 'Open a backup', [{ name: 'Backups of Chancery', extensions: ['chancery-backup'] }]),
    chooseKeyFile
  }
}

async function chooseKeyFile(window: WindowIdentity): Promise<string | undefined> {
  const path = await choose(windowOf(window), 'Open a private key')
  if (path === undefined) return undefined
  const bytes = await readSmallFile(path)
  const key = bytes.toString(bytes.includes('-----BEGIN ') ? 'latin1' : 'base64')
  bytes.fill(0)
  return key
}

async function choose(window: BrowserWindow, title: string, filters: FileFilter[] = []): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'], filters })
  return canceled ? undefined : filePaths[0]
}

/** Shows the open dialog. @returns the file's content, or null when the person gave up */
export async function openFile(window: BrowserWindow): Promise<unknown> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a certificate or request',
    properties: ['openFile'],
    filters: [{ name: 'Certificates and requests', extensions: [...openableExtensions] }]
  })
  const path = filePaths[0]
  return canceled || path === undefined ? null : readOpenedFile(path)
}

async function saveFile(window: BrowserWindow, input: unknown): Promise<unknown> {
  const { name, bytes } = parseFileToSave(input)
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title: 'Save file', defaultPath: name })
  if (canceled || filePath === '') return { saved: false }
  try {
    await writeFile(filePath, bytes, { mode: 0o600 })
  } catch (cause) {
    throw new ChanceryError('io', `${basename(filePath)} could not be written.`, { cause })
  }
  return { saved: true }
}

function windowOf(identity: WindowIdentity): BrowserWindow {
  const page = webContents.fromId(identity.windowId)
  const window = page === undefined ? null : BrowserWindow.fromWebContents(page)
  if (window === null) throw new ChanceryError('cancelled', 'The window was closed.')
  return window
}

async function answer(action: () => Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await action() }
  } catch (error) {
    return { ok: false, failure: toFailure(error, 'desktop') }
  }
}
