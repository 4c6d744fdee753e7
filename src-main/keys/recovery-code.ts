import { randomFillSync } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'

/** Bits of chance in a code; 160 cannot be guessed, so no slow hash is needed behind it. */
export const recoveryBits = 160
/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretCharacters = recoveryBits / 5
const checkCharacters = 3
const groupLength = 5
/**
 * The check characters are the code's value modulo this prime (the largest below 32^3). A prime modulus catches every
 * single wrong character and every exchange of two; of other mistakes it misses one in 32,749.
 */
const checkModulus = 32_749n

/** @returns a fresh code: seven groups of five, e.g. `7KQ2M-X9RTB-…`. Shown once; the caller stores only its slot. */
export function newRecoveryCode(): string {
  return writeRecoveryCode(randomFillSync(new Uint8Array(recoveryBits / 8)))
}

/** @returns the code for 20 bytes. */
export function writeRecoveryCode(secret: Uint8Array): string {
  const value = BigInt(`0x${Buffer.from(secret).toString('hex')}`)
  const characters = digits(value, secretCharacters) + digits(value % checkModulus, checkCharacters)
  return characters.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? characters
}

/**
 * Reads a code as a person types it: any case, blanks or hyphens anywhere, O for 0, I and L for 1.
 * @returns its 20 bytes; the caller zeroes them.
 * @throws ChanceryError `invalid-input` for a wrong length, character or check.
 */
export function readRecoveryCode(code: string): Uint8Array {
  const wrong = (message: string): ChanceryError =>
    new ChanceryError('invalid-input', message, {
      reasons: [{ where: 'recoveryCode', rule: 'recovery-code.form', message }]
    })
  const total = secretCharacters + checkCharacters
  if (code.length > 4 * total) throw wrong(`A recovery code has ${total} characters; this text is far longer.`)
  const typed = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (typed.length !== total)
    throw wrong(`A recovery code has ${total} characters in groups of ${groupLength}; this one has ${typed.length}.`)
  let value = 0n
  let check = 0n
  for (let index = 0; index < total; index++) {
    const digit = alphabet.indexOf(typed.charAt(index))
    if (digit < 0)
      throw wrong(
        `Group ${1 + Math.floor(index / groupLength)} of the recovery code holds a character that no code has.`
      )
    if (index < secretCharacters) value = value * 32n + BigInt(digit)
    else check = check * 32n + BigInt(digit)
  }
  if (value % checkModulus !== check)
    throw wrong(
      'The recovery code has a typing error: its last characters do not match the others. Compare it with the paper group by group.'
    )
  return new Uint8Array(Buffer.from(value.toString(16).padStart(recoveryBits / 4, '0'), 'hex'))
}

function digits(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 32n) text = alphabet.charAt(Number(rest % 32n)) + text
  return text
}
