import type { CrlPartition } from '../../../src-shared/model/authority.ts'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'

/** Of which certificates a CRL speaks. */
export interface CrlScope {
  /** As it stands in the database and in addresses: '' for all. */
  readonly key: string
  /** Certificates whose serial number falls on this shard; null for all. */
  readonly shard: { readonly index: number; readonly of: number } | null
  readonly certificates: 'all' | 'users' | 'authorities'
  readonly reasons: 'all' | 'key' | 'other'
}

/**
 * The reasons that speak of a key in wrong hands, and all others that ReasonFlags has (RFC 5280 4.2.1.13). A revocation
 * without a reason stands among the others: no flag covers it, and on neither list it would be missed.
 */
export const reasonGroups = {
  key: ['keyCompromise', 'cACompromise', 'aACompromise'],
  other: ['affiliationChanged', 'superseded', 'cessationOfOperation', 'certificateHold', 'privilegeWithdrawn']
} as const satisfies Record<'key' | 'other', readonly RevocationReason[]>

/** The undivided CRL. */
export const wholeScope: CrlScope = { key: '', shard: null, certificates: 'all', reasons: 'all' }

const named: Readonly<Record<string, CrlScope>> = {
  users: { ...wholeScope, key: 'users', certificates: 'users' },
  authorities: { ...wholeScope, key: 'authorities', certificates: 'authorities' },
  'key-reasons': { ...wholeScope, key: 'key-reasons', reasons: 'key' },
  'other-reasons': { ...wholeScope, key: 'other-reasons', reasons: 'other' }
}

/** @returns the part with this key, or null where there is none. */
export function scopeOfKey(key: string): CrlScope | null {
  if (key === '') return wholeScope
  if (Object.hasOwn(named, key)) return named[key] ?? null
  const [, of, index] = /^s([1-9]\d{0,2})-(0|[1-9]\d{0,2})$/.exec(key) ?? []
  const [count, at] = [Number(of), Number(index)]
  return at < count ? { ...wholeScope, key, shard: { index: at, of: count } } : null
}

/** @returns the keys of all parts into which CRLs are divided; none for `none`. */
export function scopeKeys(partition: CrlPartition, shards: number): string[] {
  if (partition === 'none') return []
  if (partition === 'kinds') return ['users', 'authorities']
  if (partition === 'reasons') return ['key-reasons', 'other-reasons']
  return Array.from({ length: shards }, (_, index) => shardKey(index, shards))
}

export function shardKey(index: number, of: number): string {
  return `s${of}-${index}`
}

/**
 * @returns the shard of a serial number: from its last 32 bits, which are random, so that shards grow alike.
 * @param serial lower-case hex
 */
export function shardOf(serial: string, of: number): number {
  return Number.parseInt(serial.slice(-8), 16) % of
}

/** What of an entry decides on which parts it stands. */
export interface ScopedEntry {
  readonly serial: string
  readonly reason: RevocationReason | null
  /** null where nobody knows: then on both lists. */
  readonly authority?: boolean | null | undefined
}

/** @returns whether an entry belongs on a part. One without reason was taken off hold; it belongs where it stood. */
export function isInScope(scope: CrlScope, { serial, reason, authority }: ScopedEntry): boolean {
  if (scope.shard !== null && shardOf(serial, scope.shard.of) !== scope.shard.index) return false
  if (scope.certificates === 'users' && authority === true) return false
  if (scope.certificates === 'authorities' && authority === false) return false
  if (scope.reasons === 'all' || reason === null) return true
  return reasonGroups.key.some((one) => one === reason) === (scope.reasons === 'key')
}

/**
 * @returns the address of a part, or of its delta, from that of the undivided CRL: `ca.crl` has `ca.s16-3.crl` and
 * `ca.delta.crl` beside it.
 */
export function scopedAddress(address: string, key: string, kind: 'complete' | 'delta'): string {
  const inserted = `${key === '' ? '' : `.${key}`}${kind === 'delta' ? '.delta' : ''}`
  if (inserted === '') return address
  return /\.crl$/i.test(address) ? `${address.slice(0, -4)}${inserted}${address.slice(-4)}` : `${address}${inserted}`
}

/** @returns the parts of a file name that `scopedAddress` made, without `.crl`; null where it is that of an undivided CRL. */
export function scopeInName(
  name: string
): { readonly authority: string; readonly scope: string; readonly kind: 'complete' | 'delta' } | null {
  const match = /^(.+?)(?:\.(s\d+-\d+|users|authorities|key-reasons|other-reasons))?(\.delta)?$/.exec(name)
  if (match === null || (match[2] === undefined && match[3] === undefined)) return null
  const scope = match[2] ?? ''
  if (scopeOfKey(scope) === null) return null
  return { authority: match[1] ?? '', scope, kind: match[3] === undefined ? 'complete' : 'delta' }
}
