import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Requests',
  search: 'Name, requester or note',
  number: 'Request {{id}}',
  column: {
    subject: 'Subject',
    state: 'State',
    profile: 'Profile',
    authority: 'Authority',
    requester: 'Requester',
    approvals: 'Approvals',
    names: 'Names',
    key: 'Key',
    channel: 'Channel',
    kind: 'Kind',
    createdAt: 'Sent'
  },
  filter: { state: 'State', profile: 'Profile', channel: 'Channel', mine: 'Whose', mineOnly: 'My own' },
  kind: { new: 'New', renew: 'Renew', rekey: 'Rekey', reissue: 'Reissue' },
  empty: {
    title: 'No request yet',
    text: 'Whatever asks for a certificate stands here, from every channel.',
    none: 'Nothing matches',
    noneText: 'No request fits these filters.',
    wait: 'Show what waits'
  },
  approvals: '{{have}} of {{need}}',
  changed: 'changed by an approver',
  action: {
    approve: 'Approve',
    approveSign: 'Approve and sign',
    decline: 'Decline',
    next: 'Next waiting',
    override: 'Change names or validity',
    cancel: 'Take back',
    signNow: 'Sign now',
    exportKey: 'Hand over key and certificate',
    comment: 'Comment',
    certificate: 'Open the certificate',
    new: 'New request'
  },
  blocked: { decided: 'This request is decided.', notMine: 'Only who sent the request can take it back.' },
  approve: {
    done: 'Approved',
    issued: 'Certificate {{id}} is issued',
    open: 'Open',
    title: 'Approve request {{id}}',
    consequence: 'With your approval the certificate is signed at once and valid from then on.',
    consequenceMore: 'After your approval one more is needed.',
    comment: 'Comment (optional)'
  },
  decline: {
    title: 'Decline request {{id}}',
    consequence: 'The request ends here. The requester sees your reason.',
    reason: 'Reason',
    done: 'Declined'
  },
  many: {
    approve_one: 'Approve {{count}} request',
    approve_other: 'Approve {{count}} requests',
    decline_one: 'Decline {{count}} request',
    decline_other: 'Decline {{count}} requests',
    approveText: 'Each is approved on its own; those that need no further approval are signed at once.',
    declineText: 'Each ends with the same reason.',
    done_one: '{{count}} request done',
    done_other: '{{count}} requests done',
    left: 'Those that are decided already are left out.'
  },
  cancel: {
    title: 'Take back request {{id}}',
    consequence: 'The request ends here. You can send a new one.',
    done: 'Taken back'
  },
  section: {
    request: 'Request',
    csr: 'In the CSR',
    merge: 'What will be in the certificate',
    checks: 'Checks',
    reasons: 'Why it would be refused',
    findings: 'Rules of the field',
    decisions: 'Decisions',
    note: 'Note of the requester'
  },
  field: {
    profile: 'Profile',
    authority: 'Authority',
    requester: 'Requester',
    channel: 'Channel',
    kind: 'Kind',
    created: 'Sent',
    approvals: 'Approvals',
    certificate: 'Certificate',
    previous: 'Instead of',
    key: 'Key',
    keyByChancery: 'made by Chancery',
    validity: 'Would be valid'
  },
  merge: {
    field: 'Field',
    asked: 'Asked',
    override: 'Changed to',
    rule: 'The profile says',
    result: 'In the certificate',
    why: 'Why',
    nothing: 'nothing',
    unfold_one: 'Show {{count}} field that will be absent',
    unfold_other: 'Show {{count}} fields that will be absent',
    fold_one: 'Hide the absent field',
    fold_other: 'Hide the absent fields',
    hint: 'The public key always comes from the request. A constant of the profile wins over an approver, an approver over the form, the form over the CSR.',
    outcome: {
      taken: 'taken',
      overridden: 'changed',
      fixed: 'fixed',
      defaulted: 'default',
      added: 'added',
      dropped: 'dropped',
      refused: 'refused',
      absent: 'absent'
    }
  },
  check: {
    rules: 'Rules of the profile',
    rulesText: 'Computed now under the revision of the profile that the request was made for.',
    lint: 'Rules of the field',
    lintText: 'A throwaway key signed what the certificate would be; the rules looked at that.',
    lintNot: 'Refused by the profile, so there is nothing to look at.',
    pop: 'Proof of possession',
    popText: 'The signature of the CSR was verified with its public key.',
    popKey: 'Chancery made the key and holds it.',
    popFailed: 'The signature of the CSR does not fit its public key.',
    popNone: 'No CSR is stored with this request.',
    decided: 'The request is decided; checks of then stand with the certificate.'
  },
  decision: {
    submit: 'sent',
    approve: 'approved',
    decline: 'declined',
    override: 'changed',
    comment: 'commented',
    cancel: 'took it back'
  },
  change: '{{field}}: {{before}} → {{after}}',
  commentLabel: 'Comment',
  commentSend: 'Add comment',
  override: {
    title: 'Change request {{id}}',
    lead: 'What you set here takes the place of what was asked. The difference is kept with the request.',
    subject: 'Subject',
    addAttribute: 'Add an attribute',
    attribute: 'Attribute',
    value: 'Value',
    remove: 'Remove {{type}}',
    names: 'Alternative names',
    addName: 'Add a name',
    nameType: 'Kind',
    validity: 'Validity',
    validityHelp: 'Empty keeps what was asked.',
    comment: 'Why',
    save: 'Save the change',
    clear: 'Back to what was asked',
    difference: 'Difference to what was asked',
    same: 'Nothing differs yet.',
    saved: 'The change is saved'
  },
  new: {
    title: 'New request',
    profile: {
      step: 'Profile',
      lead: 'The profile says what the certificate may contain and who approves it.',
      none: 'No profile can be used. Make one first, or ask for the right to use one.',
      approval: { auto: 'signed at once', one: 'one approval', two: 'two approvals' }
    },
    key: {
      step: 'Key',
      lead: 'The request carries a public key: from a CSR that you have, or from a key that Chancery makes.',
      csr: 'I have a CSR',
      make: 'Chancery makes the key',
      paste: 'CSR',
      pasteHelp: 'PEM text or base64. Paste it, or drop the file.',
      file: 'Choose a CSR file',
      algorithm: 'Key algorithm',
      makeHelp: 'You get key and certificate as PKCS#12 once it is issued.',
      makeForbidden: 'This profile does not let Chancery make the key.',
      reading: 'Reading the CSR',
      needCsr: 'Paste or drop a CSR first.'
    },
    names: {
      step: 'Names',
      lead: 'What the form says goes before what the CSR says. Empty fields leave the CSR as it is.',
      subject: 'Subject',
      other: 'Alternative names',
      validity: 'Validity',
      validityHelp: 'Empty takes what the profile says: {{validity}}.',
      note: 'Note for the approver',
      fixed: 'Fixed by the profile: {{value}}',
      required: 'required by the profile'
    },
    review: {
      step: 'Review',
      lead: 'This is what will be sent, and what will become of it.',
      reasons_one: '{{count}} rule is broken',
      reasons_other: '{{count}} rules are broken',
      blocked: 'Broken rules must be mended first.'
    },
    send: 'Send the request',
    sendIssue: 'Send and issue',
    preview: {
      title: 'The certificate to be',
      nothing: 'Choose a profile; the preview follows.',
      needsKey: 'Add a CSR or choose a key to see what would come of it.'
    },
    sent: {
      title: 'The request is sent',
      pending: 'Request {{id}} waits for approval. You find it in the queue.',
      issuedTitle: 'The certificate is issued',
      issued: 'Certificate {{id}} is ready.',
      download: 'Download the certificate',
      chain: 'With its chain',
      key: 'Download key and certificate',
      open: 'Open the certificate',
      queue: 'Open the request',
      another: 'Send another'
    }
  },
  pkcs12: {
    title: 'Passphrase of the PKCS#12 file',
    lead: 'The file holds the private key. Give its passphrase on another way than the file.',
    label: 'Passphrase',
    again: 'Passphrase again',
    action: 'Download the file'
  },
  saved: 'Saved {{name}}',
  nameType: {
    dns: 'DNS name',
    ip: 'IP address',
    email: 'E-mail address',
    uri: 'URI',
    upn: 'User principal name',
    sid: 'Windows SID',
    directory: 'Directory name',
    'registered-id': 'Registered id',
    other: 'Other name'
  },
  attribute: {
    CN: 'Common name (CN)',
    O: 'Organization (O)',
    OU: 'Unit (OU)',
    C: 'Country (C)',
    ST: 'State (ST)',
    L: 'Place (L)',
    serialNumber: 'Serial number',
    emailAddress: 'E-mail address',
    GN: 'Given name',
    SN: 'Surname',
    DC: 'Domain component'
  }
} as const

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
    approvals: 'Genehmigungen',
    names: 'Alternative Namen',
    key: 'Schlüssel',
    channel: 'Weg',
    kind: 'Art',
    createdAt: 'Gestellt'
  },
  filter: { state: 'Zustand', profile: 'Profil', channel: 'Weg', mine: 'Wessen', mineOnly: 'Meine eigenen' },
  kind: { new: 'Neu', renew: 'Erneuern', rekey: 'Neuer Schlüssel', reissue: 'Neu ausstellen' },
  empty: {
    title: 'Noch kein Antrag',
    text: 'Hier steht alles, was um ein Zertifikat bittet, auf jedem Weg.',
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
    override: 'Namen oder Laufzeit ändern',
    cancel: 'Zurückziehen',
    signNow: 'Jetzt signieren',
    exportKey: 'Schlüssel und Zertifikat übergeben',
    comment: 'Bemerken',
    certificate: 'Zertifikat öffnen',
    new: 'Neuer Antrag'
  },
  blocked: {
    decided: 'Über diesen Antrag ist entschieden.',
    notMine: 'Nur wer den Antrag stellte, kann ihn zurückziehen.'
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
    left: 'Schon entschiedene bleiben außen vor.'
  },
  cancel: {
    title: 'Antrag {{id}} zurückziehen',
    consequence: 'Der Antrag endet hier. Sie können einen neuen stellen.',
    done: 'Zurückgezogen'
  },
  section: {
    request: 'Antrag',
    csr: 'Im CSR',
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
    pop: 'Besitz des Schlüssels',
    popText: 'Die Signatur des CSR wurde mit seinem öffentlichen Schlüssel geprüft.',
    popKey: 'Chancery machte den Schlüssel und hält ihn.',
    popFailed: 'Die Signatur des CSR passt nicht zu seinem öffentlichen Schlüssel.',
    popNone: 'Zu diesem Antrag ist kein CSR gespeichert.',
    decided: 'Über den Antrag ist entschieden; die Prüfungen von damals stehen beim Zertifikat.'
  },
  decision: {
    submit: 'stellte den Antrag',
    approve: 'genehmigte',
    decline: 'lehnte ab',
    override: 'änderte',
    comment: 'bemerkte',
    cancel: 'zog zurück'
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
      none: 'Kein Profil ist benutzbar. Legen Sie eines an oder bitten Sie um das Recht dazu.',
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
      makeForbidden: 'Dieses Profil lässt Chancery den Schlüssel nicht machen.',
      reading: 'Der CSR wird gelesen',
      needCsr: 'Erst einen CSR einfügen oder ablegen.'
    },
    names: {
      step: 'Namen',
      lead: 'Was das Formular sagt, geht dem CSR vor. Leere Felder lassen den CSR, wie er ist.',
      subject: 'Name',
      other: 'Alternative Namen',
      validity: 'Laufzeit',
      validityHelp: 'Leer gilt, was das Profil sagt: {{validity}}.',
      note: 'Notiz für den Genehmiger',
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
  pkcs12: {
    title: 'Passphrase der PKCS#12-Datei',
    lead: 'Die Datei enthält den privaten Schlüssel. Geben Sie die Passphrase auf anderem Weg weiter als die Datei.',
    label: 'Passphrase',
    again: 'Passphrase noch einmal',
    action: 'Datei herunterladen'
  },
  saved: '{{name}} gespeichert',
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
    CN: 'Common Name (CN)',
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
