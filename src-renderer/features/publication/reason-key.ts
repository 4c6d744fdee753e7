import type { RevocationReason } from '../../../src-shared/model/revocation.ts'

/** Words of the engine that are not the name itself with spaces in it. */
const special: Readonly<Record<string, RevocationReason>> = {
  'On hold': 'certificateHold',
  'Removed from CRL': 'removeFromCRL',
  'Attribute authority compromise': 'aACompromise'
}

/** The engine names a reason in words; @returns its name in RFC 5280 5.3.1, by which this window knows its own words. */
export function reasonKey(words: string): string {
  if (Object.hasOwn(special, words)) return special[words] ?? words
  const joined = words.replace(/ +(.)/g, (_, letter: string) => letter.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}
