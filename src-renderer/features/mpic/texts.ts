import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Perspectives',
  lead: 'Machines in other networks look at the same name, so that nobody near this one can make it look as if it were theirs.',
  tab: { check: 'Try a name', history: 'Exchanges', rules: 'Rules', setup: 'Set up' },
  notSetUp: {
    title: 'No coordinator is named',
    text: 'A coordinator asks the perspectives and gathers their answers, over the Open MPIC API. Use one that somebody runs for you, or run perspectives on machines that you have.',
    action: 'Set up'
  },
  mode: {
    off: 'Nobody is asked',
    report: 'Asked, never in the way',
    enforce: 'Asked, and needed where a profile says so'
  },
  modeNote: {
    off: 'The mode is off: evidence says that no other perspective looked. A try here asks them all the same.',
    report: 'What they say is kept as evidence and is in no certificate’s way.',
    enforce: 'A profile that asks for other perspectives gives no certificate without them.'
  },
  check: {
    lead: 'Both this machine and the others look. Nothing of it counts as evidence for a certificate.',
    name: 'Name',
    nameHelp: 'A host name; for CAA also *.example.com or a mail address.',
    method: 'What is looked at',
    methods: {
      caa: 'CAA records',
      txt: 'TXT record',
      file: 'File on the web server',
      'http-01': 'ACME http-01',
      'dns-01': 'ACME dns-01',
      'tls-alpn-01': 'ACME tls-alpn-01'
    },
    authority: 'Whose CAA names',
    allAuthorities: 'Those of all active authorities',
    identity: 'CAA names in place of those',
    identityHelp: 'For example ca.example.com. Left empty: those of the authority.',
    value: 'What is to be found',
    valueHelp: {
      txt: 'The random value of the record.',
      file: 'The content of the file.',
      'http-01': 'The key authorization.',
      'dns-01': 'The digest in the record, base64url.',
      'tls-alpn-01': 'The key authorization.'
    },
    label: 'Label before the name',
    path: 'Name of the file',
    token: 'Token',
    run: 'Look from everywhere',
    result: 'What came of it',
    open: 'Open the exchange'
  },
  calls_one: '{{count}} call in the last 24 hours, of {{most}}',
  calls_other: '{{count}} calls in the last 24 hours, of {{most}}',
  history: {
    list: 'Exchanges',
    search: 'Whole name',
    outcome: 'Outcome',
    column: {
      target: 'Name',
      outcome: 'Outcome',
      type: 'Check',
      purpose: 'For',
      reason: 'Reason',
      at: 'When',
      status: 'Status',
      ms: 'Took'
    },
    purpose: { check: 'A try', evidence: 'Evidence' },
    took: '{{ms}} ms',
    empty: {
      title: 'No exchange yet',
      text: 'Every question to the coordinator and its answer is kept here, byte for byte. Try a name to begin.'
    },
    nothing: { title: 'Nothing fits', text: 'No kept exchange has this name and outcome.' }
  },
  exchange: {
    title: '{{target}}',
    facts: 'Exchange',
    trace: 'Trace',
    url: 'Coordinator',
    rule: 'Rule',
    took: 'Took',
    at: 'When',
    what: 'Looked at',
    simulate: 'How would it stand under the rules of another day',
    simulateLead:
      'What was counted then stays; the phase of BR 3.2.2.9 is that of the day, the numbers are those of the present settings.',
    day: 'Day',
    phase: 'From {{date}}'
  },
  rules: {
    title: 'Phases of BR 3.2.2.9',
    lead: 'How many remote perspectives must be asked, and from how many registries those that saw the same must come.',
    from: 'From',
    perspectives: 'Remote perspectives',
    registries: 'Registries',
    binding: 'Binding',
    state: 'State',
    states: { past: 'Past', today: 'In force', next: 'Next', later: 'Later' },
    yes: 'Yes',
    no: 'No: issuing in spite of it is allowed',
    allowed: 'How many may see something else',
    allowedLead: 'Of so many asked, this many may differ or fail.',
    asked: 'Asked',
    others: 'May differ',
    needed: 'Must agree'
  },
  setup: {
    connection: 'Coordinator',
    url: 'Address',
    urlHelp: 'Base of the coordinator; /mpic is added.',
    mode: 'Mode',
    key: 'API key',
    keyKept: 'One is kept sealed in the vault. Leave empty to keep it.',
    keyNone: 'None is kept. It is sealed in the vault and never shown.',
    keyRemove: 'Remove the kept key',
    keyHeader: 'How the key is sent',
    keyHeaders: { 'x-api-key': 'Header x-api-key', bearer: 'Bearer token' },
    trust: 'Authority behind its certificate (PEM)',
    trustHelp: 'In place of those of the system. Left empty: those.',
    test: 'Ask the coordinator about itself',
    testSaved: 'Save first: the test asks the coordinator that is kept.',
    reached: 'The coordinator answers',
    notReached: 'The coordinator does not answer as one',
    facts: 'Specification {{specification}}, version {{version}}, perspectives: {{perspectives}}',
    quorum: 'Quorum',
    rule: 'Which rule decides',
    ruleName: { baseline: 'BR 3.2.2.9 as in force on the day', own: 'The numbers of these settings' },
    perspectiveCount: 'Asked in each check',
    quorumCount: 'Must see the same',
    quorumHelp: 'Never 0: such a check would say yes to anything.',
    registries: 'From registries',
    registriesHelp: 'Under the own rule.',
    limits: 'Limits',
    timeout: 'Longest for one check',
    calls: 'Checks in 24 hours',
    keep: 'Exchanges are kept',
    seconds: 's',
    days: 'days',
    table: 'Perspectives',
    tableLead:
      'Answers do not say where a perspective is, so this table decides. Cut it down to those that you use: one that is not in it does not count.',
    code: 'Code',
    registry: 'Registry',
    unknown: 'Not known: adds no registry',
    close: 'Nearer than 500 km to',
    closeHelp: 'Of such a group one counts.',
    add: 'Add perspective',
    none: 'No perspective: nothing would count.',
    save: 'Save',
    saved: 'The set-up is saved.'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Blickpunkte',
  lead: 'Rechner in anderen Netzen sehen denselben Namen an, damit niemand in der Nähe von diesem so tun kann, als gehörte er ihm.',
  tab: { check: 'Einen Namen versuchen', history: 'Austausche', rules: 'Regeln', setup: 'Einrichten' },
  notSetUp: {
    title: 'Es ist kein Koordinator genannt',
    text: 'Ein Koordinator fragt die Blickpunkte und sammelt ihre Antworten, über die Schnittstelle von Open MPIC. Nehmen Sie einen, den jemand für Sie betreibt, oder betreiben Sie Blickpunkte auf eigenen Rechnern.',
    action: 'Einrichten'
  },
  mode: {
    off: 'Niemand wird gefragt',
    report: 'Gefragt, nie im Weg',
    enforce: 'Gefragt und nötig, wo ein Profil es verlangt'
  },
  modeNote: {
    off: 'Der Modus ist aus: Belege sagen, dass kein anderer Blickpunkt nachsah. Ein Versuch hier fragt sie trotzdem.',
    report: 'Was sie sagen, wird als Beleg aufbewahrt und steht keinem Zertifikat im Weg.',
    enforce: 'Ein Profil, das andere Blickpunkte verlangt, gibt ohne sie kein Zertifikat.'
  },
  check: {
    lead: 'Dieser Rechner und die anderen sehen nach. Nichts davon zählt als Beleg für ein Zertifikat.',
    name: 'Name',
    nameHelp: 'Ein Hostname; für CAA auch *.example.com oder eine Mailadresse.',
    method: 'Was angesehen wird',
    methods: {
      caa: 'CAA-Einträge',
      txt: 'TXT-Eintrag',
      file: 'Datei auf dem Webserver',
      'http-01': 'ACME http-01',
      'dns-01': 'ACME dns-01',
      'tls-alpn-01': 'ACME tls-alpn-01'
    },
    authority: 'Wessen CAA-Namen',
    allAuthorities: 'Die aller aktiven Stellen',
    identity: 'CAA-Namen an deren Stelle',
    identityHelp: 'Zum Beispiel ca.example.com. Leer gelassen: die der Stelle.',
    value: 'Was zu finden ist',
    valueHelp: {
      txt: 'Der Zufallswert des Eintrags.',
      file: 'Der Inhalt der Datei.',
      'http-01': 'Die Schlüsselautorisierung.',
      'dns-01': 'Der Hashwert im Eintrag, base64url.',
      'tls-alpn-01': 'Die Schlüsselautorisierung.'
    },
    label: 'Teil vor dem Namen',
    path: 'Name der Datei',
    token: 'Token',
    run: 'Von überall ansehen',
    result: 'Was dabei herauskam',
    open: 'Austausch öffnen'
  },
  calls_one: '{{count}} Aufruf in den letzten 24 Stunden, von {{most}}',
  calls_other: '{{count}} Aufrufe in den letzten 24 Stunden, von {{most}}',
  history: {
    list: 'Austausche',
    search: 'Ganzer Name',
    outcome: 'Ergebnis',
    column: {
      target: 'Name',
      outcome: 'Ergebnis',
      type: 'Prüfung',
      purpose: 'Wofür',
      reason: 'Grund',
      at: 'Wann',
      status: 'Status',
      ms: 'Dauer'
    },
    purpose: { check: 'Versuch', evidence: 'Beleg' },
    took: '{{ms}} ms',
    empty: {
      title: 'Noch kein Austausch',
      text: 'Jede Frage an den Koordinator und seine Antwort wird hier Byte für Byte aufbewahrt. Versuchen Sie einen Namen.'
    },
    nothing: { title: 'Nichts passt', text: 'Kein aufbewahrter Austausch hat diesen Namen und dieses Ergebnis.' }
  },
  exchange: {
    title: '{{target}}',
    facts: 'Austausch',
    trace: 'Kennung',
    url: 'Koordinator',
    rule: 'Regel',
    took: 'Dauer',
    at: 'Wann',
    what: 'Angesehen',
    simulate: 'Wie stünde es nach den Regeln eines anderen Tages',
    simulateLead:
      'Was damals gezählt wurde, bleibt; die Stufe von BR 3.2.2.9 ist die des Tages, die Zahlen sind die der jetzigen Einstellungen.',
    day: 'Tag',
    phase: 'Ab {{date}}'
  },
  rules: {
    title: 'Stufen von BR 3.2.2.9',
    lead: 'Wie viele entfernte Blickpunkte zu fragen sind und aus wie vielen Registries die kommen müssen, die dasselbe sahen.',
    from: 'Ab',
    perspectives: 'Entfernte Blickpunkte',
    registries: 'Registries',
    binding: 'Bindend',
    state: 'Zustand',
    states: { past: 'Vorbei', today: 'In Kraft', next: 'Als Nächstes', later: 'Später' },
    yes: 'Ja',
    no: 'Nein: ausstellen ist trotzdem erlaubt',
    allowed: 'Wie viele etwas anderes sehen dürfen',
    allowedLead: 'Von so vielen Befragten dürfen so viele abweichen oder ausfallen.',
    asked: 'Befragt',
    others: 'Dürfen abweichen',
    needed: 'Müssen übereinstimmen'
  },
  setup: {
    connection: 'Koordinator',
    url: 'Adresse',
    urlHelp: 'Basis des Koordinators; /mpic wird angehängt.',
    mode: 'Modus',
    key: 'API-Schlüssel',
    keyKept: 'Einer liegt versiegelt im Tresor. Leer lassen, um ihn zu behalten.',
    keyNone: 'Keiner ist aufbewahrt. Er wird im Tresor versiegelt und nie gezeigt.',
    keyRemove: 'Den aufbewahrten Schlüssel entfernen',
    keyHeader: 'Wie der Schlüssel gesendet wird',
    keyHeaders: { 'x-api-key': 'Kopfzeile x-api-key', bearer: 'Bearer-Token' },
    trust: 'Stelle hinter seinem Zertifikat (PEM)',
    trustHelp: 'An Stelle derer des Systems. Leer gelassen: diese.',
    test: 'Den Koordinator nach sich selbst fragen',
    testSaved: 'Speichern Sie zuerst: der Test fragt den aufbewahrten Koordinator.',
    reached: 'Der Koordinator antwortet',
    notReached: 'Der Koordinator antwortet nicht als einer',
    facts: 'Spezifikation {{specification}}, Version {{version}}, Blickpunkte: {{perspectives}}',
    quorum: 'Quorum',
    rule: 'Welche Regel entscheidet',
    ruleName: { baseline: 'BR 3.2.2.9, wie an dem Tag in Kraft', own: 'Die Zahlen dieser Einstellungen' },
    perspectiveCount: 'Befragt je Prüfung',
    quorumCount: 'Müssen dasselbe sehen',
    quorumHelp: 'Nie 0: eine solche Prüfung sagte zu allem ja.',
    registries: 'Aus Registries',
    registriesHelp: 'Nach der eigenen Regel.',
    limits: 'Grenzen',
    timeout: 'Längste Dauer einer Prüfung',
    calls: 'Prüfungen in 24 Stunden',
    keep: 'Austausche bleiben',
    seconds: 's',
    days: 'Tage',
    table: 'Blickpunkte',
    tableLead:
      'Antworten sagen nicht, wo ein Blickpunkt ist, darum entscheidet diese Tabelle. Kürzen Sie sie auf die, die Sie verwenden: einer, der nicht darin steht, zählt nicht.',
    code: 'Kennung',
    registry: 'Registry',
    unknown: 'Nicht bekannt: fügt keine Registry hinzu',
    close: 'Näher als 500 km an',
    closeHelp: 'Von einer solchen Gruppe zählt einer.',
    add: 'Blickpunkt hinzufügen',
    none: 'Kein Blickpunkt: nichts würde zählen.',
    save: 'Speichern',
    saved: 'Die Einrichtung ist gespeichert.'
  }
}
