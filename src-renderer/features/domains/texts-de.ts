import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Domänen',
  lead: 'Wessen Namen zertifiziert werden dürfen, wie die Kontrolle darüber nachgewiesen ist und bis wann das zählt.',
  tab: { domains: 'Domänen', mailboxes: 'Postfächer', organizations: 'Organisationen' },
  add: 'Domäne oder Postfach hinzufügen',
  list: 'Domänen',
  search: 'Teil eines Namens',
  empty: {
    title: 'Noch keine Domäne',
    text: 'Weisen Sie einmal nach, dass eine Domäne Ihnen gehört, durch einen DNS-Eintrag oder eine Datei. Jeder Antrag auf ihre Namen beruht dann auf diesem Nachweis, bis er abläuft.'
  },
  nothing: {
    title: 'Nichts passt',
    text: 'Keine Domäne hat diesen Zustand oder diesen Namen. Löschen Sie die Filter, um alle zu sehen.'
  },
  column: {
    name: 'Name',
    state: 'Zustand',
    method: 'Wie',
    covers: 'Umfasst',
    until: 'Zählt bis',
    untilTls: 'Für öffentliches TLS bis',
    next: 'Als Nächstes',
    organization: 'Organisation'
  },
  covers: { exact: 'Genau diesen Namen', subtree: 'Den Namen, alle darunter und Platzhalter' },
  coversShort: { exact: 'Diesen Namen', subtree: 'Alle darunter' },
  basis: {
    validated: 'Gesehen: der Nachweis wurde gesucht und gefunden',
    asserted: 'Von einem Menschen entschieden; genügt nie für öffentlich vertraute Zertifikate'
  },
  next: {
    none: 'Nichts',
    publish: 'Veröffentlichen, dann prüfen',
    verify: 'Prüfen',
    'renew-soon': 'Bald neu nachweisen',
    'prove-again': 'Neu nachweisen',
    'enter-token': 'Token eingeben',
    'send-token': 'Token senden'
  },
  never: 'Nie',
  notFor: 'Zählt nicht',
  one: 'Domäne',
  facts: 'Nachweis',
  field: {
    organization: 'Organisation',
    method: 'Wie',
    basis: 'Grundlage',
    note: 'Warum',
    covers: 'Umfasst',
    owner: 'Gehört zu',
    verified: 'Nachgewiesen',
    last: 'Letzter Blick',
    until: 'Zählt bis'
  },
  ends: {
    title: 'Bis wann er zählt',
    lead: 'Wer sich auf ein Zertifikat verlässt, entscheidet, wie lange ein Nachweis wieder verwendet werden darf.',
    for: 'Zertifikate',
    rule: 'Regel',
    until: 'Dieser Nachweis zählt bis',
    private: 'Private, dieser Installation',
    privateRule_one: '{{count}} Tag, nach den Einstellungen',
    privateRule_other: '{{count}} Tage, nach den Einstellungen',
    tls: 'Öffentlich vertrautes TLS',
    tlsRule: 'jetzt {{days}} Tage',
    tlsThen: '{{days}} Tage ab {{date}}',
    mail: 'Öffentlich vertrautes S/MIME',
    mailRule: '{{days}} Tage',
    shorter: 'Eine kürzere Frist beendet ältere Nachweise an ihrem ersten Tag.'
  },
  evidence: 'Was gesehen wurde, das Neueste zuerst',
  check: 'Jetzt prüfen',
  proveAgain: 'Neu nachweisen',
  otherProof: 'Anderen Nachweis wählen',
  stop: 'Ihre Namen nicht mehr zertifizieren',
  resume: 'Ihre Namen wieder zulassen',
  remove: 'Entfernen',
  stopped: 'Namen von {{name}} werden nicht mehr zertifiziert',
  resumed: 'Namen von {{name}} dürfen wieder zertifiziert werden',
  removed: '{{name}} wurde entfernt',
  stopTitle: 'Namen von {{name}} nicht mehr zertifizieren?',
  stopText:
    'Anträge auf Namen darin werden ab jetzt abgewiesen. Vorhandene Zertifikate bleiben gültig, und der Nachweis bleibt.',
  removeTitle: '{{name}} entfernen?',
  removeText:
    'Anträge auf Namen darin werden ab jetzt abgewiesen, wo ein Profil einen Nachweis verlangt. Vorhandene Zertifikate bleiben gültig; alle Belege bleiben im Verzeichnis.',
  publish: {
    title: 'Was zu veröffentlichen ist',
    txtLead:
      'Nehmen Sie diesen Eintrag in die Zone auf. Er weist die Domäne nach, alle Namen darunter und Platzhalter.',
    fileLead:
      'Legen Sie eine Datei mit diesem Inhalt auf den Webserver. Sie weist genau diesen Namen nach und keinen darunter.',
    name: 'Name des Eintrags',
    value: 'Wert',
    line: 'Als Zeile einer Zonendatei',
    url: 'Adresse der Datei',
    content: 'Inhalt, und sonst nichts',
    saveFile: 'Datei speichern',
    expires: 'Der Wert zählt bis {{date}} und dient einmal.',
    keep: 'Jede Minute prüfen, solange diese Seite offen ist'
  },
  result: {
    back: 'Zurück zum Antrag',
    open: 'Domäne öffnen',
    list: 'Zur Liste',
    verified: '{{name}} ist nachgewiesen',
    failed: 'Der Nachweis war noch nicht zu sehen',
    what: 'Was gesehen wurde',
    advice: {
      txt: 'Ein neuer Eintrag braucht Minuten, bis jeder Nameserver ihn hat, und was vorher dort stand, bleibt für seine TTL in Zwischenspeichern. Vergleichen Sie Namen und Wert Zeichen für Zeichen, dann prüfen Sie noch einmal.',
      file: 'Öffnen Sie die Adresse in einem Browser: sie muss nur den Wert ausgeben, als Text und ohne Anmeldung. Dann prüfen Sie noch einmal.'
    }
  },
  wizard: {
    title: 'Eine Domäne oder ein Postfach hinzufügen',
    again: '{{name}} nachweisen',
    name: {
      step: 'Name',
      lead: 'Eine Domäne, deren Namen zertifiziert werden sollen, oder eine Mailadresse.',
      label: 'Domäne oder Mailadresse',
      help: 'Zum Beispiel example.com oder anna@example.com. Ein Eintrag für example.com weist auch www.example.com nach.',
      organization: 'Organisation',
      organizationHelp: 'Wem sie gehört. Deren Regeln entscheiden, wer sie verwenden darf.',
      need: 'Schreiben Sie einen Namen.',
      wrong: {
        address: 'Ohne https://, Port und Pfad: nur der Name.',
        wildcard: 'Ohne Stern: ein TXT-Eintrag für eine Domäne weist auch ihre Platzhalter nach.',
        space: 'Ein Name hat keine Leerzeichen.'
      }
    },
    method: {
      step: 'Nachweis',
      lead: 'Wie gezeigt wird, dass der Antragsteller die Kontrolle hat.',
      label: 'Art des Nachweises',
      txt: 'TXT-Eintrag',
      txtHint: 'Ein Eintrag im DNS. Weist die Domäne nach, alle Namen darunter und Platzhalter.',
      file: 'Datei auf dem Webserver',
      fileHint: 'Eine Datei an einer festen Adresse. Weist genau diesen Namen nach, nichts darunter.',
      operator: 'Von einem Bediener genehmigt',
      operatorHint:
        'Ihre Entscheidung, mit dem Grund. Nachgesehen wird nicht; öffentlich vertraute Profile nehmen das nie.',
      token: 'Token per E-Mail',
      tokenHint: 'Ein Token geht an das Postfach und kommt binnen 24 Stunden von dort zurück.',
      handOver: 'Token übergeben',
      handOverHint:
        'Das Token wird hier gezeigt, und Sie geben es selbst weiter. Dieser Nachweis ist Ihre Entscheidung und sagt das auch.',
      staff: 'Das darf nur, wer Organisationen bearbeiten darf.',
      noMail: 'Es ist kein Mailserver gesetzt. Nennen Sie einen in den Einstellungen.'
    },
    act: {
      publish: 'Veröffentlichen',
      publishLead: 'Veröffentlichen Sie es dort, wo Ihr DNS oder Ihr Webserver betrieben wird, und prüfen Sie dann.',
      decide: 'Entscheidung',
      decideLead: 'Der Beleg wird sagen, wer wann und warum entschieden hat.',
      token: 'Token',
      tokenLead: 'Das Token zählt einmal, 24 Stunden und fünf Versuche lang.',
      basis: 'Warum diese Domäne zertifiziert werden darf',
      basisHelp: 'Vertrag, Schreiben, eigene Domäne: wonach fragt, wer es Jahre später ansieht.',
      until: 'Zählt bis',
      untilHelp: 'Leer gelassen: die Frist aus den Einstellungen.',
      needProof: 'Prüfen Sie zuerst; weiter geht es, sobald der Nachweis zu sehen ist.',
      authorize: 'Genehmigen'
    }
  },
  mailbox: {
    list: 'Postfächer',
    one: 'Postfach',
    address: 'Adresse',
    empty: {
      title: 'Noch kein Postfach',
      text: 'Ein Postfach wird durch ein Token nachgewiesen, das dorthin gesendet wird. Es zählt auch als nachgewiesen, solange seine Domäne durch einen TXT-Eintrag nachgewiesen ist.'
    },
    send: 'Token senden',
    handOver: 'Token zum Übergeben zeigen',
    enter: 'Token eingeben',
    sent: 'Ein Token ging an {{address}}',
    proven: '{{address}} ist nachgewiesen',
    token: 'Token',
    tokenHelp: 'Wie es in der Nachricht steht.',
    verify: 'Prüfen',
    enterTitle: 'Token von {{address}} eingeben',
    enterLead_one: '{{count}} Versuch bleibt. Das Token zählt bis {{until}}.',
    enterLead_other: '{{count}} Versuche bleiben. Das Token zählt bis {{until}}.',
    handTitle: 'Token für {{address}}',
    handText:
      'Geben Sie es auf einem Weg weiter, dem Sie trauen. Es wird nur dieses eine Mal gezeigt, zählt 24 Stunden und wird hier eingegeben, wenn es zurückkommt.',
    removeTitle: '{{address}} entfernen?',
    removeText:
      'Anträge dafür werden ab jetzt abgewiesen, wo ein Profil einen Nachweis verlangt. Alle Belege bleiben im Verzeichnis.',
    tokenState: 'Token gesendet',
    tries_one: '{{count}} Versuch übrig',
    tries_other: '{{count}} Versuche übrig'
  },
  organization: {
    add: 'Organisation hinzufügen',
    one: 'Organisation',
    edit: '{{name}} bearbeiten',
    column: {
      name: 'Name',
      state: 'Zustand',
      names: 'Wer Namen hinzufügen darf',
      caa: 'CAA',
      domains: 'Domänen',
      mailboxes: 'Postfächer',
      actions: 'Aktionen'
    },
    lead: 'Domänen und Postfächer gehören zu einer Organisation. Deren Regeln sagen, wer Namen hinzufügen darf und wie CAA angesehen wird.',
    state: { active: 'Aktiv', inactive: 'Inaktiv' },
    names: {
      'approved-only': 'Nur Personal',
      'approved-or-new': 'Auch Antragsteller',
      'new-per-requester': 'Antragsteller, jeder seine eigenen'
    },
    namesHint: {
      'approved-only': 'Anträge werden für Namen in Domänen genommen, die Personal hinzugefügt hat und die stehen.',
      'approved-or-new': 'Antragsteller dürfen auch Domänen hinzufügen und nachweisen.',
      'new-per-requester': 'Ebenso, und jede Domäne gehört dem, der sie zuerst hinzugefügt hat.'
    },
    caa: {
      inherit: 'Wie die Installation',
      off: 'Nicht angesehen',
      warn: 'Angesehen, nie im Weg',
      enforce: 'Kein Zertifikat ohne Erlaubnis'
    },
    field: { name: 'Name', names: 'Wer Namen hinzufügen darf', caa: 'CAA für ihre Domänen', note: 'Notiz' },
    save: 'Speichern',
    saved: '{{name}} wurde gespeichert',
    editAction: 'Bearbeiten',
    activate: 'Aktivieren',
    deactivate: 'Deaktivieren',
    remove: 'Entfernen',
    removed: '{{name}} wurde entfernt',
    removeTitle: '{{name}} entfernen?',
    removeText: 'Nur eine Organisation ohne Domänen und Postfächer lässt sich entfernen.'
  }
}
