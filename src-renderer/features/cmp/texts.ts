export { de } from './texts-de.ts'

export const en = {
  kind: 'CMP',
  one: 'CMP service',
  purpose:
    'Machines, gateways and mobile networks enrol, renew and revoke by themselves, with a secret or a certificate.',
  empty: {
    title: 'No CMP service yet',
    text: 'A service is one address, bound to one profile. A device begins with a secret or its maker’s certificate and goes on by itself.',
    action: 'Set up devices by CMP'
  },
  clients: 'Clients that may ask',
  open: 'Under way',
  trusted_one: '{{count}} outside authority lets its devices in with the certificates that they were made with.',
  trusted_other: '{{count}} outside authorities let their devices in with the certificates that they were made with.',
  trustedFile: 'Certificates of outside authorities',
  trustedNone: 'Trust none of them',
  unit: { days: 'days' },
  protection: {
    mac: { name: 'Secrets', hint: 'Reference value and secret, made for each client.' },
    signature: { name: 'Signatures', hint: 'With the certificate of the service’s authority, a maker, or a client.' },
    both: { name: 'Either', hint: 'First with a secret, then with the certificate: what most devices do.' }
  },
  tab: { clients: 'Clients' },
  missing: {
    open: 'Open the settings',
    disabled: 'The service is stopped: devices get no answer.',
    address: 'Nobody reaches it yet. Switch on the public listener in the settings of the installation.'
  },
  client: {
    new: 'New client',
    make: 'Make client',
    formLead:
      'A device gets a reference value and a secret, shown once; or you name the certificate that it signs with.',
    lead: 'Who may ask beside devices that have a certificate of the service’s authority already.',
    once: 'Access for {{name}}',
    name: 'Name',
    nameHelp: 'In your words: it does not go into the device.',
    state: 'State',
    by: 'Protects messages with',
    kind: { secret: 'Secret', certificate: 'Certificate' },
    kindHint: { secret: 'Made here, shown once.', certificate: 'One certificate that signs its messages.' },
    notTaken: 'The service does not take it.',
    file: 'Certificate of the client',
    ra: 'It is a registration authority',
    raHelp: 'It asks for others, vouches for their keys, and revokes.',
    isRa: 'Registration authority',
    for: 'Bound to',
    anything: 'What the profile allows',
    uses: 'Most certificates',
    usesHelp: 'Empty: no limit.',
    usesLeft: 'Left',
    unlimited: 'No limit',
    expires: 'Ends',
    expiresHelp: 'It may not ask from then on. Empty: no end.',
    never: 'No end',
    lastUsed: 'Last used',
    unused: 'Never',
    revoke: 'End access',
    is: { active: 'Active', used: 'Used up', expired: 'Ended', revoked: 'Withdrawn' },
    empty: {
      title: 'No client yet',
      text: 'A device without a certificate needs a client: a reference value and a secret.'
    },
    revocation: {
      title: 'End the access of {{name}}',
      consequence:
        'Its secret is forgotten and it may not ask any more. Its certificates stay, and renew with themselves.',
      done: 'The access of {{name}} has ended'
    }
  },
  transaction: {
    at: 'When',
    state: 'State',
    kind: 'Asked for',
    client: 'Who asked',
    outcome: 'Outcome',
    from: 'From',
    id: 'Transaction',
    certificate: 'Certificate {{id}}',
    request: 'Request {{id}} waits',
    kinds: {
      ir: 'First certificate',
      cr: 'Certificate',
      kur: 'Update',
      p10cr: 'PKCS #10',
      rr: 'Revocation'
    },
    is: {
      begun: 'Begun',
      waiting: 'Waits for approval',
      unconfirmed: 'To be confirmed',
      done: 'Done',
      refused: 'Refused',
      rejected: 'Rejected by the device',
      expired: 'Not confirmed in time'
    },
    empty: {
      title: 'No device has asked yet',
      text: 'Make a client and set up a device. What it asks for and what becomes of it stands here at once.'
    },
    none: { title: 'Nothing in this state', text: 'Take the filter away to see everything that was asked.' }
  },
  section: { entry: 'Who gets in', network: 'Network rules', messages: 'Messages', keys: 'Keys' },
  field: {
    protection: 'Protection of messages',
    sameNames: 'A certificate gets its holder the same names only',
    sameNamesHelp: 'For other names the device needs a client.',
    maximumIterations: 'Most rounds of hashing',
    maximumIterationsHelp: 'A message that asks for more is refused before anything is computed.',
    clockMinutes: 'Clocks may be off by',
    clockMinutesHelp: '0 does not look.',
    sha1: 'Take MACs with SHA-1',
    sha1Help: 'openssl cmp makes them unless it is told otherwise.',
    implicitConfirm: 'Devices may leave out the confirmation',
    implicitConfirmHelp: 'One exchange less.',
    confirmMinutes: 'A device has to confirm within',
    unconfirmed: 'What nobody confirmed',
    pollSeconds: 'A device that waits asks again after',
    waitDays: 'It can come back within',
    centralKeys: 'Make keys for devices that ask',
    centralKeysHelp: 'Where the profile allows it. A key is handed over encrypted and destroyed once it is confirmed.',
    key: 'Key of the service',
    certificateLife: 'Its certificate is valid for'
  },
  unconfirmed: { revoke: 'Revoke it', keep: 'Keep it' },
  change: {
    secretsOff: 'Devices that have a secret alone are refused.',
    signaturesOff:
      'Devices can no longer renew with their certificates, and registration authorities that sign are refused.',
    sha1Off: 'Devices that make MACs with SHA-1 are refused; openssl cmp needs “-digest sha256 -mac hmac-sha256”.',
    sha1On: 'MACs with SHA-1 are taken.',
    iterations: 'Devices that are set to more rounds are refused.',
    clockOff: 'Messages are taken however old they are.',
    confirm: 'Devices that do not confirm get their certificates revoked or kept, as you say below.',
    keep: 'Certificates that may never have arrived stay valid.',
    otherNames: 'Whoever has a certificate may ask for any names that the profile allows.',
    centralKeys: 'Keys of devices are made here and leave over the network once, encrypted.',
    trustMore:
      'Devices of the outside authorities get certificates, as the profile and its approval say. Their revocation is not looked up.',
    trustLess: 'Devices of outside authorities that are listed no more are refused.',
    clients: 'Devices at other addresses are refused.',
    everybody: 'Every address may ask.',
    nextKey: 'Key and validity count from the next certificate of the service on. “Renew its key” makes it now.'
  }
} as const
