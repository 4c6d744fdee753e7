export { de } from './texts-de.ts'

export const en = {
  kind: 'SCEP',
  one: 'SCEP service',
  purpose: 'Routers, printers, phones and device managers get certificates with a challenge, over plain HTTP.',
  empty: {
    title: 'No SCEP service yet',
    text: 'A service is one address for devices, bound to one profile. Devices show a challenge once and renew with their certificate.',
    action: 'Set up devices by SCEP'
  },
  methods: 'How devices get in',
  methodsHelp: 'Several are possible. A shared challenge says nothing about who asks.',
  method: {
    'one-time': { name: 'One-time challenge', hint: 'Made here for one request, bound to names if you wish.' },
    device: { name: 'Registered device', hint: 'Each device that is listed gets a secret of its own, good once.' },
    static: {
      name: 'Shared challenge',
      hint: 'Discouraged: whoever learns it from one device gets certificates as any other.'
    },
    ndes: { name: 'NDES page', hint: 'A device manager reads one-time challenges from a page.' },
    external: { name: 'External validator', hint: 'Another service is asked and decides on each request.' },
    approval: { name: 'A person approves', hint: 'No challenge: each request waits until somebody decides.' }
  },
  tab: { secrets: 'Challenges', registered: 'Registered devices' },
  unit: { minutes: 'min' },
  missing: {
    open: 'Open the settings',
    disabled: 'The service is stopped: devices get no answer.',
    authority: 'The profile is bound to no authority. Bind it first.',
    certificate: 'The service has no certificate of its own yet. Renew its key: what is in the way is said there.',
    address: 'Nobody reaches it yet. Switch on the public listener in the settings of the installation.',
    page: 'Nobody can read the page with one-time challenges yet. Make its account.'
  },
  weak: {
    static: 'A shared challenge is allowed. Whoever learns it gets certificates as any device.',
    sha1: 'SHA-1 is taken, which is broken. Leave it on only while old devices need it.',
    des: 'Single DES is taken, which anybody can break. Leave it on only while old devices need it.'
  },
  page: {
    title: 'Page for device managers',
    lead: 'A device manager signs in there and reads a one-time challenge for each device.',
    address: 'Page',
    user: 'User name',
    noUser: 'No account yet',
    make: 'Make the account',
    again: 'New password',
    confirm: 'Make account',
    formLead: 'The password is made here and shown once.',
    formAgain: 'The password before ends at once.',
    userHelp: 'Without blanks and colons.',
    once: 'Account of the page of {{name}}'
  },
  validator: {
    title: 'External validator',
    lead: 'It is asked before each first certificate, and told what became of the request.',
    address: 'Address',
    token: 'Token',
    has: 'It is sent one',
    none: 'It is sent none',
    make: 'Make a token',
    again: 'New token',
    confirm: 'Make token',
    consequence: 'Each question to the validator carries it from now on, so that the validator knows who asks.',
    consequenceAgain: 'The token before is not sent any more: give the validator the new one at once.',
    once: 'Token for the validator of {{name}}'
  },
  secret: {
    new: 'New challenge',
    make: 'Make challenge',
    one: 'Challenge',
    once: 'Challenge of {{name}}',
    label: 'What it is for',
    labelHelp: 'In your words, e.g. the place of the device.',
    kind: 'Kind',
    state: 'State',
    for: 'Bound to',
    anything: 'What the profile allows',
    uses: 'Used',
    expires: 'Good until',
    never: 'No end',
    by: 'Made by',
    device: 'Registered device',
    deviceHelp: 'Its identifier.',
    minutes: 'Good for',
    minutesHelp: {
      'one-time': 'Empty: {{minutes}} minutes, as the service says.',
      ndes: 'Empty: {{minutes}} minutes, as the service says.',
      device: 'Empty: 90 days.',
      static: 'Empty: without an end.'
    },
    is: { open: 'Not used yet', used: 'Used', revoked: 'Withdrawn', expired: 'Too old' },
    empty: {
      title: 'No challenge yet',
      text: 'A challenge lets one device in. It is shown once when it is made; here you see what became of it.'
    },
    revoke: {
      title: 'Withdraw the challenge',
      one: 'The device that has it can no longer enrol with it. A certificate that it got stays.',
      static: 'Every device that uses it can no longer enrol with it. Certificates that they got stay.',
      confirm: 'Withdraw',
      done: 'The challenge is withdrawn'
    }
  },
  device: {
    register: 'Register a device',
    confirm: 'Register',
    formLead: 'The device gets a secret of its own, shown once and good for 90 days.',
    identifier: 'Identifier',
    identifierHelp: 'What tells it from all others, e.g. its serial number.',
    manufacturer: 'Manufacturer',
    model: 'Model',
    secret: 'New secret',
    remove: 'Remove device',
    empty: {
      title: 'No device is registered',
      text: 'A registered device has a secret of its own. When it is removed, it neither enrols nor renews.'
    },
    removal: {
      title: 'Remove {{name}}',
      consequence: 'It neither enrols nor renews any more. Its certificates stay until they are revoked.',
      done: '{{name}} is removed'
    }
  },
  enrolment: {
    at: 'When',
    state: 'State',
    subject: 'Device',
    outcome: 'Outcome',
    type: 'Message',
    from: 'From',
    transaction: 'Transaction',
    certificate: 'Certificate {{id}}',
    request: 'Request {{id}} waits',
    is: { open: 'In progress', pending: 'Waits for approval', issued: 'Issued', refused: 'Refused' },
    empty: {
      title: 'No device has asked yet',
      text: 'Make a challenge and set up a device. What it asks for and what becomes of it stands here at once.'
    }
  },
  section: {
    entry: 'Who gets in',
    network: 'Network rules',
    old: 'Old devices',
    oldLead: 'Broken algorithms stay off unless devices know nothing else.',
    answers: 'Answers and the key of the service',
    managers: 'Device managers',
    managersLead: 'For the NDES page and the external validator.'
  },
  field: {
    challengeMinutes: 'A one-time challenge is good for',
    challengeMinutesHelp: '60 minutes is what device managers expect.',
    renewal: 'Devices renew with their certificate',
    renewalHelp: 'Without a new challenge, and without names that they did not have.',
    lockAfter: 'Wrong challenges until an address waits',
    lockAfterHelp: 'So that nobody guesses.',
    lockMinutes: 'It waits',
    clientsFor: 'The addresses count for',
    tripleDes: 'Take triple DES',
    tripleDesHelp: 'Weak, not broken; many devices know nothing newer.',
    sha1: 'Take SHA-1',
    sha1Help: 'Broken.',
    des: 'Take single DES',
    desHelp: 'Anybody can break it.',
    chain: 'Certificates that devices fetch (GetCACert)',
    reply: 'Certificates that come with a new one',
    next: 'Authority that comes next',
    nextHelp: 'Devices can fetch it before the present one ends (GetNextCACert).',
    key: 'Key of the service',
    keyHelp: 'Of its next certificate.',
    certificateLife: 'Its certificate is valid for',
    pageCache: 'Open challenges of the page',
    pageCacheHelp: 'More are given out once one is used or has ended.',
    pageEncoding: 'Encoding of the page',
    validatorUrl: 'Address of the validator',
    validatorUrlHelp: 'E.g. https://mdm.example.org/scep',
    validatorTimeout: 'It has to answer within'
  },
  clientsFor: { both: 'Requests and the page', requests: 'Requests only', page: 'The page only' },
  chain: { issuer: 'The issuer', intermediates: 'All without the root', all: 'All with the root' },
  chainHint: {
    issuer: 'For devices that take one certificate only',
    intermediates: 'For devices that have the root already',
    all: 'What most devices expect'
  },
  reply: { own: 'None', chain: 'Those above it' },
  replyHint: {
    own: 'Some devices take the first one for theirs',
    chain: 'For devices that install the chain'
  },
  pageEncoding: { 'utf-16': 'UTF-16, as genuine servers send', 'utf-8': 'UTF-8' },
  change: {
    methodOff: '{{method}}: devices that get in this way are refused from now on.',
    static: 'Whoever learns the shared challenge from one device gets certificates as any other.',
    renewalOff: 'Devices no longer renew by themselves: each needs a new challenge before its certificate ends.',
    sha1On: 'Messages with SHA-1 are taken: they can be forged by whoever invests enough.',
    sha1Off: 'Devices that know SHA-1 only are refused.',
    desOn: 'Messages with single DES are taken: anybody who listens can read the challenge in them.',
    desOff: 'Devices that know single DES only are refused.',
    tripleDesOff: 'Devices that know triple DES only are refused.',
    clients: 'Devices at other addresses are refused.',
    everybody: 'Every address may ask.',
    nextKey: 'Key and validity count from the next certificate of the service on. “Renew its key” makes it now.'
  }
} as const
