import type { KeyUsageBit } from '../../../src-shared/model/profile.ts'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import { hexOf } from '../der/hex.ts'

/** What people read for each bit of KeyUsage (RFC 5280 4.2.1.3). */
export const keyUsageLabels: Readonly<Record<KeyUsageBit, string>> = {
  digitalSignature: 'Digital signature',
  nonRepudiation: 'Non-repudiation (content commitment)',
  keyEncipherment: 'Key encipherment',
  dataEncipherment: 'Data encipherment',
  keyAgreement: 'Key agreement',
  keyCertSign: 'Certificate signing',
  cRLSign: 'CRL signing',
  encipherOnly: 'Encipher only (with key agreement)',
  decipherOnly: 'Decipher only (with key agreement)'
}

/** What people read for each CRLReason (RFC 5280 5.3.1). */
export const reasonLabels: Readonly<Record<RevocationReason, string>> = {
  unspecified: 'Unspecified',
  keyCompromise: 'Key compromise',
  cACompromise: 'CA compromise',
  affiliationChanged: 'Affiliation changed',
  superseded: 'Superseded',
  cessationOfOperation: 'Cessation of operation',
  certificateHold: 'On hold',
  removeFromCRL: 'Removed from CRL',
  privilegeWithdrawn: 'Privilege withdrawn',
  aACompromise: 'Attribute authority compromise'
}

/** @returns a moment as `2026-11-20 16:02:11 UTC`; years outside ISO form are written as they are. */
export function momentText(unixMs: number): string {
  const date = new Date(unixMs)
  if (Number.isNaN(date.getTime())) return 'no such time'
  return `${date.toISOString().replace('T', ' ').slice(0, -5)} UTC`
}

/** @returns upper-case hex with a colon between octets, as fingerprints and key ids are read aloud. */
export function colonHex(bytes: Uint8Array): string {
  return hexOf(bytes)
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:')
}

/** @returns `1 path`, `2 paths`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
