import { defaultSettings, settings as settingsSchema, type Settings } from '../../src-shared/model/settings.ts'
import type { Log } from '../world/log.ts'
import type { Reader, Writer } from '../store/connection.ts'
import { getSetting, setSetting } from '../store/settings.ts'

const key = 'installation'

/** @returns the stored settings over the defaults; a stored value that no longer fits falls back to its default and is logged */
export function loadSettings(reader: Reader, log: Log): Settings {
  const stored = getSetting(reader, key)
  if (stored === undefined || stored === null || typeof stored !== 'object') return defaultSettings
  const whole = settingsSchema.safeParse({ ...defaultSettings, ...stored })
  if (whole.success) return whole.data
  let kept: Settings = defaultSettings
  for (const [name, value] of Object.entries<unknown>({ ...stored })) {
    const attempt = settingsSchema.safeParse({ ...kept, [name]: value })
    if (attempt.success) kept = attempt.data
    else log.warn('a stored setting was not understood; its default is used', { setting: name })
  }
  return kept
}

export function storeSettings(writer: Writer, settings: Settings): void {
  setSetting(writer, key, settings)
}
