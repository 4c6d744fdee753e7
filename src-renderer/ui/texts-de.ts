import type { SameKeys } from '../texts.ts'
import type { en } from './texts.ts'
import { proofDe } from './proof/proof-texts-de.ts'
import { noticesDe } from './shell/notice-texts.ts'
import { tokensDe } from './tokens/token-texts-de.ts'

export const de: SameKeys<typeof en> = {
  revocationReason: {
    unspecified: 'Ohne Angabe',
    keyCompromise: 'Schlüssel kompromittiert',
    cACompromise: 'Stelle kompromittiert',
    affiliationChanged: 'Zugehörigkeit geändert',
    superseded: 'Ersetzt',
    cessationOfOperation: 'Nicht mehr in Betrieb',
    certificateHold: 'Ausgesetzt',
    removeFromCRL: 'Von der Liste genommen',
    privilegeWithdrawn: 'Recht entzogen',
    aACompromise: 'Attributstelle kompromittiert'
  },
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
  digestWords: 'Wörter zum Vorlesen',
  yes: 'Ja',
  no: 'Nein',
  none: 'Keine',
  demo: 'Vorführdaten',
  drop: 'Irgendwo ablegen: Chancery zeigt, was darin steht',
  moreActions: 'Weitere Aktionen',
  newRequest: 'Neuer Antrag',
  fileSaved: '{{name}} ist gespeichert',
  rule: {
    missing: 'Bitte ausfüllen.',
    shortText_one: 'Mindestens {{count}} Zeichen.',
    shortText_other: 'Mindestens {{count}} Zeichen.',
    longText_one: 'Höchstens {{count}} Zeichen.',
    longText_other: 'Höchstens {{count}} Zeichen.',
    fewItems_one: 'Mindestens {{count}}.',
    fewItems_other: 'Mindestens {{count}}.',
    manyItems_one: 'Höchstens {{count}}.',
    manyItems_other: 'Höchstens {{count}}.',
    small_one: 'Mindestens {{count}}.',
    small_other: 'Mindestens {{count}}.',
    big_one: 'Höchstens {{count}}.',
    big_other: 'Höchstens {{count}}.',
    number: 'Schreiben Sie eine ganze Zahl.',
    base64: 'Schreiben Sie Base64.',
    form: 'Die Schreibweise stimmt nicht.',
    choice: 'Wählen Sie eins der angebotenen.'
  },
  rows: {
    up: 'Zeile {{number}} nach oben',
    down: 'Zeile {{number}} nach unten',
    remove: 'Zeile {{number}} entfernen'
  },
  nameType: {
    dns: 'DNS-Name',
    ip: 'IP-Adresse',
    email: 'E-Mail-Adresse',
    uri: 'URI',
    upn: 'User Principal Name',
    sid: 'Windows-SID',
    directory: 'Verzeichnisname',
    'registered-id': 'Registrierte Kennung',
    other: 'Anderer Name'
  },
  subtree: {
    type: 'Art',
    help: 'example.org umfasst alle Namen darunter; Adressen als 192.0.2.0/24; Verzeichnisnamen als O=Example,C=DE.'
  },
  policy: {
    label: 'Zertifikatsrichtlinien',
    add: 'Richtlinie hinzufügen',
    oid: 'Kennung der Richtlinie',
    cps: 'Adresse der Betriebsregeln',
    notice: 'Hinweis an den Nutzer'
  },
  pkcs12: {
    title: 'Passphrase der PKCS#12-Datei',
    lead: 'Die Datei enthält den privaten Schlüssel. Geben Sie die Passphrase auf anderem Weg weiter als die Datei.',
    label: 'Passphrase',
    again: 'Passphrase noch einmal',
    action: 'Datei herunterladen',
    saved: '{{name}} gespeichert'
  },
  rail: {
    label: 'Bereiche',
    expand: 'Namen der Bereiche zeigen',
    collapse: 'Nur Symbole zeigen',
    waiting_one: '{{count}} Antrag wartet',
    waiting_other: '{{count}} Anträge warten',
    approvals_one: '{{count}} Vorschlag wartet auf Sie',
    approvals_other: '{{count}} Vorschläge warten auf Sie',
    group: {
      authorities: 'CAs und Schlüssel',
      enrolment: 'Anmeldewege',
      validation: 'Prüfung',
      revocation: 'Sperrung',
      oversight: 'Aufsicht',
      tools: 'Werkzeuge'
    }
  },
  scope: { all: 'Alle Zertifizierungsstellen', label: 'Listen zeigen: {{name}}' },
  palette: {
    open: 'Suche und Befehle',
    placeholder: 'Namen, Seriennummern, Fingerabdrücke, Befehle suchen',
    commands: 'Bildschirme und Befehle suchen',
    none: 'Nichts gefunden. Versuchen Sie einen Teil eines Namens, einer Seriennummer oder eines Fingerabdrucks, oder die Nummer eines Antrags.',
    results: 'Ergebnisse',
    recent: 'Zuletzt geöffnet',
    screens: 'Bereiche',
    actions: 'Was Sie hier tun können',
    certificates: 'Zertifikate',
    requests: 'Anträge',
    authorities: 'Zertifizierungsstellen',
    profiles: 'Profile',
    devices: 'Geräte',
    ceremonies: 'Zeremonien',
    reports: 'Berichte'
  },
  operator: { lock: 'Tresor sperren', signOut: 'Abmelden' },
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
  notices: noticesDe,
  tokens: tokensDe,
  evidence: proofDe,
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
    rowMenu: 'Was mit der Zeile getan werden kann',
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
    dropHere: 'oder die Datei hier ablegen',
    fewest: 'Mindestens {{count}} Zeichen.',
    differ: 'Die beiden Passphrasen unterscheiden sich.'
  },
  certificates: {
    subject: 'Zertifikat',
    notAfter: 'Gültig bis',
    remove: '{{subject}} entfernen',
    paste: 'Oder als Text',
    pasteHelp: 'Fügen Sie Zertifikate in PEM ein; sie werden sofort übernommen.',
    noneFound: 'Darin ist kein Zertifikat.'
  },
  wizard: { preview: 'Vorschau' },
  services: {
    name: 'Name',
    state: 'Zustand',
    address: 'Adresse für Clients',
    bound: 'Gebunden an',
    pulse: 'Puls',
    unreachable: 'Noch nicht erreichbar',
    copyWhat: '{{what}} kopieren',
    saveWhat: '{{what}} speichern',
    log: { newer: 'Neuere', older: 'Ältere' }
  },
  serving: {
    dialog: {
      title: 'Über HTTPS bedienen',
      lead: 'Ein Empfänger für alle Protokoll-Clients. Sein Zertifikat kommt von einer Zertifizierungsstelle dieser Installation; der Schlüssel liegt im Tresor, darum beginnt er, sobald sich jemand anmeldet. Sie finden ihn unter Einstellungen, Auslieferung.',
      confirm: 'Bedienen beginnen',
      done: 'HTTPS wird bedient'
    },
    https: 'Protokoll-Clients aus dieser App über HTTPS bedienen',
    httpsHelp:
      'ACME und Verwandte verlangen HTTPS. Das Zertifikat kommt von einer Ihrer Zertifizierungsstellen und wird von selbst erneuert.',
    authority: 'Zertifizierungsstelle dafür',
    authorityHelp: 'Clients müssen ihrer Wurzel vertrauen',
    host: 'Adresse',
    hostHelp: '127.0.0.1 nur für diese Maschine, 0.0.0.0 oder :: für jedes Netz',
    port: 'Port',
    portHelp: '443 braucht keinen Port in der Adresse; unter 1024 verlangt das System womöglich Rechte',
    names: 'Namen dieser Maschine',
    namesHelp: 'Wie Clients sie schreiben, der erste für die hier gezeigten Adressen: acme.example.org',
    problem: 'Über HTTPS wird nichts bedient: {{problem}}',
    noAuthority:
      'Noch gibt es keine Zertifizierungsstelle, die sein Zertifikat ausstellen könnte. Erstellen Sie zuerst eine.'
  },
  validity: { label: 'Gültig von {{from}} bis {{to}}, {{percent}} Prozent vergangen' },
  grid: {
    bulk_one: '{{count}} ausgewählt',
    bulk_other: '{{count}} ausgewählt',
    clear: 'Auswahl aufheben',
    total_one: '{{formatted}} Zeile',
    total_other: '{{formatted}} Zeilen',
    columns: 'Spalten',
    export: 'Exportieren',
    exported_one: '{{formatted}} Zeile exportiert',
    exported_other: '{{formatted}} Zeilen exportiert',
    exportedFirst:
      'Nur die ersten {{formatted}} Zeilen sind exportiert; es gibt mehr. Grenzen Sie die Liste mit Filtern ein.',
    previousPage: 'Vorige Seite',
    nextPage: 'Nächste Seite',
    page: 'Seite {{number}}',
    searchColumns: 'Spalten suchen',
    noColumns: 'Keine Spalten',
    allColumns: 'Alle Spalten',
    resetColumns: 'Zurücksetzen',
    columnMenu: 'Spaltenmenü',
    columnMenuOf: '{{column}}: Spaltenmenü',
    manageColumns: 'Spalten wählen',
    hideColumn: 'Spalte ausblenden',
    selection: 'Auswahl',
    selectAll: 'Alle Zeilen dieser Seite auswählen',
    unselectAll: 'Keine Zeile dieser Seite auswählen',
    selectRow: 'Zeile auswählen',
    unselectRow: 'Zeile aus der Auswahl nehmen'
  },
  filter: {
    tooShort: 'mindestens {{count}} Zeichen',
    text: 'Filtern',
    add: 'Filter',
    clear: 'Filter aufheben',
    remove: 'Filter entfernen'
  },
  views: {
    share: 'Wer sie sieht',
    onlyMe: 'Nur ich',
    sharedWith: 'Geteilt mit {{role}}',
    of: 'Von {{owner}}',
    title: 'Gespeicherte Ansichten',
    save: 'Diese Ansicht speichern',
    name: 'Name der Ansicht',
    none: 'Noch keine Ansicht gespeichert. Setzen Sie Filter und speichern Sie sie hier.',
    remove: 'Ansicht {{name}} löschen',
    removed: 'Die Ansicht {{name}} ist gelöscht'
  },
  certificate: {
    subject: 'Name',
    emptySubject: '(leer)',
    names: 'Alternative Namen',
    issuer: 'Aussteller',
    serial: 'Seriennummer',
    notBefore: 'Gültig ab',
    notAfter: 'Gültig bis',
    key: 'Öffentlicher Schlüssel',
    keyStrength: '{{key}}, etwa {{bits}} Bit Sicherheit',
    signature: 'Signaturverfahren',
    selfSignature: 'Signatur des Antrags (CSR)',
    sha256: 'SHA-256-Fingerabdruck',
    sha1: 'SHA-1-Fingerabdruck',
    spki: 'Schlüssel SHA-256',
    spkiHint: 'Hash der SubjectPublicKeyInfo: gleich in jedem Zertifikat dieses Schlüssels.',
    subjectKeyId: 'Schlüsselkennung',
    authorityKeyId: 'Authority Key Id',
    extensions: 'Erweiterungen',
    critical: 'kritisch',
    role: { root: 'Wurzel', intermediate: 'Zwischenstelle', 'end-entity': 'Dieses Zertifikat' }
  },
  notFound: {
    title: 'Diesen Bereich gibt es nicht',
    text: 'Die Adresse führt in dieser Version von Chancery nirgends hin.',
    action: 'Zum ersten Bildschirm'
  },
  asn1: { tree: 'ASN.1-Baum', bytes: 'Bytes', at: 'Offset {{offset}}, Kopf {{header}}, Inhalt {{length}} Bytes' },
  error: {
    code: 'Code {{code}}',
    log: 'Protokollkennung {{logId}}',
    advice: {
      'approval-needed':
        'Öffnen Sie den Vorschlag, um zu sehen, wer zustimmen muss, und sagen Sie, warum Sie ihn machen.',
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
  quorum: {
    needs_one:
      'Dies braucht eine Genehmigung von {{of}} Personen, die sie geben können: Ihre Taste macht einen Vorschlag, getan wird noch nichts.',
    needs_other:
      'Dies braucht {{count}} Genehmigungen von {{of}} Personen, die sie geben können: Ihre Taste macht einen Vorschlag, getan wird noch nichts.',
    scoped: 'Nur wo es um das Zertifikat einer Zertifizierungsstelle geht.',
    made: 'Noch ist nichts getan: Dies braucht Genehmigungen. Vorschlag {{id}} wartet nun auf sie.',
    open: 'Vorschlag {{id}} öffnen'
  },
  channel: {
    desk: 'Fenster',
    cli: 'Befehlszeile',
    acme: 'ACME',
    scep: 'SCEP',
    est: 'EST',
    cmp: 'CMP',
    cep: 'Windows-Registrierung',
    rest: 'REST',
    'public-form': 'Öffentliches Formular',
    engine: 'Chancery selbst'
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
      'key-offline': 'Schlüssel offline',
      retired: 'Stillgelegt',
      destroyed: 'Vernichtet'
    },
    check: {
      verified: 'Geprüft',
      failed: 'Durchgefallen',
      'not-required': 'Nicht nötig',
      'not-performed': 'Nicht ausgeführt',
      expired: 'Abgelaufen'
    },
    crl: {
      current: 'Sperrliste aktuell',
      'due-soon': 'Sperrliste bald fällig',
      overdue: 'Sperrliste überfällig',
      'not-begun': 'Sperrliste gilt noch nicht',
      none: 'Noch keine Sperrliste'
    },
    operator: { active: 'Tätig', disabled: 'Gesperrt' },
    proposal: {
      open: 'Wartet auf Genehmigungen',
      approved: 'Freigegeben',
      executing: 'Wird ausgeführt',
      done: 'Ausgeführt',
      failed: 'Gescheitert',
      interrupted: 'Unterbrochen',
      declined: 'Abgelehnt',
      withdrawn: 'Zurückgezogen',
      expired: 'Abgelaufen',
      outdated: 'Durch eine Regel überholt'
    },
    profile: { enabled: 'Aktiv', disabled: 'Abgeschaltet', archived: 'Archiviert' },
    outcome: { ok: 'Erledigt', refused: 'Verweigert', failed: 'Gescheitert' },
    service: { enabled: 'In Betrieb', disabled: 'Angehalten' },
    eab: { pending: 'Wartet auf einen Client', bound: 'Gebunden', expired: 'Abgelaufen', revoked: 'Widerrufen' },
    acmeAccount: { valid: 'Gültig', deactivated: 'Vom Client aufgegeben', revoked: 'Geschlossen' },
    acmeOrder: {
      pending: 'Wartet auf Nachweise',
      ready: 'Nachgewiesen',
      processing: 'Wartet auf Genehmigung',
      valid: 'Ausgestellt',
      invalid: 'Gescheitert'
    },
    proof: {
      pending: 'Offen',
      processing: 'Wird geprüft',
      valid: 'Nachgewiesen',
      invalid: 'Gescheitert',
      deactivated: 'Zurückgezogen',
      expired: 'Abgelaufen',
      revoked: 'Widerrufen'
    },
    control: {
      unverified: 'Wartet auf Nachweis',
      verified: 'Geprüft',
      failed: 'Durchgefallen',
      expired: 'Abgelaufen',
      inactive: 'Angehalten'
    },
    perspective: {
      corroborates: 'Sah dasselbe',
      differs: 'Sah etwas anderes',
      incomplete: 'Nicht fertig geworden',
      unreachable: 'Nicht erreicht',
      'not-counted': 'Nicht gezählt'
    },
    token: {
      absent: 'Abwesend',
      locked: 'Gesperrt',
      unlocked: 'Entsperrt',
      'wrong-pin': 'Falsche PIN',
      blocked: 'Blockiert',
      uninitialised: 'Nicht eingerichtet',
      'factory-credentials': 'PIN vom Werk',
      waiting: 'Wartet auf Berührung'
    },
    yubiKey: { ready: 'Bereit', factory: 'Werte vom Werk', blocked: 'PIN gesperrt' },
    module: { running: 'Läuft', stopped: 'Angehalten', failed: 'Fehlgeschlagen' },
    finding: { fine: 'In Ordnung', note: 'Hinweis', warning: 'Warnung', problem: 'Problem' },
    logLevel: { debug: 'Einzelheit', info: 'Hinweis', warn: 'Abgewiesen', error: 'Fehler' },
    severity: { error: 'Fehler', warning: 'Warnung', notice: 'Hinweis' }
  }
}
