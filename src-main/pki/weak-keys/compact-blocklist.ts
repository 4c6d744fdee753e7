import { ChanceryError } from '../../../src-shared/errors.ts'
import { blocklistFingerprint, fingerprintBytes, type ModulusBlocklist } from './blocklist.ts'

/**
 * A long list as it is shipped: fingerprints of ten octets, ascending, nothing between them. It is searched where it lies and
 * costs no more memory than its bytes.
 * @param bits the size of the keys that it was made for; it says nothing of others.
 * @throws ChanceryError `damaged` for a length that is no number of fingerprints.
 */
export function compactBlocklist(list: Buffer, bits: number): ModulusBlocklist {
  if (list.length === 0 || list.length % fingerprintBytes !== 0)
    throw new ChanceryError('damaged', 'The list of weak keys is cut off.')
  const size = list.length / fingerprintBytes
  return {
    size,
    covers: (asked) => asked === bits,
    has: (modulus) => {
      const wanted = Buffer.from(blocklistFingerprint(modulus), 'hex')
      let [low, high] = [0, size]
      while (low < high) {
        const middle = (low + high) >>> 1
        const order = wanted.compare(list, middle * fingerprintBytes, (middle + 1) * fingerprintBytes)
        if (order === 0) return true
        if (order < 0) high = middle
        else low = middle + 1
      }
      return false
    }
  }
}
