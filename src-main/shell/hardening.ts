import { app, dialog, shell, type Session } from 'electron'
import { isAppAddress, isCameraScreen, isPinAddress } from './address.ts'
import { mayUseCamera } from './camera.ts'

/**
 * Electron's security checklist for a session: nothing is granted but writing to the clipboard from our own page, and the
 * camera where QR codes are read, when the person says so.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((page, permission, answer, details) => {
    if (permission === 'media') {
      void mayUseCamera(page, details).then(answer, () => {
        answer(false)
      })
      return
    }
    answer(permission === 'clipboard-sanitized-write' && details.isMainFrame && isAppAddress(details.requestingUrl))
  })
  session.setPermissionCheckHandler((page, permission, origin, details) => {
    if (!details.isMainFrame || !isAppAddress(new URL('/', origin).href)) return false
    if (permission === 'media') return details.mediaType === 'video' && page !== null && isCameraScreen(page.getURL())
    return permission === 'clipboard-sanitized-write'
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({})
  })
  // Nothing of the page leaves the machine: only its own scheme, and blobs and data that it made itself.
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAppAddress(details.url) && !/^(?:blob|data|devtools):/.test(details.url) })
  })
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://chancery/')) event.preventDefault()
  })
}

/** Rules for every page that will ever exist in this process. Must run before the first window. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, page) => {
    page.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    page.on('will-navigate', (event) => {
      // The form of the window for PINs goes back to where it came from, and nowhere else.
      const sameForm = isPinAddress(page.getURL()) && event.url === page.getURL()
      if (!event.isMainFrame || !(isAppAddress(event.url) || sameForm)) event.preventDefault()
    })
    page.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault()
    })
    page.on('will-redirect', (event) => {
      if (!isAppAddress(event.url)) event.preventDefault()
    })
    page.setWindowOpenHandler(({ url }) => {
      void offerInBrowser(url)
      return { action: 'deny' }
    })
  })
}

/** A link to the web opens in the person's browser, after a question that shows the whole address. */
async function offerInBrowser(address: string): Promise<void> {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this address in your browser?',
    detail: url.href,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  if (response === 1) await shell.openExternal(url.href)
}
