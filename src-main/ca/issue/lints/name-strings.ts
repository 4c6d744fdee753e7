import { DerReader } from '../../../pki/der/reader.ts'
import { SEQUENCE, SET } from '../../../pki/der/tags.ts'
import type { Name } from '../../../pki/model.ts'

/** One attribute value of a name as it is encoded, for rules about string types. */
export interface NameString {
  readonly oid: string
  /** Universal tag of the value. */
  readonly tag: number
  readonly bytes: Uint8Array
}

const cache = new WeakMap<Name, readonly NameString[]>()

/** @returns every attribute value of a name with its encoding. */
export function nameStrings(name: Name): readonly NameString[] {
  const known = cache.get(name)
  if (known !== undefined) return known
  const found: NameString[] = []
  const reader = new DerReader(name.der, 'name')
  const whole = reader.enter(SEQUENCE)
  while (!reader.atEnd) {
    const rdn = reader.enter(SET)
    while (!reader.atEnd) {
      const pair = reader.enter(SEQUENCE)
      const oid = reader.oidText()
      const tag = reader.next()
      found.push({ oid, tag, bytes: reader.content() })
      reader.leave(pair)
    }
    reader.leave(rdn)
  }
  reader.leave(whole)
  cache.set(name, found)
  return found
}
