import { oddPrimesBelow } from './modular.ts'

/**
 * The fingerprint of ROCA (CVE-2017-15361, Nemec et al., ACM CCS 2017). The faulty generator makes primes of the form
 * k·M + (65537^a mod M) with M the product of the first primes (39 of them for the shortest keys), so the modulus is a
 * power of 65537 modulo each of these primes.
 */
const generator = 65_537
/** The 38 odd primes to 167, with the powers of 65537 modulo each as a bit set. */
const residues: readonly { readonly prime: number; readonly powers: Uint8Array }[] = oddPrimesBelow(168).map(
  (prime) => {
    const powers = new Uint8Array(prime)
    for (let power = 1; powers[power] === 0; power = (power * generator) % prime) powers[power] = 1
    return { prime, powers }
  }
)

/** @returns whether the modulus has the fingerprint; an honest key has it with a chance below 2^-27. */
export function hasRocaFingerprint(modulus: bigint): boolean {
  return residues.every(({ prime, powers }) => powers[Number(modulus % BigInt(prime))] === 1)
}
