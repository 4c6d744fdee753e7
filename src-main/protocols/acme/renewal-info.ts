import { issuedByIdentifier, issuedDer } from '../../ca/acme/issued.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { base64UrlBytes } from '../../pki/jwk.ts'
import {
  getAcmeOrderByCertificate,
  orderReplacing,
  type AcmeAccountRow,
  type AcmeIdentifier
} from '../../store/acme.ts'
import { timestamp, type Answer } from './answer.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

/** Seconds after which a client asks again (RFC 9773 4.3.2 names six hours as an example). */
const askAgain = 6 * 3600
/** Part of a certificate's life over which clients are spread. */
const windowPart = 0.05
const hour = 3_600_000

/** When a certificate is best renewed (RFC 9773 4.1, 4.2). Asked without signature. */
export function renewalInfo(runtime: AcmeRuntime, service: ServiceContext, text: string): Answer {
  const record = find(runtime, text)
  if (record === undefined)
    throw new Problem('malformed', 'There is no certificate of this server with that identifier.', { status: 404 })
  const now = runtime.parts.clock.now()
  const life = record.notAfter - record.notBefore
  const start = record.notBefore + (life * service.settings.renewAfterPercent) / 100
  // RFC 9773 4.2: a window in the past asks to renew at once, as after a revocation.
  const window =
    record.state === 'active'
      ? { start, end: Math.min(start + life * windowPart, record.notAfter) }
      : { start: now - 2 * hour, end: now - hour }
  return {
    status: 200,
    headers: { 'retry-after': String(askAgain) },
    body: { suggestedWindow: { start: timestamp(window.start), end: timestamp(window.end) } }
  }
}

/**
 * Finds the certificate that an order replaces (RFC 9773 5): of the same account, with a name in common, and not replaced yet.
 * @throws Problem `malformed`, `unauthorized`, `alreadyReplaced`
 */
export function replacedCertificate(
  runtime: AcmeRuntime,
  account: AcmeAccountRow,
  replaces: unknown,
  identifiers: readonly AcmeIdentifier[]
): { readonly id: number } | null {
  if (replaces === undefined) return null
  const record = typeof replaces === 'string' ? find(runtime, replaces) : undefined
  if (record === undefined) throw new Problem('malformed', 'replaces names no certificate of this server.')
  const reader = runtime.parts.reader()
  const before = getAcmeOrderByCertificate(reader, record.id)
  if (before?.accountId !== account.id)
    throw new Problem('unauthorized', 'The certificate that replaces names belongs to another account.')
  if (
    !before.identifiers.some((one) => identifiers.some(({ type, value }) => type === one.type && value === one.value))
  )
    throw new Problem('malformed', 'The certificate that replaces names has no name in common with the order.')
  if (orderReplacing(reader, record.id, runtime.parts.clock.now()) !== undefined)
    throw new Problem('alreadyReplaced', 'Another order replaces this certificate already.')
  return { id: record.id }
}

/** @returns the identifier of a certificate of ours (RFC 9773 4.1) */
export function certificateIdentifier(runtime: AcmeRuntime, certificateId: number): string {
  const der = issuedDer(runtime.parts.reader(), certificateId)
  if (der === undefined) return ''
  const certificate = parseCertificate(der)
  const keyId = findExtension(certificate, 'authorityKeyIdentifier')?.keyId ?? new Uint8Array()
  const hex = certificate.serial.length % 2 === 1 ? `0${certificate.serial}` : certificate.serial
  // The octets of the INTEGER: a leading bit that is set has a zero octet before it.
  const serial = Buffer.from(Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex, 'hex')
  return `${Buffer.from(keyId).toString('base64url')}.${serial.toString('base64url')}`
}

function find(runtime: AcmeRuntime, text: string): ReturnType<typeof issuedByIdentifier> {
  const [keyId, serial, more] = text.split('.').map(base64UrlBytes)
  if (
    keyId == null ||
    serial == null ||
    more !== undefined ||
    keyId.length === 0 ||
    serial.length === 0 ||
    serial.length > 21 ||
    keyId.length > 64
  )
    throw new Problem(
      'malformed',
      'A certificate is identified by authority key identifier, a dot and serial number, both in base64url (RFC 9773 4.1).'
    )
  return issuedByIdentifier(runtime.parts.reader(), keyId, serial)
}
