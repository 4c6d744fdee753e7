import type { CrlAlarm } from '../../src-shared/api/crls.ts'

/** What the tray shows. */
export interface TrayView {
  readonly tooltip: string
  readonly open: string
  readonly quit: string
  /** The most urgent first. */
  readonly alarms: readonly { readonly authorityId: number; readonly label: string }[]
}

export type Language = 'en' | 'de'
type Kind = CrlAlarm['kind']

/** The most urgent first. */
const urgency: readonly Kind[] = [
  'overdue',
  'not-begun',
  'series-stale',
  'revocation-waits',
  'due-soon',
  'series-ending'
]
/** Lines of the menu; more would push what it is for out of reach. */
const mostLines = 5
/** Windows cuts a tooltip off after 127 characters. */
const longestTooltip = 120

const words: Readonly<
  Record<
    Language,
    {
      readonly open: string
      readonly quit: string
      readonly line: Readonly<Record<Kind, (name: string, at: string) => string>>
      readonly todo: Readonly<Record<Kind, string>>
    }
  >
> = {
  en: {
    open: 'Open Chancery',
    quit: 'Quit',
    line: {
      overdue: (name, at) => `${name}: the CRL ran out on ${at}`,
      'not-begun': (name, at) => `${name}: the CRL begins only on ${at}`,
      'revocation-waits': (name, at) => `${name}: a revocation of ${at} is on no CRL yet`,
      'due-soon': (name, at) => `${name}: the CRL ends on ${at}`,
      'series-stale': (name) => `${name}: CRLs signed ahead are held back`,
      'series-ending': (name) => `${name}: one CRL signed ahead is left`
    },
    todo: {
      overdue: 'Careful verifiers refuse its certificates now. Sign a CRL at once.',
      'not-begun': 'It was signed while the clock was ahead. See that the clock is right now, then sign a CRL at once.',
      'revocation-waits': 'Verifiers still take what was revoked. Open the vault or bring the key.',
      'due-soon': 'None follows by itself yet. See whether the vault is locked or the key off line.',
      'series-stale': 'Something was revoked since they were signed. Bring the key and sign a new series.',
      'series-ending': 'Plan the day on which the key is brought out for the next series.'
    }
  },
  de: {
    open: 'Chancery öffnen',
    quit: 'Beenden',
    line: {
      overdue: (name, at) => `${name}: die Sperrliste ist am ${at} abgelaufen`,
      'not-begun': (name, at) => `${name}: die Sperrliste gilt erst ab ${at}`,
      'revocation-waits': (name, at) => `${name}: eine Sperrung vom ${at} steht noch auf keiner Sperrliste`,
      'due-soon': (name, at) => `${name}: die Sperrliste endet am ${at}`,
      'series-stale': (name) => `${name}: im Voraus unterschriebene Sperrlisten werden zurückgehalten`,
      'series-ending': (name) => `${name}: eine im Voraus unterschriebene Sperrliste ist übrig`
    },
    todo: {
      overdue: 'Sorgfältige Prüfer lehnen ihre Zertifikate jetzt ab. Unterschreiben Sie sofort eine Sperrliste.',
      'not-begun':
        'Sie wurde unterschrieben, als die Uhr vorging. Sehen Sie nach, ob die Uhr jetzt stimmt, und unterschreiben Sie dann sofort eine Sperrliste.',
      'revocation-waits':
        'Prüfer nehmen noch an, was gesperrt wurde. Öffnen Sie den Tresor oder holen Sie den Schlüssel.',
      'due-soon': 'Von selbst folgt noch keine. Ist der Tresor gesperrt oder der Schlüssel offline?',
      'series-stale': 'Seither wurde etwas gesperrt. Holen Sie den Schlüssel und unterschreiben Sie eine neue Reihe.',
      'series-ending': 'Planen Sie den Tag, an dem der Schlüssel für die nächste Reihe geholt wird.'
    }
  }
}

/** @param chosen of the settings. @param system tag of the operating system, e.g. `de-AT` */
export function languageOf(chosen: 'system' | Language, system: string): Language {
  if (chosen !== 'system') return chosen
  return system.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** @returns tooltip and menu of the tray for what somebody should look after now */
export function trayView(alarms: readonly CrlAlarm[], language: Language): TrayView {
  const { open, quit, line } = words[language]
  const lines = byUrgency(alarms).map((alarm) => ({
    authorityId: alarm.authorityId,
    label: line[alarm.kind](alarm.authorityName, dayOf(alarm.at, language))
  }))
  const [first] = lines
  const more = lines.length > 1 ? ` (+${lines.length - 1})` : ''
  const said = first === undefined ? 'Chancery' : `Chancery · ${first.label}${more}`
  const tooltip = said.length <= longestTooltip ? said : `${said.slice(0, longestTooltip - 1)}…`
  return { tooltip, open, quit, alarms: lines.slice(0, mostLines) }
}

/** @returns title and body of the notification of one alarm */
export function notificationOf(alarm: CrlAlarm, language: Language): { readonly title: string; readonly body: string } {
  const { line, todo } = words[language]
  return { title: line[alarm.kind](alarm.authorityName, dayOf(alarm.at, language)), body: todo[alarm.kind] }
}

export function byUrgency(alarms: readonly CrlAlarm[]): readonly CrlAlarm[] {
  return alarms.toSorted((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind) || a.at - b.at)
}

function dayOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', { dateStyle: 'medium' }).format(at)
}
