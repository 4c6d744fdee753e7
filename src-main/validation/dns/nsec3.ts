import { createHash } from 'node:crypto'
import { compareOctets } from './canonical.ts'
import { typeNumbers } from './codes.ts'
import type { Denial, Proof } from './denial.ts'
import { andAncestors, type DnsName, isWithin, labelsOf, lower, nameOf, sameName } from './name.ts'
import type { Nsec3Data } from './record.ts'
import { base32hex } from './record-text.ts'
import { nameOctets } from './wire-writer.ts'
import type { Work } from './work.ts'

/** A verified NSEC3 record. */
export interface Nsec3 {
  readonly owner: DnsName
  readonly data: Nsec3Data
}

/** RFC 9276 3.2: above this a zone is treated as unsigned; signers should use none at all (3.1). */
export const mostIterations = 100
/** RFC 5155 11: SHA-1 is the only hash. */
const sha1 = 1
const optOutFlag = 1

const unproved = (what: string): Proof => ({ kind: 'unproved', what })
const proved = (what: string): Proof => ({ kind: 'proved', what })
const has = (record: Nsec3, type: keyof typeof typeNumbers): boolean => record.data.types.includes(typeNumbers[type])
const isAboveCut = (record: Nsec3): boolean => has(record, 'NS') && !has(record, 'SOA')

/** RFC 5155 5: the hashed owner name. */
export function nsec3Hash(name: DnsName, salt: Uint8Array, iterations: number): Uint8Array {
  let digest: Uint8Array = nameOctets(lower(name))
  for (let round = 0; round <= iterations; round++) digest = createHash('sha1').update(digest).update(salt).digest()
  return new Uint8Array(digest)
}

interface Encloser {
  readonly name: DnsName
  /** The name one label longer, and the record that covers it. */
  readonly next: DnsName
  readonly cover: Nsec3
}

/**
 * Denial by NSEC3: RFC 5155 8. Records with other parameters than the first, unknown flags (8.2) or hash (8.1) are left aside.
 * @param all verified, of this zone
 */
