import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Audit',
  search: 'Search in the log',
  hash: 'Hash of the row',
  detail: 'Detail',
  column: {
    at: 'When',
    actor: 'Who',
    operation: 'What',
    object: 'Object',
    outcome: 'Outcome',
    channel: 'Channel',
    seq: 'Row'
  },
  filter: { since: 'Time', days_one: 'Last day', days_other: 'Last {{count}} days', objectId: 'Object number' },
  kind: {
    authority: 'Authority',
    certificate: 'Certificate',
    request: 'Request',
    profile: 'Profile',
    crl: 'CRL',
    operator: 'Operator',
    role: 'Role',
    settings: 'Settings',
    backup: 'Backup',
    audit: 'Audit log',
    operation: 'Operation',
    vault: 'Vault',
    'acme-service': 'ACME service',
    'acme-account': 'ACME account',
    'acme-eab': 'ACME account key'
  },
  action: {
    verify: 'Verify the chain',
    export: 'Export',
    exporting: 'The file is being made.',
    walking: 'The chain is being walked.'
  },
  verify: {
    intact: 'Intact',
    altered: 'Altered',
    first: 'Row {{seq}}: {{what}}',
    walked_one: '{{formatted}} row walked in {{seconds}} s, from the first to the newest.',
    walked_other: '{{formatted}} rows walked in {{seconds}} s, from the first to the newest.',
    head: 'Hash of the newest row; keep it elsewhere to prove later that nothing was cut off:'
  },
  empty: {
    title: 'The log is empty',
    text: 'Everything that operators and services do is written here, row after row, each sealed to the one before.',
    none: 'No row fits the filters',
    noneText: 'Take a filter away or look at a longer time.'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Prüfprotokoll',
  search: 'Im Protokoll suchen',
  hash: 'Hash der Zeile',
  detail: 'Einzelheiten',
  column: {
    at: 'Wann',
    actor: 'Wer',
    operation: 'Was',
    object: 'Gegenstand',
    outcome: 'Ausgang',
    channel: 'Weg',
    seq: 'Zeile'
  },
  filter: {
    since: 'Zeit',
    days_one: 'Letzter Tag',
    days_other: 'Letzte {{count}} Tage',
    objectId: 'Nummer des Gegenstands'
  },
  kind: {
    authority: 'Zertifizierungsstelle',
    certificate: 'Zertifikat',
    request: 'Antrag',
    profile: 'Profil',
    crl: 'Sperrliste',
    operator: 'Bediener',
    role: 'Rolle',
    settings: 'Einstellungen',
    backup: 'Sicherung',
    audit: 'Prüfprotokoll',
    operation: 'Vorgang',
    vault: 'Tresor',
    'acme-service': 'ACME-Dienst',
    'acme-account': 'ACME-Konto',
    'acme-eab': 'ACME-Kontoschlüssel'
  },
  action: {
    verify: 'Kette prüfen',
    export: 'Exportieren',
    exporting: 'Die Datei entsteht.',
    walking: 'Die Kette wird abgeschritten.'
  },
  verify: {
    intact: 'Unversehrt',
    altered: 'Verändert',
    first: 'Zeile {{seq}}: {{what}}',
    walked_one: '{{formatted}} Zeile in {{seconds}} s abgeschritten, von der ersten bis zur neuesten.',
    walked_other: '{{formatted}} Zeilen in {{seconds}} s abgeschritten, von der ersten bis zur neuesten.',
    head: 'Hash der neuesten Zeile; anderswo aufbewahrt, beweist er später, dass nichts abgeschnitten wurde:'
  },
  empty: {
    title: 'Das Protokoll ist leer',
    text: 'Alles, was Bediener und Dienste tun, steht hier, Zeile für Zeile, jede an die vorige gesiegelt.',
    none: 'Keine Zeile passt zu den Filtern',
    noneText: 'Nehmen Sie einen Filter weg oder sehen Sie eine längere Zeit an.'
  }
}
