import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  kind: 'Zeitstempel',
  one: 'Zeitstempeldienst',
  purpose:
    'Belegt, dass ein Dokument oder eine Signatur zu einer Zeit bestand (RFC 3161), auch für Werkzeuge, die Programme signieren.',
  minutes: 'min',
  saved: 'Gespeichert.',
  service: 'Dienst',
  stamps: 'Stempel',
  keySection: 'Schlüssel und Zertifikat',
  keyLead: 'Gilt ab dem nächsten Zertifikat. Wer es sofort will, erneuert den Schlüssel.',
  clientSection: 'Wer fragen darf',
  address: 'Adresse',
  certificate: 'Zertifikat',
  notAfter: 'Gültig bis',
  renewAt: 'Nächster Schlüssel',
  lastStamp: 'Letzter Stempel',
  stampsLastDay: 'In den letzten 24 Stunden',
  none: 'Noch keiner',
  noCertificate:
    'Der Dienst hat kein gültiges Zertifikat. Er bekommt eines, sobald seine Zertifizierungsstelle signieren kann.',
  unreachable:
    'Niemand erreicht diesen Dienst: kein Zugang ist offen und keine öffentliche Adresse gesetzt. Siehe die Einstellungen.',
  lastDay_one: '{{count}} Stempel in 24 Stunden',
  lastDay_other: '{{count, number}} Stempel in 24 Stunden',
  empty: {
    title: 'Keine Zeitstempel',
    text: 'Ein Zeitstempeldienst signiert den Hashwert eines Dokuments zusammen mit der Zeit, mit eigenem Schlüssel.',
    action: 'Zeitstempeldienst anlegen'
  },
  new: {
    title: 'Neuer Zeitstempeldienst',
    lead: 'Der Dienst bekommt Schlüssel und Zertifikat für sich und erneuert beide selbst. Er stempelt auch, während seine Zertifizierungsstelle offline ist.',
    confirm: 'Dienst anlegen',
    done: 'Der Dienst {{name}} läuft.'
  },
  tab: { overview: 'Übersicht', recipes: 'Rezepte', log: 'Protokoll', verify: 'Prüfen', settings: 'Einstellungen' },
  action: { disable: 'Anhalten', enable: 'Starten', renew: 'Schlüssel erneuern', delete: 'Löschen' },
  disable: {
    title: '{{name}} anhalten?',
    consequence: 'Anfragen werden nicht mehr beantwortet. Stempel, die es gibt, bleiben gut.',
    done: 'Der Dienst {{name}} wurde angehalten.'
  },
  delete: {
    title: '{{name}} löschen?',
    consequence:
      'Der Schlüssel wird zerstört. Die Zertifikate und das Protokoll der Stempel bleiben, damit sie sich prüfen lassen.',
    done: '{{name}} wurde gelöscht.'
  },
  renew: {
    title: 'Schlüssel von {{name}} erneuern?',
    consequence:
      'Der Dienst bekommt sofort einen neuen Schlüssel mit Zertifikat, der jetzige wird zerstört. Stempel, die es gibt, bleiben gut.',
    done: '{{name}} hat einen neuen Schlüssel mit Zertifikat.'
  },
  field: {
    name: 'Name',
    nameHelp: 'Teil der Adresse: Kleinbuchstaben, Ziffern und Bindestriche.',
    authority: 'Zertifizierungsstelle',
    authorityHelp: 'Stellt das Zertifikat des Dienstes aus.',
    policies: 'Richtlinien',
    policiesHelp:
      'Objektkennungen; die erste gilt, wenn keine verlangt wird. Leer bekommt ein neuer Dienst eine eigene.',
    hashes: 'Hashverfahren, die gestempelt werden',
    hashesHelp: 'SHA-1 ist für Dokumente gebrochen: nur für alte Werkzeuge einschalten.',
    accuracy: 'Genauigkeit',
    millis: 'und Millisekunden',
    micros: 'und Mikrosekunden',
    ordering: 'Allein nach der Zeit geordnet',
    orderingHelp: 'Jeder Stempel trägt eine spätere Zeit als der vorige, mindestens um eine Mikrosekunde.',
    chain: 'Zertifikate im Stempel',
    signingCertificate: 'Nennt sein Zertifikat durch',
    authenticode: 'Die ältere Authenticode-Form beantworten',
    authenticodeHelp: 'Was signtool /t und osslsigncode -t senden.',
    key: 'Schlüssel',
    digest: 'Hashverfahren der Signatur',
    digestUsual: 'Das übliche des Schlüssels',
    certificateLife: 'Zertifikat gilt',
    certificateLifeHelp: 'So lange lässt sich ein Stempel ohne Hilfe prüfen',
    keyUse: 'Schlüssel stempelt',
    keyUseHelp: 'Dann tritt der nächste an seine Stelle',
    clients: 'Adressen, die fragen dürfen',
    clientsHelp: 'Adressen und Bereiche wie 192.0.2.0/24; leer lässt alle zu.',
    perMinute: 'Stempel für eine Adresse in der Minute',
    perMinuteHelp: '0 setzt keine Grenze.'
  },
  chain: { own: 'Das eigene', intermediates: 'Das eigene und die darüber', all: 'Die ganze Kette mit der Wurzel' },
  chainHint: {
    own: 'Wer prüft, braucht die anderen von woanders.',
    intermediates: 'Was erwartet wird: die Wurzel hat, wer prüft.',
    all: 'Größer, und nicht besser für den, der der Wurzel traut.'
  },
  signingCertificate: { v2: 'SHA-256 (RFC 5816)', v1: 'SHA-1 (RFC 3161)', both: 'Beides' },
  signingCertificateHint: {
    v2: 'Was heute erwartet wird.',
    v1: 'Für Prüfprogramme von vor 2010.',
    both: 'Für alte und neue zugleich.'
  },
  clock: {
    title: 'Uhr',
    lead: 'Eine für alle Zeitstempeldienste. Solange ihr nicht getraut wird, wird nichts gestempelt.',
    state: 'Zustand',
    trusted: 'Vertrauenswürdig',
    notTrusted: 'Nicht vertrauenswürdig',
    confirmed: 'Bestätigt von',
    asked: 'Zeitserver gefragt',
    offset: 'Sie gehen vor um',
    serverSaid: '{{offset}}, Weg {{delay}}, Stratum {{stratum}}',
    ask: 'Jetzt fragen',
    confirm: 'Die Uhr geht richtig',
    confirmTitle: 'Geht die Uhr richtig?',
    confirmText:
      'Sie zeigt {{now}} UTC. Vergleichen Sie mit einer Uhr, der Sie trauen. Sofort danach wird wieder nach ihr gestempelt.',
    refused: 'Es werden keine Zeitstempel gemacht.',
    kind: {
      stepped: 'Die Uhr ist gesprungen.',
      behind: 'Die Uhr geht gegen einen Stempel nach, den es gibt.',
      off: 'Die Zeitserver sagen etwas anderes.',
      unanswered: 'Kein Zeitserver antwortet.'
    },
    servers: 'Zeitserver',
    serversHelp: 'Namen oder Adressen, gefragt über SNTP; leer fragt niemanden.',
    tolerance: 'Darf abweichen um',
    every: 'Fragen alle',
    required: 'Nur stempeln, solange Zeitserver antworten',
    requiredHelp: 'Vier Fragen ohne Antwort beenden das Vertrauen.'
  },
  recipes: {
    title: 'Rezepte',
    lead: 'Befehle mit der Adresse dieses Dienstes. root.pem ist das Zertifikat der Wurzel.',
    tools: 'Werkzeuge',
    copy: 'Befehle kopieren',
    openssl: 'OpenSSL',
    osslsigncode: 'osslsigncode',
    signtool: 'signtool',
    jarsigner: 'jarsigner',
    adobe: 'Adobe Acrobat',
    about: {
      openssl: 'Stempelt jede Datei und prüft den Stempel.',
      osslsigncode: 'Signiert Windows-Programme, Installationspakete und Kabinette auf jedem System.',
      signtool: 'Signiert unter Windows. Die Wurzel muss unter den vertrauten Wurzeln des Rechners stehen.',
      jarsigner: 'Signiert Java-Archive.',
      adobe:
        'Voreinstellungen, Unterschriften, Zeitstempel für Dokumente, Neu: diese Adresse als Server-URL angeben. Kein Benutzername.'
    }
  },
  log: {
    list: 'Zeitstempel',
    search: 'Hashwert, Seriennummer oder Adresse',
    time: 'Zeit',
    serial: 'Seriennummer',
    document: 'Hashwert des Dokuments',
    hash: 'Verfahren',
    form: 'Form',
    client: 'Gefragt von',
    empty: 'Keine Stempel',
    emptyText: 'Jeder Stempel steht hier, bevor er hinausgeht. Die Rezepte zeigen, wie man einen verlangt.'
  },
  form: { rfc3161: 'RFC 3161', authenticode: 'Authenticode' },
  verify: {
    title: 'Einen Zeitstempel prüfen',
    lead: 'Eine Antwort (.tsr) oder ein Token, von diesem oder einem anderen Dienst. Das Dokument wird hier gehasht und geht nirgendwohin.',
    token: 'Zeitstempel wählen',
    document: 'Dokument wählen',
    again: 'Ein anderer',
    valid: 'Gültig',
    notValid: 'Nicht gültig',
    checks: 'Was geprüft wurde',
    policy: 'Richtlinie',
    signer: 'Unterzeichner'
  },
  check: {
    form: 'Form',
    signature: 'Signatur',
    signer: 'Zweck',
    path: 'Zertifikatspfad',
    document: 'Dokument',
    log: 'Protokoll'
  }
}
