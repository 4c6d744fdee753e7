import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Proofs',
  lead: 'Every check of control that was ever made: what was looked at, how, from where, and what was seen. Rows are never changed and never deleted.',
  list: 'Proofs',
  search: 'Part of a name or address',
  column: {
    subject: 'Name',
    kind: 'Check',
    outcome: 'Outcome',
    method: 'How',
    reason: 'Reason',
    at: 'Looked at',
    until: 'Counts until',
    from: 'Seen from'
  },
  filter: { kind: 'Check', outcome: 'Outcome', since: 'Looked at' },
  since: {
    day: 'In the last 24 hours',
    week: 'In the last 7 days',
    month: 'In the last 30 days',
    year: 'In the last year'
  },
  empty: {
    title: 'No check was made yet',
    text: 'What is seen of domains, mailboxes, CAA, DNSSEC and other perspectives is kept here, with the bytes. Begin with a domain.',
    action: 'Add a domain'
  },
  nothing: { title: 'Nothing fits', text: 'No check fits these filters. Clear them to see all.' },
  checkName: 'Check a name',
  check: {
    title: 'Look at a name now',
    lead: 'Reads its CAA records with DNSSEC and asks the other perspectives where they are set up. All of it is kept as evidence.',
    name: 'Host name, *.name or mail address',
    run: 'Look',
    done: 'What was seen of {{name}}'
  },
  export: 'Export as JSON lines',
  exported_one: '{{count}} proof saved',
  exported_other: '{{count}} proofs saved',
  cut: 'Only the newest {{count}} were saved. Narrow the filters for the rest.'
} as const

export const de: SameKeys<typeof en> = {
  title: 'Nachweise',
  lead: 'Jede Prüfung der Kontrolle, die je gemacht wurde: was angesehen wurde, wie, von wo, und was zu sehen war. Zeilen werden nie geändert und nie gelöscht.',
  list: 'Nachweise',
  search: 'Teil eines Namens oder einer Adresse',
  column: {
    subject: 'Name',
    kind: 'Prüfung',
    outcome: 'Ergebnis',
    method: 'Wie',
    reason: 'Grund',
    at: 'Angesehen',
    until: 'Zählt bis',
    from: 'Gesehen von'
  },
  filter: { kind: 'Prüfung', outcome: 'Ergebnis', since: 'Angesehen' },
  since: {
    day: 'In den letzten 24 Stunden',
    week: 'In den letzten 7 Tagen',
    month: 'In den letzten 30 Tagen',
    year: 'Im letzten Jahr'
  },
  empty: {
    title: 'Noch wurde nichts geprüft',
    text: 'Was von Domänen, Postfächern, CAA, DNSSEC und anderen Blickpunkten gesehen wird, wird hier mit den Bytes aufbewahrt. Beginnen Sie mit einer Domäne.',
    action: 'Eine Domäne hinzufügen'
  },
  nothing: { title: 'Nichts passt', text: 'Keine Prüfung passt zu diesen Filtern. Löschen Sie sie, um alle zu sehen.' },
  checkName: 'Einen Namen prüfen',
  check: {
    title: 'Einen Namen jetzt ansehen',
    lead: 'Liest seine CAA-Einträge mit DNSSEC und fragt die anderen Blickpunkte, wo sie eingerichtet sind. Alles davon wird als Beleg aufbewahrt.',
    name: 'Hostname, *.Name oder Mailadresse',
    run: 'Ansehen',
    done: 'Was von {{name}} zu sehen war'
  },
  export: 'Als JSON-Zeilen exportieren',
  exported_one: '{{count}} Nachweis gespeichert',
  exported_other: '{{count}} Nachweise gespeichert',
  cut: 'Nur die neuesten {{count}} wurden gespeichert. Grenzen Sie die Filter für die übrigen ein.'
}
