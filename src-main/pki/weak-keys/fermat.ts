import { squareRoot } from './modular.ts'

/** CA/Browser Forum TLS Baseline Requirements 6.1.1.3: at least 100 rounds of Fermat's method. */
const rounds = 100
/** Squares leave few remainders modulo these numbers: most candidates fall out before a root is taken. */
const sieves = [64, 63, 65, 11].map((modulus) => {
  const square = new Uint8Array(modulus)
  for (let root = 0; root < modulus; root++) square[(root * root) % modulus] = 1
  return { modulus: BigInt(modulus), square }
})

/** @returns the factors when the two primes lie so close together that Fermat's method finds them, else null. */
export function fermatFactors(modulus: bigint): readonly [bigint, bigint] | null {
  let middle = squareRoot(modulus)
  if (middle * middle < modulus) middle++
  let rest = middle * middle - modulus
  for (let round = 0; round < rounds; round++) {
    const root = exactRoot(rest)
    if (root !== null) return [middle - root, middle + root]
    rest += 2n * middle + 1n
    middle++
  }
  return null
}

function exactRoot(value: bigint): bigint | null {
  if (sieves.some(({ modulus, square }) => square[Number(value % modulus)] === 0)) return null
  const root = squareRoot(value)
  return root * root === value ? root : null
}
