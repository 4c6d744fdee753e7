import type { NameValue } from '../../../src-shared/model/name.ts'
import { relativeNameKey } from '../../../src-shared/model/name.ts'

/** @returns whether the base is a prefix of the name, RDN by RDN (RFC 5280 4.2.1.10 with the comparison of 7.1). */
export function directoryWithin(name: NameValue, base: NameValue): boolean {
  if (base.length > name.length) return false
  return base.every((rdn, index) => {
    const own = name[index]
    return own !== undefined && relativeNameKey(own) === relativeNameKey(rdn)
  })
}