export function nsec3Denial(all: readonly Nsec3[], zone: DnsName, work: Work): Denial {
  const known = all.filter(({ data }) => data.hashAlgorithm === sha1 && (data.flags & ~optOutFlag) === 0)
  const parameters = known[0]?.data
  const records = known.filter(
    ({ data }) =>
      parameters !== undefined &&
      data.iterations === parameters.iterations &&
      compareOctets(data.salt, parameters.salt) === 0
  )
  const hashes = new Map<DnsName, Uint8Array>()
  const hashOf = (name: DnsName): Uint8Array => {
    const ready = hashes.get(lower(name))
    if (ready !== undefined || parameters === undefined) return ready ?? new Uint8Array()
    work.hash(parameters.iterations + 1)
    const hash = nsec3Hash(name, parameters.salt, parameters.iterations)
    hashes.set(lower(name), hash)
    return hash
  }
  const at = (name: DnsName): Nsec3 | undefined => {
    const owner = nameOf([base32hex(hashOf(name)), ...labelsOf(zone)])
    return records.find((record) => sameName(record.owner, owner))
  }
  const around = (name: DnsName): Nsec3 | undefined => {
    const label = base32hex(hashOf(name))
    return records.find((record) => {
      // base32hex keeps the order of the octets: RFC 4648 7.
      const start = labelsOf(lower(record.owner))[0] ?? ''
      const end = base32hex(record.data.nextHash)
      return start < end ? start < label && label < end : label > start || label < end
    })
  }

  /** RFC 5155 8.3: the longest name above that is there, and that the one below it is not. */
  const encloserOf = (name: DnsName): Encloser | string => {
    const climb = andAncestors(lower(name)).filter((above) => isWithin(above, zone))
    const index = climb.findIndex((above) => at(above) !== undefined)
    const [found, next] = [climb[index], climb[index - 1]]
    const record = found === undefined ? undefined : at(found)
    if (found === undefined || record === undefined) return `no NSEC3 record matches a name above ${name}`
    if (next === undefined) return `${name} itself is there`
    // RFC 5155 8.3, RFC 6840 4.1
    if (has(record, 'DNAME') || isAboveCut(record)) return `the NSEC3 record of ${found} says nothing of names below it`
    const cover = around(next)
    return cover === undefined ? `no NSEC3 record covers ${next}` : { name: found, next, cover }
  }
  const optsOut = (record: Nsec3): boolean => (record.data.flags & optOutFlag) !== 0
  const orOptOut = (cover: Nsec3, what: string): Proof =>
    optsOut(cover) ? { kind: 'opt-out', what: `${what}, but for unsigned delegations (opt-out)` } : proved(what)
  const lacks = (record: Nsec3, name: DnsName, type: keyof typeof typeNumbers): string | undefined => {
    if (has(record, type)) return `NSEC3 of ${name} says that ${type} is there`
    if (type !== 'CNAME' && has(record, 'CNAME')) return `NSEC3 of ${name} says that a CNAME is there`
    return undefined
  }

  if (parameters === undefined) return always(unproved('no NSEC3 record of a known kind is there'))
  if (parameters.iterations > mostIterations)
    return always({
      kind: 'too-dear',
      what: `NSEC3 with ${parameters.iterations} iterations; above ${mostIterations} a zone counts as unsigned (RFC 9276 3.2)`
    })

  return {
    noName: (name) => {
      const encloser = encloserOf(name)
      if (typeof encloser === 'string') return unproved(encloser)
      const wildcard = nameOf(['*', ...labelsOf(encloser.name)])
      return around(wildcard) === undefined
        ? unproved(`no NSEC3 record covers ${wildcard}`)
        : orOptOut(encloser.cover, `NSEC3 records show that neither ${name} nor ${wildcard} is there`)
    },
    noData: (name, type) => {
      const own = at(name)
      if (own !== undefined) {
        const reason = lacks(own, name, type)
        if (reason !== undefined) return unproved(reason)
        if (type !== 'DS' && isAboveCut(own))
          return unproved(`the NSEC3 record of ${name} is of the zone above its delegation`)
        if (type === 'DS' && has(own, 'SOA') && name !== '.')
          return unproved(`the NSEC3 record of ${name} is of the zone below its delegation`)
        return proved(`NSEC3 shows that ${name} has no ${type}`)
      }
      const encloser = encloserOf(name)
      if (typeof encloser === 'string') return unproved(encloser)
      const wildcard = nameOf(['*', ...labelsOf(encloser.name)])
      const made = at(wildcard)
      if (made === undefined)
        // RFC 5155 8.6, 6: only an opt-out can stand for the missing record.
        return optsOut(encloser.cover) && type === 'DS'
          ? orOptOut(encloser.cover, `NSEC3 covers ${encloser.next}`)
          : unproved(`no NSEC3 record matches ${name} or ${wildcard}`)
      const reason = lacks(made, wildcard, type)
      return reason === undefined
        ? orOptOut(encloser.cover, `NSEC3 shows that ${wildcard}, which makes ${name}, has no ${type}`)
        : unproved(reason)
    },
    wildcardAnswer: (name, encloser) => {
      const labels = labelsOf(lower(name))
      const next = nameOf(labels.slice(-labelsOf(encloser).length - 1))
      const cover = around(next)
      return cover === undefined
        ? unproved(`no NSEC3 record covers ${next}`)
        : orOptOut(cover, `NSEC3 shows that nothing nearer to ${name} is there than *.${encloser}`)
    },
    noDs: (name) => {
      const own = at(name)
      if (own !== undefined) {
        if (has(own, 'DS')) return unproved(`NSEC3 of ${name} says that a DS is there`)
        if (has(own, 'SOA') && name !== '.')
          return unproved(`the NSEC3 record of ${name} is of the zone below its delegation`)
        return has(own, 'NS')
          ? proved(`NSEC3 shows that ${name} is delegated without DS`)
          : { kind: 'no-cut', what: `NSEC3 shows that ${name} is not delegated` }
      }
      const encloser = encloserOf(name)
      if (typeof encloser === 'string') return unproved(encloser)
      return optsOut(encloser.cover)
        ? orOptOut(encloser.cover, `NSEC3 covers ${encloser.next}`)
        : { kind: 'no-cut', what: `NSEC3 shows that ${name} is not delegated` }
    }
  }
}

function always(proof: Proof): Denial {
  const say = (): Proof => proof
  return { noName: say, noData: say, wildcardAnswer: say, noDs: say }
}
