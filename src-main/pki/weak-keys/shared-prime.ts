import { gcd, product } from './modular.ts'

/**
 * Does a modulus share a prime with one that is known already (Heninger et al., "Mining your Ps and Qs", 2012)?
 * @param known moduli seen before; the caller reads them from where it keeps them. The same modulus is no finding.
 * @returns the shared factor, or null.
 */
export function sharedPrime(modulus: bigint, known: readonly bigint[]): bigint | null {
  for (let start = 0; start < known.length; start += batch) {
    const others = known.slice(start, start + batch).filter((other) => other !== modulus && other > 1n)
    // One remainder and one greatest common divisor for the whole batch; only a hit looks at each.
    if (gcd(modulus, product(others) % modulus) === 1n) continue
    for (const other of others) {
      const shared = gcd(modulus, other)
      if (shared !== 1n) return shared
    }
  }
  return null
}

const batch = 64
