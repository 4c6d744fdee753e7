import { ChanceryError } from '../../../src-shared/errors.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { KeyUsageBit, ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AskedContent, MergeRow } from '../../../src-shared/model/request.ts'
import { subjectAltNameExtension } from '../../pki/extensions/alternative-names.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { subjectKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import { sidExtension } from '../../pki/extensions/microsoft.ts'
import type { Extension } from '../../pki/model.ts'
import { isDer } from './alternative-name.ts'
import { cell, refuse, type Merge } from './merge.ts'
import type { ResolvedNames } from './resolve-alternative-names.ts'
import type { StaticExtensions } from './static-extensions.ts'

/** What a request can never bring: Chancery makes these from profile, authority and key, or they bind authorities. */
const neverFromRequest: ReadonlySet<string> = new Set([
  extensionIds.subjectKeyIdentifier,
  extensionIds.authorityKeyIdentifier,
  extensionIds.basicConstraints,
  extensionIds.subjectAltName,
  extensionIds.nameConstraints,
  extensionIds.policyConstraints,
  extensionIds.policyMappings,
  extensionIds.inhibitAnyPolicy,
  extensionIds.crlDistributionPoints,
  extensionIds.freshestCrl,
  extensionIds.authorityInfoAccess,
  extensionIds.issuerAltName,
  extensionIds.ocspNoCheck,
  extensionIds.sctList,
  extensionIds.precertPoison
])

export interface ResolvedExtensions {
  readonly list: readonly Extension[]
  readonly keyUsage: readonly KeyUsageBit[]
  readonly extendedKeyUsage: readonly string[]
}

/** Puts the extensions together, in one order for all certificates; each OID stands once (RFC 5280 4.2). */
export function resolveExtensions(
  content: ProfileContent,
  fixed: StaticExtensions,
  asked: AskedContent,
  names: ResolvedNames,
  subjectIsEmpty: boolean,
  subjectKeyId: Uint8Array,
  added: readonly Extension[],
  merge: Merge
): ResolvedExtensions {
  merge.rows.push(...fixed.rows)
  merge.reasons.push(...fixed.reasons)
  const keyUsage = usage(content, asked, merge)
  const extendedKeyUsage = purposes(content, asked, merge)
  const list: Extension[] = [subjectKeyIdentifierExtension(subjectKeyId), fixed.authorityKeyId]
  if (fixed.basicConstraints !== null) list.push(fixed.basicConstraints)
  put(list, merge, 'keyUsage', () =>
    keyUsage.length === 0 ? null : keyUsageExtension(keyUsage, content.keyUsage?.critical ?? true)
  )
  put(list, merge, 'extendedKeyUsage', () =>
    extendedKeyUsage.length === 0
      ? null
      : extKeyUsageExtension(extendedKeyUsage, content.extendedKeyUsage?.critical ?? false)
  )
  // RFC 5280 4.2.1.6: critical where the subject is empty.
  put(list, merge, 'alternativeNames', () =>
    names.names.length === 0 ? null : subjectAltNameExtension(names.names, subjectIsEmpty)
  )
  list.push(...fixed.others)
  const { sid } = names
  put(list, merge, 'alternativeNames.sid', () => (sid === null ? null : sidExtension(sid)))
  list.push(...added)
  fromRequest(content, asked, list, merge)
  const seen = new Set<string>()
  for (const { oid } of list) {
    if (seen.has(oid))
      refuse(
        merge,
        `extension.${oid}`,
        'extension.doubled',
        `The extension ${oidLabel(oid)} (${oid}) would stand twice. Take the custom extension out of the profile; Chancery makes this one itself.`
      )
    seen.add(oid)
  }
  return { list, keyUsage, extendedKeyUsage }
}

function put(list: Extension[], merge: Merge, where: string, build: () => Extension | null): void {
  try {
    const extension = build()
    if (extension !== null) list.push(extension)
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    refuse(merge, where, 'extension.value', error.message)
  }
}

function usage(content: ProfileContent, asked: AskedContent, merge: Merge): readonly KeyUsageBit[] {
  const own = content.keyUsage?.bits ?? []
  const open = content.extensionsFromRequest.includes(extensionIds.keyUsage)
  const bits = open && asked.keyUsage !== undefined && asked.keyUsage.length > 0 ? asked.keyUsage : own
  merge.rows.push(
    usageRow('keyUsage', 'Key usage', asked.keyUsage ?? [], own, bits, open, content.keyUsage?.critical ?? true)
  )
  const signs = bits.filter((bit) => bit === 'keyCertSign')
  if (signs.length > 0 && content.basicConstraints?.authority !== true)
    refuse(
      merge,
      'keyUsage',
      'key-usage.authority',
      'keyCertSign belongs to authorities only (RFC 5280 4.2.1.3), and this profile does not make one.'
    )
  return bits
}

