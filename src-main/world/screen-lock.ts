import { execFile } from 'node:child_process'

/** Longest wait for a program of the desktop. */
const answerLimit = 2000

/**
 * @returns whether the screen of this session locks by itself when it is left alone, and after how many seconds; null
 *   where the desktop does not tell. GNOME and those that share its settings tell; others are not asked.
 */
export async function screenLock(): Promise<ScreenLock | null> {
  if (process.platform !== 'linux') return null
  const [enabled, lockDelay, idleDelay] = await Promise.all([
    setting('org.gnome.desktop.screensaver', 'lock-enabled'),
    setting('org.gnome.desktop.screensaver', 'lock-delay'),
    setting('org.gnome.desktop.session', 'idle-delay')
  ])
  return gnomeLock(enabled, lockDelay, idleDelay)
}

/** `afterSeconds` is null where it does not lock. */
export interface ScreenLock {
  readonly afterSeconds: number | null
}

/** Reads what `gsettings get` prints: `true`, `uint32 300`. An idle delay of 0 means never. */
export function gnomeLock(enabled: string, lockDelay: string, idleDelay: string): ScreenLock | null {
  const seconds = (text: string): number | null => {
    const number = /^uint32 (\d{1,9})$/.exec(text.trim())?.[1]
    return number === undefined ? null : Number(number)
  }
  const [idle, more] = [seconds(idleDelay), seconds(lockDelay)]
  if (enabled.trim() === 'false' || idle === 0) return { afterSeconds: null }
  if (enabled.trim() !== 'true' || idle === null || more === null) return null
  return { afterSeconds: idle + more }
}

/** Settings are those of a desktop only while one runs: without it the defaults of the schema would be told. */
async function setting(schema: string, key: string): Promise<string> {
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? ''
  if (!/GNOME|Unity|Budgie/i.test(desktop)) return ''
  return new Promise((resolve) => {
    execFile('gsettings', ['get', schema, key], { timeout: answerLimit }, (error, out) => {
      resolve(error === null ? out : '')
    })
  })
}
