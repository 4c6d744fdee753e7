import { proofEn } from './proof/proof-texts.ts'
import { noticesEn } from './shell/notice-texts.ts'
import { tokensEn } from './tokens/token-texts.ts'

export { de } from './texts-de.ts'

export const en = {
  revocationReason: {
    unspecified: 'Not given',
    keyCompromise: 'Key compromised',
    cACompromise: 'Authority compromised',
    affiliationChanged: 'Affiliation changed',
    superseded: 'Superseded',
    cessationOfOperation: 'No longer in use',
    certificateHold: 'On hold',
    removeFromCRL: 'Taken off the CRL',
    privilegeWithdrawn: 'Privilege withdrawn',
    aACompromise: 'Attribute authority compromised'
  },
  skip: 'Skip to the content',
  loading: 'Loading',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  continue: 'Continue',
  save: 'Save',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  digestWords: 'Words to read aloud',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  demo: 'Demonstration data',
  drop: 'Drop it anywhere: Chancery shows what is in it',
  moreActions: 'More actions',
  newRequest: 'New request',
  fileSaved: '{{name}} is saved',
  rule: {
    missing: 'Fill this in.',
    shortText_one: 'At least {{count}} character.',
    shortText_other: 'At least {{count}} characters.',
    longText_one: 'At most {{count}} character.',
    longText_other: 'At most {{count}} characters.',
    fewItems_one: 'At least {{count}}.',
    fewItems_other: 'At least {{count}}.',
    manyItems_one: 'At most {{count}}.',
    manyItems_other: 'At most {{count}}.',
    small_one: 'At least {{count}}.',
    small_other: 'At least {{count}}.',
    big_one: 'At most {{count}}.',
    big_other: 'At most {{count}}.',
    number: 'Write a whole number.',
    base64: 'Write base64.',
    form: 'It is not written in the right form.',
    choice: 'Choose one of those offered.'
  },
  rows: { up: 'Move row {{number}} up', down: 'Move row {{number}} down', remove: 'Remove row {{number}}' },
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
  subtree: {
    type: 'Kind',
    help: 'example.org covers every name below it; addresses as 192.0.2.0/24; directory names as O=Example,C=DE.'
  },
  policy: {
    label: 'Certificate policies',
    add: 'Add a policy',
    oid: 'Policy identifier',
    cps: 'Address of the practice statement',
    notice: 'Notice to the user'
  },
  pkcs12: {
    title: 'Passphrase of the PKCS#12 file',
    lead: 'The file holds the private key. Give its passphrase on another way than the file.',
    label: 'Passphrase',
    again: 'Passphrase again',
    action: 'Download the file',
    saved: 'Saved {{name}}'
  },
  rail: {
    label: 'Screens',
    expand: 'Show the names of the screens',
    collapse: 'Show icons only',
    waiting_one: '{{count}} request waits',
    waiting_other: '{{count}} requests wait',
    approvals_one: '{{count}} proposal waits for you',
    approvals_other: '{{count}} proposals wait for you',
    group: {
      authorities: 'CAs and keys',
      enrolment: 'Enrolment',
      validation: 'Validation',
      revocation: 'Revocation',
      oversight: 'Oversight',
      tools: 'Tools'
    }
  },
  scope: { all: 'All authorities', label: 'Lists show: {{name}}' },
  palette: {
    open: 'Search and commands',
    placeholder: 'Search names, serials, fingerprints, commands',
    commands: 'Search screens and commands',
    none: 'Nothing found. Try a part of a name, a serial number, a fingerprint or the number of a request.',
    results: 'Results',
    recent: 'Opened lately',
    screens: 'Screens',
    actions: 'What you can do here',
    certificates: 'Certificates',
    requests: 'Requests',
    authorities: 'Authorities',
    profiles: 'Profiles',
    devices: 'Devices',
    ceremonies: 'Ceremonies',
    reports: 'Reports'
  },
  operator: { lock: 'Lock the vault', signOut: 'Sign out' },
  look: {
    theme: 'Theme',
    density: 'Density',
    language: 'Language',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
    comfortable: 'Comfortable',
    compact: 'Compact',
    en: 'English',
    de: 'Deutsch'
  },
  notices: noticesEn,
  tokens: tokensEn,
  evidence: proofEn,
  tasks: {
    title: 'Long work',
    none: 'Nothing runs and nothing ended lately.',
    running_one: '{{count}} task runs',
    running_other: '{{count}} tasks run',
    progress: '{{done}} of {{total}}',
    rest: 'about {{seconds}} s left',
    state: { running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' }
  },
  keys: {
    title: 'Keys',
    palette: 'Search and commands',
    new: 'New request',
    filter: 'Go to the search field of the list',
    next: 'Next row',
    previous: 'Row before',
    open: 'Open the page of the row',
    select: 'Choose the row',
    rowMenu: 'What can be done with the row',
    close: 'Close the sheet or dialog',
    approve: 'Approve the open request',
    decline: 'Decline the open request',
    revoke: 'Revoke the open certificate',
    export: 'Download the open certificate',
    help: 'This card'
  },
  sheet: { expand: 'Open the page', resize: 'Width of the sheet' },
  confirm: { typeName: 'Type “{{name}}” to go on' },
  secret: { print: 'Print', save: 'Save to a file', kept: 'I kept it in a safe place. It will not be shown again.' },
  form: {
    show: 'Show',
    hide: 'Hide',
    until: 'ends {{date}} if it begins now',
    durationHelp: 'Such as 90d, 1y, 6mo or 12h',
    dropHere: 'or drop the file here',
    fewest: 'At least {{count}} characters.',
    differ: 'The two passphrases differ.'
  },
  certificates: {
    subject: 'Certificate',
    notAfter: 'Valid until',
    remove: 'Remove {{subject}}',
    paste: 'Or as text',
    pasteHelp: 'Paste certificates in PEM; they are taken at once.',
    noneFound: 'There is no certificate in it.'
  },
  wizard: { preview: 'Preview' },
  services: {
    name: 'Name',
    state: 'State',
    address: 'Address for clients',
    bound: 'Bound to',
    pulse: 'Pulse',
    unreachable: 'Not reachable yet',
    copyWhat: 'Copy {{what}}',
    saveWhat: 'Save {{what}}',
    log: { newer: 'Newer', older: 'Older' }
  },
  serving: {
    dialog: {
      title: 'Serve over HTTPS',
      lead: 'One listener for all protocol clients. Its certificate comes from an authority of this installation; the key lies in the vault, so that it begins when somebody signs in. You find it under Settings, Serving.',
      confirm: 'Start serving',
      done: 'HTTPS is served'
    },
    https: 'Serve protocol clients over HTTPS from this app',
    httpsHelp:
      'ACME and the like ask for HTTPS. The certificate comes from an authority of yours and is renewed by itself.',
    authority: 'Authority for the certificate',
    authorityHelp: 'Clients have to trust its root',
    host: 'Address',
    hostHelp: '127.0.0.1 for this machine only, 0.0.0.0 or :: for every network',
    port: 'Port',
    portHelp: '443 needs no port in the address; below 1024 the system may ask for rights',
    names: 'Names of this machine',
    namesHelp: 'As clients write them, the first one for addresses shown here: acme.example.org',
    problem: 'Nothing is served over HTTPS: {{problem}}',
    noAuthority: 'There is no authority yet that could issue its certificate. Make one first.'
  },
  validity: { label: 'Valid from {{from}} to {{to}}, {{percent}} percent passed' },
  grid: {
    bulk_one: '{{count}} chosen',
    bulk_other: '{{count}} chosen',
    clear: 'Clear the choice',
    total_one: '{{formatted}} row',
    total_other: '{{formatted}} rows',
    columns: 'Columns',
    export: 'Export',
    exported_one: '{{formatted}} row exported',
    exported_other: '{{formatted}} rows exported',
    exportedFirst: 'Only the first {{formatted}} rows are exported; there are more. Narrow the list with filters.',
    previousPage: 'Page before',
    nextPage: 'Next page',
    page: 'Page {{number}}',
    searchColumns: 'Search columns',
    noColumns: 'No columns',
    allColumns: 'All columns',
    resetColumns: 'Reset',
    columnMenu: 'Column menu',
    columnMenuOf: '{{column}}: column menu',
    manageColumns: 'Choose columns',
    hideColumn: 'Hide column',
    selection: 'Choice',
    selectAll: 'Choose all rows of this page',
    unselectAll: 'Choose none of this page',
    selectRow: 'Choose the row',
    unselectRow: 'Take the row out of the choice'
  },
  filter: {
    tooShort: 'at least {{count}} letters',
    text: 'Filter',
    add: 'Filter',
    clear: 'Clear filters',
    remove: 'Remove the filter'
  },
  views: {
    share: 'Who sees it',
    onlyMe: 'Only me',
    sharedWith: 'Shared with {{role}}',
    of: 'From {{owner}}',
    title: 'Saved views',
    save: 'Save this view',
    name: 'Name of the view',
    none: 'No view saved yet. Set filters, then save them here.',
    remove: 'Delete the view {{name}}',
    removed: 'The view {{name}} is deleted'
  },
  certificate: {
    subject: 'Subject',
    emptySubject: '(empty)',
    names: 'Alternative names',
    issuer: 'Issuer',
    serial: 'Serial number',
    notBefore: 'Valid from',
    notAfter: 'Valid until',
    key: 'Public key',
    keyStrength: '{{key}}, about {{bits}} bits of security',
    signature: 'Signature algorithm',
    selfSignature: 'Signature of the CSR',
    sha256: 'SHA-256 fingerprint',
    sha1: 'SHA-1 fingerprint',
    spki: 'Public key SHA-256',
    spkiHint: 'Hash of the SubjectPublicKeyInfo: the same for every certificate of this key.',
    subjectKeyId: 'Subject key id',
    authorityKeyId: 'Authority key id',
    extensions: 'Extensions',
    critical: 'critical',
    role: { root: 'Root', intermediate: 'Intermediate', 'end-entity': 'This certificate' }
  },
  notFound: {
    title: 'There is no such screen',
    text: 'The address leads nowhere in this version of Chancery.',
    action: 'Go to the first screen'
  },
  asn1: { tree: 'ASN.1 tree', bytes: 'Bytes', at: 'offset {{offset}}, header {{header}}, content {{length}} bytes' },
  error: {
    code: 'Code {{code}}',
    log: 'Log id {{logId}}',
    advice: {
      'approval-needed': 'Open the proposal to see who must approve it, and say why you propose it.',
      forbidden: 'Ask someone whose role may do this, or ask for the role.',
      locked: 'Sign in again to unlock the vault.',
      unauthenticated: 'Sign in again.',
      conflict: 'Look at the present state and decide again.',
      'key-unavailable': 'Bring the key on line, then try again.',
      io: 'Check disk and network, then try again.',
      busy: 'Wait a moment, then try again.',
      damaged: 'Stop working with this data folder and restore a backup.',
      internal: 'Try again. If it stays, send the log id to whoever looks after this installation.'
    }
  },
  quorum: {
    needs_one:
      'This needs one approval of {{of}} people who may give it: your button makes a proposal, and nothing is done yet.',
    needs_other:
      'This needs {{count}} approvals of {{of}} people who may give them: your button makes a proposal, and nothing is done yet.',
    scoped: 'Only where a certificate of an authority is concerned.',
    made: 'Nothing was done yet: this needs approvals. Proposal {{id}} now waits for them.',
    open: 'Open proposal {{id}}'
  },
  channel: {
    desk: 'Window',
    cli: 'Command line',
    acme: 'ACME',
    scep: 'SCEP',
    est: 'EST',
    cmp: 'CMP',
    cep: 'Windows enrolment',
    rest: 'REST',
    'public-form': 'Public form',
    engine: 'Chancery itself'
  },
  state: {
    certificate: {
      'not-yet-valid': 'Not yet valid',
      active: 'Active',
      expiring: 'Expiring',
      suspended: 'Suspended',
      revoked: 'Revoked',
      expired: 'Expired'
    },
    request: {
      draft: 'Draft',
      submitted: 'Submitted',
      checking: 'Checking',
      'pending-approval': 'Waiting for approval',
      approved: 'Approved',
      'signing-queued': 'Waits for the key',
      issued: 'Issued',
      declined: 'Declined',
      failed: 'Failed',
      cancelled: 'Cancelled',
      expired: 'Expired'
    },
    authority: {
      draft: 'Draft',
      'awaiting-certificate': 'Awaiting certificate',
      active: 'Active',
      'key-offline': 'Key off line',
      retired: 'Retired',
      destroyed: 'Destroyed'
    },
    check: {
      verified: 'Verified',
      failed: 'Failed',
      'not-required': 'Not required',
      'not-performed': 'Not performed',
      expired: 'Expired'
    },
    crl: {
      current: 'CRL current',
      'due-soon': 'CRL due soon',
      overdue: 'CRL overdue',
      'not-begun': 'CRL begins later',
      none: 'No CRL yet'
    },
    operator: { active: 'Active', disabled: 'Disabled' },
    proposal: {
      open: 'Waits for approvals',
      approved: 'Approved',
      executing: 'Being carried out',
      done: 'Carried out',
      failed: 'Failed',
      interrupted: 'Interrupted',
      declined: 'Declined',
      withdrawn: 'Withdrawn',
      expired: 'Expired',
      outdated: 'Outdated by a rule'
    },
    profile: { enabled: 'Enabled', disabled: 'Disabled', archived: 'Archived' },
    outcome: { ok: 'Done', refused: 'Refused', failed: 'Failed' },
    service: { enabled: 'In service', disabled: 'Stopped' },
    eab: { pending: 'Waits for a client', bound: 'Bound', expired: 'Expired', revoked: 'Revoked' },
    acmeAccount: { valid: 'Valid', deactivated: 'Given up by the client', revoked: 'Closed' },
    acmeOrder: {
      pending: 'Waits for proofs',
      ready: 'Proven',
      processing: 'Waits for approval',
      valid: 'Issued',
      invalid: 'Failed'
    },
    proof: {
      pending: 'Open',
      processing: 'Being checked',
      valid: 'Proven',
      invalid: 'Failed',
      deactivated: 'Withdrawn',
      expired: 'Expired',
      revoked: 'Revoked'
    },
    control: {
      unverified: 'Waits for proof',
      verified: 'Verified',
      failed: 'Failed',
      expired: 'Expired',
      inactive: 'Stopped'
    },
    perspective: {
      corroborates: 'Saw the same',
      differs: 'Saw something else',
      incomplete: 'Did not finish',
      unreachable: 'Not reached',
      'not-counted': 'Not counted'
    },
    token: {
      absent: 'Absent',
      locked: 'Locked',
      unlocked: 'Unlocked',
      'wrong-pin': 'Wrong PIN',
      blocked: 'Blocked',
      uninitialised: 'Not set up',
      'factory-credentials': 'Factory PIN',
      waiting: 'Waits for a touch'
    },
    yubiKey: { ready: 'Ready', factory: 'Factory secrets', blocked: 'PIN blocked' },
    module: { running: 'Running', stopped: 'Stopped', failed: 'Failed' },
    finding: { fine: 'Fine', note: 'Note', warning: 'Warning', problem: 'Problem' },
    logLevel: { debug: 'Detail', info: 'Note', warn: 'Refused', error: 'Error' },
    severity: { error: 'Error', warning: 'Warning', notice: 'Notice' }
  }
} as const
