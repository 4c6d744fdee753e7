import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Regelsimulator',
  lead: 'Probiert frühere Anträge mit geänderten Regeln durch: wer abgelehnt würde und warum, wer ein anderes Zertifikat bekäme. Nichts wird ausgestellt.',
  what: 'Was probiert wird',
  profile: 'Profil',
  last: 'So viele der neuesten Anträge',
  revision: 'Fassung {{number}} {{note}}',
  unchanged: 'Wie bisher',
  durationHelp: 'Zum Beispiel 90d oder 1y. Leer: wie bisher.',
  keysHelp: 'Zum Beispiel P-256, P-384. Leer: wie bisher.',
  run: 'Probieren',
  result_one: 'Ein Antrag von {{name}} probiert',
  result_other: '{{count}} Anträge von {{name}} probiert',
  resultLead:
    'Jeder Antrag wird beurteilt, als käme er jetzt, einmal nach den heutigen und einmal nach den geänderten Regeln. Niemand außerhalb wird nach Namen gefragt.',
  stopped: 'Vor dem Ende angehalten.',
  changes: 'Geänderte Regeln',
  requests: 'Anträge, bei denen etwas anders ist',
  more: '{{count}} weitere sind nicht gezeigt.',
  request: 'Antrag {{id}}',
  differences: 'Unterschiede von Antrag {{id}}',
  rule: {
    revision: 'Andere Fassung',
    validity: 'Gültigkeit',
    maximumValidity: 'Längste wählbare Gültigkeit',
    keyAlgorithms: 'Arten von Schlüsseln',
    publicTrust: 'Regeln, die geprüft werden',
    warnings: 'Warnungen der Prüfung',
    field: 'Regel',
    before: 'Jetzt',
    after: 'Geändert'
  },
  trust: { none: 'Privat', tls: 'Öffentliches TLS', smime: 'Öffentliches S/MIME' },
  warn: { show: 'Werden gezeigt', refuse: 'Lehnen den Antrag ab' },
  verdict: {
    'newly-refused': 'Würde abgelehnt',
    differs: 'Anderes Zertifikat',
    'newly-accepted': 'Würde jetzt angenommen',
    'refused-either-way': 'So und so abgelehnt',
    unreadable: 'Nicht zu probieren',
    same: 'Gleich'
  }
}
