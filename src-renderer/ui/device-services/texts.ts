export { de } from './texts-de.ts'

/** What the services for devices have in common. */
export const en = {
  protocol: { scep: 'SCEP', est: 'EST', cmp: 'CMP', acme: 'ACME' },
  kind: {
    'cisco-ios': { name: 'Cisco router or switch', hint: 'IOS and IOS XE with a trustpoint' },
    strongswan: { name: 'strongSwan', hint: 'VPN gateways and clients, by the program pki' },
    certmonger: { name: 'certmonger', hint: 'Linux servers that renew by themselves' },
    'windows-mdm': { name: 'Windows, through a device manager', hint: 'Intune and others that know NDES' },
    apple: { name: 'iPhone, iPad, Mac', hint: 'A configuration profile or a device manager' },
    android: { name: 'Android, ChromeOS', hint: 'Through a device manager' },
    printer: { name: 'Printer, camera, phone', hint: 'A page of its own with fields for SCEP or EST' },
    curl: { name: 'Anything with EST', hint: 'Routers, cameras, scripts; tried with curl' },
    'openssl-cmp': { name: 'OpenSSL (openssl cmp)', hint: 'Scripts and gateways, version 3.0 and newer' },
    plc: { name: 'Controller, Bouncy Castle', hint: 'PLCs, machines, mobile networks, Java programs' }
  },
  why: {
    'cisco-ios-scep': 'IOS speaks SCEP alone. The router sends its challenge once and renews with its certificate.',
    'strongswan-scep': 'Works with every version of pki since 5.9.8 and over plain HTTP.',
    'strongswan-est': 'Newer, over HTTPS. It knows no labels: the service has to be the default one.',
    'certmonger-scep': 'certmonger keeps the request going and renews by SCEP; it speaks no EST.',
    'windows-mdm-scep': 'Device managers fetch a one-time challenge from the NDES page for each device.',
    'apple-scep': 'Built into the system: the profile carries address and challenge, the key stays in the device.',
    'android-scep': 'Device managers enrol on behalf of the device, with a challenge from the NDES page.',
    'printer-scep': 'Nearly every printer has it. Each device that is listed gets a secret of its own.',
    'printer-est': 'For newer devices: HTTPS, a name and a password, and renewal without either.',
    'curl-est': 'Plain HTTPS requests that any program can make; the successor of SCEP.',
    'openssl-cmp-cmp': 'OpenSSL speaks CMP in full: enrol, update, revoke.',
    'plc-cmp':
      'The protocol of industry and mobile networks: first with a secret or the maker’s certificate, then by itself.',
    'plc-est': 'Where the device or library offers EST and no CMP.'
  },
  recipe: {
    title: 'Set up a device',
    lead: 'Address and names are those of this service; put a fresh secret in where the words stand.',
    device: 'Device or software',
    host: 'DNS name of the device',
    secretPlace: 'SECRET',
    userPlace: 'NAME',
    referencePlace: 'REFERENCE',
    unreachable: 'Nobody reaches this service yet, so the address below is an example.',
    trust: 'The device has to trust the root. Save it beside the commands.',
    part: {
      key: 'Make a key',
      authority: 'Fetch the authority',
      service: 'Make the service known',
      enrol: 'Get the certificate',
      renew: 'Renew it',
      revoke: 'Revoke it',
      config: 'Configuration',
      values: 'Values to enter'
    }
  },
  once: {
    lead: 'The secret is shown this once; only what proves it is kept. Put it into the device now, or save it.',
    certificateLead: 'The device signs in with its certificate, so there is no secret to keep.',
    qr: 'QR code of the secret',
    kept: 'It is in the device, or kept in a safe place',
    done: 'Done',
    address: 'Address',
    secret: 'Challenge',
    password: 'Password',
    user: 'User name',
    reference: 'Reference value',
    shared: 'Secret',
    page: 'Page for the device manager',
    token: 'Token',
    keyId: 'Key identifier (EAB)',
    hmacKey: 'HMAC key (EAB)',
    expires: 'Good until',
    fingerprint: 'Fingerprint of the authority'
  },
  bound: {
    names: 'Names',
    namesHelp: 'DNS names, addresses or mailboxes. A request with others is refused; empty leaves them to the profile.',
    commonName: 'Common name',
    organization: 'Organization',
    subjectHelp: 'In place of the subject that the device asks for; empty keeps the device’s own.'
  },
  network: {
    clients: 'Addresses that may ask',
    clientsHelp:
      'Addresses and ranges such as 192.0.2.0/24, of the connection itself; headers of proxies are not believed. Empty lets everybody ask.',
    perMinute: 'Requests of one address in a minute',
    perMinuteHelp: '0 sets no limit.'
  },
  pulse: {
    never: 'Never asked',
    last: 'Last asked',
    issued_one: '{{formatted}} certificate today',
    issued_other: '{{formatted}} certificates today',
    refused_one: '{{formatted}} refused',
    refused_other: '{{formatted}} refused'
  },
  ownKey: {
    good: 'Key good until {{when}}',
    missing: 'No key',
    title: 'Key and certificate of the service',
    none: 'The service has no certificate of its own. Nobody is answered until it has one.',
    subject: 'Certificate',
    key: 'Key',
    notAfter: 'Good until',
    renewAt: 'Renews by itself'
  },
  action: {
    newSecret: 'New secret',
    disable: 'Stop service',
    enable: 'Start service',
    renew: 'Renew its key',
    delete: 'Delete service',
    more: 'More for {{name}}'
  },
  done: {
    enable: '{{name}} answers again',
    disable: '{{name}} is stopped',
    renew: '{{name}} has its next key and certificate',
    delete: '{{name}} is deleted'
  },
  ask: {
    disable: {
      title: 'Stop {{name}}',
      consequence: 'Devices can neither enrol nor renew until it is started again. Certificates stay as they are.'
    },
    renew: {
      title: 'Renew the key of {{name}}',
      consequence:
        'The authority signs a new certificate now, so the vault has to be open. Devices fetch it by themselves with their next request.'
    },
    delete: {
      title: 'Delete {{name}}',
      consequence:
        'Its secrets end, its keys are destroyed, and devices get no answer any more. Certificates stay as they are.'
    }
  },
  settings: {
    consequences: 'What follows',
    title: 'Change {{name}}',
    confirm: 'Change it',
    save: 'Save changes',
    saved: '{{name}} answers by the new rules',
    readOnly: 'Your role may look at these settings and not change them.'
  },
  overview: {
    service: 'Service',
    address: 'Address for devices',
    profile: 'Profile',
    authority: 'Authority',
    issued: 'Certificates within 24 hours',
    refused: 'Refused within 24 hours',
    lastAsked: 'Last asked',
    never: 'Never',
    fingerprint: 'Fingerprint of the authority, SHA-256',
    everybody: 'Everybody'
  },
  tab: {
    overview: 'Overview',
    recipes: 'Set up a device',
    credentials: 'Secrets',
    enrolments: 'Enrolments',
    devices: 'Devices',
    log: 'Log',
    settings: 'Settings'
  },
  device: {
    list: 'Devices',
    name: 'Device',
    protocol: 'Protocol',
    service: 'Service',
    certificate: 'Certificate',
    noCertificate: 'None yet',
    notAfter: 'Valid until',
    count: 'Certificates',
    lastSeen: 'Last contact',
    lastAddress: 'From',
    never: 'Never seen',
    search: 'Search names',
    empty: {
      title: 'No device yet',
      text: 'A device stands here once it has a certificate from one of the services, or was registered.'
    },
    none: { title: 'No device fits', text: 'Take a filter away, or search for another part of the name.' }
  },
  validity: {
    label: 'Certificate valid for',
    until: 'until {{when}}',
    fixed: 'The profile says so.',
    choose: 'For example 90d or 6mo, at most {{most}}. Empty: {{usual}}, as the profile says.',
    profile: 'As the profile says',
    for: 'Certificates valid for {{span}}'
  },
  log: {
    list: 'Log',
    level: 'Level',
    search: 'Search the log',
    from: { info: 'All lines', warn: 'Refusals and worse', error: 'Errors' },
    fix: { settings: 'Open the settings', credentials: 'Open the secrets' },
    empty: {
      title: 'Nothing was refused',
      text: 'Each refusal stands here with what it means and what to do about it.'
    },
    none: { title: 'No line fits', text: 'Take a filter away, or search for another word.' }
  },
  refusal: {
    noSecret: { what: 'The device sent no challenge.', todo: 'Make a challenge and enter it in the device.' },
    secretUnknown: {
      what: 'The challenge is none of this service.',
      todo: 'It was mistyped, cut short by the device, or belongs to another service. Make a new one and enter it again.'
    },
    secretUsed: {
      what: 'The challenge was used already.',
      todo: 'A one-time challenge is good for one request. If the device is to enrol again, make a new one.'
    },
    secretExpired: {
      what: 'The challenge is too old.',
      todo: 'Make a new one, or let challenges live longer in the settings.'
    },
    secretRevoked: { what: 'The challenge was withdrawn.', todo: 'If the device belongs here, make a new one.' },
    outsideNames: {
      what: 'The device asked for a name that it may not have.',
      todo: 'Set its name right, or make a secret for the names that it asks for.'
    },
    validityFixed: {
      what: 'The device was let in with a validity of its own, and the profile lets nobody choose one any more.',
      todo: 'Give the profile a longest validity again, or let the device in anew without a validity of its own.'
    },
    sha1: {
      what: 'The device signs with SHA-1, which is broken.',
      todo: 'Update it. If that cannot be, this service can take SHA-1.'
    },
    des: {
      what: 'The device encrypts with a cipher that is too weak for this service.',
      todo: 'Choose AES in the device. If it has none, this service can take the old one.'
    },
    staleCertificate: {
      what: 'The device encrypted to a certificate that this service does not have any more.',
      todo: 'Let it fetch the authority again (GetCACert).'
    },
    unreadable: {
      what: 'What came cannot be read as a message of SCEP.',
      todo: 'It was damaged on its way, or something else than a device asks at this address.'
    },
    replay: {
      what: 'A message came a second time under an old number.',
      todo: 'Nothing, if the device asks again by itself. If it goes on, somebody may be playing messages back.'
    },
    deviceRemoved: {
      what: 'A device that was removed wanted to renew.',
      todo: 'Register it again if it belongs here; else revoke its certificates.'
    },
    renewalUnknown: {
      what: 'The device renews with a certificate that did not come from here.',
      todo: 'Let it enrol anew, with a challenge.'
    },
    renewalOff: {
      what: 'The device wanted to renew with its certificate, which this service does not take.',
      todo: 'Switch renewal on in the settings, or give the device a new challenge.'
    },
    wrongSigner: {
      what: 'The message is signed with another key than the one to be certified.',
      todo: 'Delete the half-made request in the device and begin again.'
    },
    validatorRefused: {
      what: 'The device manager said no.',
      todo: 'Look in the device manager whether the device and its challenge are known there.'
    },
    validatorSilent: {
      what: 'The device manager could not be asked.',
      todo: 'Check its address and that it runs; the device may ask again afterwards.'
    },
    pageLogin: {
      what: 'Somebody could not sign in to the page with one-time challenges.',
      todo: 'Compare user name and password in the device manager, or make the account anew.'
    },
    noOwnCertificate: {
      what: 'The service has no certificate of its own.',
      todo: 'Renew its key; what is in the way is said there.'
    },
    estUnknown: {
      what: 'There is no client of this name.',
      todo: 'Compare the user name in the device, or make a client.'
    },
    estPassword: {
      what: 'The password is wrong.',
      todo: 'Enter it again; if it is lost, give the client another one.'
    },
    estEnded: {
      what: 'The time in which this client could enrol is over.',
      todo: 'Give it another end, or make a new one.'
    },
    estAnonymous: {
      what: 'The device did not show what this service asks for.',
      todo: 'Give it a name and password or a certificate, or change how clients sign in.'
    },
    estUsedUp: { what: 'The client has had all of its certificates.', todo: 'Raise its number, or make a new client.' },
    estRenewOther: {
      what: 'The device asked for other names while renewing.',
      todo: 'Let it copy the names of its certificate, or enrol anew.'
    },
    estRenewNone: {
      what: 'The device renewed without showing the certificate that it renews.',
      todo: 'Let it use its certificate for TLS, or enrol anew.'
    },
    estPlain: { what: 'The device asked over plain HTTP.', todo: 'Enter the address that begins with https.' },
    network: {
      what: 'The device asked from an address that may not.',
      todo: 'Add its network to the settings if it belongs there.'
    },
    rate: { what: 'One address asked too often.', todo: 'If many devices share it, raise the number in the settings.' },
    estBinding: {
      what: 'The request is not bound to the connection that it came by.',
      todo: 'A proxy may stand between, or the device uses that field for something else. The settings can let it be.'
    },
    serverKeyOff: {
      what: 'The device wanted its key to be made here.',
      todo: 'Switch that on in the settings if devices may have it so.'
    },
    cmcOff: {
      what: 'The device asked by full CMC, which is off.',
      todo: 'Switch it on in the settings if it is needed.'
    },
    cmpReference: {
      what: 'No client has this reference value.',
      todo: 'Compare the reference value in the device, or make a client.'
    },
    cmpSecret: {
      what: 'The device has another secret than its client.',
      todo: 'Enter it again. A secret cannot be shown twice: if it is lost, make a new client.'
    },
    cmpRevoked: {
      what: 'A client that was withdrawn asked again.',
      todo: 'If it belongs here, make a new client for it.'
    },
    cmpIterations: {
      what: 'The device wants more rounds of hashing than this service does.',
      todo: 'Lower the count in the device, or raise it in the settings.'
    },
    cmpSha1: { what: 'The device protects its message with SHA-1.', todo: 'Choose SHA-256 in the device.' },
    cmpEnded: { what: 'The time in which this client could ask is over.', todo: 'Make a new client for it.' },
    cmpUsedUp: { what: 'The client has had all of its certificates.', todo: 'Make a new client for it.' },
    cmpUntrusted: {
      what: 'The device showed a certificate that this service does not accept.',
      todo: 'Add the maker’s root to the settings, or make a client with the certificate.'
    },
    clock: { what: 'The clock of the device is wrong.', todo: 'Set it; a time server helps for good.' },
    cmpUnprotected: {
      what: 'The message was not protected.',
      todo: 'Enter reference value and secret in the device, or let it sign.'
    },
    cmpProtection: {
      what: 'The message is protected in a way that this service does not take.',
      todo: 'Change it in the device, or allow both in the settings.'
    },
    cmpSameNames: {
      what: 'The device asked for other names than its certificate has.',
      todo: 'Set its name right, or give it a new secret.'
    },
    cmpUnconfirmed: {
      what: 'The device did not confirm its certificate in time.',
      todo: 'The answer was lost; the device asks again by itself.'
    },
    cmpUnwanted: {
      what: 'The device rejected its certificate.',
      todo: 'It says why below; the certificate was revoked.'
    }
  }
} as const
