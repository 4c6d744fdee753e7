export { de } from './texts-de.ts'

export const en = {
  lead: 'A YubiKey makes keys in numbered slots and signs a statement that it made them: a proof that no copy exists.',
  one: 'YubiKey {{serial}}',
  lookAgain: 'Look again',
  empty: {
    none: 'No YubiKey is plugged in',
    noneText: 'Plug one in and look again. YubiKey 4 and 5 are used, over USB or NFC.',
    unreachable: 'YubiKeys cannot be reached',
    unreachableText:
      'Setting up and attesting goes through the smart card service. On Debian and Ubuntu: apt install pcscd. On Windows and macOS prepare the key with ykman or yubico-piv-tool; signing works there too.'
  },
  column: {
    key: 'YubiKey',
    state: 'State',
    firmware: 'Firmware',
    tries: 'PIN tries left',
    slot: 'Slot',
    algorithm: 'Key',
    policies: 'PIN and touch',
    certificate: 'Certificate',
    origin: 'Origin',
    use: 'For',
    made: 'Made'
  },
  keys: {
    title: 'Keys on YubiKeys',
    lead: 'Every key that was made here or written to a YubiKey, plugged in or not. Lines stay when a key is replaced.',
    none: 'None yet.',
    replaced: 'Replaced',
    alsoOn: 'also on {{places}}',
    place: 'YubiKey {{serial}}, slot {{slot}}'
  },
  origin: { generated: 'Made on the key', imported: 'Imported' },
  use: { authority: 'Authority', person: 'Person' },
  pinPolicy: { never: 'no PIN', once: 'PIN once', always: 'PIN each time' },
  touchPolicy: { never: 'no touch', always: 'touch each time', cached: 'touch, good for 15 s' },
  problem: {
    factory:
      'This YubiKey still has secrets that it left the factory with and that everybody knows. It holds no key until they are changed.',
    pinBlocked: 'The PIN is blocked. Give it a new value with the PUK.',
    pukBlocked: 'The PUK is blocked: a blocked PIN could not be opened again.',
    bothBlocked: 'PIN and PUK are blocked. Only a reset helps (ykman piv reset), which destroys every key on it.',
    management: 'The management key is not behind the PIN: it must be given whenever something is written.'
  },
  secret: {
    title: 'PIN, PUK and management key',
    pin: 'PIN',
    puk: 'PUK',
    management: 'Management key',
    state: { factory: 'the factory’s', changed: 'changed', unknown: 'not told by this firmware' },
    left: '{{left}} of {{tries}} tries left',
    behind: '{{algorithm}}, behind the PIN: nobody has to keep it',
    apart: '{{algorithm}}, kept elsewhere'
  },
  slots: {
    title: 'Slots',
    free: 'Free',
    retired_one: '{{count}} more slot is free.',
    retired_other: '{{count}} more slots are free: those for retired keys take any key.',
    unknown: 'This firmware does not tell what is in a slot; certificates only.'
  },
  slot: {
    '9a': 'Authentication',
    '9c': 'Digital signature',
    '9d': 'Key management',
    '9e': 'Card authentication',
    retired: 'Retired key {{number}}'
  },
  slotHint: {
    '9a': 'Smart card logon and TLS clients. PIN once after plugging in.',
    '9c': 'Signatures. Asks for the PIN before each one: the usual place for an authority.',
    '9d': 'Decryption of mail (S/MIME).',
    '9e': 'Doors and devices: used without a PIN. Not for an authority.',
    retired: 'Any key; twenty of these slots exist.'
  },
  action: {
    setup: 'Set it up',
    newKey: 'New key',
    changePin: 'Change PIN',
    changePuk: 'Change PUK',
    unblock: 'Unblock PIN',
    attest: 'Save attestation',
    write: 'Write certificate',
    authority: 'Make an authority with this key'
  },
  done: {
    setup: 'YubiKey {{serial}} is set up.',
    pin: 'The PIN was changed.',
    puk: 'The PUK was changed.',
    unblock: 'The PIN has a new value.',
    written: 'The certificate is in slot {{slot}}.'
  },
  attestation: {
    title: 'Attestation',
    proved: 'Made on this YubiKey',
    provedOwn: 'Made on it by a root of yours',
    ownRoot:
      'The chain ends at {{root}}, a root from the settings of this installation and not one of Yubico. Whoever holds its key can attest whatever they like.',
    notProved: 'Not proved',
    none: 'There is no statement on where this key was made.',
    lead: 'The YubiKey signed a statement about this key with a key that its maker put in. It was checked up to a root of Yubico.',
    root: 'Root',
    serial: 'Serial number',
    firmware: 'Firmware',
    slot: 'Slot',
    pinPolicy: 'PIN policy',
    touchPolicy: 'Touch policy',
    form: 'Form',
    fips: 'FIPS model',
    check: {
      form: 'Form of the statement',
      chain: 'Chain to the maker',
      key: 'About this key',
      slot: 'About this slot',
      serial: 'About this YubiKey'
    }
  },
  facts: {
    title: 'Key',
    algorithm: 'Algorithm',
    spki: 'SHA-256 of the public key',
    policies: 'Policies',
    origin: 'Origin',
    authority: 'Authority',
    alsoOn: 'The same key',
    pkcs11: 'Name in PKCS#11',
    empty: 'This slot is empty.'
  },
  certificate: {
    title: 'Certificate in the slot',
    none: 'No certificate is in the slot yet. Programs find the key by it.',
    subject: 'Subject',
    issuer: 'Issuer',
    notAfter: 'Valid until',
    misfit: 'This certificate is for another key than the one in the slot.'
  },
  write: {
    title: 'Write a certificate into slot {{slot}}',
    lead: 'Programs and other computers find the key by its certificate. It must be for the key in the slot.',
    from: 'Certificate',
    ofAuthority: 'That of {{name}}',
    ofAuthorityHint: 'Its present certificate.',
    pasted: 'Another one',
    pastedHint: 'PEM, or DER in base64: from an outside authority, or a request that was approved.',
    text: 'Certificate'
  },
  warning: 'It has been outside: nobody can prove that no copy of it is left. This warning stays.',
  wizard: {
    title: 'New key on YubiKey {{serial}}',
    finish: { generate: 'Make the key', import: 'Write the key', enrol: 'Make key and certificate' },
    step: { ready: 'Set up', slot: 'Slot', use: 'Purpose', key: 'Key', person: 'Person', review: 'Review' },
    lead: {
      ready: 'A YubiKey leaves the factory with a PIN, a PUK and a management key that everybody knows.',
      slot: 'Each slot holds one key and its certificate.',
      use: 'What is the key for?',
      key: 'Neither algorithm nor policies can be changed afterwards.',
      person: 'Whose certificate is it?',
      review: 'This happens now. You are asked for the PIN of the YubiKey.'
    },
    ready: {
      done: 'PIN, PUK and management key were changed.',
      todo: 'Choose a PIN of your own. Chancery makes a PUK, which opens a blocked PIN and is shown once, and a random management key that lies on the YubiKey behind the PIN: nobody has to keep it.',
      blocked: 'Change the secrets of the factory first.'
    },
    slot: {
      retired: 'Slot for a retired key',
      inUse: 'In use.',
      overwrite: 'Destroy what is in the slot',
      overwriteHelp: 'The key that is there now is gone for ever, and with it everything that only it opens or signs.',
      taken: 'This slot is in use. Choose another one, or say that what is in it may be destroyed.'
    },
    use: {
      authority: 'Key of an authority',
      authorityHint: 'Made on the YubiKey, attested, then an authority is made with it.',
      person: 'Certificate of a person',
      personHint: 'Smart card logon or S/MIME: key, request and certificate in one go, by one of your profiles.',
      copy: 'Copy of a key from a file',
      copyHint:
        'The same key on a second YubiKey, against loss and for more signatures a second. Worth less than one that was made on the YubiKey.'
    },
    algorithm: 'Algorithm',
    pinPolicy: 'When it asks for the PIN',
    pin: {
      never: 'Never',
      neverHint: 'Whoever has the YubiKey uses the key.',
      once: 'Once after plugging in',
      onceHint: 'Usual for persons.',
      always: 'Before each signature',
      alwaysHint: 'Usual for an authority; Chancery gives it while the token is unlocked.'
    },
    touchPolicy: 'When it asks to be touched',
    touch: {
      never: 'Never',
      neverHint: 'For an authority that signs while nobody is there.',
      always: 'Each time',
      alwaysHint: 'Nothing is signed unless somebody touches the YubiKey. For roots.',
      cached: 'Each time, good for 15 seconds',
      cachedHint: 'One touch for a row of signatures.'
    },
    profile: 'Profile',
    profileHelp: 'Decides what the certificate is good for.',
    noProfile: 'There is no profile yet. Make one for smart card logon or S/MIME first.',
    name: 'Name',
    email: 'E-mail address',
    emailHelp: 'For S/MIME; left empty where the profile takes none.',
    upn: 'Logon name',
    upnHelp: 'For Windows logon, such as berta@example.org; left empty where the profile takes none.',
    review: { slot: 'Slot', use: 'Purpose', overwrite: 'What is in the slot now', destroyed: 'is destroyed' }
  },
  result: {
    title: 'The key is in slot {{slot}}',
    next: 'What to do next',
    authority: 'Make the authority. Its certificate can then be written into the slot.',
    module: 'Signing goes through Yubico’s PKCS#11 module, which is not in use yet.',
    useModule: 'Use Yubico’s module',
    noModule: 'Install it (Debian: apt install ykcs11), then use it on the page of modules.',
    copy: 'The YubiKeys with the same key stand in for each other. Delete the file, and every copy of it.',
    written: 'The certificate is in the slot. The YubiKey is ready for use.',
    waits: 'The request waits for approval. When the certificate is there, write it into the slot.',
    showRequest: 'Show the request',
    showCertificate: 'Show the certificate',
    showSlot: 'Show the slot',
    another: 'Another key'
  }
} as const
