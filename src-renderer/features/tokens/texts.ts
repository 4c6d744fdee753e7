export { de } from './texts-de.ts'

export const en = {
  lead: 'Keys that nobody can copy: made on a token, used on it, never taken out of it.',
  column: {
    token: 'Token',
    state: 'State',
    keys: 'Keys',
    authorities: 'Relied on by',
    module: 'Module',
    file: 'File',
    key: 'Key',
    algorithm: 'Algorithm',
    protection: 'Protection',
    process: 'Process',
    version: 'Version'
  },
  lookAgain: 'Look again',
  hiddenKeys: 'Shown once it is unlocked',
  noAuthorities: 'None',
  empty: {
    modules: 'No module is in use',
    modulesText:
      'A token is reached through a PKCS#11 module, a library of its maker: ykcs11 for YubiKeys, SoftHSM for training, that of an HSM. Use one, and its tokens show here.',
    modulesAction: 'Choose a module',
    tokens: 'No token is plugged in',
    tokensText:
      'The modules in use see none. Plug a token in; it shows here by itself. Card readers need the smart card service pcscd; “Examine” on the page of modules says what is missing.'
  },
  token: {
    missing: 'This token is not known any more.',
    facts: 'Token',
    label: 'Label',
    serial: 'Serial number',
    maker: 'Maker and model',
    firmware: 'Firmware',
    slot: 'Slot',
    address: 'Address',
    addressHint: 'PKCS#11 URI (RFC 7512): the token is known by it wherever it is plugged in.',
    makes: 'Makes keys of',
    makesNone: 'Not known before it is plugged in',
    software: 'Software: its keys are files. Good for tests and training, no protection for a real authority.',
    pinPad: 'The PIN is typed on the device itself.',
    queued_one: '{{count}} signature waits for it.',
    queued_other: '{{count}} signatures wait for it.',
    changePin: 'Change the PIN of this token first. Nothing is signed with a PIN that everybody knows.'
  },
  pin: {
    title: 'PIN',
    lead: 'Typed into a window of its own and kept in the process of the module alone, until Chancery ends or locks.',
    source: 'Read from',
    none: 'Nowhere: somebody types it',
    keyStore: 'The key store of this machine ({{name}})',
    credential: 'A systemd credential ({{name}})',
    kept: 'The PIN of {{name}} is kept in the key store.',
    forgotten: 'The PIN of {{name}} is not kept any more.',
    changed: 'The PIN of {{name}} was changed.'
  },
  action: {
    unlock: 'Unlock',
    unlockOnce: 'Unlock until it is pulled out',
    lock: 'Lock',
    changePin: 'Change PIN',
    keepPin: 'Keep the PIN in the key store',
    forgetPin: 'Do not keep the PIN',
    generate: 'Make a key',
    import: 'Import a key',
    destroy: 'Destroy',
    takeUp: 'Take up',
    examine: 'Examine',
    remove: 'Remove',
    use: 'Use',
    restart: 'Start again'
  },
  blocked: {
    unlockFirst: 'Unlock the token first.',
    inUse: 'The authority {{name}} uses it. Retire the authority; destroying it destroys its key.'
  },
  locked: '{{name}} is locked, its PIN forgotten.',
  keys: {
    title: 'Keys',
    none: 'No private key is on this token yet.',
    made: 'Made on the token',
    secret: 'Cannot be read out',
    always: 'PIN for each signature',
    foreign: 'Not one that Chancery uses',
    copyOf: 'A copy of the key of {{key}}; it does not sign yet'
  },
  service: {
    ocsp: 'OCSP responder of {{name}}',
    tsa: 'Time-stamp service {{name}}',
    evidence: 'Evidence key {{name}}'
  },
  takeUp: {
    title: 'Take up the copy {{label}}?',
    consequence:
      'It is the same key as that of {{key}}, on another token. Both sign in turn from then on, and each alone while the other is away.',
    done: 'The copy {{label}} signs too.'
  },
  generate: {
    title: 'Make a key on {{name}}',
    lead: 'The key is made on the token and never leaves it. Nobody can copy it, not even you: a token that is lost takes the key along.',
    label: 'Label',
    labelHelp: 'How the key is called on the token. Choose what its authority will be called.',
    algorithm: 'Algorithm',
    use: 'What it signs',
    uses: {
      authority: 'Certificates, CRLs and OCSP answers of an authority',
      timestamp: 'Time-stamps',
      ocsp: 'OCSP answers'
    },
    done: 'The key {{label}} was made.'
  },
  import: {
    title: 'Import a key to {{name}}',
    lead: 'For a key that exists already. A new key that is made on the token is better: nobody else can have it.',
    from: 'From',
    fromAuthority: 'The vault of this installation',
    fromAuthorityHint: 'The key of an authority moves to the token. The copy in the vault is blanked.',
    fromFile: 'A file',
    fromFileHint: 'PEM or DER, also encrypted. It is chosen and opened by Chancery itself.',
    authority: 'Authority',
    noAuthority: 'No authority has its key in the vault.',
    done: 'The key {{label}} is on the token.'
  },
  destroy: {
    title: 'Destroy the key {{label}}?',
    consequence:
      'The key is gone for ever. What it signed stays valid, and nothing can be signed with it again, no CRL either.',
    done: 'The key {{label}} was destroyed.'
  },
  modules: {
    lead: 'Each runs in a process of its own. One that crashes or hangs takes its tokens off line and nothing else, and is started again.',
    used: 'In use',
    found: 'Found on this machine',
    foundLead: 'Known modules that are installed in a usual place.',
    noneFound: 'None of the known modules is installed. Debian: softhsm2, ykcs11, opensc-pkcs11.',
    add: 'Add by path',
    addLead:
      'A module is program code. Use those of makers whom you trust: its file must belong to root or to you, and nobody else may change it.',
    choose: 'Choose the file',
    path: 'File of the module, with its whole path',
    addPath: 'Use this module',
    added: 'The module is in use.',
    inUse: 'in use',
    removed: 'The module is not used any more.',
    remove: 'Stop using {{name}}?',
    removeText:
      'Its process ends, and authorities with keys behind it cannot sign until it is used again. The keys stay on their tokens.',
    cryptoki: 'PKCS#11 {{version}}'
  },
  doctor: {
    title: 'Token doctor',
    lead: 'What the module and its tokens say of themselves, and what follows. Nobody is signed in for it.',
    again: 'Examine again',
    module: 'Module',
    loads: 'It loads',
    no: 'It does not load',
    product: 'Product',
    unknown: 'Not in the table of known ones',
    says: 'Says of itself',
    slot: 'Slot {{id}}',
    emptySlot: 'Empty',
    login: 'Signing in',
    loginBy: { pin: 'with a PIN', 'pin-pad': 'on the device itself', none: 'not needed' },
    makes: 'Keys that it makes',
    clock: 'Clock',
    mechanisms_one: '{{count}} mechanism that signs',
    mechanisms_other: '{{count}} mechanisms that sign',
    findings: 'Found',
    noModules: 'No module is in use, so there is nothing to examine.'
  }
} as const
