/** The scheme of the app's own pages: a standard, secure one, so that origins, fetch and CSP work as on the web. */
export const appScheme = 'app'
export const appOrigin = 'app://chancery'
export const appStart = `${appOrigin}/`

/** True for an address of our own page. Compares the parsed origin; a prefix test would let `app://chancery.evil` in. */
export function isAppAddress(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  return (
    url.protocol === `${appScheme}:` &&
    url.host === 'chancery' &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  )
}

/** The scheme of the window in which PINs are typed; only the session of that window serves it. */
export const pinScheme = 'chancery-pin'

/** True for an address of the window in which PINs are typed. It is no page of the app: the engine does not hear it. */
export function isPinAddress(address: string): boolean {
  return address.startsWith(`${pinScheme}://entry/`)
}

/** The screen that reads QR codes: the place after `#` in the address of our one page. */
const cameraScreen = '#/air-gap'

/** @returns whether this page shows the screen that reads QR codes */
export function isCameraScreen(address: string): boolean {
  if (!isAppAddress(address)) return false
  const { hash } = new URL(address)
  return hash === cameraScreen || hash.startsWith(`${cameraScreen}?`)
}
