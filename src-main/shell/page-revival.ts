import { app, dialog, type BrowserWindow } from 'electron'
import { appStart } from './address.ts'
import { languageOf } from './alarm-words.ts'

/** A page that ends again within this time after it was loaded anew is not loaded a third time by itself. */
const tooSoon = 10_000

const words = {
  en: {
    ended: 'The page of this window has ended again.',
    stuck: 'This window does not answer.',
    goesOn:
      'The certificate authority behind it goes on. What was typed and not yet sent is lost when the page is loaded again.',
    load: 'Load again',
    wait: 'Wait',
    quit: 'End Chancery'
  },
  de: {
    ended: 'Die Seite dieses Fensters hat sich erneut beendet.',
    stuck: 'Dieses Fenster antwortet nicht.',
    goesOn:
      'Die Zertifizierungsstelle dahinter läuft weiter. Was eingegeben und noch nicht abgeschickt ist, geht verloren, wenn die Seite neu geladen wird.',
    load: 'Neu laden',
    wait: 'Warten',
    quit: 'Chancery beenden'
  }
} as const

/**
 * A page that ended is loaded again; where it ends again soon, the person is asked, and so where it hangs: a window that
 * is blank or stands still says nothing, and a desktop that offers to end it would end the engine with it.
 */
export function keepPageAlive(window: BrowserWindow): void {
  let loadedAt = Number.NEGATIVE_INFINITY
  let asking = false

  const load = (): void => {
    loadedAt = performance.now()
    // In a turn of its own: a page that is loaded within the event that tells of its end takes the main process with it.
    setImmediate(() => {
      // A page that ends while it loads is told of below.
      if (!window.isDestroyed()) void window.loadURL(appStart).catch(() => undefined)
    })
  }

  const ask = async (about: 'ended' | 'stuck'): Promise<void> => {
    if (asking || window.isDestroyed()) return
    asking = true
    const said = words[languageOf('system', app.getLocale())]
    const box = dialog.showMessageBox(window, {
      type: 'warning',
      message: said[about],
      detail: said.goesOn,
      buttons: about === 'ended' ? [said.load, said.quit] : [said.wait, said.load],
      defaultId: 0,
      cancelId: 0,
      noLink: true
    })
    const { response } = await box.finally(() => {
      asking = false
    })
    if (window.isDestroyed()) return
    if (about === 'ended' && response === 1) app.quit()
    else if (about === 'ended') load()
    else if (response === 1) endStuck()
  }

  /** A page that hangs takes no other address: it is ended, and what is told of that loads it. */
  const endStuck = (): void => {
    loadedAt = Number.NEGATIVE_INFINITY
    window.webContents.forcefullyCrashRenderer()
  }

  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    if (performance.now() - loadedAt < tooSoon) void ask('ended')
    else load()
  })
  window.on('unresponsive', () => void ask('stuck'))
}
