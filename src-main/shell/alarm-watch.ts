import type { CrlAlarm } from '../../src-shared/api/crls.ts'
import { byUrgency, languageOf, notificationOf, trayView, type TrayView } from './alarm-words.ts'

/** What the shell learns of the engine about CRLs that somebody should look after. `entry/electron.ts` hands it over. */
export interface AlarmSource {
  current(): readonly CrlAlarm[]
  /** Of the settings: in which language, and whether the desktop notifies. */
  look(): { readonly language: 'system' | 'en' | 'de'; readonly notify: boolean }
  /** Tells when alarms may have begun or ended, or the settings have changed. @returns a function that ends it */
  onChange(listener: () => void): () => void
}

/** How the shell says it. */
export interface AlarmFace {
  /** Tag of the operating system's language. */
  readonly systemLanguage: () => string
  readonly tray: (view: TrayView) => void
  readonly notify: (notice: { readonly title: string; readonly body: string; readonly authorityId: number }) => void
}

/** Alarms may also begin because time passes while nobody does anything. */
const everyMs = 60_000

/**
 * Keeps the tray true to the alarms, and notifies of each once: again only where it was over meanwhile.
 * @returns a function that ends the watch
 */
export function watchAlarms(source: AlarmSource, face: AlarmFace): () => void {
  let told = new Set<string>()
  const look = (): void => {
    const alarms = byUrgency(source.current())
    const { language: chosen, notify } = source.look()
    const language = languageOf(chosen, face.systemLanguage())
    face.tray(trayView(alarms, language))
    const present = new Set(alarms.map(keyOf))
    // What was there while notifications were switched off is not told later.
    if (notify)
      for (const alarm of alarms)
        if (!told.has(keyOf(alarm))) face.notify({ ...notificationOf(alarm, language), authorityId: alarm.authorityId })
    told = present
  }
  look()
  const end = source.onChange(look)
  const timer = setInterval(look, everyMs)
  timer.unref()
  return () => {
    end()
    clearInterval(timer)
  }
}

function keyOf({ authorityId, kind, at }: CrlAlarm): string {
  return `${authorityId} ${kind} ${at}`
}
