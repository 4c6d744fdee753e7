export { de } from './texts-de.ts'

export const en = {
  title: 'Authorities',
  one: 'Authority',
  view: { label: 'View', tree: 'Who signed whom', table: 'Table' },
  column: {
    name: 'Name',
    state: 'State',
    subject: 'Subject',
    issuer: 'Signed by',
    key: 'Key',
    notAfter: 'Valid until',
    crl: 'CRL',
    certificates: 'In force'
  },
  empty: {
    title: 'No authority yet',
    text: 'An authority is a key that signs certificates. Make a root first, then an authority under it that does the daily work.'
  },
  noCertificate: 'No certificate yet',
  ranOut: 'Certificate expired',
  activeCount: '{{count}} in force',
  outsideIssuer: 'signed by {{name}}, not one of yours',
  unknownIssuer: 'an outside authority',
  kind: { root: 'Root', subordinate: 'Under another authority' },
  comment: 'Comment for the audit log',
  profilesNone: 'No profile issues under this authority yet.',
  blocked: {
    offline: 'The key is off line. Bring it on line first.',
    elsewhere: 'The key is in another installation. Ask for it under Air gap.'
  },
  action: {
    create: 'Make an authority',
    import: 'Import',
    install: 'Install certificate',
    issueCrl: 'Issue CRL now',
    export: 'Export chain',
    settings: 'Settings',
    renew: 'Renew certificate',
    offline: 'Take key off line',
    online: 'Bring key on line',
    retire: 'Retire',
    destroy: 'Destroy key',
    remove: 'Remove'
  },
  fact: {
    subject: 'Subject',
    kind: 'Kind',
    issuer: 'Signed by',
    certificate: 'Certificate',
    showCertificate: 'Show the certificate',
    key: 'Key',
    keyLocation: 'Where the key lies',
    origin: 'Origin',
    originHint: 'How key and certificate came to be. It is kept for ever and cannot be changed.',
    pathLength: 'Path length',
    pathLengthHint: 'How many authorities may stand between this one and an end-entity certificate (RFC 5280 4.2.1.9).',
    pathLengthNone: 'no limit',
    issued: 'Issued',
    counts: '{{active}} in force, {{suspended}} suspended, {{revoked}} revoked, {{expired}} expired',
    createdAt: 'Made',
    description: 'Description'
  },
  keyPlace: {
    label: 'Where the key lies',
    vault: 'In the vault',
    vaultHint: 'Sealed in this installation, part of its backups. Enough for most authorities.',
    token: 'On a token',
    tokenHint: 'A smart card, YubiKey or HSM. Nobody can copy the key; lost with the token, it is lost.',
    mayNot: 'Your role may not use tokens.',
    which: 'Token',
    none: 'No token is plugged in.',
    goTokens: 'Show keys and tokens',
    source: 'Key on the token',
    make: 'Make a new key',
    makeHint: 'It goes by the name of the authority.',
    take: 'Use the key {{label}}',
    foreign: 'Not one that Chancery uses.',
    taken: 'Used by {{name}}.',
    unlockFirst: 'Unlock the token to see its keys and to make one.',
    makesNone:
      'This token makes no keys here. Make the key with the tool of its maker, or with the slot wizard of a YubiKey.'
  },
  keyLocation: {
    software: 'Sealed in this installation',
    destroyed: 'Destroyed',
    token: 'On a token',
    elsewhere: 'In another installation, off line'
  },
  origin: {
    mirror: 'Mirror of a root that is kept off line; its key was never here',
    key: { generated: 'Key made here', imported: 'Key imported' },
    certificate: {
      'self-signed': 'certificate signed by itself',
      'issued-here': 'certificate issued here',
      imported: 'certificate from elsewhere',
      none: 'no certificate yet'
    }
  },
  section: {
    identity: 'Identity and key',
    crl: 'Certificate revocation list',
    addresses: 'Addresses in new certificates',
    addressesLead: 'Certificates already issued keep the addresses that they carry.',
    profiles: 'Profiles',
    chain: 'Chain',
    earlier: 'Earlier certificates',
    earlierLead: 'Certificates that this authority had before; what was issued under them still chains to them.'
  },
  earlier: { serial: 'Serial number', state: 'State', from: 'Valid from', until: 'Valid until' },
  address: {
    crl: 'CRL',
    issuer: 'Issuer certificate',
    ocsp: 'OCSP responder',
    cps: 'Practice statement',
    none: 'New certificates will carry no addresses: none is set here and the installation has no public base address.',
    absent: 'none',
    listHelp: 'http addresses. Left empty, they come from the public base address of the installation.',
    issuerHelp: 'Where verifiers fetch the certificate of this authority.',
    ocspHelp: 'Where verifiers ask for the state of one certificate.',
    cpsHelp: 'Goes into certificates whose profile names a policy without an address of its own.'
  },
  crl: {
    latest: 'Newest CRL',
    number: 'Number {{number}}',
    thisUpdate: 'Made',
    nextUpdate: 'Good until',
    nextDue: 'Next one due',
    byHand: 'Made by hand only',
    byRelease: 'Signed ahead; released by itself',
    settings: 'Rule',
    life: 'good for {{life}}, the next {{overlap}} before its end',
    onRevocation: 'a new one after every revocation',
    notOnRevocation: 'none after a revocation',
    keepExpired: 'expired certificates stay listed',
    all: 'All CRLs',
    showAll: 'Show the list'
  },
  crlField: {
    profile: 'Follows',
    profileHelp: 'A CRL profile that several authorities share, or settings of its own',
    own: 'Settings of its own',
    followed: 'Its CRLs come as the CRL profile {{name}} says.',
    policy: 'Open its CRL policy',
    onRevocation: 'Sign a new CRL after every revocation',
    onRevocationHelp: 'Verifiers learn of a revocation at once instead of at the next scheduled CRL.',
    scheduled: 'Sign CRLs on schedule',
    scheduledHelp: 'Without it a CRL is made only by hand or after a revocation, and may run out.',
    life: 'A CRL is good for',
    lifeHelp: 'From thisUpdate to nextUpdate',
    overlap: 'Next one made before its end',
    overlapHelp: 'Leaves time to publish it',
    keepExpired: 'Keep expired certificates on the CRL',
    keepExpiredHelp: 'For signatures that are checked long after; the CRL says since when (expiredCertsOnCRL).'
  },
  csr: {
    title: 'CSR for the outside signer',
    lead: 'Hand it to the authority that signs, then install the certificate that comes back.',
    save: 'Save'
  },
  install: {
    title: 'Install the certificate of {{name}}',
    lead: 'The certificate must be for the key of this authority. Give the chain up to the root with it.',
    file: 'Choose a file',
    certificate: 'Certificate and chain, as PEM',
    trust: 'I compared the fingerprint of the root',
    trustHelp:
      'Only for a root that this installation does not know: compare it with one you were given by another way.',
    confirm: 'Install certificate',
    done: '{{name}} is active'
  },
  issueCrl: {
    title: 'Issue a CRL of {{name}}',
    consequence:
      'A new complete CRL is signed now. Of this authority {{revoked}} certificates are revoked and {{suspended}} suspended. The new CRL is good for {{life}} and takes the place of the present one.',
    confirm: 'Sign CRL',
    done: 'CRL {{number}} with {{count}} entries is signed',
    show: 'Show'
  },
  export: {
    title: 'Export {{name}}',
    confirm: 'Save file',
    format: 'Format',
    'chain-pem': { label: 'Certificate with chain, PEM', hint: 'What web servers and most tools take.' },
    pem: { label: 'Certificate only, PEM', hint: 'To put a root into a trust store.' },
    der: { label: 'Certificate only, DER', hint: 'For Windows, phones and the address in certificates.' },
    pkcs7: { label: 'Certificate with chain, PKCS#7', hint: 'For Windows and Java.' }
  },
  renew: {
    title: 'Renew the certificate of {{name}}',
    lead: 'The authority gets a new certificate for its present key and name. Everything it issued stays valid; the earlier certificate stays valid until its own end.',
    validity: 'Validity',
    validityHelp: 'Left empty, as long as the present certificate',
    confirm: 'Renew certificate',
    done: '{{name}} has a new certificate'
  },
  askRenewal: {
    title: 'Ask for a new certificate of {{name}}',
    consequence:
      'The certificate was signed by {{issuer}}. A CSR for the same key and name is made; have it signed there and install what comes back. Until then {{name}} goes on with its present certificate.',
    confirm: 'Make the CSR',
    done: 'The CSR of {{name}} is made'
  },
  offline: {
    title: 'Take the key of {{name}} off line',
    consequence:
      'Until it is brought back, this authority signs neither certificates nor CRLs. Approved requests wait, and its CRL may run out.',
    confirm: 'Take key off line',
    done: 'The key of {{name}} is off line'
  },
  online: {
    title: 'Bring the key of {{name}} on line',
    consequence: 'The authority can sign again. Requests that waited for the key can be signed.',
    confirm: 'Bring key on line',
    done: 'The key of {{name}} is on line'
  },
  retire: {
    title: 'Retire {{name}}',
    consequence: 'The authority issues nothing more, and nothing leads back from here.',
    certificates_one: '{{count}} certificate of it stays in force until it expires or is revoked',
    certificates_other: '{{count}} certificates of it stay in force until they expire or are revoked',
    below_one: '{{count}} authority stands under it: {{names}}. It can go on, but not be renewed by this one',
    below_other: '{{count}} authorities stand under it: {{names}}. They can go on, but not be renewed by this one',
    profiles_one: '{{count}} profile issues under it and needs another authority',
    profiles_other: '{{count}} profiles issue under it and need another authority',
    crl: 'It still signs CRLs for what it issued',
    confirm: 'Retire authority',
    done: '{{name}} is retired'
  },
  destroy: {
    title: 'Destroy the key of {{name}}',
    consequence: 'The private key is destroyed for good. No backup made from now on holds it.',
    certificates_one: '{{count}} certificate in force can never be revoked again',
    certificates_other: '{{count}} certificates in force can never be revoked again',
    below_one: '{{count}} authority under it can never be revoked by it: {{names}}',
    below_other: '{{count}} authorities under it can never be revoked by it: {{names}}',
    profiles_one: '{{count}} profile still names it',
    profiles_other: '{{count}} profiles still name it',
    crl: 'No further CRL will be signed; the last one runs out at its nextUpdate',
    confirm: 'Destroy key',
    done: 'The key of {{name}} is destroyed'
  },
  remove: {
    title: 'Remove {{name}}',
    consequence:
      'It never had a certificate. Its key is destroyed with it; a certificate that the outside signer may yet send could not be installed any more.',
    confirm: 'Remove authority',
    done: '{{name}} is removed'
  },
  settings: {
    title: 'Settings of {{name}}',
    lead: 'Changes hold for what is signed from now on.',
    general: 'General',
    caa: 'CAA',
    caaLead: 'By these names the owner of a domain can allow this authority in CAA records (RFC 8659).',
    caaIdentities: 'CAA names of this authority',
    caaIdentitiesHelp:
      'Domain names in lower case, for example ca.example.com. Without one no CAA record can mean this authority.',
    addressesLead: 'They go into new certificates, so that verifiers find CRL, issuer and OCSP responder.',
    save: 'Save settings',
    done: 'The settings are saved'
  },
  field: {
    name: 'Name',
    nameHelp: 'What people and the command line call it, such as root or issuing. It is not part of the certificate.',
    description: 'Description',
    signature: 'Signature algorithm',
    signatureHelp: 'For certificates and CRLs signed from now on',
    signatureDefault: 'What suits the key',
    validity: 'Validity'
  },
  step: {
    kind: 'Kind',
    subject: 'Name',
    key: 'Key',
    validity: 'Validity',
    advanced: 'Advanced',
    publication: 'Publication',
    review: 'Review'
  },
  stepLead: {
    kind: 'Who signs the certificate of the new authority?',
    subject: 'The subject stands in every certificate that it issues and cannot be changed later.',
    key: 'The key stays for the life of the authority. Choose what its verifiers understand.',
    validity: 'It must outlive what it issues.',
    advanced: 'Limits on what may stand below. Most authorities need none.',
    publication: 'Where verifiers find CRL and certificate, and how CRLs are made.',
    review: 'This will be signed.'
  },
  create: {
    title: 'Make an authority',
    kind: {
      root: {
        label: 'A root',
        hint: 'Signs itself. The anchor that verifiers trust; keep its key off line after its work.'
      },
      under: {
        label: 'Under one of yours',
        hint: 'Signed by an authority of this installation. The one that does the daily work.'
      },
      csr: {
        label: 'CSR for an outside signer',
        hint: 'The key is made here, the certificate comes from another authority and is installed later.'
      },
      import: { label: 'Import', hint: 'Takes over key, certificate and chain from a PKCS#12 or PEM file.' }
    },
    noSigner: 'There is no active authority that could sign. Make a root first.',
    issuer: 'Signed by',
    chooseIssuer: 'Choose the authority that signs',
    signatureHelp: 'How the certificate or CSR is signed',
    validityHelp: '20 years for a root and 5 for an issuing authority are usual',
    validityOutside: 'The outside signer decides how long the certificate is valid.',
    longerThanIssuer:
      '{{name}} ends on {{date}}. A certificate that outlives its issuer would be refused; choose a shorter span.',
    pathLengthHelp: '0: only end-entity certificates below. Empty: no limit.',
    constraints: 'Name constraints',
    constraintsLead: 'Certificates below may only hold names inside the permitted and outside the excluded subtrees.',
    permitted: 'Permitted name',
    excluded: 'Excluded name',
    addPermitted: 'Add a permitted name',
    addExcluded: 'Add an excluded name',
    policies: 'Certificate policies',
    policiesLead: 'Which policies certificates below may claim. Without one, nothing is said.',
    advancedNote: 'Extensions follow RFC 5280 4.2.1.4, 4.2.1.9 and 4.2.1.10.',
    finish: 'Make key and sign',
    finishCsr: 'Make key and CSR'
  },
  subject: {
    add: 'Add an attribute',
    type: 'Attribute',
    value: 'Value',
    text: 'As text (RFC 4514)',
    textHelp: 'In the order of the certificate; type or paste a name here to fill the lines.'
  },
  keyAdvice: {
    'RSA-2048': 'Understood everywhere. 112 bits: not for an authority that lives beyond 2030.',
    'RSA-3072': 'Understood everywhere, 128 bits. The safe choice where old devices must verify.',
    'RSA-4096': 'Understood everywhere, larger and slower. Usual for roots.',
    'P-256': 'Small and fast, 128 bits. Understood by all current software.',
    'P-384': 'Small, 192 bits. A good choice for an authority with current verifiers.',
    'P-521': '256 bits, but some browsers and devices do not verify it.',
    Ed25519: 'Small and fast, yet browsers and many devices do not take it.',
    'ML-DSA-44': 'Post-quantum, category 2. Signatures of 2.4 kB; few verifiers know it yet.',
    'ML-DSA-65': 'Post-quantum, category 3. Signatures of 3.3 kB; for trials and closed systems.',
    'ML-DSA-87': 'Post-quantum, category 5. Signatures of 4.6 kB; for long-lived roots in closed systems.'
  },
  preview: {
    certificate: 'The certificate to be',
    csr: 'The CSR to be',
    noSubject: 'Not named yet',
    noIssuer: 'Not chosen yet',
    outside: 'an outside signer',
    self: 'itself',
    until: 'Valid until',
    basic: 'Basic constraints',
    basicCa: 'authority, critical',
    usage: 'Key usage',
    permits: 'permits {{type}} {{value}}',
    excludes: 'excludes {{type}} {{value}}'
  },
  result: {
    title: '{{name}} is made',
    next: 'What to do next',
    awaiting: 'Hand the CSR to the outside signer. When the certificate comes back, open the authority and install it.',
    root: 'Make an authority under it for the daily work, distribute the root certificate to those who shall trust it, then take the key of the root off line.',
    subordinate: 'Make a profile that issues under it, then take requests.',
    open: 'Open the authority',
    slot: 'Write the certificate into slot {{slot}}',
    under: 'Make an authority under it',
    profile: 'Make a profile'
  },
  import: {
    title: 'Import an authority',
    lead: 'Takes over private key, certificate and chain. That the key came from elsewhere is shown for ever.',
    file: 'File',
    choose: 'Choose a PKCS#12 or PEM file',
    paste: 'or paste PEM',
    pasteHelp: 'Private key, certificate and chain, one after the other',
    passphrase: 'Passphrase of the file',
    passphraseHelp: 'Left empty where the key is not protected',
    authority: 'Authority',
    crlNumber: 'Last CRL number used elsewhere',
    crlNumberHelp: 'Ours go on above it. Not needed where the CRL is given.',
    crl: 'Last CRL',
    crlLead:
      'What it revoked stays revoked: the entries of its last complete CRL stand on every one to come, and the number goes on.',
    chooseCrl: 'Choose its last CRL',
    doneWithCrl_one: '{{name}} is taken over, with one entry of CRL {{number}}',
    doneWithCrl_other: '{{name}} is taken over, with {{count}} entries of CRL {{number}}',
    note: 'Where it comes from',
    noteHelp: 'Shown with the origin of the authority',
    confirm: 'Import authority',
    done: '{{name}} is taken over'
  }
} as const
