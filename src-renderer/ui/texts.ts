import type { SameKeys } from '../texts.ts'

export const en = {
  skip: 'Skip to the content',
  loading: 'Loading',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  continue: 'Continue',
  save: 'Save',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  demo: 'Demonstration data',
  drop: 'Drop it anywhere: Chancery shows what is in it',
  moreActions: 'More actions',
  newRequest: 'New request',
  rail: {
    label: 'Screens',
    expand: 'Show the names of the screens',
    collapse: 'Show icons only',
    waiting_one: '{{count}} request waits',
    waiting_other: '{{count}} requests wait'
  },
  scope: { all: 'All authorities', label: 'Lists show: {{name}}' },
  palette: {
    open: 'Search and commands',
    placeholder: 'Search names, serials, fingerprints, commands',
    none: 'Nothing found. Try a part of a name, a serial number or a fingerprint.',
    results: 'Results',
    screens: 'Screens',
    actions: 'What you can do here',
    certificates: 'Certificates'
  },
  operator: { label: 'Operator {{name}}', lock: 'Lock the vault', signOut: 'Sign out' },
  look: {
    theme: 'Theme',
    density: 'Density',
    language: 'Language',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
    comfortable: 'Comfortable',
    compact: 'Compact',
    en: 'English',
    de: 'Deutsch'
  },
  tasks: {
    title: 'Long work',
    none: 'Nothing runs and nothing ended lately.',
    running_one: '{{count}} task runs',
    running_other: '{{count}} tasks run',
    progress: '{{done}} of {{total}}',
    rest: 'about {{seconds}} s left',
    state: { running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' }
  },
  keys: {
    title: 'Keys',
    palette: 'Search and commands',
    new: 'New request',
    filter: 'Go to the search field of the list',
    next: 'Next row',
    previous: 'Row before',
    open: 'Open the page of the row',
    select: 'Choose the row',
    close: 'Close the sheet or dialog',
    approve: 'Approve the open request',
    decline: 'Decline the open request',
    revoke: 'Revoke the open certificate',
    export: 'Download the open certificate',
    help: 'This card'
  },
  sheet: { expand: 'Open the page', resize: 'Width of the sheet' },
  confirm: { typeName: 'Type “{{name}}” to go on' },
  secret: { print: 'Print', save: 'Save to a file', kept: 'I kept it in a safe place. It will not be shown again.' },
  form: {
    show: 'Show',
    hide: 'Hide',
    until: 'ends {{date}} if it begins now',
    durationHelp: 'Such as 90d, 1y, 6mo or 12h',
    dropHere: 'or drop the file here'
  },
  wizard: { preview: 'Preview' },
  validity: { label: 'Valid from {{from}} to {{to}}, {{percent}} percent passed' },
  grid: {
    bulk_one: '{{count}} chosen',
    bulk_other: '{{count}} chosen',
    clear: 'Clear the choice',
    total_one: '{{formatted}} row',
    total_other: '{{formatted}} rows',
    columns: 'Columns',
    export: 'Export',
    exported_one: '{{count}} row exported',
    exported_other: '{{count}} rows exported',
    previousPage: 'Page before',
    nextPage: 'Next page',
    page: 'Page {{number}}',
    searchColumns: 'Search columns',
    noColumns: 'No columns',
    allColumns: 'All columns',
    resetColumns: 'Reset',
    columnMenu: 'Column menu',
    manageColumns: 'Choose columns',
    hideColumn: 'Hide column',
    selection: 'Choice',
    selectAll: 'Choose all rows of this page',
    unselectAll: 'Choose none of this page',
    selectRow: 'Choose the row',
    unselectRow: 'Take the row out of the choice'
  },
  filter: { text: 'Filter', add: 'Filter', clear: 'Clear filters', remove: 'Remove the filter' },
  views: {
    title: 'Saved views',
    save: 'Save this view',
    name: 'Name of the view',
    none: 'No view saved yet. Set filters, then save them here.',
    remove: 'Delete the view {{name}}'
  },
  notFound: {
    title: 'There is no such screen',
    text: 'The address leads nowhere in this version of Chancery.',
    action: 'Go to the dashboard'
  },
  asn1: { tree: 'ASN.1 tree', bytes: 'Bytes', at: 'offset {{offset}}, header {{header}}, content {{length}} bytes' },
  error: {
    code: 'Code {{code}}',
    log: 'Log id {{logId}}',
    advice: {
      forbidden: 'Ask someone whose role may do this, or ask for the role.',
      locked: 'Sign in again to unlock the vault.',
      unauthenticated: 'Sign in again.',
      conflict: 'Look at the present state and decide again.',
      'key-unavailable': 'Bring the key on line, then try again.',
      io: 'Check disk and network, then try again.',
      busy: 'Wait a moment, then try again.',
      damaged: 'Stop working with this data folder and restore a backup.',
      internal: 'Try again. If it stays, send the log id to whoever looks after this installation.'
    }
  },
  state: {
    certificate: {
      'not-yet-valid': 'Not yet valid',
      active: 'Active',
      expiring: 'Expiring',
      suspended: 'Suspended',
      revoked: 'Revoked',
      expired: 'Expired'
    },
    request: {
      draft: 'Draft',
      submitted: 'Submitted',
      checking: 'Checking',
      'pending-approval': 'Waiting for approval',
      approved: 'Approved',
      'signing-queued': 'Waits for the key',
      issued: 'Issued',
      declined: 'Declined',
      failed: 'Failed',
      cancelled: 'Cancelled',
      expired: 'Expired'
    },
    authority: {
      draft: 'Draft',
      'awaiting-certificate': 'Awaiting certificate',
      active: 'Active',
      'key-offline': 'Key off line',
      retired: 'Retired',
      destroyed: 'Destroyed'
    },
    check: { verified: 'Verified', failed: 'Failed', 'not-required': 'Not required', 'not-performed': 'Not performed' },
    crl: { current: 'CRL current', 'due-soon': 'CRL due soon', overdue: 'CRL overdue', none: 'No CRL yet' },
    operator: { active: 'Active', disabled: 'Disabled' },
    profile: { enabled: 'Enabled', disabled: 'Disabled', archived: 'Archived' },
    outcome: { ok: 'Done', refused: 'Refused', failed: 'Failed' },
    severity: { error: 'Error', warning: 'Warning', notice: 'Notice' }
  }
} as const

export const de: SameKeys<typeof en> = {
  skip: 'Zum Inhalt springen',
  loading: 'Wird geladen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  back: 'Zurück',
  next: 'Weiter',
  continue: 'Weiter',
  save: 'Speichern',
  retry: 'Erneut versuchen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  yes: 'Ja',
  no: 'Nein',
  none: 'Keine',
  demo: 'Vorführdaten',
  drop: 'Irgendwo ablegen: Chancery zeigt, was darin steht',
  moreActions: 'Weitere Aktionen',
  newRequest: 'Neuer Antrag',
  rail: {
    label: 'Bereiche',
    expand: 'Namen der Bereiche zeigen',
    collapse: 'Nur Symbole zeigen',
    waiting_one: '{{count}} Antrag wartet',
    waiting_other: '{{count}} Anträge warten'
  },
  scope: { all: 'Alle Zertifizierungsstellen', label: 'Listen zeigen: {{name}}' },
  palette: {
    open: 'Suche und Befehle',
    placeholder: 'Namen, Seriennummern, Fingerabdrücke, Befehle suchen',
    none: 'Nichts gefunden. Versuchen Sie einen Teil eines Namens, einer Seriennummer oder eines Fingerabdrucks.',
    results: 'Ergebnisse',
    screens: 'Bereiche',
    actions: 'Was Sie hier tun können',
    certificates: 'Zertifikate'
  },
  operator: { label: 'Bediener {{name}}', lock: 'Tresor sperren', signOut: 'Abmelden' },
  look: {
    theme: 'Farbschema',
    density: 'Dichte',
    language: 'Sprache',
    system: 'System',
    light: 'Hell',
    dark: 'Dunkel',
    comfortable: 'Bequem',
    compact: 'Dicht',
    en: 'English',
    de: 'Deutsch'
  },
  tasks: {
    title: 'Lange Arbeiten',
    none: 'Es läuft nichts, und nichts endete kürzlich.',
    running_one: '{{count}} Arbeit läuft',
    running_other: '{{count}} Arbeiten laufen',
    progress: '{{done}} von {{total}}',
    rest: 'noch etwa {{seconds}} s',
    state: { running: 'Läuft', done: 'Fertig', failed: 'Gescheitert', cancelled: 'Abgebrochen' }
  },
  keys: {
    title: 'Tasten',
    palette: 'Suche und Befehle',
    new: 'Neuer Antrag',
    filter: 'Zum Suchfeld der Liste',
    next: 'Nächste Zeile',
    previous: 'Vorige Zeile',
    open: 'Seite der Zeile öffnen',
    select: 'Zeile auswählen',
    close: 'Blatt oder Dialog schließen',
    approve: 'Offenen Antrag genehmigen',
    decline: 'Offenen Antrag ablehnen',
    revoke: 'Offenes Zertifikat sperren',
    export: 'Offenes Zertifikat herunterladen',
    help: 'Diese Karte'
  },
  sheet: { expand: 'Seite öffnen', resize: 'Breite des Blatts' },
  confirm: { typeName: 'Zum Fortfahren „{{name}}“ eintippen' },
  secret: {
    print: 'Drucken',
    save: 'In Datei speichern',
    kept: 'Ich habe es sicher verwahrt. Es wird nicht wieder gezeigt.'
  },
  form: {
    show: 'Zeigen',
    hide: 'Verbergen',
    until: 'endet am {{date}}, wenn es jetzt beginnt',
    durationHelp: 'Zum Beispiel 90d, 1y, 6mo oder 12h',
    dropHere: 'oder die Datei hier ablegen'
  },
  wizard: { preview: 'Vorschau' },
  validity: { label: 'Gültig von {{from}} bis {{to}}, {{percent}} Prozent vergangen' },
  grid: {
    bulk_one: '{{count}} ausgewählt',
    bulk_other: '{{count}} ausgewählt',
    clear: 'Auswahl aufheben',
    total_one: '{{formatted}} Zeile',
    total_other: '{{formatted}} Zeilen',
    columns: 'Spalten',
    export: 'Exportieren',
    exported_one: '{{count}} Zeile exportiert',
    exported_other: '{{count}} Zeilen exportiert',
    previousPage: 'Vorige Seite',
    nextPage: 'Nächste Seite',
    page: 'Seite {{number}}',
    searchColumns: 'Spalten suchen',
    noColumns: 'Keine Spalten',
    allColumns: 'Alle Spalten',
    resetColumns: 'Zurücksetzen',
    columnMenu: 'Spaltenmenü',
    manageColumns: 'Spalten wählen',
    hideColumn: 'Spalte ausblenden',
    selection: 'Auswahl',
    selectAll: 'Alle Zeilen dieser Seite auswählen',
    unselectAll: 'Keine Zeile dieser Seite auswählen',
    selectRow: 'Zeile auswählen',
    unselectRow: 'Zeile aus der Auswahl nehmen'
  },
  filter: { text: 'Filtern', add: 'Filter', clear: 'Filter aufheben', remove: 'Filter entfernen' },
  views: {
    title: 'Gespeicherte Ansichten',
    save: 'Diese Ansicht speichern',
    name: 'Name der Ansicht',
    none: 'Noch keine Ansicht gespeichert. Setzen Sie Filter und speichern Sie sie hier.',
    remove: 'Ansicht {{name}} löschen'
  },
  notFound: {
    title: 'Diesen Bereich gibt es nicht',
    text: 'Die Adresse führt in dieser Version von Chancery nirgends hin.',
    action: 'Zur Übersicht'
  },
  asn1: { tree: 'ASN.1-Baum', bytes: 'Bytes', at: 'Offset {{offset}}, Kopf {{header}}, Inhalt {{length}} Bytes' },
  error: {
    code: 'Code {{code}}',
    log: 'Protokollkennung {{logId}}',
    advice: {
      forbidden: 'Bitten Sie jemanden, dessen Rolle das darf, oder um die Rolle.',
      locked: 'Melden Sie sich erneut an, um den Tresor zu öffnen.',
      unauthenticated: 'Melden Sie sich erneut an.',
      conflict: 'Sehen Sie sich den jetzigen Stand an und entscheiden Sie neu.',
      'key-unavailable': 'Bringen Sie den Schlüssel ans Netz und versuchen Sie es erneut.',
      io: 'Prüfen Sie Datenträger und Netz und versuchen Sie es erneut.',
      busy: 'Warten Sie einen Augenblick und versuchen Sie es erneut.',
      damaged: 'Arbeiten Sie nicht weiter mit diesem Datenordner; spielen Sie eine Sicherung ein.',
      internal: 'Versuchen Sie es erneut. Bleibt es dabei, geben Sie die Protokollkennung weiter.'
    }
  },
  state: {
    certificate: {
      'not-yet-valid': 'Noch nicht gültig',
      active: 'Gültig',
      expiring: 'Läuft ab',
      suspended: 'Ausgesetzt',
      revoked: 'Gesperrt',
      expired: 'Abgelaufen'
    },
    request: {
      draft: 'Entwurf',
      submitted: 'Gestellt',
      checking: 'In Prüfung',
      'pending-approval': 'Wartet auf Genehmigung',
      approved: 'Genehmigt',
      'signing-queued': 'Wartet auf den Schlüssel',
      issued: 'Ausgestellt',
      declined: 'Abgelehnt',
      failed: 'Gescheitert',
      cancelled: 'Zurückgezogen',
      expired: 'Verfallen'
    },
    authority: {
      draft: 'Entwurf',
      'awaiting-certificate': 'Wartet auf Zertifikat',
      active: 'Tätig',
      'key-offline': 'Schlüssel vom Netz',
      retired: 'Im Ruhestand',
      destroyed: 'Vernichtet'
    },
    check: {
      verified: 'Geprüft',
      failed: 'Durchgefallen',
      'not-required': 'Nicht nötig',
      'not-performed': 'Nicht ausgeführt'
    },
    crl: {
      current: 'Sperrliste aktuell',
      'due-soon': 'Sperrliste bald fällig',
      overdue: 'Sperrliste überfällig',
      none: 'Noch keine Sperrliste'
    },
    operator: { active: 'Tätig', disabled: 'Gesperrt' },
    profile: { enabled: 'Aktiv', disabled: 'Abgeschaltet', archived: 'Archiviert' },
    outcome: { ok: 'Erledigt', refused: 'Verweigert', failed: 'Gescheitert' },
    severity: { error: 'Fehler', warning: 'Warnung', notice: 'Hinweis' }
  }
}
