import { isIP } from 'node:net'
import { ChanceryError } from '../../src-shared/errors.ts'
import { type DnsServer } from './dns/ask-server.ts'
import { parseName } from './dns/name.ts'
import { rootAnchor, type TrustAnchor } from './dns/trust-anchors.ts'

/** @returns the server of `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`. @throws ChanceryError `invalid-input` */
export function readNameServer(text: string): DnsServer {
  const [, bracketed, bracketPort] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) ?? []
  const [, four, fourPort] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? []
  const address = bracketed ?? four ?? text
  const port = Number(bracketPort ?? fourPort ?? 53)
  if (isIP(address) === 0 || port < 1 || port > 65_535)
    throw new ChanceryError(
      'invalid-input',
      `"${text}" is not the address of a name server. Write it like 192.0.2.53 or [2001:db8::53]:5353.`
    )
  return { address, port }
}

/** Octets of a digest by its type: RFC 4034 A.2 (SHA-1), RFC 4509 (SHA-256), RFC 6605 (SHA-384). */
const digestLengths: Readonly<Record<number, number>> = { 1: 20, 2: 32, 4: 48 }

/** @returns the trust anchor of a DS record as a zone file writes it. @throws ChanceryError `invalid-input` */
export function readTrustAnchor(text: string): TrustAnchor {
  const match = /^(\S+)\s+(?:IN\s+)?DS\s+(\d{1,5})\s+(\d{1,3})\s+(\d{1,3})\s+([0-9A-Fa-f][0-9A-Fa-f\s]*)$/i.exec(
    text.trim()
  )
  const [, zone = '', keyTag = '', algorithm = '', digestType = '', hex = ''] = match ?? []
  const digest = Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
  if (match === null || Number(keyTag) > 65_535 || Number(algorithm) > 255)
    throw new ChanceryError('invalid-input', `"${text}" is not a DS record.`)
  if (digestLengths[Number(digestType)] !== digest.length)
    throw new ChanceryError(
      'invalid-input',
      `The digest of "${text}" has ${digest.length} octets, which does not fit its digest type ${digestType}.`
    )
  return {
    zone: parseName(zone.replace(/\.$/, '') === '' ? '.' : zone),
    ds: [{ type: 'DS', keyTag: Number(keyTag), algorithm: Number(algorithm), digestType: Number(digestType), digest }]
  }
}

/** What is believed without asking above it. */
export interface AnchorSettings {
  readonly dnssec: 'validate' | 'off'
  readonly dnsTrustAnchors: readonly string[]
  readonly dnsUnsignedZones: readonly string[]
}

/**
 * @returns the keys of the root, the added ones (several of one zone together), and the zones that count as unsigned
 *   (RFC 7646); with DNSSEC off that is everything
 * @throws ChanceryError `invalid-input`
 */
export function anchorsOf(settings: AnchorSettings): readonly TrustAnchor[] {
  if (settings.dnssec === 'off') return [{ zone: '.', ds: [] }]
  const added = new Map<string, TrustAnchor>()
  for (const anchor of settings.dnsTrustAnchors.map(readTrustAnchor))
    added.set(anchor.zone, { zone: anchor.zone, ds: [...(added.get(anchor.zone)?.ds ?? []), ...anchor.ds] })
  const unsigned = settings.dnsUnsignedZones
    .map((zone) => parseName(zone))
    .filter((zone) => !added.has(zone))
    .map((zone): TrustAnchor => ({ zone, ds: [] }))
  return [...added.values(), ...unsigned, ...(added.has('.') ? [] : [rootAnchor])]
}
