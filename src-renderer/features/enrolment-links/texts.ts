export { de } from './texts-de.ts'

export const en = {
  title: 'Enrolment links',
  lead: 'One link, one use: a phone or laptop gets its certificate without a management tool.',
  add: 'New link',
  empty: {
    title: 'No links yet',
    text: 'Make a link or a QR code; whoever opens it on the device gets the certificate.'
  },
  column: {
    device: 'Device',
    person: 'For',
    state: 'State',
    kind: 'Gives',
    expires: 'Good until',
    by: 'Made by',
    certificate: 'Certificate'
  },
  kind: { pkcs12: 'PKCS#12 file', 'apple-scep': 'Apple profile, SCEP', 'apple-acme': 'Apple profile, ACME' },
  is: {
    sent: 'Sent',
    opened: 'Opened',
    claimed: 'Taken',
    enrolled: 'Certificate there',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
    waiting: 'Waits for approval'
  },
  withdraw: {
    label: 'Withdraw',
    title: 'Withdraw this link?',
    consequence: 'Nobody can use it any more. A private key that was to be handed over is destroyed.',
    done: 'The link is withdrawn.'
  },
  more: 'More for {{name}}',
  platform: {
    apple: 'iPhone, iPad or Mac',
    android: 'Android',
    chromeos: 'ChromeOS',
    windows: 'Windows',
    other: 'Other'
  },
  platformHint: {
    apple: 'Configuration profile: the device makes its own key',
    android: 'File with key and certificate',
    chromeos: 'File with key and certificate',
    windows: 'File with key and certificate',
    other: 'File with key and certificate'
  },
  step: {
    platform: 'Device class',
    platformLead: 'What is the certificate for?',
    noService: 'No SCEP service with one-time challenges is switched on, and no ACME service with attestation.',
    identifierMissing: 'Write the serial number or UDID of the device.',
    mayNot: 'You may not make this kind of link.',
    who: 'Person and device',
    whoLead: 'The link is bound to them; the page shows them.',
    deviceMissing: 'Write a name for the device.',
    names: 'Names',
    namesLead: 'What the certificate says.',
    typeMissing: 'Choose a certificate type.',
    keyElsewhere: 'This profile does not let Chancery make the key. Choose another, or allow it in the profile.',
    ssidMissing: 'Write the name of the network.',
    send: 'How to send it',
    sendLead: 'The QR code and the link come next. A mail goes out only if you write an address.',
    review: 'Review',
    reviewLead: 'The link is made now and shown once.'
  },
  field: {
    device: 'Name of the device',
    deviceHelp: 'As people call it, e.g. Mara’s phone.',
    person: 'Person',
    personHelp: 'Whose device it is. May stay empty.',
    type: 'Certificate type',
    service: 'By the service {{service}}',
    acmeService: 'By the ACME service {{service}}: the device attests its key',
    identifier: 'Serial number or UDID',
    identifierHelp:
      'What the device attests, and what its certificate names. The link puts it on the list of the service.',
    commonNameHelp: 'Empty: the name of the device.',
    wifi: 'Set up a wireless network with it',
    wifiHelp: 'The device signs in to the network (EAP-TLS) with the certificate.',
    ssid: 'Network (SSID)',
    radius: 'Names of the RADIUS server',
    radiusHelp: 'As its certificate says. The device trusts no others.',
    encryption: 'Encryption of the file',
    days: 'Link good for',
    daysUnit: 'days',
    mail: 'Mail address',
    mailHelp: 'Empty: no mail goes out.'
  },
  encryption: { 'aes-256': 'AES-256', legacy: 'Triple DES and SHA-1' },
  encryptionHint: { 'aes-256': 'Every current system', legacy: 'Weak. Only for systems that open nothing else' },
  addService: 'Add service',
  summary: 'The link',
  noMail: 'No mail',
  new: {
    title: 'New enrolment link',
    lead: 'For a device that no management tool looks after.',
    confirm: 'Make the link'
  },
  made: {
    title: 'Link for {{name}}',
    lead: 'Shown this once. Let the device scan it, or send it.',
    qr: 'QR code of the link',
    link: 'Link',
    until: 'Good until',
    mail: 'Mail',
    mailed: 'Sent to {{mail}}',
    notMailed: 'The mail did not go out: {{problem}} The link is good; send it yourself.',
    passphrase: 'Passphrase of the file',
    passphraseLead: 'Tell it by another way than the link, e.g. on the telephone.',
    plainHttp:
      'The address is plain HTTP: who listens on the way can use the link first. Send it over a network that you trust, or set an https address in the settings.',
    legacy:
      'The file is encrypted with triple DES and SHA-1, which is weak. Hand it over only where nothing else opens it.',
    waiting: 'The request waits for approval. Until then the page asks for patience.',
    progress: 'State',
    kept: 'I have handed over or kept what stands here',
    done: 'Done'
  }
} as const
