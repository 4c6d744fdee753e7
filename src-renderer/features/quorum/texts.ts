export { de } from './texts-de.ts'

export const en = {
  title: 'Approvals',
  one: 'Proposal {{id}}',
  tab: { waiting: 'Waiting', past: 'Over', rules: 'Rules', keys: 'My keys' },
  waitingLead: 'What one person alone must not do waits here until enough others have approved it.',
  none: 'No proposal waits',
  noneText: 'An operation that is under a rule becomes a proposal, and stands here until it is approved.',
  nonePast: 'No proposal is over yet',
  nonePastText: 'Proposals that were carried out, declined, withdrawn or ran out stay here for ever.',
  column: {
    what: 'What',
    state: 'State',
    approvals: 'Approvals',
    proposer: 'Proposed by',
    left: 'Ends',
    at: 'Made'
  },
  ofNeeded: '{{approved}} of {{needed}}',
  forMe: 'waits for you',
  fact: {
    proposer: 'Proposed by',
    made: 'Made',
    ends: 'Ends',
    reason: 'Reason',
    about: 'About',
    digest: 'Request (SHA-256)',
    input: 'Input (SHA-256)',
    outcome: 'Outcome',
    executedBy: 'Carried out by',
    operation: 'Operation'
  },
  noReason: 'None given',
  what: 'What it would do',
  whatPast: 'What it was about',
  inputTitle: 'Input',
  secret: 'Secret, sealed by the vault',
  changes: 'Difference to now',
  now: 'Now',
  next: 'Then',
  field: 'Field',
  nothing: 'nothing',
  approvals: 'Approvals',
  rule: '{{operation}}: {{approved}} of {{needed}}',
  missing: 'May still approve: {{names}}',
  nobody: 'nobody',
  proposerOut: 'The proposer does not count.',
  signatureWanted: 'By a signature of the own token.',
  answer: { approve: 'Approved', decline: 'Declined' },
  stepUp: { passphrase: 'with passphrase', signature: 'by signature of {{key}}' },
  void: 'Does not count',
  result: 'Answer of the operation',
  resultLead: 'Sealed by the vault; only you, who proposed it, see it.',
  action: {
    approve: 'Approve',
    decline: 'Decline',
    withdraw: 'Withdraw',
    execute: 'Carry out',
    explain: 'Give a reason',
    set: 'Set a rule',
    change: 'Change',
    remove: 'Remove',
    limit: 'Set a limit',
    addKey: 'Register a key',
    statement: 'Save what to sign'
  },
  approve: {
    title: 'Approve proposal {{id}}',
    lead: 'Your approval is bound to exactly this request. If input or rules change, it counts for nothing.',
    passphrase: 'Your passphrase once more',
    signature: 'Signature file',
    signatureLead: 'Save what to sign, sign it outside with your token, and drop the signature here.',
    orSignature: 'Sign with a token instead',
    comment: 'Comment',
    done: 'You approved proposal {{id}}'
  },
  yubikey: {
    none: 'No YubiKey is plugged in here.',
    serial: 'YubiKey',
    slot: 'Slot',
    pin: 'PIN of the YubiKey',
    touch: 'Touch the YubiKey when it blinks.'
  },
  source: { label: 'Signed by', yubikey: 'A YubiKey that is plugged in here', file: 'A token elsewhere, as a file' },
  keySource: { label: 'Taken from', yubikey: 'A YubiKey that is plugged in here', file: 'A file' },
  decline: {
    title: 'Decline proposal {{id}}?',
    consequence: 'It ends as soon as those who are left are too few.',
    done: 'You declined proposal {{id}}'
  },
  withdraw: {
    title: 'Withdraw proposal {{id}}?',
    consequence: 'Approvals that are there are lost.',
    done: 'Withdrawn'
  },
  execute: {
    title: 'Carry out proposal {{id}}?',
    consequence: 'It runs now, once, in the name of {{name}}. It does not run a second time, whatever comes of it.',
    done: 'Carried out'
  },
  explain: { title: 'Why do you propose this?', reason: 'Reason', done: 'Noted' },
  interrupted:
    'Chancery ended while this was carried out. Look whether it was done before you propose it again; it never runs a second time by itself.',
  rulesLead:
    'Each row names an operation and how many people must approve it. A change of a rule needs the approvals of the old and of the new rule.',
  rulesTitle: 'Who must agree to what',
  otherRules: 'Other operation',
  ruleColumn: {
    operation: 'Operation',
    needed: 'Approvals',
    who: 'Who may approve',
    stepUp: 'Step-up',
    execution: 'Carried out'
  },
  free: 'one person alone',
  people: '{{needed}} of {{eligible}}',
  also: 'also: {{list}}',
  onlyAuthorities: 'certificates of authorities only',
  stepUpWord: { passphrase: 'Passphrase', signature: 'Signature of the own token' },
  executionWord: { proposer: 'by the proposer', automatic: 'with the last approval' },
  scopeWord: { all: 'All certificates', authorities: 'Only certificates of authorities' },
  gap: {
    'no-rules':
      'No rule is set: everybody does alone whatever their role allows. In an office of one person that is as it must be; nothing then protects against a mistake or a stolen passphrase of that one person.',
    'one-operator':
      'There is one operator only. A rule needs somebody else to approve; add a second operator before you set one.',
    'accounts-unruled':
      'Accounts are under no rule: one CA Administrator can reset the passphrase of others and then approve in their names. Set a rule for accounts and roles as well.',
    'rules-unruled': 'A first rule, and limits, can be set by one CA Administrator and those whom the new rule names.',
    'passphrase-only':
      'Approvals by passphrase protect as well as the passphrases do. A signature of a token cannot be given by who merely knows a passphrase.'
  },
  ruleForm: {
    set: 'Rule for an operation',
    setFor: 'Rule: {{operation}}',
    lead: 'The change becomes a proposal: those whom the old and the new rule name must approve it.',
    operation: 'Operation',
    needed: 'Approvals needed',
    roles: 'Roles that may approve',
    operators: 'Operators who may approve, by name',
    proposerCounts: 'The proposer may approve too',
    life: 'A proposal waits at most',
    stepUp: 'Step-up',
    execution: 'Carried out',
    scope: 'Holds for',
    save: 'Propose the rule',
    remove: 'Remove the rule of {{operation}}?',
    removeConsequence: 'One person alone can then do it. The removal itself needs the approvals of the rule.',
    saved: 'The rule stands'
  },
  limits: 'Head counts',
  limitsLead:
    'How many active operators a role must have, and may have. Disabling the last ones, or adding more, is refused.',
  noLimits: 'No limit is set.',
  limitForm: { title: 'Limit of a role', role: 'Role', minimum: 'At least', maximum: 'At most', save: 'Set' },
  limitColumn: { role: 'Role', minimum: 'At least', maximum: 'At most', present: 'Now' },
  unlimited: 'no limit',
  keysLead:
    'By these keys you approve with a signature. A key counts for proposals that are made after it was registered.',
  noKeys: 'No key is registered. You approve with your passphrase.',
  keyColumn: { label: 'Name', algorithm: 'Key', fingerprint: 'SHA-256', until: 'Valid until' },
  keyForm: {
    title: 'Register a key',
    label: 'Name of the token',
    file: 'Certificate or public key',
    passphrase: 'Your passphrase',
    save: 'Register',
    removeTitle: 'Remove the key {{label}}?',
    removeConsequence: 'Approvals that it signed, and that were not carried out yet, count no more.',
    remove: 'Remove key'
  },
  op: {
    authority: {
      create: 'Make an authority',
      import: 'Take over an authority',
      install: 'Install the certificate of an authority',
      renew: 'Renew an authority',
      'ask-renewal': 'Ask for the renewal of an authority',
      update: 'Change an authority',
      'set-key-online': 'Take the key of an authority on or off line',
      retire: 'Retire an authority',
      destroy: 'Destroy the key of an authority'
    },
    certificate: {
      revoke: 'Revoke a certificate',
      'revoke-many': 'Revoke several certificates',
      suspend: 'Put a certificate on hold'
    },
    reservation: { resolve: 'Close an open reservation' },
    token: { 'destroy-key': 'Destroy a key on a token', import: 'Move a key to a token' },
    yubikey: {
      setup: 'Set up a YubiKey',
      generate: 'Make a key on a YubiKey',
      import: 'Put a key on a YubiKey',
      enrol: 'Make and certify a key on a YubiKey',
      'write-certificate': 'Write a certificate to a YubiKey'
    },
    operator: {
      create: 'Add an operator',
      update: 'Change accounts and roles',
      'reset-passphrase': 'Reset a passphrase'
    },
    incident: { revoke: 'Revoke by a plan' },
    mail: { 'set-password': 'Set the password of the mail server' },
    system: {
      'make-unlock-secret': 'Make a secret that opens the vault',
      'enable-unlock-at-start': 'Open the vault at start',
      'disable-unlock-at-start': 'Open the vault at start no more'
    },
    vault: { 'shares-create': 'Make shares of the vault' },
    ceremony: { open: 'Open a ceremony' },
    backup: {
      'set-passphrase': 'Set the passphrase of backups',
      'set-recipients': 'Name the recipients of backups',
      'set-remote': 'Choose where backups are copied'
    },
    role: { save: 'Make or change a role', delete: 'Delete a role' },
    settings: { update: 'Change the settings' },
    quorum: { set: 'Change an approval rule', remove: 'Remove an approval rule', limit: 'Change a head count' }
  }
}
