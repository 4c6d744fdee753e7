import { app, dialog, Menu, Notification, session, type BrowserWindow, type Tray } from 'electron'
import { join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import { watchAlarms, type AlarmSource } from './alarm-watch.ts'
import { appStart } from './address.ts'
import { backupCalls, type BackupRestorer } from './backup-calls.ts'
import { attachBridge } from './bridge.ts'
import { backupFace, desktopOperations, openFile, secretFace } from './desktop-operations.ts'
import { denyPermissions, guardPages } from './hardening.ts'
import { buildMenu } from './menu.ts'
import { createPinDialog } from './pin-dialog.ts'
import { secretCalls } from './secret-calls.ts'
import { runLean } from './lean.ts'
import { dragFolders } from './drag-folders.ts'
import { latePort } from './late-port.ts'
import { fileArgument, readOpenedFile } from './opened-files.ts'
import type { ShellPort } from './port.ts'
import { declareScheme, serveScheme } from './scheme.ts'
import { createTray } from './tray.ts'
import { openMainWindow, showWindow } from './windows.ts'

export interface ShellOptions {
  /** Starts the engine; called once, when Electron is ready. */
  readonly start: () => Promise<{
    readonly port: ShellPort
    readonly alarms: AlarmSource
    readonly backups: BackupRestorer
    readonly stop: () => Promise<void>
  }>
  /**
   * Looks whether there can be an engine, before anything is written where it keeps its files.
   * @throws ChanceryError why not, in words for people
   */
  readonly prepare: () => void
  /** Folders of the built app. */
  readonly rendererFolder: string
  readonly preload: string
  readonly resources: string
  /** Where the window's place is kept. */
  readonly stateFolder: string
}

/** Longest wait for the engine to drain before the program ends all the same. */
const drainLimit = 15_000

/** Runs the desktop app until the person quits. Call once, before Electron is ready. */
export function runShell(options: ShellOptions): void {
  // Before the lock: Electron says of a folder that it cannot write only that another instance runs.
  try {
    options.prepare()
  } catch (error) {
    void app.whenReady().then(() => {
      endWith(error)
    })
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  // Root cannot have Chromium's sandbox; whoever starts it so has said --no-sandbox, and enforcing it would end every page.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  runLean()
  declareScheme()
  guardPages()

  const waitingFiles: string[] = []
  let window: BrowserWindow | undefined
  let deliver: ReturnType<typeof attachBridge>['deliver'] | undefined
  let stop: (() => Promise<void>) | undefined
  let draining = false
  let endWatch = (): void => undefined
  // Electron's tray, and a notification with its click, vanish when nothing refers to them.
  const trays: (Tray | undefined)[] = []
  const notes = new Set<Notification>()

  const show = (): void => {
    if (window !== undefined) showWindow(window)
    else if (deliver !== undefined) openWindow()
  }

  /** The page follows the part behind `#` without being loaded anew. */
  const showAuthority = (authorityId: number): void => {
    show()
    void window?.loadURL(`${appStart}#/publication?authority=${authorityId}`).catch(() => undefined)
  }

  const openWindow = (): void => {
    window = openMainWindow({
      preload: options.preload,
      placeFile: join(options.stateFolder, 'window.json'),
      icon: join(options.resources, 'icons', '256.png'),
      development: !app.isPackaged
    })
    window.once('closed', () => {
      window = undefined
    })
  }

  const deliverFiles = (): void => {
    for (const path of waitingFiles.splice(0)) {
      readOpenedFile(path).then(
        (content) => {
          if ((deliver?.('file.opened', content) ?? 0) === 0) waitingFiles.push(path)
        },
        (error: unknown) => {
          dialog.showErrorBox(
            'Chancery',
            error instanceof ChanceryError ? error.message : 'The file could not be opened.'
          )
        }
      )
    }
  }

  const take = (path: string | undefined): void => {
    if (path === undefined) return
    waitingFiles.push(path)
    show()
    deliverFiles()
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    take(path)
  })
  app.on('second-instance', (_event, argv) => {
    show()
    take(fileArgument(argv.slice(1)))
  })
  app.on('activate', show)
  app.on('window-all-closed', () => {
    // Not every Linux desktop shows a tray: an authority that runs on unseen would be worse than one that ended.
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (stop === undefined) return
    event.preventDefault()
    if (draining) return
    draining = true
    const late = new Promise<void>((resolve) => setTimeout(resolve, drainLimit))
    void Promise.race([stop(), late])
      .catch(() => undefined)
      .finally(() => {
        stop = undefined
        app.quit()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      app.quit()
    })

  const begin = async (): Promise<void> => {
    await app.whenReady()
    denyPermissions(session.defaultSession)
    serveScheme(session.defaultSession, options.rendererFolder)
    // The page loads while the engine starts: its calls wait for the port.
    const starting = options.start()
    stop = async () => {
      endWatch()
      await (await starting).stop()
    }
    const folders = dragFolders(app.getPath('temp'))
    app.once('quit', folders.clear)
    const drag = { folders, icon: join(options.resources, 'icons', '64.png') }
    const port = latePort(starting.then((engine) => engine.port))
    const operations = {
      ...desktopOperations(drag),
      ...secretCalls(port, secretFace(createPinDialog())),
      ...backupCalls(async () => (await starting).backups, backupFace())
    }
    deliver = attachBridge(port, operations, (topic) => {
      if (topic === 'file.opened') deliverFiles()
    }).deliver
    const openByDialog = (): void => {
      if (window === undefined) return
      openFile(window).then(
        (content) => {
          if (content !== null) deliver?.('file.opened', content)
        },
        (error: unknown) => {
          dialog.showErrorBox(
            'Chancery',
            error instanceof ChanceryError ? error.message : 'The file could not be opened.'
          )
        }
      )
    }
    Menu.setApplicationMenu(buildMenu({ openFile: openByDialog }, !app.isPackaged))
    const made = createTray(
      join(options.resources, 'icons', process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'),
      {
        show,
        showAuthority,
        quit: () => {
          app.quit()
        }
      }
    )
    trays.push(made?.tray)
    openWindow()
    take(fileArgument(process.argv.slice(1)))
    const { alarms } = await starting
    endWatch = watchAlarms(alarms, {
      systemLanguage: () => app.getLocale(),
      tray: (view) => made?.say(view),
      notify: ({ title, body, authorityId }) => {
        if (!Notification.isSupported()) return
        const note = new Notification({ title, body })
        notes.add(note)
        note.on('click', () => {
          showAuthority(authorityId)
        })
        note.on('close', () => notes.delete(note))
        note.show()
      }
    })
  }
  begin().catch(endWith)
}

/** Says why the program cannot start, and ends it. */
function endWith(error: unknown): void {
  const detail = error instanceof ChanceryError ? error.message : String(error instanceof Error ? error.stack : error)
  const end = (): void => {
    app.exit(1)
  }
  // An error box would hold up everything else, also what the machine says when it goes down.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  void dialog
    .showMessageBox({ type: 'error', title: 'Chancery', message: 'Chancery could not start', detail })
    .finally(end)
}
