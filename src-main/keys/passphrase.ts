import { ChanceryError, type Reason } from '../../src-shared/errors.ts'

/** Characters (Unicode code points after normalisation). */
export const minPassphraseLength = 10
export const maxPassphraseLength = 1024
/** UTF-16 units that are looked at at all; a longer text is refused before any work is done with it. */
const maxInputLength = 4 * maxPassphraseLength

/** What everybody tries first, without blanks, digits at the end and upper case. Ten characters or more once padded. */
const trivial: readonly string[] = [
  'adminadmin',
  'administrator',
  'certificate',
  'certificateauthority',
  'chancery',
  'changeit',
  'changeme',
  'changethis',
  'correcthorsebatterystaple',
  'defaultpassword',
  'iloveyou',
  'letmein',
  'letmeinplease',
  'masterkey',
  'masterpassword',
  'mypassphrase',
  'mypassword',
  'mysecret',
  'newpassword',
  'opensesame',
  'passphrase',
  'passw0rd',
  'password',
  'passwordpassword',
  'pleaseletmein',
  'qazwsxedc',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'rootroot',
  'rootpassword',
  'secretpassword',
  'secretsecret',
  'superadmin',
  'superuser',
  'temporary',
  'testpassword',
  'testtest',
  'thisisapassword',
  'topsecret',
  'trustnoone',
  'unbelievable',
  'welcome',
  'welcomehome',
  'whatever',
  'zxcvbnm'
]
const sequences = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz']

/**
 * Normalises to NFKC (as RFC 8265 does for passwords in spirit, and the same passphrase typed on another keyboard
 * or system gives the same bytes).
 * @returns UTF-8 bytes; the caller zeroes them.
 * @throws ChanceryError `too-large`.
 */
export function passphraseBytes(passphrase: string): Uint8Array {
  if (passphrase.length > maxInputLength)
    throw new ChanceryError('too-large', `A passphrase has at most ${maxPassphraseLength} characters.`)
  return new TextEncoder().encode(passphrase.normalize('NFKC'))
}

/**
 * The rules for a new passphrase.
 * @param about words that must not be the passphrase: the operator's name, the organisation's name.
 * @returns every rule that it breaks; empty when it is good enough. The reasons never quote the passphrase.
 */
export function checkPassphrase(passphrase: string, about: readonly string[] = []): readonly Reason[] {
  const reason = (rule: string, message: string): Reason => ({
    where: 'passphrase',
    rule: `passphrase.${rule}`,
    message
  })
  if (passphrase.length > maxInputLength)
    return [reason('too-long', `A passphrase has at most ${maxPassphraseLength} characters.`)]
  const text = passphrase.normalize('NFKC')
  const length = [...text].length
  const reasons: Reason[] = []
  if (length < minPassphraseLength)
    reasons.push(
      reason('too-short', `A passphrase has at least ${minPassphraseLength} characters; this one has ${length}.`)
    )
  if (length > maxPassphraseLength)
    reasons.push(
      reason('too-long', `A passphrase has at most ${maxPassphraseLength} characters; this one has ${length}.`)
    )
  if (/\p{Cc}/u.test(text))
    reasons.push(reason('control-character', 'A passphrase holds no control characters such as tab or line end.'))
  if (/\p{Cs}/u.test(text))
    reasons.push(reason('not-text', 'The passphrase holds half of a character pair and is not valid text.'))
  const core = text.toLowerCase().replaceAll(/[\s._-]/gu, '')
  const stem = core.replace(/[\d!?$#*+]+$/u, '')
  if (length >= minPassphraseLength && (trivial.includes(core) || trivial.includes(stem))) {
    reasons.push(reason('trivial', 'This passphrase is among the first that anybody would try.'))
  }
  if (core !== '' && (new Set(core).size <= 3 || sequences.some((run) => run.includes(core)))) {
    reasons.push(
      reason(
        'pattern',
        'The passphrase is a run or repeats of a few characters. Use several words that do not belong together.'
      )
    )
  }
  const names = about
    .map((word) =>
      word
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[\s._-]/gu, '')
    )
    .filter((word) => word.length >= 3)
  if (names.some((name) => stem === name || core === name || core === name + name)) {
    reasons.push(reason('own-name', 'The passphrase is a name that belongs to this account.'))
  }
  return reasons
}
