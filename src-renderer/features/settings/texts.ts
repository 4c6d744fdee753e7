import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Settings',
  save: 'Save settings',
  saved: 'The settings are saved',
  tab: { installation: 'Installation', personal: 'Personal', backups: 'Backups', about: 'About' },
  section: {
    organization: 'Organization and addresses',
    rules: 'Limits',
    look: 'Appearance',
    passphrase: 'Own passphrase'
  },
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
    idleLockMinutes: 'Lock after',
    idleLockMinutesHelp: 'Without input; 0 never locks',
    expiringDays: 'Counts as expiring',
    expiringDaysHelp: 'Before the end of the certificate; 1 to 365',
    requestLifeDays: 'A request waits at most',
    requestLifeDaysHelp: 'Then it expires undecided; 1 to 365',
    serialBytes: 'Random part of a serial number',
    serialBytesHelp: '8 to 19; 16 leave no guess and fit the 20 octets of RFC 5280',
    current: 'Present passphrase',
    currentMissing: 'Give the present passphrase.',
    next: 'New passphrase',
    nextHelp: 'At least 10 characters; several words are better than one',
    again: 'New passphrase again'
  },
  unit: { idleLockMinutes: 'minutes', expiringDays: 'days', requestLifeDays: 'days', serialBytes: 'bytes' },
  unlock: {
    title: 'Start without a person',
    lead: 'A server can unlock its vault with a secret in a file, so that it comes up again after a restart.',
    make: 'Make an unlock secret',
    consequence:
      'Whoever has the file and the data folder has every key. Keep it readable by the service account only. An earlier secret opens nothing from then on.',
    confirm: 'Make and save',
    done: '{{name}} is saved'
  },
  backup: {
    create: 'Back up now',
    lead: 'A copy is made while Chancery runs. Keys in it stay sealed: opening it takes a passphrase or the recovery code. Keep copies on another machine.',
    done: '{{file}} is written: {{size}} in {{seconds}} s.',
    size: '{{size}} MB',
    file: 'File',
    at: 'Made',
    bytes: 'Size',
    emptyTitle: 'No backup yet',
    emptyText: 'Without one, a broken disk ends every authority in this installation. Make the first now.'
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
    listening: 'Public addresses served',
    notListening: 'none right now',
    demo: 'Demonstration data'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Einstellungen',
  save: 'Einstellungen speichern',
  saved: 'Die Einstellungen sind gespeichert',
  tab: { installation: 'Installation', personal: 'Persönlich', backups: 'Sicherungen', about: 'Über' },
  section: {
    organization: 'Organisation und Adressen',
    rules: 'Grenzen',
    look: 'Aussehen',
    passphrase: 'Eigene Passphrase'
  },
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
    idleLockMinutes: 'Sperren nach',
    idleLockMinutesHelp: 'Ohne Eingabe; 0 sperrt nie',
    expiringDays: 'Gilt als ablaufend',
    expiringDaysHelp: 'Vor dem Ende des Zertifikats; 1 bis 365',
    requestLifeDays: 'Ein Antrag wartet höchstens',
    requestLifeDaysHelp: 'Danach verfällt er unentschieden; 1 bis 365',
    serialBytes: 'Zufälliger Teil der Seriennummer',
    serialBytesHelp: '8 bis 19; 16 lassen sich nicht raten und passen in die 20 Oktette von RFC 5280',
    current: 'Jetzige Passphrase',
    currentMissing: 'Geben Sie die jetzige Passphrase ein.',
    next: 'Neue Passphrase',
    nextHelp: 'Mindestens 10 Zeichen; mehrere Wörter sind besser als eins',
    again: 'Neue Passphrase noch einmal'
  },
  unit: { idleLockMinutes: 'Minuten', expiringDays: 'Tage', requestLifeDays: 'Tage', serialBytes: 'Byte' },
  unlock: {
    title: 'Start ohne Menschen',
    lead: 'Ein Server kann seinen Tresor mit einem Geheimnis in einer Datei öffnen, damit er nach einem Neustart wieder arbeitet.',
    make: 'Geheimnis zum Öffnen erstellen',
    consequence:
      'Wer die Datei und den Datenordner hat, hat jeden Schlüssel. Nur das Dienstkonto darf sie lesen. Ein früheres Geheimnis öffnet von da an nichts mehr.',
    confirm: 'Erstellen und speichern',
    done: '{{name}} ist gespeichert'
  },
  backup: {
    create: 'Jetzt sichern',
    lead: 'Eine Kopie entsteht im laufenden Betrieb. Schlüssel darin bleiben versiegelt: zum Öffnen braucht es eine Passphrase oder den Wiederherstellungscode. Bewahren Sie Kopien auf einer anderen Maschine auf.',
    done: '{{file}} ist geschrieben: {{size}} in {{seconds}} s.',
    size: '{{size}} MB',
    file: 'Datei',
    at: 'Erstellt',
    bytes: 'Größe',
    emptyTitle: 'Noch keine Sicherung',
    emptyText:
      'Ohne eine endet mit einer kaputten Platte jede Stelle dieser Installation. Erstellen Sie jetzt die erste.'
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
    listening: 'Bediente öffentliche Adressen',
    notListening: 'zur Zeit keine',
    demo: 'Vorführdaten'
  }
}
