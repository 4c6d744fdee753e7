import { repliesEn } from './replies-texts.ts'
export { de } from './texts-de.ts'

export const en = {
  kind: 'ACME',
  one: 'ACME service',
  purpose:
    'Servers and appliances get, renew and revoke certificates by themselves: certbot, Caddy, Traefik, cert-manager and others.',
  default: 'Also at /acme/directory',
  moreFor: 'More for {{name}}',
  noneApproved: 'none, every name is proven',
  unlimited: 'no limit',
  days_one: '{{count}} day',
  days_other: '{{count}} days',
  percentOfLife: 'after {{count}} % of its life',
  unit: { days: 'days' },
  pulse: {
    clients_one: '{{formatted}} client',
    clients_other: '{{formatted}} clients',
    ordersCount_one: '{{formatted}} order',
    ordersCount_other: '{{formatted}} orders'
  },
  empty: {
    title: 'No ACME service yet',
    text: 'A service is an address that clients are pointed at once. From then on they fetch and renew their certificates under one profile, without anybody.',
    action: 'Set up ACME'
  },
  action: {
    edit: 'Edit service',
    disable: 'Stop service',
    enable: 'Start service',
    default: 'Make it the default',
    notDefault: 'Take the default away',
    delete: 'Delete service'
  },
  enabled: '{{name}} is in service again',
  defaultDone: '{{name}} answers at /acme/directory too',
  notDefaultDone: '/acme/directory answers nobody any more',
  disable: {
    title: 'Stop {{name}}',
    consequence_one:
      'Its addresses answer nobody any more, {{count}} client cannot renew. Certificates that were issued stay as they are.',
    consequence_other:
      'Its addresses answer nobody any more, {{count}} clients cannot renew. Certificates that were issued stay as they are.',
    done: '{{name}} is stopped'
  },
  delete: {
    title: 'Delete {{name}}',
    consequence:
      'The address, its credentials, {{accounts}} and {{orders}} are gone for good; clients cannot renew. Certificates, requests and the audit log stay.',
    accounts_one: '{{formatted}} account',
    accounts_other: '{{formatted}} accounts',
    orders_one: '{{formatted}} order',
    orders_other: '{{formatted}} orders',
    confirm: 'Delete service',
    done: '{{name}} is deleted'
  },
  tab: {
    overview: 'Overview',
    recipes: 'Recipes',
    credentials: 'Credentials',
    accounts: 'Accounts',
    orders: 'Orders',
    certificates: 'Certificates',
    log: 'Log'
  },
  overview: {
    address: 'Directory address',
    addressLead: 'The one thing that a client is told. Everything else it finds there.',
    noAddress: 'Nobody reaches it yet. Its path will be',
    alias: 'As the default it also answers at',
    reach: 'Will a client get a certificate?',
    reachLead: 'What has to hold, in the order in which a client would notice.',
    rules: 'Rules'
  },
  weak: {
    'any-device':
      'Every device in the world that a maker attests gets a certificate, and nobody looks at it first. List your devices, or let the profile ask for approval.',
    'names-for-anybody':
      'Whoever reaches the service gets certificates for the names without proof. Let accounts need a credential (EAB), or take the names out, so that they have to be proven.',
    'unsigned-mail':
      'Answers from some domains are taken without a signature: who can send mail under a false name gets certificates for addresses there. Let their mail server sign (DKIM), and empty the list.'
  },
  reach: {
    standing: { met: 'In place', missing: 'Missing', advice: 'To do' },
    step: {
      mailbox: 'Mail goes out, and answers are found',
      service: 'The service is started',
      https: 'It is reached over HTTPS',
      profile: 'The profile issues',
      channel: 'The profile is offered over ACME',
      approval: 'Issuance waits for a person',
      credential: 'A credential is ready',
      trust: 'Clients trust the root'
    },
    met: {
      mailbox: 'The mail server and the mailbox for answers are set up.',
      service: 'Its addresses answer.',
      https: 'An HTTPS listener of this installation stands, with a certificate of its own authority.',
      profile: '{{profile}} is enabled.',
      channel: '{{profile}} names acme among its channels.',
      approval: '',
      credential: 'At least one credential registers another account.',
      trust: ''
    },
    missing: {
      mailbox:
        'Mail addresses are proven by answering a message: that takes a mail server and a mailbox for the answers.',
      service: 'It is stopped: its addresses answer nobody.',
      https: 'ACME is spoken over HTTPS only (RFC 8555 6.1), and nothing listens there yet.',
      profile: '{{profile}} is not enabled, so that nothing is issued under it.',
      channel: '{{profile}} was revised without the channel acme. Clients are told that it is not offered.',
      approval: 'Each order waits until an approver decides on its request; the client asks again until then.',
      credential: 'Clients need one to register, and none is free. Make one for the next client.',
      trust:
        'A client checks the certificate of this server. Give it the root of the authority; each recipe says where.'
    },
    https: {
      proxy:
        'A proxy stands before it: the base address of the service says so. Let nobody but the proxy reach the plain listener.',
      problem: 'It should stand and does not: {{problem}}'
    },
    next: {
      mailbox: 'Set up the mailbox for answers',
      https: 'Serve over HTTPS',
      credential: 'Make a credential',
      profile: 'Open the profile'
    }
  },
  replies: repliesEn,
  attestation: { apple: 'Managed Apple devices (apple)', step: 'Keys on YubiKeys (step)' },
  attestedDevices: { listed: 'Those of the list', any: 'Every device that the maker attests' },
  attestedDevicesHint: {
    listed: 'All others are refused',
    any: 'Also strangers’. Let the profile ask for approval'
  },
  listed_one: '{{count}} device of the list',
  listed_other: '{{count}} devices of the list',
  mailSignature: { exact: 'By the very domain of the sender', aligned: 'By that domain or the one above it' },
  mailSignatureHint: {
    exact: 'As RFC 8823 3.2 wants it.',
    aligned: 'Where the DMARC policy of the sender’s domain takes that.'
  },
  field: {
    name: 'Name',
    nameHelp: 'Part of the address, so lower case, digits and dashes. It cannot be changed later.',
    profile: 'Profile',
    profileHelp: 'What is issued: keys, names, validity. The channel acme is added to it by itself.',
    profileHint: 'Issues from {{authority}} at once',
    profileHintApproval: 'Issues from {{authority}} after approval by a person',
    noProfile:
      'There is no enabled profile for subscribers that is bound to an authority. Make one under Profiles first.',
    eab: 'Who may have an account',
    preapproved: 'Names without proof',
    preapprovedHelp:
      'www.example.org, *.example.org for a domain with all below it, 192.0.2.0/24. Every account gets them without proof.',
    names: 'Rule for names',
    challenges: 'Ways to prove a name',
    attestationFormats: 'Attestations',
    attestationFormatsHelp: 'The certificate is for the very key that the device attested.',
    attestedDevices: 'Devices that get certificates',
    devices: 'Serial numbers and UDIDs',
    devicesHelp: 'Whoever makes an enrolment link for a device puts it here.',
    appleCredential:
      'Apple devices bring no EAB credential: let anybody have an account if they are to use this service. What counts is the attestation.',
    attestationRoots: 'Further roots of attestations',
    attestationRootsHelp:
      'For keys of tests, or where your organization attests devices itself. Who holds the key of such a root can pass anything off as any device.',
    attestationRootsNone: 'None: those of the makers count, for YubiKeys also those of the settings.',
    attestationRootsAdd: 'Add roots from a file',
    mailSignature: 'Signature of answers (DKIM)',
    mailUnsignedDomains: 'Own domains whose server does not sign',
    mailUnsignedDomainsHelp: 'Answers from them are taken without a signature.',
    mailUnsignedDomainsRisk:
      'Whoever can bring a message with a false sender into the mailbox gets certificates for addresses of these domains. Only where your mail server lets none in from outside.',
    challengesHelp:
      'Wildcards are proven by DNS only, addresses by http-01 and tls-alpn-01 only, mailboxes by email-reply-00 only, devices by device-attest-01 only.',
    addresses: 'Proofs may connect to',
    addressesHelp: 'Where this installation goes to look for a proof.',
    orderDays: 'An order is good for',
    orderDaysHelp: '1 to 30',
    authorizationDays: 'A proof is good for',
    authorizationDaysHelp: '1 to 90; within it the same account proves nothing again',
    renewAfterPercent: 'Clients are asked to renew after',
    renewAfterPercentHelp: 'Of the life of the certificate (RFC 9773)',
    baseAddress: 'Address before a proxy',
    baseAddressHelp: 'Only where a proxy holds the HTTPS certificate and passes /acme/ on to the plain listener.',
    termsOfService: 'Terms of service',
    termsHelp: 'An address that clients have to agree to',
    website: 'Web site',
    websiteHelp: 'Shown in the directory',
    caaIdentities: 'CAA identities',
    caaIdentitiesHelp: 'What a CAA record says for this service; shown in the directory, not asked before issuance',
    default: 'Answers at /acme/directory too',
    defaultHelp: 'For clients that know only one address; it moves here from any other service',
    createdAt: 'Made',
    updatedAt: 'Changed'
  },
  eab: {
    random: 'A credential for each client',
    fixed: 'One credential for all clients',
    none: 'Anybody who reaches the address'
  },
  eabHint: {
    random:
      'You make one for each client; it registers one account unless you say otherwise. Best where you know your machines.',
    fixed: 'A shared secret that you can exchange: making another one ends the one before.',
    none: 'Only in a network where you trust every machine, or where every name is proven.'
  },
  names: {
    'approved-or-new': 'Other names are proven by a challenge',
    'approved-only': 'Other names are refused',
    'new-per-requester': 'Every name is proven in every order'
  },
  namesHint: {
    'approved-or-new': 'The names above need no proof; a client proves any other one itself.',
    'approved-only': 'Only the names above, and nothing is ever connected to.',
    'new-per-requester': 'The list above is passed over, and no proof is used a second time.'
  },
  addresses: { public: 'Public addresses', private: 'Public and private addresses', any: 'Any address' },
  addressesHint: {
    public: 'What the Internet reaches, nothing within your network',
    private: 'Your own network too',
    any: 'Also this machine itself; for a laboratory only'
  },
  limit: {
    accountsPerAddressPerHour: 'New accounts from one address in an hour',
    ordersPerAccountPerHour: 'Orders of one account in an hour',
    failuresPerNamePerHour: 'Failed proofs of one name in an hour',
    certificatesPerNamesPerWeek: 'Certificates for the same names in a week',
    pendingOrdersPerAccount: 'Open orders of one account',
    mailsPerAddressPerHour: 'Challenges sent to one mail address in an hour',
    identifiersPerOrder: 'Names in one order',
    requestBytes: 'Bytes of one request'
  },
  limitHelp: {
    accountsPerAddressPerHour: '0 sets no limit',
    ordersPerAccountPerHour: '0 sets no limit',
    failuresPerNamePerHour: '0 sets no limit',
    certificatesPerNamesPerWeek: '0 sets no limit',
    pendingOrdersPerAccount: '0 sets no limit',
    mailsPerAddressPerHour: '0 sets no limit',
    identifiersPerOrder: '1 to 1000',
    requestBytes: '4096 to 1048576'
  },
  step: {
    name: 'Name',
    nameLead: 'Clients see it in the address.',
    nameMissing: 'Give a name',
    nameTaken: 'There is a service of this name already',
    profile: 'Profile',
    profileLead: 'Under which rules certificates are issued.',
    profileMissing: 'Choose a profile',
    eab: 'Accounts',
    eabLead: 'Who may ask at all.',
    names: 'Names',
    namesLead: 'What may be certified, and what a client has to prove.',
    limits: 'Limits',
    limitsLead: 'Good values to begin with; each can be changed later.'
  },
  new: {
    title: 'New ACME service',
    lead: 'An address for clients, bound to one profile.',
    preview: 'Service to be made',
    confirm: 'Make service'
  },
  preview: { authority: 'Issues from' },
  made: {
    title: '{{name}} is made',
    lead: 'Give clients the address, and a credential where they need one.',
    credential: 'Make the first credential',
    open: 'Open the service'
  },
  edit: {
    one: 'Edit ACME service',
    title: 'Edit {{name}}',
    lead: 'Orders under way go on under the new rules. The name stays, because clients have the address.',
    directory: 'Directory',
    done: '{{name}} is changed'
  },
  recipes: {
    phones: 'iPhones, iPads and Macs get their certificates of this service by an enrolment link.',
    link: 'New link',
    title: 'Ready commands',
    lead: 'Each trusts the root of this installation alone: save root.pem where the command runs.',
    saveRoot: 'Save root.pem',
    unreachable:
      'The service has no address that clients reach yet. The commands show an example in its place; the overview says what is missing.',
    eabHint:
      'Key id and HMAC key are shown when a credential is made, with these commands filled in. Here stand places for them.',
    host: 'Name to certify',
    email: 'Contact address',
    keyId: 'KEY_ID',
    hmacKey: 'HMAC_KEY',
    clients: 'Clients',
    client: {
      certbot: 'certbot',
      'acme-sh': 'acme.sh',
      lego: 'lego',
      caddy: 'Caddy',
      traefik: 'Traefik',
      'win-acme': 'win-acme',
      certify: 'Certify The Web',
      'cert-manager': 'cert-manager'
    },
    about: {
      certbot:
        'Proves names with a web server of its own on port 80. Where nginx or Apache holds the port, write --nginx or --apache in place of --standalone.',
      'acme-sh':
        'Register once, then issue. --standalone needs socat and port 80; with a running web server take -w and its folder.',
      lego: 'Version 5 and newer take the first form, version 4 the second.',
      caddy:
        'The global block is all that Caddy needs; it then gets certificates for every site in the file by itself.',
      traefik: 'The parts that matter for a Docker set-up; routers name the resolver chancery.',
      'win-acme':
        'On Windows the root belongs into the store of trusted roots, in a prompt with administrator rights. simple-acme takes the same options.',
      certify:
        'Trust the root first. Then add a certificate authority under Settings, and an account for it with these values.',
      'cert-manager': 'An issuer for the whole cluster with a first certificate; from version 1.11.'
    },
    part: {
      run: 'Get a certificate',
      olderRun: 'Get a certificate with lego 4',
      register: 'Register the account, once',
      renew: 'Renew what is due, from a timer',
      trust: 'Trust the root',
      config: 'Configuration',
      secret: 'Keep the HMAC key',
      apply: 'Apply it',
      values: 'Values to type in'
    }
  },
  credential: {
    create: 'New credential',
    make: 'Make credential',
    rotate: 'Exchange key',
    revoke: 'Revoke',
    name: 'Name',
    nameHelp: 'For the machine or the team that gets it',
    state: 'State',
    keyId: 'Key id',
    accounts: 'Accounts',
    accountsOf: '{{used}} of {{most}}',
    accountsUnlimited: '{{count}}, no bound',
    maxAccounts: 'Most accounts',
    maxAccountsHelp: 'Empty for no bound where the service has one credential for all, else one',
    names: 'Names',
    namesHelp: 'Orders of its accounts stay within these; empty for no bound',
    anyName: 'all of the service',
    commonName: 'Common name of its certificates',
    subjectHelp: 'In place of what the client asks for; empty leaves it to the client and the profile',
    organization: 'Organization of its certificates',
    expiresAt: 'Ends',
    expiresHelp: 'No account registers with it from then on; accounts stay',
    never: 'never',
    formLead: 'Its key is shown once, when it is made.',
    formFixed: 'Its key is shown once. The credential that stands now registers nobody from then on; accounts stay.',
    lead: {
      random:
        'Each client registers with one of its own. What was registered stays, whatever becomes of the credential.',
      fixed: 'All clients register with the same one. A new one ends the one before.',
      none: 'This service takes accounts without a credential.'
    },
    empty: {
      random: {
        title: 'No credential yet',
        text: 'A client shows a key id and an HMAC key when it registers. Make one for the first machine; its key is shown once, with commands ready to paste.'
      },
      fixed: {
        title: 'No credential yet',
        text: 'All clients show the same key id and HMAC key when they register. Make it now; the key is shown once.'
      },
      none: {
        title: 'None needed',
        text: 'Anybody who reaches the address may register. Edit the service to ask for credentials.'
      }
    }
  },
  rotate: {
    title: 'Exchange the key of {{name}}',
    consequence_one:
      'A new key with the same bounds takes its place and is shown once. The old one registers nobody any more; {{count}} account stays.',
    consequence_other:
      'A new key with the same bounds takes its place and is shown once. The old one registers nobody any more; {{count}} accounts stay.',
    ended: 'It has ended, and its end would pass on to the new key. Make a new credential in its place.',
    confirm: 'Exchange key'
  },
  revoke: {
    title: 'Revoke {{name}}',
    consequence_one:
      'Nobody registers with it any more. {{count}} account that did stays, until it is closed under Accounts.',
    consequence_other:
      'Nobody registers with it any more. {{count}} accounts that did stay, until they are closed under Accounts.',
    confirm: 'Revoke credential',
    done: '{{name}} is revoked'
  },
  once: {
    title: 'Key of {{name}}',
    lead: 'The HMAC key is shown this once. Nobody can read it back; a lost one is exchanged.',
    directory: 'Directory',
    keyId: 'Key id',
    hmacKey: 'HMAC key',
    close: 'Done'
  },
  account: {
    contacts: 'Contact',
    nameless: 'Account {{id}}',
    credential: 'Credential',
    keyType: 'Key',
    from: 'Registered from',
    since: 'Since',
    thumbprint: 'Thumbprint',
    ordersOf_one: '{{count}} order of account {{id}}',
    ordersOf_other: '{{count}} orders of account {{id}}',
    empty: {
      title: 'No client yet',
      text: 'A client registers an account the first time it runs. The recipes have a command for each.'
    },
    close: {
      title: 'Close account {{id}}',
      consequence_one:
        'The client asks for nothing any more, and what it proved ends. {{count}} order stays to be seen; certificates stay as they are.',
      consequence_other:
        'The client asks for nothing any more, and what it proved ends. {{count}} orders stay to be seen; certificates stay as they are.',
      confirm: 'Close account',
      done: 'Account {{id}} is closed'
    }
  },
  order: {
    one: 'Order {{id}}',
    names: 'Names',
    status: 'State',
    createdAt: 'Ordered',
    expiresAt: 'Good until',
    certificate: 'Certificate',
    certificateNumber: 'Certificate {{id}}',
    replaces: 'Replaces',
    request: 'Request',
    requestNumber: 'Request {{id}}',
    error: 'Why it failed',
    account: 'Account',
    id: 'Order',
    facts: 'Order',
    ofService: 'Orders of the service',
    empty: {
      title: 'No order yet',
      text: 'As soon as a client asks for a certificate, its order stands here with the proof of each name.',
      action: 'See the recipes'
    },
    none: { title: 'Nothing fits the filter', text: 'Take a filter away to see more.' }
  },
  certificate: {
    notAfter: 'Valid until',
    empty: {
      title: 'No certificate yet',
      text: 'What clients of this service get stands here, newest first.'
    }
  },
  proof: {
    byPolicy: 'Among the names that need no proof: nothing was connected to.',
    byChallenge: 'To be proven by a challenge that the client chooses.',
    until: 'Good until',
    attempts: 'Attempts',
    seen_one: 'Seen, {{count}} byte',
    seen_other: 'Seen, {{count}} bytes',
    seenHex_one: 'Seen, {{count}} byte in hex',
    seenHex_other: 'Seen, {{count}} bytes in hex'
  },
  log: {
    level: 'From',
    from: { info: 'Notes', warn: 'Refusals', error: 'Errors' },
    search: 'Search the log',
    empty: {
      title: 'Nothing was refused',
      text: 'When a client is turned away, it stands here why, and what to do about it.'
    }
  }
} as const
