import type { SameKeys } from '../../texts.ts'
import type { proofEn } from './proof-texts.ts'

export const proofDe: SameKeys<typeof proofEn> = {
  one: 'Beleg {{id}}',
  unstored: 'Ohne Beleg',
  unstoredText: 'Von dieser Prüfung ist nichts gespeichert, darum gilt sie als nicht ausgeführt.',
  show: 'Beleg ansehen',
  open: 'Im Verzeichnis öffnen',
  none: 'Keine Prüfung ist gespeichert.',
  kind: {
    domain: 'Kontrolle der Domäne',
    mailbox: 'Kontrolle des Postfachs',
    caa: 'CAA',
    dnssec: 'DNSSEC',
    mpic: 'Andere Blickpunkte (MPIC)'
  },
  kindHint: {
    domain:
      'Wer beantragt, hat gezeigt, dass ihm die Domäne gehört: durch einen Eintrag, eine Datei oder die Entscheidung eines Bedieners.',
    mailbox: 'Wer beantragt, hat gezeigt, dass er das Postfach liest, durch ein dorthin gesendetes Token.',
    caa: 'Einträge, in denen der Inhaber einer Domäne die Stellen nennt, die sie zertifizieren dürfen (RFC 8659).',
    dnssec: 'Signaturen, die zeigen, dass eine Antwort des DNS echt ist (RFC 4035).',
    mpic: 'Rechner in anderen Netzen sehen denselben Namen an, damit niemand in der Nähe von diesem ihn fälschen kann (BR 3.2.2.9).'
  },
  method: {
    txt: 'TXT-Eintrag',
    file: 'Datei auf dem Webserver',
    operator: 'Entscheidung eines Bedieners',
    'http-01': 'ACME http-01',
    'dns-01': 'ACME dns-01',
    'dns-account-01': 'ACME dns-account-01',
    'tls-alpn-01': 'ACME tls-alpn-01',
    token: 'Token per E-Mail',
    domain: 'Nachweis seiner Domäne',
    tls: 'Hostnamen (issue, issuewild)',
    mail: 'Postfächer (issuemail)',
    'caa-tls': 'CAA von Hostnamen',
    'caa-mail': 'CAA von Postfächern',
    'website-change': 'Datei auf dem Webserver',
    'dns-change': 'DNS-Eintrag',
    'acme-http-01': 'ACME http-01',
    'acme-dns-01': 'ACME dns-01',
    'acme-tls-alpn-01': 'ACME tls-alpn-01',
    caa: 'CAA'
  },
  field: {
    subject: 'Name',
    kind: 'Prüfung',
    outcome: 'Ergebnis',
    method: 'Wie',
    at: 'Angesehen',
    until: 'Zählt bis',
    from: 'Gesehen von',
    rule: 'Regel',
    request: 'Antrag',
    domain: 'Domäne',
    restsOn: 'Beruht auf',
    holder: 'Gehört zu'
  },
  seenFrom: {
    'this machine': 'diesem Rechner',
    'the proof of the domain': 'dem Nachweis der Domäne',
    'the proof of the mailbox': 'dem Nachweis des Postfachs',
    'the decision of an operator': 'der Entscheidung eines Bedieners',
    'the stored proofs': 'den gespeicherten Nachweisen'
  },
  notAgain: 'Wird nicht wieder verwendet',
  acme: 'ACME-Konto {{id}}',
  steps: 'Was getan und gesehen wurde',
  raw: {
    title: 'Gesehene Bytes',
    none: 'Diese Prüfung beruht auf keinen Bytes.',
    cut: 'Nur die ersten 65.536 Byte sind aufbewahrt.',
    size_one: '{{count}} Byte',
    size_other: '{{count}} Byte',
    show: 'Bytes ansehen',
    save: 'Speichern',
    copy: 'Alles kopieren'
  },
  caa: {
    title: 'CAA-Einträge',
    found: 'Gefunden bei',
    nowhere: 'Nirgends, bis ganz nach oben',
    flags: 'Kennzeichen',
    tag: 'Eigenschaft',
    value: 'Wert',
    none: 'Es gibt keine: jede Stelle darf den Namen zertifizieren.',
    identities: 'Unsere Namen',
    noIdentities: 'Keiner gesetzt: kein Eintrag kann diese Stelle meinen',
    mode: 'Modus',
    account: 'Konto',
    proven: 'Nachgewiesen durch',
    iodef: 'Meldungen an',
    modes: {
      off: 'Nicht angesehen',
      warn: 'Angesehen, nie im Weg',
      enforce: 'Kein Zertifikat ohne Erlaubnis'
    }
  },
  dnssec: {
    title: 'Abfragen',
    name: 'Name',
    type: 'Art',
    security: 'Zustand',
    why: 'Warum',
    state: {
      secure: 'Signiert und richtig',
      insecure: 'Nicht signiert',
      bogus: 'Signiert und falsch',
      indeterminate: 'Unbekannt'
    }
  },
  mpic: {
    perspectives: 'Was jeder Blickpunkt sah',
    noPerspectives: 'Kein Blickpunkt hat geantwortet.',
    code: 'Blickpunkt',
    registry: 'Registry',
    unknownRegistry: 'nicht in der Tabelle',
    state: 'Zustand',
    saw: 'Sah',
    expected: 'Erwartet: {{value}}',
    nothing: 'nichts',
    at: 'bei {{name}}',
    primary: 'Dieser Rechner',
    primaryState: { passed: 'Sah es', failed: 'Sah es nicht', 'not-performed': 'Hat nicht nachgesehen' },
    rules: 'Wie es nach den Regeln steht',
    decides: 'entscheidet hier',
    met: 'Erfüllt',
    notMet: 'Nicht erfüllt',
    supposed: { met: 'Wäre erfüllt', notMet: 'Wäre nicht erfüllt' },
    ruleName: {
      own: 'Einstellungen dieser Installation',
      'baseline-today': 'BR 3.2.2.9, an dem Tag in Kraft',
      'baseline-next': 'BR 3.2.2.9, nächste Stufe'
    },
    ruleFrom: 'ab {{date}}',
    asked: 'Befragte Blickpunkte',
    corroborating: 'Sahen dasselbe',
    registries: 'Registries',
    needed: '{{have}} von {{need}} nötigen',
    said: 'Das eigene Urteil des Koordinators',
    saidTrue: 'gültig',
    saidFalse: 'nicht gültig',
    saidNothing: 'keines',
    saidNote: 'Es wird gezeigt und kann aus einem Ja ein Nein machen, nie umgekehrt.',
    alarms: 'Dem sollten Sie nachgehen',
    exchange: 'Anfrage und Antwort',
    openExchange: 'Austausch öffnen'
  },
  exchange: {
    title: 'Austausch {{id}} mit dem Koordinator',
    request: 'Anfrage',
    response: 'Antwort',
    noResponse: 'Es kam keine Antwort.',
    status: 'Status {{status}}, {{ms}} ms, {{at}}',
    noStatus: 'Keine Antwort, {{ms}} ms, {{at}}',
    shown: 'Zum Lesen eingerückt. Kopiert und gespeichert werden die Bytes, wie sie waren.'
  },
  again: 'Noch einmal prüfen'
}
