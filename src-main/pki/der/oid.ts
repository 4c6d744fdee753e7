import { ChanceryError } from '../../../src-shared/errors.ts'
import { isOid, oidRows } from '../../../src-shared/model/oid.ts'

/** Octets of the longest OID accepted; the longest in use have about 20 (UUID arcs). */
const MAX_OCTETS = 100
/** Octets of one arc: holds the 128 bits of a UUID arc (X.667). */
const MAX_ARC_OCTETS = 19

/** @returns what is wrong with the content of an OBJECT IDENTIFIER, or null. X.690 8.19. */
export function checkOid(bytes: Uint8Array, start: number, end: number): string | null {
  if (start >= end) return 'an OBJECT IDENTIFIER is empty'
  if (end - start > MAX_OCTETS) return `an OBJECT IDENTIFIER has more than ${MAX_OCTETS} octets`
  if (bytes[end - 1]! >= 0x80) return 'an OBJECT IDENTIFIER ends inside a number'
  let octets = 0
  for (let at = start; at < end; at++) {
    const octet = bytes[at]!
    if (octets === 0 && octet === 0x80) return 'an OBJECT IDENTIFIER has a number that is not in its shortest form'
    octets = octet < 0x80 ? 0 : octets + 1
    if (octets >= MAX_ARC_OCTETS) return 'an OBJECT IDENTIFIER has a number above 128 bits'
  }
  return null
}

/** @returns dotted text of checked OBJECT IDENTIFIER content. */
export function oidText(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  let value = 0
  let big: bigint | null = null
  for (let at = start; at < end; at++) {
    const octet = bytes[at]!
    if (big === null && value > 2 ** 45) big = BigInt(value)
    if (big === null) value = value * 128 + (octet & 0x7f)
    else big = big * 128n + BigInt(octet & 0x7f)
    if (octet >= 0x80) continue
    if (text === '') {
      const root = big !== null || value >= 80 ? 2 : value >= 40 ? 1 : 0
      text = `${root}.${big !== null ? big - 80n : value - 40 * root}`
    } else text += `.${big ?? value}`
    value = 0
    big = null
  }
  return text
}

/** @returns the content of an OBJECT IDENTIFIER. @throws ChanceryError `invalid-input` when the text is not a dotted OID. */
export function oidContent(text: string): Uint8Array {
  const found = known.get(text) ?? own.get(text)
  if (found !== undefined) return found
  const made = encodeOid(text)
  if (own.size >= MOST_OWN) own.clear()
  own.set(text, made)
  return made
}

function encodeOid(text: string): Uint8Array {
  if (!isOid(text))
    throw new ChanceryError(
      'invalid-input',
      `“${text.slice(0, 80)}” is not an object identifier. Write numbers with dots, for example 1.3.6.1.5.5.7.3.1.`
    )
  const arcs = text.split('.')
  const octets: number[] = []
  pushArc(octets, BigInt(arcs[0]!) * 40n + BigInt(arcs[1]!))
  for (let i = 2; i < arcs.length; i++) {
    const arc = arcs[i]!
    pushArc(octets, arc.length < 15 ? Number(arc) : BigInt(arc))
  }
  const problem = checkOid(Uint8Array.from(octets), 0, octets.length)
  if (problem !== null)
    throw new ChanceryError('invalid-input', `The object identifier ${text.slice(0, 80)} cannot be used: ${problem}.`)
  return Uint8Array.from(octets)
}

/** The OIDs of the table, encoded once: a certificate names a dozen of them. */
const known: ReadonlyMap<string, Uint8Array> = new Map(oidRows.map(({ oid }) => [oid, encodeOid(oid)]))

/** Others that were encoded lately: an installation has some policies of its own and writes them again and again. */
const own = new Map<string, Uint8Array>()
const MOST_OWN = 256

function pushArc(octets: number[], arc: number | bigint): void {
  if (typeof arc === 'number' && arc < 128) {
    octets.push(arc)
    return
  }
  const groups: number[] = []
  for (let rest = BigInt(arc); rest > 0n || groups.length === 0; rest >>= 7n)
    groups.unshift(Number(rest & 0x7fn) | (groups.length === 0 ? 0 : 0x80))
  octets.push(...groups)
}
