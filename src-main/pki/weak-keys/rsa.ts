import { checkPrime } from 'node:crypto'
import type { Reason } from '../../../src-shared/errors.ts'
import type { ModulusBlocklist } from './blocklist.ts'
import { bytePattern } from './byte-pattern.ts'
import { fermatFactors } from './fermat.ts'
import { bitLength, gcd, oddPrimesBelow, product } from './modular.ts'
import { isKnownBroken } from './known-broken.ts'
import { hasRocaFingerprint } from './roca.ts'
import { sharedPrime } from './shared-prime.ts'

/** What is known about other keys; both lists are the caller's. */
export interface KnownKeys {
  /** Moduli with a known private key (Debian's lists). */
  readonly blocklist?: ModulusBlocklist
  /** Moduli seen before, for the search for shared primes. */
  readonly moduli?: readonly bigint[]
  /** The number itself was examined before and is sound: only what others know of it is looked up. */
  readonly sound?: boolean
}

export interface WeakKeyVerdict {
  /** Every rule that the key breaks; empty when none was found. */
  readonly reasons: readonly Reason[]
  /** Checks that could not be made for want of data, so that nobody takes silence for a result. */
  readonly notPerformed: readonly Reason[]
}

const minBits = 2048
/** What other software accepts at most; verifying with larger keys is a way to keep a server busy. */
const maxBits = 8192
/** CA/Browser Forum TLS Baseline Requirements 6.1.6: between 2^16 + 1 and 2^256 - 1. */
const minExponent = 65_537n
const maxExponent = (1n << 256n) - 1n
/** The product of the 6,541 odd primes below 2^16; one common divisor tests them all. */
const smallPrimes = product(oddPrimesBelow(65_536).map(BigInt))

export const weakKeyReason = (rule: string, message: string): Reason => ({
  where: 'publicKey',
  rule: `weak-key.${rule}`,
  message
})

/** Checks an RSA public key for every weakness that can be seen in it: for 2048 bits 0.4 ms of the event loop and 2 ms of a pool thread. */
export async function checkRsaKey(modulus: bigint, exponent: bigint, known: KnownKeys = {}): Promise<WeakKeyVerdict> {
  const bits = modulus < 0n ? 0 : bitLength(modulus)
  const reasons: Reason[] = []
  const say = (rule: string, message: string): void => void reasons.push(weakKeyReason(rule, message))
  if (bits < minBits) say('rsa-size', `The RSA modulus has ${bits} bits; at least ${minBits} are needed.`)
  if (bits > maxBits) say('rsa-size', `The RSA modulus has ${bits} bits; at most ${maxBits} are accepted.`)
  checkExponent(modulus, exponent, say)
  // Nothing more can be said of a number this small, and nothing should be worked out for one this large.
  if (bits < 64 || bits > maxBits) return { reasons, notPerformed: [] }
  if (known.sound !== true) {
    checkModulus(modulus, say)
    if (modulus % 2n !== 0n && (await isPrime(modulus)))
      say('rsa-prime', 'The RSA modulus is a prime number, not a product of two.')
  }
  if (isKnownBroken(modulus)) say('rsa-known-broken', 'The private half of this RSA key is known to the public.')
  if (known.blocklist?.has(modulus) === true)
    say('rsa-blocklist', 'The RSA key is on the blocklist of keys that anybody can make again (Debian, CVE-2008-0166).')
  if (sharedPrime(modulus, known.moduli ?? []) !== null)
    say(
      'rsa-shared-prime',
      'The RSA modulus shares a prime factor with another key that is known here: both are broken.'
    )
  const notPerformed =
    known.blocklist?.covers(bits) === true
      ? []
      : [
          weakKeyReason(
            'rsa-blocklist',
            `Not looked up among the keys that anybody can make again (Debian, CVE-2008-0166): there is no list for RSA keys of ${bits} bits.`
          )
        ]
  return { reasons, notPerformed }
}

/** In the thread pool: a composite number is seen at once, only a prime takes its time. */
function isPrime(value: bigint): Promise<boolean> {
  return new Promise((resolve, reject) => {
    checkPrime(value, (error, prime) => (error instanceof Error ? reject(error) : resolve(prime)))
  })
}

type Say = (rule: string, message: string) => void

function checkExponent(modulus: bigint, exponent: bigint, say: Say): void {
  if (exponent <= 0n || exponent % 2n === 0n)
    say('rsa-exponent', `The RSA exponent ${short(exponent)} is not an odd positive number.`)
  else if (exponent < minExponent)
    say('rsa-exponent', `The RSA exponent ${exponent} is smaller than 65537 (Baseline Requirements 6.1.6).`)
  else if (exponent > maxExponent)
    say(
      'rsa-exponent',
      `The RSA exponent has ${bitLength(exponent)} bits, more than 256 (Baseline Requirements 6.1.6); a large one is the mark of a small private exponent.`
    )
  if (exponent >= modulus) say('rsa-exponent', 'The RSA exponent is not smaller than the modulus.')
}

function checkModulus(modulus: bigint, say: Say): void {
  if (modulus % 2n === 0n) return say('rsa-even', 'The RSA modulus is even.')
  const factor = gcd(modulus, smallPrimes % modulus)
  if (factor !== 1n)
    say('rsa-small-factor', `The RSA modulus has small prime factors (their product is ${short(factor)}).`)
  if (fermatFactors(modulus) !== null)
    say(
      'rsa-fermat',
      "The two primes of the RSA modulus lie so close together that Fermat's method finds them (Baseline Requirements 6.1.1.3)."
    )
  if (hasRocaFingerprint(modulus))
    say(
      'rsa-roca',
      'The RSA modulus has the fingerprint of ROCA (CVE-2017-15361): it was made by a faulty chip library and can be factored.'
    )
  const pattern = bytePattern(octets(modulus))
  if (pattern !== null) say('rsa-pattern', `The RSA modulus was not made at random: ${pattern}.`)
}

function octets(value: bigint): Uint8Array {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

function short(value: bigint): string {
  const text = value.toString()
  return text.length <= 40 ? text : `${text.slice(0, 40)}… (${text.length} digits)`
}
