export { de } from './texts-de.ts'

export const en = {
  kind: 'EST',
  one: 'EST service',
  purpose: 'Printers, routers, cameras and scripts get certificates over HTTPS, with a password or a certificate.',
  default: 'Default',
  isDefault: 'Default service',
  defaultPath: 'It answers under /.well-known/est too',
  signIn: 'How clients sign in',
  authLabel: 'Clients show',
  clients: 'Clients',
  trustedAuthorities: 'Trusted authorities of yours',
  trustedAuthoritiesHelp: 'Whoever has a certificate of these may enrol what the profile allows.',
  trustAnchors: 'Trusted authorities of others',
  trustAnchorsHelp_one: '{{count}} certificate of another authority is trusted. A file takes its place.',
  trustAnchorsHelp_other: '{{count}} certificates of other authorities are trusted. A file takes their place.',
  trustAnchorsFile: 'Certificates of other authorities',
  empty: {
    title: 'No EST service yet',
    text: 'A service is a label in an HTTPS address, bound to one profile. Devices sign in once and renew with their certificate.',
    action: 'Set up devices by EST'
  },
  auth: {
    basic: { name: 'Name and password', hint: 'Each client gets a password, shown once.' },
    certificate: {
      name: 'TLS certificate',
      hint: 'A certificate that the maker or another authority gave the device.'
    },
    either: { name: 'One of the two', hint: 'A password, or a certificate that is trusted.' },
    both: { name: 'Both at once', hint: 'A password and a certificate, for renewals as well.' }
  },
  tab: { clients: 'Clients' },
  missing: {
    serve: 'Serve over HTTPS',
    disabled: 'The service is stopped: devices get no answer.',
    authority: 'The profile is bound to no authority. Bind it first.',
    https: 'EST is spoken over HTTPS, and nothing listens there yet.'
  },
  client: {
    new: 'New client',
    make: 'Make client',
    formLead: 'A device, or a group of them. The password is made here and shown once.',
    lead: 'Who may enrol. Whoever renews with the certificate that is renewed needs no password.',
    once: 'Access for {{name}}',
    name: 'Name',
    nameHelp: 'What the device sends as its user name.',
    state: 'State',
    by: 'Signs in with',
    kind: { password: 'Password', certificate: 'Certificate' },
    kindHint: { password: 'Made here, shown once.', certificate: 'One certificate that the device has already.' },
    noPassword: 'The service takes certificates only.',
    file: 'Certificate of the device',
    for: 'Bound to',
    anything: 'What the profile allows',
    uses: 'Used',
    usesOf: '{{used}} of {{most}}',
    maxUses: 'Most certificates',
    maxUsesHelp: 'Renewals do not count. Empty: no limit.',
    expires: 'Ends',
    expiresHelp: 'It does not enrol from then on. Empty: no end.',
    never: 'No end',
    lastUsed: 'Last used',
    unused: 'Never',
    rotate: 'New password',
    revoke: 'End access',
    is: { active: 'Active', 'used-up': 'Used up', expired: 'Ended', revoked: 'Withdrawn' },
    empty: { title: 'No client yet', text: 'A client is a device, or a group of them, that may enrol here.' },
    rotation: {
      title: 'New password for {{name}}',
      consequence:
        'The password before ends at once. Devices that still have it cannot enrol; their certificates stay.',
      again: 'The password before ends at once. The new one has neither an end nor a limit.'
    },
    revocation: {
      title: 'End the access of {{name}}',
      consequence: 'It cannot enrol any more. Certificates that it got stay, and are renewed with themselves.',
      done: 'The access of {{name}} has ended'
    }
  },
  request: {
    at: 'Last contact',
    state: 'State',
    client: 'Client',
    outcome: 'Outcome',
    operation: 'Operation',
    from: 'From',
    waits: 'Request {{id}} waits',
    certificate: 'Certificate {{id}}',
    is: { waiting: 'Waits for approval', issued: 'Issued' },
    empty: {
      title: 'No device has asked yet',
      text: 'Make a client and set up a device. What it asks for and what becomes of it stands here at once.'
    }
  },
  section: { place: 'Address and profile', network: 'Network rules', answers: 'Answers' },
  field: {
    label: 'Label',
    labelHelp: 'Part of the address.',
    isDefault: 'Default service',
    isDefaultHelp: 'Answers without a label too, for clients that know none.',
    baseAddress: 'Address behind a proxy',
    baseAddressHelp: 'Only where a proxy ends TLS. Client certificates do not get through it.',
    channelBinding: 'Binding to the connection',
    retryAfterSeconds: 'A device that waits asks again after',
    retryAfterSecondsHelp: 'While its request waits for approval.',
    repeatMinutes: 'The same request gets the same answer for',
    repeatMinutesHelp: 'In case the answer was lost.',
    serverKeys: 'Make keys for devices that ask',
    serverKeysHelp: 'Where the profile allows it. A key is handed over once and destroyed here.',
    fullCmc: 'Take requests inside CMC',
    fullCmcHelp: 'Some clients send nothing else.'
  },
  channelBinding: { verify: 'Look where there is one', require: 'Every request needs one', ignore: 'Do not look' },
  channelBindingHint: {
    verify: 'A request that is bound to another connection is refused',
    require: 'Few clients can do it',
    ignore: 'For devices that use the field for something else'
  },
  change: {
    label: 'The address changes: every device has to be given the new one.',
    notDefault: 'Devices that use the address without a label get no answer.',
    passwordOff: 'Devices that sign in with a password alone are refused when they enrol.',
    certificateOff: 'Devices that sign in with a certificate alone are refused when they enrol.',
    bindingRequired: 'Devices that cannot bind their request to the connection are refused.',
    bindingIgnored: 'A request may come by another connection than the one it was made for.',
    clients: 'Devices at other addresses are refused.',
    everybody: 'Every address may ask.',
    serverKeys: 'Keys of devices are made here and leave over the network once.',
    cmcOff: 'Devices that ask inside CMC are refused.',
    proxy: 'Client certificates no longer reach the service: devices cannot renew with theirs.'
  }
} as const
