import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Anmeldelinks',
  lead: 'Ein Link, eine Benutzung: Telefon oder Laptop bekommt sein Zertifikat ohne Geräteverwaltung.',
  add: 'Neuer Link',
  empty: {
    title: 'Noch keine Links',
    text: 'Machen Sie einen Link oder QR-Code; wer ihn auf dem Gerät öffnet, bekommt das Zertifikat.'
  },
  column: {
    device: 'Gerät',
    person: 'Für',
    state: 'Zustand',
    kind: 'Gibt',
    expires: 'Gilt bis',
    by: 'Gemacht von',
    certificate: 'Zertifikat'
  },
  kind: { pkcs12: 'PKCS#12-Datei', 'apple-scep': 'Apple-Profil, SCEP', 'apple-acme': 'Apple-Profil, ACME' },
  is: {
    sent: 'Gesendet',
    opened: 'Geöffnet',
    claimed: 'Abgeholt',
    enrolled: 'Zertifikat da',
    expired: 'Abgelaufen',
    withdrawn: 'Zurückgezogen',
    waiting: 'Wartet auf Genehmigung'
  },
  withdraw: {
    label: 'Zurückziehen',
    title: 'Diesen Link zurückziehen?',
    consequence:
      'Niemand kann ihn mehr benutzen. Ein privater Schlüssel, der übergeben werden sollte, wird vernichtet.',
    done: 'Der Link ist zurückgezogen.'
  },
  more: 'Mehr zu {{name}}',
  platform: {
    apple: 'iPhone, iPad oder Mac',
    android: 'Android',
    chromeos: 'ChromeOS',
    windows: 'Windows',
    other: 'Anderes'
  },
  platformHint: {
    apple: 'Konfigurationsprofil: Das Gerät erzeugt seinen Schlüssel selbst',
    android: 'Datei mit Schlüssel und Zertifikat',
    chromeos: 'Datei mit Schlüssel und Zertifikat',
    windows: 'Datei mit Schlüssel und Zertifikat',
    other: 'Datei mit Schlüssel und Zertifikat'
  },
  step: {
    platform: 'Art des Geräts',
    platformLead: 'Wofür ist das Zertifikat?',
    noService: 'Kein SCEP-Dienst mit Einmalkennwörtern ist eingeschaltet, und kein ACME-Dienst mit Gerätenachweis.',
    identifierMissing: 'Schreiben Sie die Seriennummer oder UDID des Geräts.',
    mayNot: 'Diese Art von Link dürfen Sie nicht machen.',
    who: 'Person und Gerät',
    whoLead: 'An sie ist der Link gebunden; die Seite zeigt sie.',
    deviceMissing: 'Schreiben Sie einen Namen für das Gerät.',
    names: 'Namen',
    namesLead: 'Was im Zertifikat steht.',
    typeMissing: 'Wählen Sie eine Art des Zertifikats.',
    keyElsewhere:
      'Dieses Profil lässt Chancery den Schlüssel nicht erzeugen. Wählen Sie ein anderes, oder erlauben Sie es im Profil.',
    ssidMissing: 'Schreiben Sie den Namen des Netzes.',
    send: 'Wie es ankommt',
    sendLead: 'QR-Code und Link kommen danach. Eine Mail geht nur hinaus, wenn Sie eine Adresse schreiben.',
    review: 'Durchsehen',
    reviewLead: 'Der Link wird jetzt gemacht und einmal gezeigt.'
  },
  field: {
    device: 'Name des Geräts',
    deviceHelp: 'Wie man es nennt, z. B. Maras Telefon.',
    person: 'Person',
    personHelp: 'Wessen Gerät es ist. Darf leer bleiben.',
    type: 'Art des Zertifikats',
    service: 'Über den Dienst {{service}}',
    acmeService: 'Über den ACME-Dienst {{service}}: Das Gerät weist seinen Schlüssel nach',
    identifier: 'Seriennummer oder UDID',
    identifierHelp:
      'Was das Gerät nachweist und was sein Zertifikat nennt. Der Link setzt es auf die Liste des Dienstes.',
    commonNameHelp: 'Leer: der Name des Geräts.',
    wifi: 'Damit ein Funknetz einrichten',
    wifiHelp: 'Das Gerät meldet sich mit dem Zertifikat am Netz an (EAP-TLS).',
    ssid: 'Netz (SSID)',
    radius: 'Namen des RADIUS-Servers',
    radiusHelp: 'Wie sein Zertifikat sagt. Anderen vertraut das Gerät nicht.',
    encryption: 'Verschlüsselung der Datei',
    days: 'Link gilt',
    daysUnit: 'Tage',
    mail: 'Mailadresse',
    mailHelp: 'Leer: Es geht keine Mail hinaus.'
  },
  encryption: { 'aes-256': 'AES-256', legacy: 'Triple DES und SHA-1' },
  encryptionHint: {
    'aes-256': 'Jedes heutige System',
    legacy: 'Schwach. Nur für Systeme, die nichts anderes öffnen'
  },
  addService: 'Dienst hinzufügen',
  summary: 'Der Link',
  noMail: 'Keine Mail',
  new: {
    title: 'Neuer Anmeldelink',
    lead: 'Für ein Gerät, um das sich keine Geräteverwaltung kümmert.',
    confirm: 'Link machen'
  },
  made: {
    title: 'Link für {{name}}',
    lead: 'Nur dieses eine Mal gezeigt. Lassen Sie das Gerät ihn lesen, oder senden Sie ihn.',
    qr: 'QR-Code des Links',
    link: 'Link',
    until: 'Gilt bis',
    mail: 'Mail',
    mailed: 'Gesendet an {{mail}}',
    notMailed: 'Die Mail ging nicht hinaus: {{problem}} Der Link gilt; senden Sie ihn selbst.',
    passphrase: 'Kennwort der Datei',
    passphraseLead: 'Sagen Sie es auf einem anderen Weg als der Link, z. B. am Telefon.',
    plainHttp:
      'Die Adresse ist einfaches HTTP: Wer unterwegs mithört, kann den Link zuerst benutzen. Senden Sie ihn über ein Netz, dem Sie trauen, oder tragen Sie in den Einstellungen eine https-Adresse ein.',
    legacy:
      'Die Datei ist mit Triple DES und SHA-1 verschlüsselt, das ist schwach. Übergeben Sie sie nur, wo sich nichts anderes öffnen lässt.',
    waiting: 'Die Anfrage wartet auf Genehmigung. Bis dahin bittet die Seite um Geduld.',
    progress: 'Zustand',
    kept: 'Ich habe übergeben oder aufbewahrt, was hier steht',
    done: 'Fertig'
  }
}
