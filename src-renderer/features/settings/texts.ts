import type { SameKeys } from '../../texts.ts'
import { namesDe, namesEn } from './names-texts.ts'

export const en = {
  title: 'Settings',
  names: namesEn,
  save: 'Save settings',
  saved: 'The settings are saved',
  tab: {
    installation: 'Installation',
    names: 'Names and mail',
    personal: 'Personal',
    backups: 'Backups',
    about: 'About'
  },
  section: {
    organization: 'Organization and addresses',
    serving: 'Serving',
    rules: 'Limits',
    alarms: 'Alarms',
    firstLook: 'Appearance to begin with',
    look: 'Appearance',
    passphrase: 'Own passphrase'
  },
  servingLead:
    'Verifiers fetch CRLs and issuer certificates from the addresses in certificates. This app can answer there itself, or another web server does.',
  servingProblem: 'Nothing is served there: {{problem}}',
  reach: {
    everywhere:
      'Every machine that reaches this one can fetch from it. Only public files are served, never keys or this window; open the port in the firewall on purpose.',
    network:
      'Other machines may reach this address. Only public files are served, never keys or this window; open the port in the firewall on purpose.'
  },
  firstLookLead: 'For windows whose user chose nothing yet.',
  lookLead: 'For this window only.',
  passphraseLead: 'It unlocks the vault with all keys. Nobody can read it back; keep the recovery code.',
  changePassphrase: 'Change passphrase',
  passphraseChanged: 'The passphrase is changed',
  field: {
    organizationName: 'Name of the organization',
    organizationNameHelp: 'Offered where a subject is filled in',
    publicBaseAddress: 'Public base address',
    publicBaseAddressHelp:
      'Where verifiers reach this installation. CRL, issuer and OCSP addresses in new certificates are made from it; empty leaves them out.',
    serve: 'Serve CRLs and certificates from this app',
    serveHelp: 'Over plain HTTP, as RFC 5280 expects it: what is fetched is signed',
    serveHost: 'Address',
    serveHostHelp: '127.0.0.1 for this machine only, 0.0.0.0 or :: for every network',
    servePort: 'Port',
    servePortHelp: '1 to 65535',
    idleLockMinutes: 'Lock after',
    idleLockMinutesHelp: 'Without input; 0 never locks',
    desktopAlarms: 'Notify on the desktop of CRLs that end',
    desktopAlarmsHelp:
      'When one ends soon, has ended, or misses a revocation. Dashboard, bell and tray say it in any case.',
    expiringDays: 'Counts as expiring',
    expiringDaysHelp: 'Before the end of the certificate; 1 to 365',
    requestLifeDays: 'A request waits at most',
    requestLifeDaysHelp: 'Then it expires undecided; 1 to 365',
    requestTargetHours: 'A request is decided within',
    requestTargetHoursHelp: 'The queue colours what waits longer; 1 to 8760',
    serialBytes: 'Random part of a serial number',
    serialBytesHelp: '8 to 19; 16 leave no guess and fit the 20 octets of RFC 5280',
    crlKeptDays: 'An ended CRL can be read for',
    crlKeptDaysHelp: 'Once another took its place; number, times and hash stay. 0 keeps all for ever',
    current: 'Present passphrase',
    currentMissing: 'Give the present passphrase.',
    next: 'New passphrase',
    nextHelp: 'At least 10 characters; several words are better than one',
    again: 'New passphrase again'
  },
  unit: {
    idleLockMinutes: 'minutes',
    expiringDays: 'days',
    requestLifeDays: 'days',
    requestTargetHours: 'hours',
    serialBytes: 'bytes',
    crlKeptDays: 'days'
  },
  attestation: {
    title: 'Own roots for attestations',
    lead: 'Keys made on a YubiKey are attested by Yubico. Where your organization has put certificates of its own into slot F9, name their roots here; what rests on one is marked as not attested by Yubico.',
    none: 'None: only Yubico’s roots count.',
    add: 'Add roots from a file',
    consequence:
      'Attestations that lead to this root are refused from then on. Keys that were attested before stay as they are noted.',
    removeAction: 'Remove the root'
  },
  unlock: {
    title: 'Start without a person',
    lead: 'A server can unlock its vault with a secret in a file, so that it comes up again after a restart.',
    make: 'Make an unlock secret',
    consequence:
      'Whoever has the file and the data folder has every key. Keep it readable by the service account only. An earlier secret opens nothing from then on.',
    confirm: 'Make and save',
    done: '{{name}} is saved'
  },
  atStart: {
    title: 'Open the vault at start',
    lead: 'This app can keep an unlock secret in the key store of your computer account, so that it starts without asking for a passphrase.',
    off: 'Off: after a start, somebody signs in with a passphrase.',
    on: 'On since {{since}}: the vault opens and the window is signed in as {{operator}}.',
    problem: 'The last start did not open the vault: {{problem}} Switch it off and on again to make a new secret.',
    enable: 'Open at start',
    enableTitle: 'Open the vault at start',
    consequence:
      'Whoever can use your account on this computer can then use every key as {{operator}}, in this window and on the command line, without a passphrase. The vault stays open while the app runs; after an idle time only the window asks for the passphrase. An earlier unlock secret, such as that of a server, opens nothing from then on.',
    confirm: 'Store the secret and open at start',
    enabled: 'From the next start on, the vault opens by itself',
    disable: 'Ask for the passphrase again',
    disabled: 'The secret is removed; the next start asks for a passphrase',
    refusal: {
      'not-desktop': 'Only the desktop app can do this. A server takes its secret from a file, see above.',
      'no-key-store': 'Not possible here: the operating system offers no key store.',
      'fixed-password':
        'Not possible here: there is no keyring in this session, only encryption under a password that everybody knows. With GNOME Keyring or KWallet it can be switched on after a new start.'
    }
  },
  backup: {
    lead: 'Backups by themselves begin as soon as a passphrase for them was set on the Recovery page. One that was missed while the app was closed is made at its next start.',
    toRecovery: 'Backups and drills',
    every: 'Every',
    everyHelp: '0 makes none by itself',
    hours: 'hours',
    days: 'days',
    kept: 'Backups kept',
    keptHelp: 'Older ones of the schedule are taken away; named ones stay',
    folder: 'Folder',
    folderHelp: 'Best on another disk. Empty keeps them in the data folder.',
    maxAge: 'Remind of a backup after',
    drillMaxAge: 'Remind of a drill after',
    zeroNever: '0 never reminds'
  },
  about: {
    lead: 'What runs here.',
    version: 'Version',
    runtime: 'Runtime',
    mlDsaHint:
      'Post-quantum signatures of FIPS 204. Made by the runtime itself where it can, else by the bundled library.',
    mlDsaNative: 'by the runtime',
    mlDsaBundled: 'by the bundled library',
    dataFolder: 'Data folder',
    listening: 'Served right now',
    notListening: 'nowhere',
    demo: 'Demonstration data'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Einstellungen',
  names: namesDe,
  save: 'Einstellungen speichern',
  saved: 'Die Einstellungen sind gespeichert',
  tab: {
    installation: 'Installation',
    names: 'Namen und E-Mail',
    personal: 'Persönlich',
    backups: 'Sicherungen',
    about: 'Über'
  },
  section: {
    organization: 'Organisation und Adressen',
    serving: 'Auslieferung',
    rules: 'Grenzen',
    alarms: 'Alarme',
    firstLook: 'Aussehen zu Beginn',
    look: 'Aussehen',
    passphrase: 'Eigene Passphrase'
  },
  servingLead:
    'Prüfer holen Sperrlisten und Ausstellerzertifikate unter den Adressen, die in Zertifikaten stehen. Diese App kann dort selbst antworten, oder ein anderer Webserver tut es.',
  servingProblem: 'Dort wird nichts ausgeliefert: {{problem}}',
  reach: {
    everywhere:
      'Jede Maschine, die diese erreicht, kann von ihr holen. Ausgeliefert werden nur öffentliche Dateien, nie Schlüssel oder dieses Fenster; öffnen Sie den Port in der Firewall mit Absicht.',
    network:
      'Andere Maschinen können diese Adresse erreichen. Ausgeliefert werden nur öffentliche Dateien, nie Schlüssel oder dieses Fenster; öffnen Sie den Port in der Firewall mit Absicht.'
  },
  firstLookLead: 'Für Fenster, deren Benutzer noch nichts gewählt hat.',
  lookLead: 'Nur für dieses Fenster.',
  passphraseLead:
    'Sie öffnet den Tresor mit allen Schlüsseln. Niemand kann sie auslesen; bewahren Sie den Wiederherstellungscode auf.',
  changePassphrase: 'Passphrase ändern',
  passphraseChanged: 'Die Passphrase ist geändert',
  field: {
    organizationName: 'Name der Organisation',
    organizationNameHelp: 'Wird vorgeschlagen, wo ein Inhaber eingetragen wird',
    publicBaseAddress: 'Öffentliche Grundadresse',
    publicBaseAddressHelp:
      'Wo Prüfer diese Installation erreichen. Daraus entstehen Sperrlisten-, Aussteller- und OCSP-Adressen in neuen Zertifikaten; leer lässt sie weg.',
    serve: 'Sperrlisten und Zertifikate aus dieser App ausliefern',
    serveHelp: 'Über einfaches HTTP, wie RFC 5280 es erwartet: was geholt wird, ist unterschrieben',
    serveHost: 'Adresse',
    serveHostHelp: '127.0.0.1 nur für diese Maschine, 0.0.0.0 oder :: für jedes Netz',
    servePort: 'Port',
    servePortHelp: '1 bis 65535',
    idleLockMinutes: 'Sperren nach',
    idleLockMinutesHelp: 'Ohne Eingabe; 0 sperrt nie',
    desktopAlarms: 'Auf dem Schreibtisch melden, wenn Sperrlisten enden',
    desktopAlarmsHelp:
      'Wenn eine bald endet, geendet hat oder eine Sperrung nicht kennt. Übersicht, Glocke und Symbolleiste sagen es in jedem Fall.',
    expiringDays: 'Gilt als ablaufend',
    expiringDaysHelp: 'Vor dem Ende des Zertifikats; 1 bis 365',
    requestLifeDays: 'Ein Antrag wartet höchstens',
    requestLifeDaysHelp: 'Danach verfällt er unentschieden; 1 bis 365',
    requestTargetHours: 'Ein Antrag wird entschieden innerhalb von',
    requestTargetHoursHelp: 'Die Warteschlange färbt, was länger wartet; 1 bis 8760',
    serialBytes: 'Zufälliger Teil der Seriennummer',
    serialBytesHelp: '8 bis 19; 16 lassen sich nicht raten und passen in die 20 Oktette von RFC 5280',
    crlKeptDays: 'Eine geendete Sperrliste ist lesbar für',
    crlKeptDaysHelp: 'Sobald eine andere an ihrer Stelle ist; Nummer, Zeiten und Hash bleiben. 0 behält alle für immer',
    current: 'Jetzige Passphrase',
    currentMissing: 'Geben Sie die jetzige Passphrase ein.',
    next: 'Neue Passphrase',
    nextHelp: 'Mindestens 10 Zeichen; mehrere Wörter sind besser als eins',
    again: 'Neue Passphrase noch einmal'
  },
  unit: {
    idleLockMinutes: 'Minuten',
    expiringDays: 'Tage',
    requestLifeDays: 'Tage',
    requestTargetHours: 'Stunden',
    serialBytes: 'Byte',
    crlKeptDays: 'Tage'
  },
  attestation: {
    title: 'Eigene Wurzeln für Attestierungen',
    lead: 'Auf einem YubiKey erzeugte Schlüssel attestiert Yubico. Hat Ihre Organisation eigene Zertifikate in den Slot F9 gelegt, nennen Sie hier deren Wurzeln; was darauf beruht, ist als nicht von Yubico attestiert gekennzeichnet.',
    none: 'Keine: nur die Wurzeln von Yubico zählen.',
    add: 'Wurzeln aus einer Datei hinzufügen',
    consequence:
      'Attestierungen, die zu dieser Wurzel führen, werden von da an abgelehnt. Früher attestierte Schlüssel bleiben, wie sie vermerkt sind.',
    removeAction: 'Wurzel entfernen'
  },
  unlock: {
    title: 'Start ohne Menschen',
    lead: 'Ein Server kann seinen Tresor mit einem Geheimnis in einer Datei öffnen, damit er nach einem Neustart wieder arbeitet.',
    make: 'Geheimnis zum Öffnen erstellen',
    consequence:
      'Wer die Datei und den Datenordner hat, hat jeden Schlüssel. Nur das Dienstkonto darf sie lesen. Ein früheres Geheimnis öffnet von da an nichts mehr.',
    confirm: 'Erstellen und speichern',
    done: '{{name}} ist gespeichert'
  },
  atStart: {
    title: 'Tresor beim Start öffnen',
    lead: 'Diese App kann ein Geheimnis im Schlüsselspeicher Ihres Computerkontos ablegen und startet dann, ohne nach einer Passphrase zu fragen.',
    off: 'Aus: nach einem Start meldet sich jemand mit einer Passphrase an.',
    on: 'Ein seit {{since}}: der Tresor öffnet sich, und das Fenster ist als {{operator}} angemeldet.',
    problem:
      'Der letzte Start hat den Tresor nicht geöffnet: {{problem}} Schalten Sie es aus und wieder ein, um ein neues Geheimnis zu erstellen.',
    enable: 'Beim Start öffnen',
    enableTitle: 'Tresor beim Start öffnen',
    consequence:
      'Wer Ihr Konto auf diesem Computer benutzen kann, kann dann ohne Passphrase jeden Schlüssel als {{operator}} benutzen, in diesem Fenster und auf der Befehlszeile. Der Tresor bleibt offen, solange die App läuft; nach einer Pause fragt nur das Fenster nach der Passphrase. Ein früheres Geheimnis, etwa das eines Servers, öffnet von da an nichts mehr.',
    confirm: 'Geheimnis ablegen und beim Start öffnen',
    enabled: 'Ab dem nächsten Start öffnet sich der Tresor von selbst',
    disable: 'Wieder nach der Passphrase fragen',
    disabled: 'Das Geheimnis ist entfernt; der nächste Start fragt nach einer Passphrase',
    refusal: {
      'not-desktop': 'Das kann nur die Desktop-App. Ein Server liest sein Geheimnis aus einer Datei, siehe oben.',
      'no-key-store': 'Hier nicht möglich: das Betriebssystem bietet keinen Schlüsselspeicher.',
      'fixed-password':
        'Hier nicht möglich: in dieser Sitzung gibt es keinen Schlüsselbund, nur Verschlüsselung unter einem Passwort, das alle kennen. Mit GNOME Keyring oder KWallet lässt es sich nach einem neuen Start einschalten.'
    }
  },
  backup: {
    lead: 'Sicherungen nach Plan beginnen, sobald auf der Seite Wiederherstellung eine Passphrase für sie gesetzt ist. Was versäumt wurde, während die App geschlossen war, wird beim nächsten Start nachgeholt.',
    toRecovery: 'Sicherungen und Übungen',
    every: 'Alle',
    everyHelp: '0 macht keine von selbst',
    hours: 'Stunden',
    days: 'Tage',
    kept: 'Behaltene Sicherungen',
    keptHelp: 'Ältere nach Plan werden entfernt; benannte bleiben',
    folder: 'Ordner',
    folderHelp: 'Am besten auf einer anderen Platte. Leer: im Datenordner.',
    maxAge: 'An eine Sicherung erinnern nach',
    drillMaxAge: 'An eine Übung erinnern nach',
    zeroNever: '0 erinnert nie'
  },
  about: {
    lead: 'Was hier läuft.',
    version: 'Version',
    runtime: 'Laufzeit',
    mlDsaHint:
      'Post-Quanten-Unterschriften nach FIPS 204. Von der Laufzeit selbst, wo sie es kann, sonst von der mitgelieferten Bibliothek.',
    mlDsaNative: 'von der Laufzeit',
    mlDsaBundled: 'von der mitgelieferten Bibliothek',
    dataFolder: 'Datenordner',
    listening: 'Jetzt ausgeliefert unter',
    notListening: 'nirgends',
    demo: 'Vorführdaten'
  }
}
