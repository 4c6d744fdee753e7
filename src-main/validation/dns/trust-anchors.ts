import { lower, type DnsName } from './name.ts'
import type { DsData } from './record.ts'

/** A zone whose keys are believed without asking its parent. */
export interface TrustAnchor {
  readonly zone: DnsName
  /** None at all makes it a negative anchor: the zone and what lies below counts as unsigned (RFC 7646). */
  readonly ds: readonly DsData[]
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/**
 * The keys of the root zone: KSK-2017 and KSK-2024 as IANA publishes them (https://data.iana.org/root-anchors/, RFC 9718),
 * compared with /usr/share/dns/root.ds of the Debian package dns-root-data.
 */
export const rootAnchor: TrustAnchor = {
  zone: '.',
  ds: [
    {
      type: 'DS',
      keyTag: 20326,
      algorithm: 8,
      digestType: 2,
      digest: fromHex('E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D')
    },
    {
      type: 'DS',
      keyTag: 38696,
      algorithm: 8,
      digestType: 2,
      digest: fromHex('683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16')
    }
  ]
}

/** @returns the anchor nearest above the name: the longest of those that it lies within */
export function nearestAnchor(anchors: readonly TrustAnchor[], ancestors: readonly DnsName[]): TrustAnchor | undefined {
  for (const above of ancestors) {
    const anchor = anchors.find(({ zone }) => lower(zone) === lower(above))
    if (anchor !== undefined) return anchor
  }
  return undefined
}
