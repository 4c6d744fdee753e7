import { ChanceryError } from '../../../src-shared/errors.ts'
import { decodeExtension } from '../extensions/decode.ts'
import type { AuthorityKeyIdentifier, CertificateList, CrlEntry, IssuingDistributionPoint } from '../model.ts'

/** CRL extensions that validation acts on; another critical one makes the CRL useless (RFC 5280 5.2). */
const knownCritical: ReadonlySet<string> = new Set(['2.5.29.20', '2.5.29.27', '2.5.29.28', '2.5.29.35'])
/** Likewise for entries: reason, invalidity date, certificate issuer (RFC 5280 5.3). */
const knownCriticalInEntry: ReadonlySet<string> = new Set(['2.5.29.21', '2.5.29.24', '2.5.29.29'])

/** A CRL with the extensions that decide what it may be used for. */
export interface CrlFacts {
  readonly list: CertificateList
  readonly usable: boolean
  readonly number: bigint
  readonly isDelta: boolean
  readonly scope: IssuingDistributionPoint | null
  /** Whether this delta may be applied to a complete CRL: same issuer, scope and key, and a fitting number (RFC 5280 5.2.4). */
  appliesTo(complete: CrlFacts): boolean
  /** @returns the entry for a certificate by serial and issuer. */
  find(serial: string, issuerKey: string): CrlEntry | undefined
}

/** @returns the facts of a CRL; one with an unknown critical or malformed extension is not usable. */
export function readCrl(list: CertificateList): CrlFacts {
  let usable = true
  let number = -1n
  let base: bigint | null = null
  let scope: IssuingDistributionPoint | null = null
  let signer: AuthorityKeyIdentifier | null = null
  for (const extension of list.extensions) {
    if (extension.critical && !knownCritical.has(extension.oid)) usable = false
    try {
      const decoded = decodeExtension(extension)
      if (decoded.kind === 'crlNumber') number = BigInt(`0x${decoded.value}`)
      else if (decoded.kind === 'deltaCrlIndicator') base = BigInt(`0x${decoded.value}`)
      else if (decoded.kind === 'issuingDistributionPoint') scope = decoded.value
      else if (decoded.kind === 'authorityKeyIdentifier') signer = decoded.value
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
      usable = false
    }
  }
  const scopeKey = rawScope(list)
  if (usable && hasUnknownCriticalEntry(list)) usable = false
  return {
    list,
    usable,
    number,
    isDelta: base !== null,
    scope,
    appliesTo: (complete) =>
      usable &&
      base !== null &&
      complete.list.issuer.key === list.issuer.key &&
      rawScope(complete.list) === scopeKey &&
      sameSigner(signer, complete.list) &&
      complete.number >= base &&
      complete.number < number,
    find: (serial, issuerKey) => list.find(serial, issuerKey)
  }
}

function rawScope(list: CertificateList): string {
  const extension = list.extension('2.5.29.28')
  return extension === undefined ? '' : Buffer.from(extension.value).toString('hex')
}

function sameSigner(signer: AuthorityKeyIdentifier | null, complete: CertificateList): boolean {
  const extension = complete.extension('2.5.29.35')
  if (signer?.keyId == null || extension === undefined) return true
  const decoded = decodeExtension(extension)
  if (decoded.kind !== 'authorityKeyIdentifier' || decoded.value.keyId === null) return true
  return Buffer.compare(decoded.value.keyId, signer.keyId) === 0
}

function hasUnknownCriticalEntry(list: CertificateList): boolean {
  for (const entry of list.entries()) {
    if (entry.extensions.some((extension) => extension.critical && !knownCriticalInEntry.has(extension.oid)))
      return true
  }
  return false
}
