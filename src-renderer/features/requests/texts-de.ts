import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  title: 'Anträge',
  search: 'Name, Antragsteller oder Notiz',
  number: 'Antrag {{id}}',
  column: {
    subject: 'Name',
    state: 'Zustand',
    profile: 'Profil',
    authority: 'Stelle',
    requester: 'Antragsteller',
    approvals: 'Genehmigt',
    names: 'Alternative Namen',
    key: 'Schlüssel',
    channel: 'Weg',
    kind: 'Art',
    createdAt: 'Gestellt',
    assignee: 'Bei',
    age: 'Wartet'
  },
  filter: {
    state: 'Zustand',
    profile: 'Profil',
    channel: 'Weg',
    mine: 'Wessen',
    mineOnly: 'Meine eigenen',
    assigned: 'Zugeteilt',
    assignedTo: { me: 'Mir oder einer meiner Rollen', nobody: 'Niemandem', anybody: 'Jemandem' },
    waits: 'Wartet auf',
    waitsFor: { operator: 'Bearbeitung', requester: 'Antwort des Antragstellers' },
    older: 'Älter als',
    hours: '{{hours}} Stunden',
    days: '{{days}} Tage'
  },
  age: {
    fresh: 'innerhalb der Frist von {{hours}} Stunden',
    soon: 'mehr als die Hälfte der {{hours}} Stunden ist vorbei',
    late: 'länger als die {{hours}} Stunden der Einstellungen'
  },
  claim: {
    held: '{{name}} hat diesen Antrag in der Hand, höchstens bis {{time}}.',
    blocks: '{{name}} hat diesen Antrag in der Hand.',
    short: '{{name}} sieht ihn an',
    takeOver: 'Übernehmen'
  },
  ask: {
    title: 'Zu Antrag {{id}} zurückfragen',
    consequence:
      'Der Antragsteller sieht die Frage bei seinem Antrag, und per Mail, wenn er eine Adresse angab. Der Antrag wartet bis zur Antwort.',
    label: 'Frage',
    confirm: 'Frage senden',
    done: 'Gefragt; der Antragsteller sieht es bei seinem Antrag',
    doneMailed: 'Gefragt; die Frage geht auch per Mail hinaus',
    waits: 'Eine Frage wartet auf die Antwort von {{name}}.',
    yours: 'Zu Ihrem Antrag gibt es eine Frage; er geht weiter, wenn Sie antworten.',
    short: 'zurückgefragt'
  },
  answer: {
    title: 'Zu Antrag {{id}} antworten',
    consequence: 'Der Antrag kehrt in die Warteschlange zurück.',
    question: '{{name}} fragt: {{text}}',
    label: 'Antwort',
    confirm: 'Antwort senden',
    done: 'Beantwortet; der Antrag wartet wieder auf die Bearbeitung'
  },
  note: {
    title: 'Notiz zu Antrag {{id}}',
    consequence: 'Alle, die den Antrag sehen, lesen sie, auch der Antragsteller.',
    label: 'Notiz',
    confirm: 'Notiz hinzufügen',
    done: 'Notiert'
  },
  assign: {
    title: 'Antrag {{id}} zuteilen',
    consequence: 'Es sagt, wessen Arbeit er ist; entscheiden dürfen ihn auch andere.',
    label: 'Zuteilen an',
    nobody: 'Niemanden',
    role: 'Rolle {{role}}',
    confirm: 'Zuteilen',
    done: 'Zugeteilt'
  },
  comparison: {
    named: 'Er ersetzt das Zertifikat',
    found: 'Das letzte Zertifikat dieser Namen ist',
    until: 'gültig bis',
    before: 'Damals',
    now: 'Jetzt',
    same: 'Gleich: {{fields}}',
    field: {
      subject: 'Name',
      names: 'Alternative Namen',
      key: 'Öffentlicher Schlüssel (SHA-256)',
      'key-kind': 'Art des Schlüssels',
      profile: 'Profil',
      'profile-revision': 'Fassung des Profils',
      authority: 'Stelle',
      'validity-days': 'Laufzeit in Tagen'
    }
  },
  receipt: { title: 'Bescheid', code: 'Das Wichtigste als Code', save: 'Als Text sichern', file: 'bescheid' },
  focus: {
    title: 'Einer nach dem anderen',
    lead: '{{at}} von {{of}}, die warten, der älteste zuerst',
    keys: 'A genehmigen · D ablehnen · B zurückfragen · N Notiz · U an mich · S oder J weiter · K zurück',
    empty: 'Nichts wartet',
    emptyText: 'Jeder Antrag ist entschieden, oder sein Antragsteller muss erst antworten.',
    back: 'Zur Liste',
    next: 'Nächster Antrag',
    previous: 'Antrag davor'
  },
  kind: { new: 'Neu', renew: 'Erneuern', rekey: 'Neuer Schlüssel', reissue: 'Neu ausstellen' },
  empty: {
    title: 'Noch kein Antrag',
    text: 'Hier steht alles, was um ein Zertifikat bittet, auf jedem Weg.',
    ownText: 'Hier stehen die Anträge, die Sie stellen, und was aus ihnen wurde.',
    none: 'Nichts passt',
    noneText: 'Kein Antrag passt zu diesen Filtern.',
    wait: 'Zeigen, was wartet'
  },
  approvals: '{{have}} von {{need}}',
  changed: 'von einem Genehmiger geändert',
  action: {
    approve: 'Genehmigen',
    approveSign: 'Genehmigen und signieren',
    decline: 'Ablehnen',
    next: 'Nächster wartender',
    focus: 'Einer nach dem anderen',
    ask: 'Zurückfragen',
    answer: 'Frage beantworten',
    assignMe: 'Mir zuteilen',
    assign: 'Zuteilen …',
    note: 'Notiz',
    receipt: 'Bescheid in klaren Worten',
    compare: 'CSR und Zertifikat vergleichen',
    override: 'Namen oder Laufzeit ändern',
    cancel: 'Zurückziehen',
    signNow: 'Jetzt signieren',
    exportKey: 'Schlüssel und Zertifikat übergeben',
    exportCertificate: 'Zertifikat herunterladen',
    comment: 'Bemerken',
    certificate: 'Zertifikat öffnen',
    new: 'Neuer Antrag'
  },
  approve: {
    done: 'Genehmigt',
    issued: 'Zertifikat {{id}} ist ausgestellt',
    open: 'Öffnen',
    title: 'Antrag {{id}} genehmigen',
    consequence: 'Mit Ihrer Genehmigung wird das Zertifikat sofort signiert und gilt von da an.',
    consequenceMore: 'Nach Ihrer Genehmigung braucht es noch eine.',
    comment: 'Bemerkung (freiwillig)'
  },
  decline: {
    title: 'Antrag {{id}} ablehnen',
    consequence: 'Der Antrag endet hier. Der Antragsteller sieht Ihren Grund.',
    reason: 'Grund',
    templates: 'Gründe zur Auswahl',
    keep: 'Als Vorlage behalten',
    short: {
      names: 'Namen nicht belegt',
      key: 'Schlüssel',
      order: 'Kein Auftrag',
      twice: 'Gibt es schon',
      profile: 'Falsches Profil'
    },
    reasons: {
      names: 'Es ist nicht belegt, dass die Namen Ihnen gehören.',
      key: 'Der Schlüssel passt nicht zu unseren Regeln. Bitte erzeugen Sie einen neuen.',
      order: 'Zu diesem Zertifikat ist kein Auftrag bekannt.',
      twice: 'Für diese Namen gibt es ein gültiges Zertifikat. Bitte erneuern Sie dieses.',
      profile: 'Zu diesem Zweck passt ein anderes Profil. Bitte wählen Sie es.'
    },
    done: 'Abgelehnt'
  },
  many: {
    approve_one: '{{count}} Antrag genehmigen',
    approve_other: '{{count}} Anträge genehmigen',
    decline_one: '{{count}} Antrag ablehnen',
    decline_other: '{{count}} Anträge ablehnen',
    approveText: 'Jeder wird für sich genehmigt; die keine weitere Genehmigung brauchen, werden sofort signiert.',
    declineText: 'Jeder endet mit demselben Grund.',
    done_one: '{{count}} Antrag erledigt',
    done_other: '{{count}} Anträge erledigt',
    looking: 'Es wird nachgesehen, was aus jedem würde …',
    unknown: 'Was aus jedem würde, war nicht festzustellen; jeder wird beim Entscheiden noch einmal geprüft.',
    approveForeseen:
      '{{issues}} würden ausgestellt, {{approves}} genehmigt und auf eine weitere Genehmigung warten, {{fails}} würden scheitern.',
    declineForeseen: '{{declines}} würden abgelehnt, {{fails}} würden scheitern.',
    left: 'Schon entschiedene bleiben außen vor.'
  },
  cancel: {
    title: 'Antrag {{id}} zurückziehen',
    consequence: 'Der Antrag endet hier. Sie können einen neuen stellen.',
    done: 'Zurückgezogen'
  },
  tab: { details: 'Einzelheiten', ownership: 'Kontrolle' },
  ownership: {
    nothing: 'Von den Namen dieses Antrags wurde nichts geprüft: sein Profil verlangte es nicht.',
    others: 'Nicht geprüft',
    othersLead: 'Von diesen Prüfungen ist nichts gespeichert; der Grund steht dabei.',
    now: 'Gerade eben gesehen',
    nowLead:
      'Dieser Blick ist im Verzeichnis aufbewahrt. Der Antrag selbst wird noch einmal angesehen, wenn er genehmigt wird.',
    previewLead:
      'Was das Profil von der Kontrolle der Namen verlangt, wie es jetzt steht. CAA wird gelesen, wenn der Antrag gestellt wird.',
    prove: '{{name}} nachweisen',
    proveAgain: '{{name}} erneut nachweisen'
  },
  section: {
    request: 'Antrag',
    ownership: 'Kontrolle über die Namen',
    csr: 'Im CSR',
    comparison: 'Gegenüber dem Zertifikat davor',
    merge: 'Was im Zertifikat stehen wird',
    checks: 'Prüfungen',
    reasons: 'Warum er abgewiesen würde',
    findings: 'Regeln des Fachs',
    decisions: 'Entscheidungen',
    note: 'Notiz des Antragstellers'
  },
  field: {
    profile: 'Profil',
    authority: 'Stelle',
    requester: 'Antragsteller',
    assignee: 'Zugeteilt',
    channel: 'Weg',
    kind: 'Art',
    created: 'Gestellt',
    approvals: 'Genehmigungen',
    certificate: 'Zertifikat',
    previous: 'Anstelle von',
    key: 'Schlüssel',
    keyByChancery: 'von Chancery gemacht',
    validity: 'Würde gelten'
  },
  merge: {
    field: 'Feld',
    asked: 'Beantragt',
    override: 'Geändert zu',
    rule: 'Das Profil sagt',
    result: 'Im Zertifikat',
    why: 'Warum',
    nothing: 'nichts',
    unfold_one: '{{count}} fehlendes Feld zeigen',
    unfold_other: '{{count}} fehlende Felder zeigen',
    fold_one: 'Fehlendes Feld verbergen',
    fold_other: 'Fehlende Felder verbergen',
    hint: 'Der öffentliche Schlüssel kommt immer aus dem Antrag. Eine Festlegung des Profils geht dem Genehmiger vor, der Genehmiger dem Formular, das Formular dem CSR.',
    outcome: {
      taken: 'übernommen',
      overridden: 'geändert',
      fixed: 'fest',
      defaulted: 'Vorgabe',
      added: 'ergänzt',
      dropped: 'weggelassen',
      refused: 'abgewiesen',
      absent: 'fehlt'
    }
  },
  check: {
    rules: 'Regeln des Profils',
    rulesText: 'Soeben berechnet, unter der Fassung des Profils, für die der Antrag gestellt wurde.',
    lint: 'Regeln des Fachs',
    lintText: 'Ein Wegwerfschlüssel signierte das künftige Zertifikat; die Regeln sahen sich das an.',
    lintNot: 'Vom Profil abgewiesen, daher gibt es nichts anzusehen.',
    blocklist: 'Bekannte schwache Schlüssel',
    blocklistNot:
      'Für diese Größe liegt keine Liste vor; der RSA-Schlüssel wurde nicht unter denen gesucht, die jeder nachbauen kann.',
    pop: 'Besitz des Schlüssels',
    popText: 'Die Signatur des CSR wurde mit seinem öffentlichen Schlüssel geprüft.',
    popKey: 'Chancery machte den Schlüssel und hält ihn.',
    popFailed: 'Die Signatur des CSR passt nicht zu seinem öffentlichen Schlüssel.',
    popTakenOut:
      'Nicht noch einmal geprüft: Die Signatur wurde geprüft, als der CSR kam; danach wurde das Challenge-Passwort herausgenommen, bevor er gespeichert wurde.',
    popNone: 'Zu diesem Antrag ist kein CSR gespeichert.',
    decided: 'Über den Antrag ist entschieden; die Prüfungen von damals stehen beim Zertifikat.'
  },
  decision: {
    submit: 'stellte den Antrag',
    approve: 'genehmigte',
    decline: 'lehnte ab',
    override: 'änderte',
    comment: 'bemerkte',
    cancel: 'zog zurück',
    question: 'fragte',
    answer: 'antwortete'
  },
  change: '{{field}}: {{before}} → {{after}}',
  commentLabel: 'Bemerkung',
  commentSend: 'Bemerkung hinzufügen',
  override: {
    title: 'Antrag {{id}} ändern',
    lead: 'Was Sie hier setzen, tritt an die Stelle des Beantragten. Der Unterschied bleibt beim Antrag.',
    subject: 'Name',
    addAttribute: 'Attribut hinzufügen',
    attribute: 'Attribut',
    value: 'Wert',
    remove: '{{type}} entfernen',
    names: 'Alternative Namen',
    addName: 'Namen hinzufügen',
    nameType: 'Art',
    validity: 'Laufzeit',
    validityHelp: 'Leer behält das Beantragte.',
    comment: 'Warum',
    save: 'Änderung speichern',
    clear: 'Zurück zum Beantragten',
    difference: 'Unterschied zum Beantragten',
    same: 'Noch kein Unterschied.',
    saved: 'Die Änderung ist gespeichert'
  },
  new: {
    title: 'Neuer Antrag',
    profile: {
      step: 'Profil',
      lead: 'Das Profil sagt, was im Zertifikat stehen darf und wer es genehmigt.',
      none: 'Kein Profil ist benutzbar. Es muss eingeschaltet sein und eine aktive Stelle nennen. Legen Sie eines an oder bitten Sie um das Recht dazu.',
      approval: { auto: 'sofort signiert', one: 'eine Genehmigung', two: 'zwei Genehmigungen' }
    },
    key: {
      step: 'Schlüssel',
      lead: 'Der Antrag trägt einen öffentlichen Schlüssel: aus einem CSR, den Sie haben, oder aus einem Schlüssel, den Chancery macht.',
      csr: 'Ich habe einen CSR',
      make: 'Chancery macht den Schlüssel',
      paste: 'CSR',
      pasteHelp: 'PEM-Text oder Base64. Einfügen oder die Datei ablegen.',
      file: 'CSR-Datei wählen',
      algorithm: 'Schlüsselverfahren',
      makeHelp: 'Sie erhalten Schlüssel und Zertifikat als PKCS#12, sobald es ausgestellt ist.',
      onYubiKey:
        'Für eine Karte, die jemand bei sich trägt, kann der Schlüssel auf einem YubiKey entstehen, den er nie verlässt.',
      openYubiKeys: 'Auf einem YubiKey einrichten',
      makeForbidden: 'Dieses Profil lässt Chancery den Schlüssel nicht machen.',
      reading: 'Der CSR wird gelesen',
      needCsr: 'Erst einen CSR einfügen oder ablegen.',
      unreadable: 'Das ist kein CSR, der sich lesen lässt.',
      badSignature: 'Die Signatur des CSR ist nicht die seines Schlüssels. Machen Sie den CSR neu.',
      refused: {
        'private-key':
          'Das ist ein privater Schlüssel, und er wurde nicht genommen: er bleibt bei Ihnen. Der CSR beginnt mit BEGIN CERTIFICATE REQUEST.',
        empty: 'Die Datei ist leer.'
      }
    },
    names: {
      step: 'Namen',
      lead: 'Was das Formular sagt, geht dem CSR vor. Leere Felder lassen den CSR, wie er ist.',
      subject: 'Name',
      other: 'Alternative Namen',
      validity: 'Laufzeit',
      validityHelp: 'Leer gilt, was das Profil sagt: {{validity}}.',
      note: 'Notiz für den Genehmiger',
      contact: 'Mailadresse für Fragen und den Bescheid (freiwillig)',
      contactHelp: 'Dorthin gehen Fragen und in klaren Worten, was aus dem Antrag wurde',
      fixed: 'Vom Profil festgelegt: {{value}}',
      required: 'vom Profil verlangt'
    },
    review: {
      step: 'Durchsicht',
      lead: 'Das wird gesendet, und das wird daraus.',
      reasons_one: '{{count}} Regel ist verletzt',
      reasons_other: '{{count}} Regeln sind verletzt',
      blocked: 'Erst müssen die verletzten Regeln behoben werden.'
    },
    send: 'Antrag stellen',
    sendIssue: 'Stellen und ausstellen',
    preview: {
      title: 'Das künftige Zertifikat',
      nothing: 'Wählen Sie ein Profil; die Vorschau folgt.',
      needsKey: 'Fügen Sie einen CSR ein oder wählen Sie einen Schlüssel, um zu sehen, was daraus würde.'
    },
    sent: {
      title: 'Der Antrag ist gestellt',
      pending: 'Antrag {{id}} wartet auf Genehmigung. Sie finden ihn in der Liste.',
      issuedTitle: 'Das Zertifikat ist ausgestellt',
      issued: 'Zertifikat {{id}} ist fertig.',
      download: 'Zertifikat herunterladen',
      chain: 'Mit Kette',
      key: 'Schlüssel und Zertifikat herunterladen',
      open: 'Zertifikat öffnen',
      queue: 'Antrag öffnen',
      another: 'Noch einen stellen'
    }
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
  attribute: {
    CN: 'Name (CN)',
    O: 'Organisation (O)',
    OU: 'Abteilung (OU)',
    C: 'Land (C)',
    ST: 'Bundesland (ST)',
    L: 'Ort (L)',
    serialNumber: 'Seriennummer',
    emailAddress: 'E-Mail-Adresse',
    GN: 'Vorname',
    SN: 'Nachname',
    DC: 'Domänenteil'
  }
}
