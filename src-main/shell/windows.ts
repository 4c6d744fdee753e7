import { BrowserWindow, nativeTheme, screen } from 'electron'
import { appStart } from './address.ts'
import { keepPageAlive } from './page-revival.ts'
import { placeWindow, readPlace, smallestWindow, writePlace } from './window-place.ts'

/** Height of the page's top bar, which is the title bar on the desktop. */
const barHeight = 56

const colours = {
  light: { bar: '#ffffff', symbols: '#1c1f23', page: '#f7f8f9' },
  dark: { bar: '#16191d', symbols: '#e8eaed', page: '#101317' }
} as const

function currentColours(): (typeof colours)['light' | 'dark'] {
  return nativeTheme.shouldUseDarkColors ? colours.dark : colours.light
}

export interface WindowOptions {
  readonly preload: string
  /** File that remembers the window's place. */
  readonly placeFile: string
  readonly icon: string
  readonly development: boolean
}

/** Opens the window: sandboxed, isolated, with the native buttons over the page's own bar. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  const place = placeWindow(
    readPlace(options.placeFile),
    [primary, ...others].map((display) => display.workArea)
  )
  const { bar, symbols, page } = currentColours()
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Chancery',
    icon: options.icon,
    backgroundColor: page,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: bar, symbolColor: symbols, height: barHeight },
    trafficLightPosition: { x: 16, y: (barHeight - 16) / 2 },
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: options.development
    }
  })
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
  })
  keepPageAlive(window)
  followTheme(window)
  rememberPlace(window, options.placeFile)
  void window.loadURL(appStart)
  return window
}

function followTheme(window: BrowserWindow): void {
  const recolour = (): void => {
    const { bar, symbols, page } = currentColours()
    window.setBackgroundColor(page)
    // macOS draws its own buttons and has no overlay to colour.
    if (process.platform !== 'darwin')
      window.setTitleBarOverlay({ color: bar, symbolColor: symbols, height: barHeight })
  }
  nativeTheme.on('updated', recolour)
  window.once('closed', () => {
    nativeTheme.removeListener('updated', recolour)
  })
}

function rememberPlace(window: BrowserWindow, file: string): void {
  const remember = (): void => {
    const { x, y, width, height } = window.getNormalBounds()
    // A place that cannot be written is forgotten, no more.
    writePlace(file, { bounds: { x, y, width, height }, maximized: window.isMaximized() }).catch(() => undefined)
  }
  let waiting: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(remember, 400)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.once('close', () => {
    clearTimeout(waiting)
    remember()
  })
}

/** Brings the window to the front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
