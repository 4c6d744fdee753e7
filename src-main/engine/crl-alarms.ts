import type { CrlAlarm } from '../../src-shared/api/crls.ts'
import type { EventTopic } from '../../src-shared/events.ts'
import { crlAlarms } from '../ca/crl/calendar.ts'
import type { Engine } from './engine.ts'

/** CRLs that somebody should look after, for a face of the program that nobody is signed in to. */
export interface CrlAlarmSource {
  current(): readonly CrlAlarm[]
  look(): { readonly language: 'system' | 'en' | 'de'; readonly notify: boolean }
  /** @returns a function that ends it */
  onChange(listener: () => void): () => void
}

/** What may begin or end an alarm, or change how it is said. */
const topics: ReadonlySet<EventTopic> = new Set([
  'crl.alarm',
  'crl.issued',
  'authority.changed',
  // A revocation holds back what was signed ahead.
  'certificate.changed',
  'settings.changed'
])
/** A series of twelve, or a thousand certificates in a row, are told of once. */
const gatherMs = 500

/** @returns the alarms of an engine as they are at any moment */
export function crlAlarmSource(engine: Pick<Engine, 'ca' | 'events' | 'settings'>): CrlAlarmSource {
  return {
    current: () => crlAlarms(engine.ca),
    look: () => {
      const { language, desktopAlarms } = engine.settings.show()
      return { language, notify: desktopAlarms }
    },
    onChange: (listener) => {
      let timer: NodeJS.Timeout | undefined
      const end = engine.events.onAny((topic) => {
        if (!topics.has(topic) || timer !== undefined) return
        timer = setTimeout(() => {
          timer = undefined
          listener()
        }, gatherMs)
        timer.unref()
      })
      return () => {
        end()
        clearTimeout(timer)
      }
    }
  }
}
