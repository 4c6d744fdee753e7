import ipaddr from 'ipaddr.js'
import { isIP } from 'node:net'
import { assertNever } from '../../../src-shared/assert-never.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { hasHiddenCharacter } from '../../../src-shared/model/hidden-characters.ts'
import { checkName } from '../../../src-shared/model/name.ts'
import { formatName, parseNameText } from '../../../src-shared/model/name-text.ts'
import { isOid } from '../../../src-shared/model/oid.ts'
import type { AlternativeNameType } from '../../../src-shared/model/subject-entry.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { isSid } from '../../pki/extensions/microsoft.ts'
import { readDnsName } from './dns-name.ts'
import { readEmailAddress } from './email-address.ts'
import { unusable, type Named } from './named.ts'

/** What a profile calls `sid` is an extension, not a general name; the door keeps the two apart. */
export type ReadName = GeneralName | { readonly kind: 'sid'; readonly value: string }

/** Upper bound of a userPrincipalName in Active Directory (ADA3, attribute userPrincipalName). */
const MAX_UPN = 1024
/** Our bound, so that one name cannot fill a certificate. */
const MAX_URI = 2000

/** Reads the text of one alternative name. @returns the value for the certificate, or what is wrong with which clause. */
export function readAlternativeName(type: AlternativeNameType, text: string): Named<ReadName> {
  switch (type) {
    case 'dns': {
      const name = readDnsName(text)
      return 'problem' in name ? name : { value: { kind: 'dns', value: name.value } }
    }
    case 'ip':
      return readAddress(text)
    case 'email':
      return readEmailAddress(text)
    case 'uri':
      return readUri(text)
    case 'upn':
      return readPrincipal(text)
    case 'sid':
      return isSid(text)
        ? { value: { kind: 'sid', value: text } }
        : unusable('a security identifier has the form S-1-5-21-…', 'MS-DTYP 2.4.2.1')
    case 'directory':
      return readDirectory(text)
    case 'registered-id':
      return isOid(text)
        ? { value: { kind: 'rid', value: text } }
        : unusable('a registered id is an object identifier such as 1.2.3.4', 'RFC 5280 4.2.1.6')
    case 'other':
      return readOther(text)
    default:
      return assertNever(type)
  }
}

/** @returns the address in canonical text (RFC 5952 for version 6), or the problem. */
function readAddress(text: string): Named<ReadName> {
  const version = text.includes('%') ? 0 : isIP(text)
  if (version === 0) return unusable('it is not an IPv4 or IPv6 address', 'RFC 5280 4.2.1.6')
  if (version === 4) return { value: { kind: 'ip', value: text } }
  return { value: { kind: 'ip', value: ipaddr.IPv6.parse(text).toRFC5952String() } }
}

/** RFC 5280 4.2.1.6: absolute, ASCII, with a scheme; where there is an authority part its host is a name or an address. */
function readUri(text: string): Named<ReadName> {
  const rule = 'RFC 5280 4.2.1.6'
  if (text.length > MAX_URI) return unusable(`it is longer than ${MAX_URI} characters`, rule)
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(.+)$/.exec(text)
  if (parts === null) return unusable('a URI begins with its scheme, for example https:', rule)
  if (!/^(?:[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]|%[0-9a-fA-F]{2})+$/.test(text))
    return unusable('it has characters that a URI writes percent-encoded', 'RFC 3986 2')
  if (text.startsWith('//', (parts[1]?.length ?? 0) + 1)) {
    const authority = /^\/\/(?:[^@/?#]*@)?(\[[0-9a-fA-F:.]+\]|[^:/?#]*)(?::\d*)?(?:[/?#]|$)/.exec(parts[2] ?? '')
    const host = authority?.[1] ?? ''
    const address = host.startsWith('[') ? host.slice(1, -1) : host
    const known = isIP(address) !== 0 || 'value' in readDnsName(host)
    if (!known || host.startsWith('*')) return unusable('its host is neither a DNS name nor an address', rule)
  }
  return { value: { kind: 'uri', value: text } }
}

function readPrincipal(text: string): Named<ReadName> {
  if (
    !/^[^@\p{Cc}\p{Cs}\\/"[\]:;|=,+*?<> ]+@[^@\p{Cc}\p{Cs}\p{Zs}]+$/u.test(text) ||
    text.length > MAX_UPN ||
    hasHiddenCharacter(text)
  )
    return unusable('a user principal name has the form user@domain', 'MS-ADA3 userPrincipalName')
  return { value: { kind: 'upn', value: text } }
}

function readDirectory(text: string): Named<ReadName> {
  try {
    const value = parseNameText(text)
    if (value.length === 0) return unusable('the directory name is empty', 'RFC 5280 4.2.1.6')
    const [first] = checkName(value)
    return first === undefined ? { value: { kind: 'directory', value } } : unusable(first.message, 'RFC 5280 4.1.2.4')
  } catch (error) {
    if (error instanceof ChanceryError) return unusable(error.message, 'RFC 4514 3')
    throw error
  }
}

/** `OID:hex`, the DER of the value. */
function readOther(text: string): Named<ReadName> {
  const parts = /^([0-9.]+):((?:[0-9a-fA-F]{2})+)$/.exec(text)
  const oid = parts?.[1] ?? ''
  if (parts === null || !isOid(oid))
    return unusable('write another name as its OID, a colon and its DER in hexadecimal', 'RFC 5280 4.2.1.6')
  const value = (parts[2] ?? '').toLowerCase()
  if (!isDer(Buffer.from(value, 'hex'))) return unusable('the value is not DER', 'X.690 10')
  return { value: { kind: 'other', oid, value } }
}

/** @returns whether the bytes are exactly one DER element; constructed ones are walked to their leaves. */
export function isDer(bytes: Uint8Array): boolean {
  try {
    const reader = new DerReader(bytes, 'value')
    walk(reader)
    reader.finish()
    return true
  } catch (error) {
    if (error instanceof ChanceryError) return false
    throw error
  }
}

function walk(reader: DerReader): void {
  const tag = reader.next()
  if ((tag & 0x20) === 0) return
  const outer = reader.enterRead()
  while (!reader.atEnd) walk(reader)
  reader.leave(outer)
}

/** @returns the name as one line of text, in the form that `readAlternativeName` takes. */
export function alternativeNameText(name: ReadName): string {
  if (name.kind === 'directory') return formatName(name.value)
  if (name.kind === 'other') return `${name.oid}:${name.value}`
  return name.value
}
