import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import {
  crlDistributionPointsExtension,
  freshestCrlExtension,
  pointAt
} from '../../pki/extensions/distribution-points.ts'
import type { DistributionPoint, Extension } from '../../pki/model.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { reasonGroups, scopedAddress, shardKey, shardOf } from './scope.ts'

type Division = Pick<AuthoritySettings['crl'], 'partition' | 'shards'>

/**
 * Where the CRLs of a certificate are (RFC 5280 4.2.1.13): its shard or its kind; where CRLs are divided by reasons, the
 * undivided one first, since one point must cover all reasons. Of shards the first stands for all: which one it is shows
 * with the serial number, and `withShard` puts it in.
 */
export function distributionPoints(
  addresses: readonly string[],
  division: Division,
  authority: boolean
): DistributionPoint[] {
  if (division.partition !== 'reasons') return [pointAt(scoped(addresses, partOf(division, authority), 'complete'))]
  const part = (key: 'key' | 'other'): DistributionPoint => ({
    ...pointAt(scoped(addresses, `${key}-reasons`, 'complete')),
    reasons: reasonGroups[key]
  })
  return [pointAt(addresses), part('key'), part('other')]
}

/** @returns where the deltas of those CRLs are; where CRLs are divided by reasons, those of the undivided one. */
export function deltaAddresses(addresses: readonly string[], division: Division, authority: boolean): string[] {
  return scoped(addresses, partOf(division, authority), 'delta')
}

function partOf({ partition, shards }: Division, authority: boolean): string {
  if (partition === 'shards') return shardKey(0, shards)
  if (partition === 'kinds') return authority ? 'authorities' : 'users'
  return ''
}

function scoped(addresses: readonly string[], key: string, kind: 'complete' | 'delta'): string[] {
  return addresses.map((uri) => scopedAddress(uri, key, kind))
}

/**
 * Puts the shard of a serial number in place of the first one, which `distributionPoints` wrote. Everything else stays as
 * it is: an address of a profile's own is another.
 */
export function withShard(
  extensions: readonly Extension[],
  issuer: Issuer,
  base: string | null,
  serial: string
): readonly Extension[] {
  const { partition, shards } = issuer.settings.crl
  if (partition !== 'shards') return extensions
  const key = shardKey(shardOf(serial, shards), shards)
  const { crl } = authorityAddresses(issuer.row.name, issuer.settings, base)
  if (crl.length === 0) return extensions
  const first = shardKey(0, shards)
  const pairs = (['complete', 'delta'] as const).map((kind) => {
    const encode = kind === 'complete' ? crlDistributionPointsExtension : freshestCrlExtension
    return { from: encode([pointAt(scoped(crl, first, kind))]), to: encode([pointAt(scoped(crl, key, kind))]) }
  })
  return extensions.map((extension) => {
    const pair = pairs.find(({ from }) => from.oid === extension.oid && sameBytes(from.value, extension.value))
    return pair?.to ?? extension
  })
}
