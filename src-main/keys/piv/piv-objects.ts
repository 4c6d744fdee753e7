import { gunzipSync } from 'node:zlib'
import type { PivSlot } from '../../../src-shared/model/yubikey.ts'
import { findTlv, readTlvs, tlv } from './tlv.ts'

/** Data objects of SP 800-73-4 part 1 table 3, and Yubico's own. */
export const objects = {
  chuid: 0x5fc102,
  capabilities: 0x5fc107,
  printed: 0x5fc109,
  attestation: 0x5fff01,
  yubicoAdmin: 0x5fff00
} as const

/** @returns the object that holds the certificate of a slot. */
export function certificateObjectOf(slot: PivSlot): number {
  switch (slot) {
    case '9a':
      return 0x5fc105
    case '9c':
      return 0x5fc10a
    case '9d':
      return 0x5fc10b
    case '9e':
      return 0x5fc101
    default:
      return 0x5fc10d + (Number.parseInt(slot, 16) - 0x82)
  }
}

/** The largest certificate that fits into a slot's object with its frame (firmware 4 and 5: 3052 bytes). */
export const maxCertificate = 3000

/** @returns the content of a certificate object (SP 800-73-4 part 1 table 10): certificate, not compressed, no check value. */
export function certificateObject(der: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([tlv(0x70, der), tlv(0x71, Uint8Array.of(0)), tlv(0xfe)]))
}

/** @returns the certificate in a certificate object, gunzipped where its writer compressed it; null for an empty or foreign one. */
export function certificateIn(object: Uint8Array): Uint8Array | null {
  const parts = new Map(readTlvs(object, 'certificate object').map(({ tag, value }) => [tag, value]))
  const value = parts.get(0x70)
  if (value === undefined || value.length === 0) return null
  if (((parts.get(0x71)?.[0] ?? 0) & 1) === 0) return value
  return new Uint8Array(gunzipSync(value, { maxOutputLength: 64 * 1024 }))
}

const ADMIN_PROTECTED = 0x02
const ADMIN_PUK_BLOCKED = 0x01

/** What Yubico's tools note in the admin object, readable without a PIN. */
export interface AdminData {
  /** The management key lies in the printed-information object, which the PIN opens. */
  readonly protectedKey: boolean
  readonly pukBlocked: boolean
}

export function readAdminData(object: Uint8Array | null): AdminData {
  const inner = object === null ? undefined : findTlv(object, 0x80, 'admin object')
  const flags = inner === undefined ? 0 : (findTlv(inner, 0x81, 'admin object')?.[0] ?? 0)
  return { protectedKey: (flags & ADMIN_PROTECTED) !== 0, pukBlocked: (flags & ADMIN_PUK_BLOCKED) !== 0 }
}

/** @returns the admin object that says that the management key is protected by the PIN. */
export function adminDataObject(data: AdminData): Uint8Array {
  const flags = (data.protectedKey ? ADMIN_PROTECTED : 0) | (data.pukBlocked ? ADMIN_PUK_BLOCKED : 0)
  return tlv(0x80, tlv(0x81, Uint8Array.of(flags)))
}

/** @returns the printed-information object with the management key in Yubico's form. */
export function protectedKeyObject(key: Uint8Array): Uint8Array {
  return tlv(0x88, tlv(0x89, key))
}

export function protectedKeyIn(object: Uint8Array): Uint8Array | undefined {
  const inner = findTlv(object, 0x88, 'protected object')
  return inner === undefined ? undefined : findTlv(inner, 0x89, 'protected object')
}

/** Bytes of a card holder unique identifier with a random GUID (SP 800-73-4 part 1 table 9); systems name the card by it. */
export function chuidObject(guid: Uint8Array): Uint8Array {
  // FASC-N of a card that is not issued by an agency of the United States, as SP 800-73-4 section 3.1.2 has it.
  const fascn = Buffer.from('d4e739da739ced39ce739d836858210842108421c84210c3eb', 'hex')
  return new Uint8Array(
    Buffer.concat([
      tlv(0x30, fascn),
      tlv(0x34, guid),
      tlv(0x35, Buffer.from('20501231', 'latin1')),
      tlv(0x3e),
      tlv(0xfe)
    ])
  )
}
