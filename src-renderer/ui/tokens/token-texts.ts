import type { TokenState } from '../../../src-shared/model/token.ts'
import type { SecretKind, SecretOperation, SecretProblem } from '../../../src-shared/secret-entry.ts'

/** Words that the pages of tokens, YubiKeys and authorities and the top bar share. */
export const tokensEn = {
  title: 'Keys and tokens',
  tabs: { tokens: 'Tokens', yubikeys: 'YubiKeys', modules: 'Modules' },
  light: 'Tokens: {{states}}',
  count: { ready: '{{count}} ready', waiting: '{{count}} not ready' },
  inSlot: 'Unnamed, {{slot}}',
  all: 'All tokens',
  unlock: 'Unlock',
  unlocked: '{{name}} is unlocked.',
  warning: {
    imported:
      'This key was outside of the token before it came here. Copies may exist: in backups, on disks, with whoever had it. This warning stays.',
    readable: 'This key can be read out of the token. Do not use it for an authority.',
    unproved: 'The token does not say that this key was made on it; copies may exist.'
  },
  explain: {
    absent: 'It is not plugged in. Plug it in; what waits for it is signed then.',
    locked: 'It waits for its PIN.',
    unlocked: 'It is ready to sign.',
    'wrong-pin': 'The PIN was wrong. Make sure of it before you try again.',
    blocked:
      'It is blocked after too many wrong PINs. Unblock it with its PUK or its security officer, with the tool of its maker.',
    uninitialised: 'It is not set up. Initialise it and set a PIN with the tool of its maker.',
    'factory-credentials': 'It still has the PIN that it left the factory with, which everybody knows. Change it first.'
  } satisfies Readonly<Record<TokenState, string>>,
  tries: {
    few: 'A wrong PIN was tried before; few tries are left.',
    one: 'One try is left before the token blocks itself.',
    none: 'No try is left.'
  },
  touch: {
    title: 'Touch your key now',
    yubikey: 'YubiKey {{serial}} waits for a finger to use the key in slot {{slot}}.',
    token: 'The token {{name}} works on a signature and may wait for a finger.',
    for: 'For: {{names}}',
    queued_one: 'One more signature stands in line.',
    queued_other: '{{count}} more signatures stand in line.',
    left: 'About {{seconds}} s left',
    over: 'The time is over; the signature is tried again or refused.'
  },
  serviceKey: {
    place: 'The key lies',
    placeHelp: 'On a token nobody can copy it; it stays there and its next certificates are for the same key',
    vault: 'in the vault',
    absent: 'on a token that is not plugged in',
    label: 'Label on the token',
    labelHelp: 'A key with this label is used; where there is none it is made. Empty: the usual label of the service',
    shared: 'All {{all}} hold the same key and sign in turn.',
    failover: '{{ready}} of {{all}} can sign now; each signs alone while the others are away.'
  },
  secret: {
    what: {
      'token.unlock': 'Unlock the token',
      'token.change-pin': 'Change the PIN of the token',
      'token.keep-pin': 'Keep the PIN in the key store',
      'token.import': 'Put a key on the token',
      'yubikey.setup': 'Set the YubiKey up',
      'yubikey.change-pin': 'Change the PIN of the YubiKey',
      'yubikey.change-puk': 'Change the PUK of the YubiKey',
      'yubikey.unblock': 'Unblock the PIN of the YubiKey',
      'yubikey.generate': 'Make a key on the YubiKey',
      'yubikey.import': 'Write a key to the YubiKey',
      'yubikey.write-certificate': 'Write a certificate to the YubiKey',
      'yubikey.enrol': 'Make a key and a certificate on the YubiKey'
    } satisfies Readonly<Record<SecretOperation, string>>,
    field: {
      pin: 'PIN',
      'yubikey-pin': 'PIN',
      'new-pin': 'New PIN',
      'new-yubikey-pin': 'New PIN',
      puk: 'PUK',
      'new-puk': 'New PUK',
      'management-key': 'Management key',
      passphrase: 'Passphrase of the file'
    } satisfies Readonly<Record<SecretKind, string>>,
    problem: {
      missing: 'Fill this in.',
      length: 'The length is not right: a YubiKey takes 6 to 8 characters.',
      characters: 'Only letters, digits and signs of ASCII.',
      hex: 'Write 32, 48 or 64 hexadecimal digits.',
      factory: 'Everybody knows this one: YubiKeys leave the factory with it.',
      differ: 'The two are not the same.',
      same: 'Choose a PUK that is not the PIN.'
    } satisfies Readonly<Record<SecretProblem, string>>,
    again: '{{label}} again',
    file: 'Choose the private key',
    fileMissing: 'Choose the file of the private key.',
    go: 'Continue',
    lead: 'It goes to the engine over this connection and is kept by no page.'
  }
}