function purposes(content: ProfileContent, asked: AskedContent, merge: Merge): readonly string[] {
  const own = content.extendedKeyUsage?.oids ?? []
  const open = content.extensionsFromRequest.includes(extensionIds.extKeyUsage)
  const oids =
    open && asked.extendedKeyUsage !== undefined && asked.extendedKeyUsage.length > 0 ? asked.extendedKeyUsage : own
  const labels = (list: readonly string[]): readonly string[] => list.map(oidLabel)
  merge.rows.push(
    usageRow(
      'extendedKeyUsage',
      'Extended key usage',
      labels(asked.extendedKeyUsage ?? []),
      labels(own),
      labels(oids),
      open,
      content.extendedKeyUsage?.critical ?? false
    )
  )
  return oids
}

function usageRow(
  field: string,
  label: string,
  asked: readonly string[],
  own: readonly string[],
  result: readonly string[],
  open: boolean,
  critical: boolean
): MergeRow {
  const same = asked.length === result.length && asked.every((value) => result.includes(value))
  const base = {
    field,
    label,
    asked: cell(asked),
    override: null,
    result: result.length === 0 ? null : `${result.join(', ')}${critical ? ' (critical)' : ''}`
  }
  const rule = open ? `${cell(own) ?? 'nothing'} unless asked` : (cell(own) ?? 'left out')
  if (open && asked.length > 0)
    return { ...base, rule, outcome: 'taken', why: 'The profile takes this extension from the request.' }
  if (asked.length === 0 || same)
    return {
      ...base,
      rule,
      outcome: own.length === 0 ? 'absent' : 'fixed',
      why: own.length === 0 ? 'The profile leaves it out.' : 'The profile sets it.'
    }
  return {
    ...base,
    rule,
    outcome: own.length === 0 ? 'dropped' : 'fixed',
    why: 'The profile sets it; what was asked is not taken.'
  }
}

function fromRequest(content: ProfileContent, asked: AskedContent, list: Extension[], merge: Merge): void {
  const seen = new Set<string>()
  for (const { oid, critical, der } of asked.extensions ?? []) {
    const value = new Uint8Array(Buffer.from(der, 'base64'))
    const text = `${value.length} bytes${critical ? ' (critical)' : ''}`
    const row = { field: `extension.${oid}`, label: oidLabel(oid), asked: text, override: null }
    const drop = (why: string): void =>
      void merge.rows.push({ ...row, rule: 'not taken', result: null, outcome: 'dropped', why })
    if (seen.has(oid)) {
      refuse(
        merge,
        row.field,
        'extension.doubled',
        `The request asks for the extension ${oidLabel(oid)} (${oid}) twice.`
      )
      continue
    }
    seen.add(oid)
    if (oid === extensionIds.subjectAltName) unsupportedNames(content, text, merge)
    else if (neverFromRequest.has(oid)) drop('Chancery makes this extension itself; a request cannot bring it.')
    else if (!content.extensionsFromRequest.includes(oid))
      drop('The profile does not take this extension from requests.')
    else if (list.some((extension) => extension.oid === oid)) drop('The profile sets this extension itself.')
    else if (!isDer(value)) {
      refuse(merge, row.field, 'extension.der', `The extension ${oidLabel(oid)} (${oid}) of the request is not DER.`)
      merge.rows.push({ ...row, rule: 'from request', result: null, outcome: 'refused', why: 'It is not DER.' })
    } else {
      list.push({ oid, critical, value })
      merge.rows.push({
        ...row,
        rule: 'from request',
        result: text,
        outcome: 'taken',
        why: 'The profile takes this extension from the request.'
      })
    }
  }
}

/** The request's own alternative names arrive here only when some are of a kind that no profile can speak of. */
function unsupportedNames(content: ProfileContent, text: string, merge: Merge): void {
  const refused = content.alternativeNames.others === 'refuse'
  if (refused)
    refuse(
      merge,
      'alternativeNames',
      'san.type',
      'The request asks for an X.400 address or an EDI party name, which Chancery does not certify.'
    )
  merge.rows.push({
    field: 'alternativeNames.unsupported',
    label: 'X.400 address or EDI party name',
    asked: text,
    override: null,
    rule: refused ? 'not allowed' : 'not taken',
    result: null,
    outcome: refused ? 'refused' : 'dropped',
    why: 'Chancery does not certify this kind of name.'
  })
}
