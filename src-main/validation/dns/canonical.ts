import { classInternet, typeName } from './codes.ts'
import { type DnsName, labelsOf, lower, nameOf } from './name.ts'
import type { DnsRecord, RecordData, RrsigData } from './record.ts'
import { canonicalData, typeNumberOf } from './record-data-encode.ts'
import { nameOctets, WireWriter } from './wire-writer.ts'

/** All records of one owner and type (class IN), with the signatures over them. */
export interface RrSet {
  /** In lower case. */
  readonly owner: DnsName
  /** By number. */
  readonly type: number
  /** Seconds; the lowest of its records (RFC 2181 5.2). */
  readonly ttl: number
  readonly data: readonly RecordData[]
  readonly signatures: readonly RrsigData[]
}

/** Groups the records of class IN into sets; a signature goes with the set that it covers, or into a set without data. */
export function gather(records: readonly DnsRecord[]): RrSet[] {
  const sets = new Map<
    string,
    { owner: DnsName; type: number; ttl: number; data: RecordData[]; signatures: RrsigData[] }
  >()
  for (const record of records) {
    if (record.class !== classInternet) continue
    const owner = lower(record.owner)
    const type = record.data.type === 'RRSIG' ? record.data.covered : typeNumberOf(record.data)
    const key = `${type} ${owner}`
    const set = sets.get(key) ?? { owner, type, ttl: record.ttl, data: [], signatures: [] }
    sets.set(key, set)
    set.ttl = Math.min(set.ttl, record.ttl)
    if (record.data.type === 'RRSIG') set.signatures.push(record.data)
    else set.data.push(record.data)
  }
  return [...sets.values()]
}

/** RFC 4034 6.3: octets in order, the shorter first. */
export function compareOctets(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b)
}

/**
 * What a signature is over: RFC 4034 3.1.8.1, the RRSIG data without its signature, then the records in canonical form and
 * order (6.2, 6.3), duplicates once, TTLs the original one, the owner of an expanded wildcard as the wildcard (RFC 4035 5.3.2).
 */
export function signedOctets(set: RrSet, signature: RrsigData): Uint8Array {
  const header = canonicalData({ ...signature, signature: new Uint8Array() })
  const owner = nameOctets(signedOwner(set.owner, signature.labels))
  const all = set.data.map(canonicalData).sort(compareOctets)
  const once = all.filter((data, index) => index === 0 || compareOctets(data, all[index - 1] ?? data) !== 0)
  const writer = new WireWriter('whole').octets(header)
  for (const data of once) {
    writer.octets(owner).u16(set.type).u16(classInternet).u32(signature.originalTtl)
    writer.u16(data.length).octets(data)
  }
  return writer.finish()
}

/** @returns the owner itself, or `*.` and the rightmost labels when the signature has fewer labels than the owner */
export function signedOwner(owner: DnsName, labels: number): DnsName {
  const own = labelsOf(owner)
  const count = own[0] === '*' ? own.length - 1 : own.length
  return labels >= count
    ? lower(owner)
    : nameOf(['*', ...own.slice(own.length - labels)].map((label) => label.toLowerCase()))
}

/** @returns `example.test. CAA` for messages */
export function setTitle(set: Pick<RrSet, 'owner' | 'type'>): string {
  return `${set.owner} ${typeName(set.type)}`
}
