export const german = {
  title: 'Protokoll-Inspektor',
  lead: 'Hält fest, was Clients und Dienste einander sagen, solange Sie es wollen, und zerlegt es Schritt für Schritt.',
  protocol: { scep: 'SCEP', est: 'EST', cmp: 'CMP', acme: 'ACME', ocsp: 'OCSP', tsa: 'Zeitstempel' },
  start: {
    action: 'Aufzeichnen',
    title: 'Nachrichten aufzeichnen',
    consequence:
      'Jede Nachricht wird mit verdeckten Geheimnissen aufbewahrt: Passwörter, Challenge-Passwörter und private Schlüssel werden nie gespeichert. Die Aufzeichnung endet von selbst.',
    protocol: 'Protokoll',
    service: 'Dienst',
    serviceHelp: {
      one: 'Einer davon oder alle des Protokolls.',
      none: 'Es gibt noch keinen; was später angelegt wird, wird mit aufgezeichnet.',
      all: 'Alle Zertifizierungsstellen antworten unter einer Adresse.'
    },
    minutes: 'Minuten',
    exchanges: 'Höchstens Nachrichten',
    days: 'Tage der Aufbewahrung'
  },
  running: {
    text: '{{what}}: {{count}} von höchstens {{most}} Nachrichten',
    until: 'endet',
    all: 'alle Dienste',
    stop: 'Beenden'
  },
  export: 'Als HAR exportieren',
  delete: {
    action: 'Alle löschen',
    title: 'Alle aufbewahrten Nachrichten löschen',
    consequence:
      'Die Nachrichten werden aus der Datenbank gelöscht. Zertifikate, Anträge und das Audit-Protokoll bleiben.',
    done: 'Gelöschte Nachrichten: {{count}}.'
  },
  list: 'Nachrichten',
  search: 'Suche nach Pfad, Vorgang oder Grund',
  filter: { protocol: 'Protokoll', outcome: 'Ergebnis' },
  outcome: {
    answered: 'Beantwortet',
    waiting: 'Wartet',
    refused: 'Abgelehnt',
    failed: 'Fehlgeschlagen',
    'not-performed': 'Nicht ausgeführt'
  },
  column: {
    operation: 'Gefragt',
    outcome: 'Ergebnis',
    service: 'Dienst',
    peer: 'Von',
    reason: 'Grund',
    at: 'Zeit',
    status: 'HTTP',
    ms: 'Dauer'
  },
  took: '{{ms}} ms',
  empty: {
    title: 'Nichts ist aufgezeichnet',
    text: 'Drücken Sie „Aufzeichnen“, lassen Sie das Gerät es noch einmal versuchen, und seine Nachrichten stehen hier.'
  },
  nothing: { title: 'Keine Nachricht passt', text: 'Ändern Sie die Suche oder entfernen Sie einen Filter.' },
  one: 'Nachricht {{id}}',
  facts: 'Was geschah',
  asked: 'Anfrage',
  kept: 'Wird gelöscht',
  masked: 'Verdeckt',
  side: { request: 'Was der Client sandte', answer: 'Was geantwortet wurde' },
  step: {
    http: 'HTTP',
    base64: 'Base64',
    multipart: 'Mehrere Teile',
    jws: 'JWS-Kopf und -Signatur',
    'jws-payload': 'JWS-Inhalt',
    json: 'JSON',
    pem: 'PEM',
    'cms-signed': 'Signierte Nachricht (CMS)',
    'cms-enveloped': 'Verschlüsselte Nachricht (CMS)',
    'scep-message': 'SCEP-Nachricht',
    csr: 'Zertifikatsantrag',
    certificate: 'Zertifikat',
    'pki-header': 'CMP-Kopf',
    'pki-body': 'CMP-Inhalt',
    'pki-protection': 'CMP-Schutz',
    cmc: 'CMC',
    'ocsp-request': 'OCSP-Anfrage',
    'ocsp-response': 'OCSP-Antwort',
    'tsp-request': 'Zeitstempel-Anfrage',
    'tsp-response': 'Zeitstempel-Antwort',
    'tsp-token': 'Zeitstempel',
    text: 'Text',
    refusal: 'Ablehnung'
  },
  state: { ok: 'In Ordnung', failed: 'Fehler', 'not-performed': 'Nicht geprüft' },
  tree: { show: 'ASN.1 zeigen', hide: 'ASN.1 verbergen' },
  bytes: { title: 'Bytes', request: 'Anfrage', answer: 'Antwort', none: 'Es gibt keinen Inhalt.' },
  replay: {
    action: 'Wiederholen',
    title: 'Gegen eine Test-Stelle wiederholen',
    lead: 'Die Nachricht geht an eine Kopie dieser Installation im Speicher. Ihre Schlüssel wurden für den Test gemacht: Nichts wird mit Schlüsseln der echten Stelle signiert, und nichts bleibt. Gezeigt wird, was jetzt geantwortet würde.',
    test: 'TEST',
    authorization: 'Name und Passwort',
    authorizationHelp: 'Als Name:Passwort. Was der Client sandte, wurde verdeckt.',
    run: 'Jetzt wiederholen',
    same: 'Dasselbe wie damals.',
    changed: 'Etwas anderes als damals.'
  }
}
