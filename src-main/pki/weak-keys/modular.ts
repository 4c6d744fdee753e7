/** Arithmetic on public moduli. Nothing here is secret, so nothing here is constant-time. */

/** @returns the greatest common divisor of two numbers that are not negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** @returns the largest integer whose square is at most `value` (Newton's method from above). */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((bitLength(value) + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** @returns the number of bits of a number that is not negative; 0 for 0. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16)
  const first = Number.parseInt(hex.charAt(0), 16)
  return value === 0n ? 0 : (hex.length - 1) * 4 + 32 - Math.clz32(first)
}

/** @returns every odd prime below `end`. */
export function oddPrimesBelow(end: number): number[] {
  const composite = new Uint8Array(end)
  const primes: number[] = []
  for (let candidate = 3; candidate < end; candidate += 2) {
    if (composite[candidate] === 1) continue
    primes.push(candidate)
    for (let multiple = candidate * candidate; multiple < end; multiple += 2 * candidate) composite[multiple] = 1
  }
  return primes
}

/** @returns the product, halves multiplied first so that large numbers meet large numbers. */
export function product(factors: readonly bigint[]): bigint {
  if (factors.length <= 1) return factors[0] ?? 1n
  const middle = factors.length >> 1
  return product(factors.slice(0, middle)) * product(factors.slice(middle))
}
