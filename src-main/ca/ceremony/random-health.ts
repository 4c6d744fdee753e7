/** Bytes that are drawn for the test. */
export const sampleBytes = 65_536

/**
 * Cutoffs of SP 800-90B 4.4 for a source of 8 bits a byte and a false alarm once in 2^40 bytes: 1 + 40/8 equal bytes in
 * a row (4.4.1); as often in a window of 512 as Poisson(2) gives less often than that (4.4.2).
 */
const [longestRun, windowBytes, mostInWindow] = [6, 512, 20]

/**
 * The health tests of NIST SP 800-90B section 4.4: a source that is stuck, or that prefers a byte, is found. What passes
 * is not proved to be random.
 * @returns what is wrong in words; null where nothing is
 */
export function randomFault(sample: Uint8Array): string | null {
  let run = 0
  let before = -1
  for (const byte of sample) {
    run = byte === before ? run + 1 : 1
    before = byte
    if (run >= longestRun) return `the byte ${byte} came ${run} times in a row`
  }
  for (let start = 0; start + windowBytes <= sample.length; start += windowBytes) {
    const first = sample[start]
    const count = sample.subarray(start, start + windowBytes).reduce((sum, byte) => sum + (byte === first ? 1 : 0), 0)
    if (count >= mostInWindow) return `the byte ${String(first)} came ${count} times among ${windowBytes}`
  }
  return null
}
