export { de } from './texts-de.ts'

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
    createdAt: 'Sent',
    assignee: 'Given to',
    age: 'Waits'
  },
  filter: {
    state: 'State',
    profile: 'Profile',
    channel: 'Channel',
    mine: 'Whose',
    mineOnly: 'My own',
    assigned: 'Given to',
    assignedTo: { me: 'Me or a role of mine', nobody: 'Nobody', anybody: 'Somebody' },
    waits: 'Waits for',
    waitsFor: { operator: 'An operator', requester: 'The requester’s answer' },
    older: 'Older than',
    hours: '{{hours}} hours',
    days: '{{days}} days'
  },
  age: {
    fresh: 'within the time of {{hours}} hours',
    soon: 'more than half of the {{hours}} hours have passed',
    late: 'longer than the {{hours}} hours of the settings'
  },
  claim: {
    held: '{{name}} has this request in hand, until {{time}} at most.',
    blocks: '{{name}} has this request in hand.',
    short: '{{name}} looks at it',
    takeOver: 'Take it over'
  },
  ask: {
    title: 'Ask back about request {{id}}',
    consequence:
      'The requester sees the question with their request, and by mail where they left an address. The request waits until they answer.',
    label: 'Question',
    confirm: 'Send the question',
    done: 'Asked; the requester sees it with their request',
    doneMailed: 'Asked; the question goes out by mail too',
    waits: 'A question waits for the answer of {{name}}.',
    yours: 'There is a question about your request; it goes on when you answer.',
    short: 'asked back'
  },
  answer: {
    title: 'Answer about request {{id}}',
    consequence: 'The request goes back to the queue.',
    question: '{{name}} asks: {{text}}',
    label: 'Answer',
    confirm: 'Send the answer',
    done: 'Answered; the request waits for an operator again'
  },
  note: {
    title: 'Note to request {{id}}',
    consequence: 'Everybody who sees the request reads it, the requester too.',
    label: 'Note',
    confirm: 'Add the note',
    done: 'Noted'
  },
  assign: {
    title: 'Give request {{id}} to somebody',
    consequence: 'It says whose work it is; others may still decide it.',
    label: 'Given to',
    nobody: 'Nobody',
    role: 'Role {{role}}',
    confirm: 'Give',
    done: 'Given'
  },
  comparison: {
    named: 'It takes the place of certificate',
    found: 'The last certificate of these names is',
    until: 'valid until',
    before: 'Then',
    now: 'Now',
    same: 'The same: {{fields}}',
    field: {
      subject: 'Subject',
      names: 'Alternative names',
      key: 'Public key (SHA-256)',
      'key-kind': 'Kind of key',
      profile: 'Profile',
      'profile-revision': 'Revision of the profile',
      authority: 'Authority',
      'validity-days': 'Validity in days'
    }
  },
  receipt: { title: 'Receipt', code: 'The essentials as a code', save: 'Save as text', file: 'receipt' },
  focus: {
    title: 'One after the other',
    lead: '{{at}} of {{of}} that wait, the oldest first',
    keys: 'A approve · D decline · B ask back · N note · U to me · S or J next · K back',
    empty: 'Nothing waits',
    emptyText: 'Every request is decided, or its requester has to answer first.',
    back: 'To the list',
    next: 'Next request',
    previous: 'Request before'
  },
  kind: { new: 'New', renew: 'Renew', rekey: 'Rekey', reissue: 'Reissue' },
  empty: {
    title: 'No request yet',
    text: 'Whatever asks for a certificate stands here, from every channel.',
    ownText: 'The requests that you send stand here, with what became of them.',
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
    focus: 'One after the other',
    ask: 'Ask back',
    answer: 'Answer the question',
    assignMe: 'Give to me',
    assign: 'Give to …',
    note: 'Note',
    receipt: 'Receipt in plain words',
    compare: 'Compare CSR and certificate',
    override: 'Change names or validity',
    cancel: 'Take back',
    signNow: 'Sign now',
    exportKey: 'Hand over key and certificate',
    exportCertificate: 'Download the certificate',
    comment: 'Comment',
    certificate: 'Open the certificate',
    new: 'New request'
  },
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
    templates: 'Reasons to pick',
    keep: 'Keep as a template',
    short: {
      names: 'Names not shown to be yours',
      key: 'Key',
      order: 'No order',
      twice: 'There is one',
      profile: 'Wrong profile'
    },
    reasons: {
      names: 'It is not shown that the names belong to you.',
      key: 'The key does not fit our rules. Please make a new one.',
      order: 'No order is known for this certificate.',
      twice: 'There is a valid certificate for these names. Please renew that one.',
      profile: 'Another profile fits this use. Please choose it.'
    },
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
    looking: 'Looking at what would come of each…',
    unknown: 'What would come of each could not be found out; each is checked again when it is decided.',
    approveForeseen:
      '{{issues}} would be issued, {{approves}} approved and waiting for one more, {{fails}} would fail.',
    declineForeseen: '{{declines}} would be declined, {{fails}} would fail.',
    left: 'Those that are decided already are left out.'
  },
  cancel: {
    title: 'Take back request {{id}}',
    consequence: 'The request ends here. You can send a new one.',
    done: 'Taken back'
  },
  tab: { details: 'Details', ownership: 'Ownership' },
  ownership: {
    nothing: 'Nothing was checked of the names of this request: its profile did not ask for it.',
    others: 'Not checked',
    othersLead: 'Of these checks nothing is stored, with the reason why.',
    now: 'Seen just now',
    nowLead: 'This look is kept in the ledger. The request itself is looked at again when it is approved.',
    previewLead:
      'What the profile asks of the control of the names, as it stands now. CAA is read when the request is sent.',
    prove: 'Prove {{name}}',
    proveAgain: 'Prove {{name}} again'
  },
  section: {
    request: 'Request',
    ownership: 'Control of the names',
    csr: 'In the CSR',
    comparison: 'Against the certificate before',
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
    assignee: 'Given to',
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
    blocklist: 'Known weak keys',
    blocklistNot:
      'There is no list for this size, so the RSA key was not looked up among those that anybody can make again.',
    pop: 'Proof of possession',
    popText: 'The signature of the CSR was verified with its public key.',
    popKey: 'Chancery made the key and holds it.',
    popFailed: 'The signature of the CSR does not fit its public key.',
    popTakenOut:
      'Not performed again: the signature was verified when the CSR came, and its challenge password was then taken out before it was stored.',
    popNone: 'No CSR is stored with this request.',
    decided: 'The request is decided; checks of then stand with the certificate.'
  },
  decision: {
    submit: 'sent',
    approve: 'approved',
    decline: 'declined',
    override: 'changed',
    comment: 'commented',
    cancel: 'took it back',
    question: 'asked',
    answer: 'answered'
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
      none: 'No profile can be used. It has to be enabled and to name an active authority. Make one, or ask for the right to use one.',
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
      onYubiKey: 'For a card that the person carries, the key can be made on a YubiKey, which it never leaves.',
      openYubiKeys: 'Set up on a YubiKey',
      makeForbidden: 'This profile does not let Chancery make the key.',
      reading: 'Reading the CSR',
      needCsr: 'Paste or drop a CSR first.',
      unreadable: 'This is not a CSR that can be read.',
      badSignature: 'The signature of the CSR is not that of its key. Make the CSR again.',
      refused: {
        'private-key':
          'That is a private key, and it was not taken: it stays with you. The CSR begins with BEGIN CERTIFICATE REQUEST.',
        empty: 'The file is empty.'
      }
    },
    names: {
      step: 'Names',
      lead: 'What the form says goes before what the CSR says. Empty fields leave the CSR as it is.',
      subject: 'Subject',
      other: 'Alternative names',
      validity: 'Validity',
      validityHelp: 'Empty takes what the profile says: {{validity}}.',
      note: 'Note for the approver',
      contact: 'Mail address for questions and the receipt (optional)',
      contactHelp: 'Questions come there, and what became of the request in plain words',
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
