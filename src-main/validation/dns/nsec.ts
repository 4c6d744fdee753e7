import { typeNumbers } from './codes.ts'
import type { Denial, Proof } from './denial.ts'
import { commonAncestor, compareNames, type DnsName, isWithin, labelsOf, nameOf, sameName } from './name.ts'
import type { NsecData } from './record.ts'

/** A verified NSEC record. */
export interface Nsec {
  readonly owner: DnsName
  readonly data: NsecData
}

const unproved = (what: string): Proof => ({ kind: 'unproved', what })
const proved = (what: string): Proof => ({ kind: 'proved', what })
const has = (nsec: Nsec, type: keyof typeof typeNumbers): boolean => nsec.data.types.includes(typeNumbers[type])
/** RFC 6840 4.1: the record of the zone above a delegation. */
const isAboveCut = (nsec: Nsec): boolean => has(nsec, 'NS') && !has(nsec, 'SOA')

/** Denial by NSEC: RFC 4035 5.4, RFC 6840 4. @param records verified, of one zone */
export function nsecDenial(records: readonly Nsec[]): Denial {
  const at = (name: DnsName): Nsec | undefined => records.find((nsec) => sameName(nsec.owner, name))

  /** Proves that the name is not there, and no name below it unless it is an empty non-terminal. */
  const around = (name: DnsName): Nsec | undefined =>
    records.find((nsec) => {
      // RFC 6840 4.1: a delegation or DNAME says nothing of what lies below it.
      if (isWithin(name, nsec.owner) && (isAboveCut(nsec) || has(nsec, 'DNAME'))) return false
      const afterOwner = compareNames(nsec.owner, name) < 0
      const last = compareNames(nsec.owner, nsec.data.next) >= 0
      return afterOwner && (last ? isWithin(name, nsec.data.next) : compareNames(name, nsec.data.next) < 0)
    })

  const encloserBy = (nsec: Nsec, name: DnsName): DnsName => {
    const left = commonAncestor(nsec.owner, name)
    const right = commonAncestor(nsec.data.next, name)
    return labelsOf(left).length >= labelsOf(right).length ? left : right
  }
  const wildcardOf = (encloser: DnsName): DnsName => nameOf(['*', ...labelsOf(encloser)])

  const lacks = (nsec: Nsec, type: keyof typeof typeNumbers): string | undefined => {
    if (has(nsec, type)) return `NSEC of ${nsec.owner} says that ${type} is there`
    if (type !== 'CNAME' && has(nsec, 'CNAME')) return `NSEC of ${nsec.owner} says that a CNAME is there`
    return undefined
  }

  return {
    noName: (name) => {
      const nsec = around(name)
      if (nsec === undefined) return unproved(`no NSEC record covers ${name}`)
      if (isWithin(nsec.data.next, name)) return unproved(`${nsec.data.next} is there, below ${name}`)
      const wildcard = wildcardOf(encloserBy(nsec, name))
      return around(wildcard) === undefined
        ? unproved(`no NSEC record covers ${wildcard}`)
        : proved(`NSEC records show that neither ${name} nor ${wildcard} is there`)
    },
    noData: (name, type) => {
      const own = at(name)
      if (own !== undefined) {
        const reason = lacks(own, type)
        if (reason !== undefined) return unproved(reason)
        if (type !== 'DS' && isAboveCut(own))
          return unproved(`the NSEC record of ${name} is of the zone above its delegation`)
        if (type === 'DS' && has(own, 'SOA') && name !== '.')
          return unproved(`the NSEC record of ${name} is of the zone below its delegation`)
        return proved(`NSEC shows that ${name} has no ${type}`)
      }
      const nsec = around(name)
      if (nsec === undefined) return unproved(`no NSEC record matches or covers ${name}`)
      if (isWithin(nsec.data.next, name)) return proved(`NSEC shows that ${name} has no records, only names below it`)
      const wildcard = wildcardOf(encloserBy(nsec, name))
      const made = at(wildcard)
      const reason = made === undefined ? `no NSEC record matches ${wildcard}` : lacks(made, type)
      return reason === undefined
        ? proved(`NSEC shows that ${wildcard}, which makes ${name}, has no ${type}`)
        : unproved(reason)
    },
    wildcardAnswer: (name, encloser) => {
      const nsec = around(name)
      return nsec !== undefined && sameName(encloserBy(nsec, name), encloser)
        ? proved(`NSEC shows that nothing nearer to ${name} is there than *.${encloser}`)
        : unproved(`no NSEC record shows that ${name} itself is absent`)
    },
    noDs: (name) => {
      const own = at(name)
      if (own !== undefined) {
        if (has(own, 'DS')) return unproved(`NSEC of ${name} says that a DS is there`)
        if (has(own, 'SOA') && name !== '.')
          return unproved(`the NSEC record of ${name} is of the zone below its delegation`)
        return has(own, 'NS')
          ? proved(`NSEC shows that ${name} is delegated without DS`)
          : { kind: 'no-cut', what: `NSEC shows that ${name} is not delegated` }
      }
      const nsec = around(name)
      return nsec === undefined
        ? unproved(`no NSEC record matches or covers ${name}`)
        : { kind: 'no-cut', what: `NSEC shows that ${name} is not delegated` }
    }
  }
}
