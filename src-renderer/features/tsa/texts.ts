export { de } from './texts-de.ts'

export const en = {
  kind: 'Time-stamps',
  one: 'Time-stamp service',
  purpose: 'Proves that a document or a signature existed at a time (RFC 3161), also for signing tools of code.',
  minutes: 'min',
  saved: 'Saved.',
  service: 'Service',
  stamps: 'Stamps',
  keySection: 'Key and certificate',
  keyLead: 'Counts from the next certificate on. Renew the service to have it now.',
  clientSection: 'Who may ask',
  address: 'Address',
  certificate: 'Certificate',
  notAfter: 'Valid until',
  renewAt: 'Next key and certificate',
  lastStamp: 'Latest stamp',
  stampsLastDay: 'In the last 24 hours',
  none: 'None yet',
  noCertificate: 'The service has no certificate that is valid now. It gets one when its authority can sign.',
  unreachable: 'Nobody reaches this service: no listener is open and no public address is set. See the settings.',
  lastDay_one: '{{count}} stamp in 24 hours',
  lastDay_other: '{{count, number}} stamps in 24 hours',
  empty: {
    title: 'No time-stamps',
    text: 'A time-stamp service signs the hash of a document together with the time, with a key of its own.',
    action: 'Add a time-stamp service'
  },
  new: {
    title: 'New time-stamp service',
    lead: 'The service gets a key and a certificate of its own, which it renews by itself. It stamps also while its authority is off line.',
    confirm: 'Make the service',
    done: 'The service {{name}} is running.'
  },
  tab: { overview: 'Overview', recipes: 'Recipes', log: 'Log', verify: 'Verify', settings: 'Settings' },
  action: { disable: 'Stop', enable: 'Start', renew: 'Renew key', delete: 'Delete' },
  disable: {
    title: 'Stop {{name}}?',
    consequence: 'Requests get no answer any more. Stamps that were made stay good.',
    done: 'The service {{name}} was stopped.'
  },
  delete: {
    title: 'Delete {{name}}?',
    consequence: 'Its key is destroyed. Its certificates and the log of its stamps stay, so that they can be verified.',
    done: '{{name}} was deleted.'
  },
  renew: {
    title: 'Renew the key of {{name}}?',
    consequence:
      'It gets a new key and certificate now, and the present key is destroyed. Stamps that were made stay good.',
    done: '{{name}} has a new key and certificate.'
  },
  field: {
    name: 'Name',
    nameHelp: 'Part of the address: lower-case letters, digits and dashes.',
    authority: 'Authority',
    authorityHelp: 'Issues the certificate of the service.',
    policies: 'Policies',
    policiesHelp: 'Object identifiers; the first is the default. Left empty, a new service gets one of its own.',
    hashes: 'Hashes that are stamped',
    hashesHelp: 'SHA-1 is broken for documents: switch it on only for old tools.',
    accuracy: 'Accuracy',
    millis: 'and milliseconds',
    micros: 'and microseconds',
    ordering: 'Ordered by time alone',
    orderingHelp: 'Each stamp has a later time than the one before, by a microsecond at least.',
    chain: 'Certificates in a stamp',
    signingCertificate: 'Names its certificate by',
    authenticode: 'Answer the older Authenticode form',
    authenticodeHelp: 'What signtool /t and osslsigncode -t send.',
    key: 'Key',
    digest: 'Hash of the signature',
    digestUsual: 'The usual one of the key',
    certificateLife: 'Certificate valid for',
    certificateLifeHelp: 'So long a stamp can be verified without help',
    keyUse: 'Key stamps for',
    keyUseHelp: 'Then the next one takes its place',
    clients: 'Addresses that may ask',
    clientsHelp: 'Addresses and ranges such as 192.0.2.0/24; empty lets everybody.',
    perMinute: 'Stamps for one address in a minute',
    perMinuteHelp: '0 sets no limit.'
  },
  chain: { own: 'Its own', intermediates: 'Its own and those above', all: 'The whole chain with the root' },
  chainHint: {
    own: 'Verifiers need the others from elsewhere.',
    intermediates: 'What verifiers expect: they have the root.',
    all: 'Larger, and no better for who trusts the root.'
  },
  signingCertificate: { v2: 'SHA-256 (RFC 5816)', v1: 'SHA-1 (RFC 3161)', both: 'Both' },
  signingCertificateHint: {
    v2: 'What verifiers of today expect.',
    v1: 'For verifiers from before 2010.',
    both: 'For old and new ones alike.'
  },
  clock: {
    title: 'Clock',
    lead: 'One for all time-stamp services. Nothing is stamped while it is not trusted.',
    state: 'State',
    trusted: 'Trusted',
    notTrusted: 'Not trusted',
    confirmed: 'Confirmed by',
    asked: 'Time servers asked',
    offset: 'They are ahead by',
    serverSaid: '{{offset}}, {{delay}} away, stratum {{stratum}}',
    ask: 'Ask now',
    confirm: 'The clock is right',
    confirmTitle: 'Is the clock right?',
    confirmText: 'It says {{now}} UTC. Compare it with a clock that you trust. Stamps are made by it again at once.',
    refused: 'No time-stamps are made.',
    kind: {
      stepped: 'The clock jumped.',
      behind: 'The clock is behind a stamp that was made.',
      off: 'The time servers say otherwise.',
      unanswered: 'No time server answers.'
    },
    servers: 'Time servers',
    serversHelp: 'Names or addresses, asked by SNTP; empty asks nobody.',
    tolerance: 'May be off by',
    every: 'Ask every',
    required: 'Stamp only while time servers answer',
    requiredHelp: 'Four questions without an answer end the trust.'
  },
  recipes: {
    title: 'Recipes',
    lead: 'Commands with the address of this service. root.pem is the certificate of the root.',
    tools: 'Tools',
    copy: 'Copy the commands',
    openssl: 'OpenSSL',
    osslsigncode: 'osslsigncode',
    signtool: 'signtool',
    jarsigner: 'jarsigner',
    adobe: 'Adobe Acrobat',
    about: {
      openssl: 'Stamps any file and verifies the stamp.',
      osslsigncode: 'Signs Windows programs, installers and cabinets on any system.',
      signtool: 'Signs on Windows. The root must be among the trusted roots of the machine.',
      jarsigner: 'Signs Java archives.',
      adobe: 'Preferences, Signatures, Document Timestamping, New: give this address as the server URL. No user name.'
    }
  },
  log: {
    list: 'Time-stamps',
    search: 'Hash of a document, serial number or address',
    time: 'Time',
    serial: 'Serial number',
    document: 'Hash of the document',
    hash: 'Hash',
    form: 'Form',
    client: 'Asked from',
    empty: 'No stamps',
    emptyText: 'Every stamp stands here before it goes out. The recipes show how one is asked for.'
  },
  form: { rfc3161: 'RFC 3161', authenticode: 'Authenticode' },
  verify: {
    title: 'Verify a time-stamp',
    lead: 'A response (.tsr) or a token, of this or another service. The document is hashed here and goes nowhere.',
    token: 'Choose the time-stamp',
    document: 'Choose the document',
    again: 'Another one',
    valid: 'Valid',
    notValid: 'Not valid',
    checks: 'What was looked at',
    policy: 'Policy',
    signer: 'Signer'
  },
  check: {
    form: 'Form',
    signature: 'Signature',
    signer: 'Purpose',
    path: 'Certificate path',
    document: 'Document',
    log: 'Log'
  }
} as const
