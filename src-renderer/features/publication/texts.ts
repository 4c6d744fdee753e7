import type { SameKeys } from '../../texts.ts'
import { calendarDe, calendarEn } from './calendar-texts.ts'
import { crlProfileDe, crlProfileEn } from './crl-profile-texts.ts'
import { dialogsDe, dialogsEn } from './dialog-texts.ts'
import { policyDe, policyEn } from './policy-texts.ts'

export const en = {
  title: 'Publication',
  list: 'CRLs',
  one: 'Certificate revocation list',
  numbered: 'CRL {{number}}',
  lead: 'Which CRLs are out, when the next ones come, and what was signed ahead.',
  service: {
    kind: 'CRLs',
    purpose: 'Verifiers fetch the list of what an authority revoked from the address in the certificate.',
    pulse: 'CRL {{number}}, good until {{until}}',
    none: 'No CRL is out yet'
  },
  calendar: calendarEn,
  policy: policyEn,
  profile: crlProfileEn,
  ...dialogsEn,
  tab: { calendar: 'Calendar', list: 'CRLs', profiles: 'CRL profiles' },
  kind: { complete: 'Complete', delta: 'Delta' },
  scope: {
    whole: 'All certificates',
    shard: 'Shard {{index}} of {{of}}',
    users: 'Users',
    authorities: 'Authorities',
    'key-reasons': 'Keys in wrong hands',
    'other-reasons': 'Other reasons'
  },
  stateOf: {
    current: 'Out',
    overdue: 'Overdue',
    'not-begun': 'Begins later',
    replaced: 'Replaced',
    waiting: 'Waits for its day',
    stale: 'Held back',
    withdrawn: 'Withdrawn'
  },
  base: 'Starts from',
  released: 'Released',
  signed: 'Signed',
  issuer: 'Issuer',
  signature: 'Signature',
  bytes: '{{size, number}} bytes',
  showEntries: 'Show entries',
  entries_one: '{{count}} entry',
  entries_other: '{{count}} entries',
  noEntries: 'Nothing is revoked on this CRL.',
  column: {
    authority: 'Authority',
    number: 'Number',
    state: 'State',
    kind: 'Kind',
    scope: 'Speaks of',
    thisUpdate: 'From',
    nextUpdate: 'Good until',
    entries: 'Entries',
    size: 'Size',
    why: 'Why it was made'
  },
  why: {
    'by hand': 'By hand',
    'on schedule': 'On schedule',
    'on revocation': 'After a revocation',
    'after a crash': 'After a crash',
    'ahead of time': 'Ahead of time',
    'on request': 'On request'
  },
  search: 'Serial number or part of it',
  notHex: 'A serial number has the digits 0 to 9 and the letters a to f.',
  nothingFound: 'No entry of this CRL fits.',
  found: 'Entries that fit',
  entry: { serial: 'Serial number', revokedAt: 'Since', reason: 'Reason' },
  export: { der: 'Save DER', pem: 'Save PEM' },
  compare: 'Compare',
  diff: {
    title: 'Compare two CRLs',
    lead: 'What the later one has more, has no more, and says otherwise.',
    authority: 'Authority',
    from: 'Earlier',
    to: 'Later',
    choose: 'Choose two CRLs of one authority.',
    option_one: '{{number}} of {{day}}, {{count}} entry',
    option_other: '{{number}} of {{day}}, {{count}} entries',
    same: 'Both say the same.',
    changes: 'Differences',
    kind: 'Difference',
    serial: 'Serial number',
    before: 'Earlier it said',
    after: 'Later it says',
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    said: '{{reason}}, since {{at}}',
    counts: '{{added}} added, {{removed}} removed, {{changed}} changed'
  },
  empty: {
    title: 'No CRL yet',
    text: 'A CRL lists what an authority revoked. It is signed after every revocation and on schedule; an authority can also issue one at once.'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Veröffentlichung',
  list: 'Sperrlisten',
  one: 'Sperrliste',
  numbered: 'Sperrliste {{number}}',
  lead: 'Welche Sperrlisten draußen sind, wann die nächsten kommen und was im Voraus unterschrieben wurde.',
  service: {
    kind: 'Sperrlisten',
    purpose: 'Prüfer holen die Liste dessen, was eine Stelle gesperrt hat, unter der Adresse im Zertifikat.',
    pulse: 'Sperrliste {{number}}, gut bis {{until}}',
    none: 'Noch ist keine Sperrliste draußen'
  },
  calendar: calendarDe,
  policy: policyDe,
  profile: crlProfileDe,
  ...dialogsDe,
  tab: { calendar: 'Kalender', list: 'Sperrlisten', profiles: 'Sperrlistenprofile' },
  kind: { complete: 'Vollständig', delta: 'Delta' },
  scope: {
    whole: 'Alle Zertifikate',
    shard: 'Teil {{index}} von {{of}}',
    users: 'Benutzer',
    authorities: 'Stellen',
    'key-reasons': 'Schlüssel in falschen Händen',
    'other-reasons': 'Andere Gründe'
  },
  stateOf: {
    current: 'Draußen',
    overdue: 'Überfällig',
    'not-begun': 'Gilt noch nicht',
    replaced: 'Ersetzt',
    waiting: 'Wartet auf ihren Tag',
    stale: 'Zurückgehalten',
    withdrawn: 'Zurückgezogen'
  },
  base: 'Geht aus von',
  released: 'Freigegeben',
  signed: 'Unterschrieben',
  issuer: 'Aussteller',
  signature: 'Unterschrift',
  bytes: '{{size, number}} Byte',
  showEntries: 'Einträge zeigen',
  entries_one: '{{count}} Eintrag',
  entries_other: '{{count}} Einträge',
  noEntries: 'Auf dieser Liste ist nichts gesperrt.',
  column: {
    authority: 'Stelle',
    number: 'Nummer',
    state: 'Zustand',
    kind: 'Art',
    scope: 'Spricht über',
    thisUpdate: 'Vom',
    nextUpdate: 'Gut bis',
    entries: 'Einträge',
    size: 'Größe',
    why: 'Warum sie entstand'
  },
  why: {
    'by hand': 'Von Hand',
    'on schedule': 'Nach Plan',
    'on revocation': 'Nach einer Sperrung',
    'after a crash': 'Nach einem Absturz',
    'ahead of time': 'Im Voraus',
    'on request': 'Auf Anfrage'
  },
  search: 'Seriennummer oder ein Teil davon',
  notHex: 'Eine Seriennummer hat die Ziffern 0 bis 9 und die Buchstaben a bis f.',
  nothingFound: 'Kein Eintrag dieser Sperrliste passt.',
  found: 'Einträge, die passen',
  entry: { serial: 'Seriennummer', revokedAt: 'Seit', reason: 'Grund' },
  export: { der: 'Als DER speichern', pem: 'Als PEM speichern' },
  compare: 'Vergleichen',
  diff: {
    title: 'Zwei Sperrlisten vergleichen',
    lead: 'Was die spätere mehr hat, nicht mehr hat und anders sagt.',
    authority: 'Stelle',
    from: 'Frühere',
    to: 'Spätere',
    choose: 'Wählen Sie zwei Sperrlisten einer Stelle.',
    option_one: '{{number}} vom {{day}}, {{count}} Eintrag',
    option_other: '{{number}} vom {{day}}, {{count}} Einträge',
    same: 'Beide sagen dasselbe.',
    changes: 'Unterschiede',
    kind: 'Unterschied',
    serial: 'Seriennummer',
    before: 'Vorher hieß es',
    after: 'Nachher heißt es',
    added: 'Neu',
    removed: 'Entfernt',
    changed: 'Geändert',
    said: '{{reason}}, seit {{at}}',
    counts: '{{added}} neu, {{removed}} entfernt, {{changed}} geändert'
  },
  empty: {
    title: 'Noch keine Sperrliste',
    text: 'Eine Sperrliste nennt, was eine Stelle gesperrt hat. Sie entsteht nach jeder Sperrung und nach Plan; eine Stelle kann auch sofort eine ausstellen.'
  }
}
