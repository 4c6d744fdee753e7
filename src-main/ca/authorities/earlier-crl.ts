import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCrl } from '../../pki/crl.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { decodeExtension } from '../../pki/extensions/decode.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import type { Certificate, CertificateList } from '../../pki/model.ts'
import { verifySignature } from '../../pki/verify.ts'
import type { Writer } from '../../store/connection.ts'
import { keepRevokedElsewhere } from '../../store/reservations.ts'

/** The last CRL that an authority signed elsewhere. */
export interface EarlierCrl {
  readonly list: CertificateList
  /** In decimal digits; null for a CRL without a number (version 1). */
  readonly number: string | null
}

/** What was taken over from it. */
export interface CarriedOver {
  readonly number: string | null
  readonly thisUpdate: number
  readonly entries: number
}

/**
 * Reads the last CRL of an authority that is taken over: complete, and signed with its key (RFC 5280 6.3.3).
 * @param text PEM, or DER in base64
 * @throws ChanceryError `malformed`, `too-large`; `invalid-input` for the CRL of another, a delta or a part; `bad-signature`
 */
export function readEarlierCrl(text: string, own: Certificate): EarlierCrl {
  const list = parseCrl(objectBytes(text, 'crl'))
  if (list.issuer.key !== own.subject.key)
    throw new ChanceryError(
      'invalid-input',
      `The CRL is from ${list.issuer.text}, not from ${own.subject.text}. Give the last CRL of this authority.`
    )
  const partial = [extensionIds.deltaCrlIndicator, extensionIds.issuingDistributionPoint].some(
    (oid) => list.extension(oid) !== undefined
  )
  if (partial)
    throw new ChanceryError(
      'invalid-input',
      'The CRL is a delta, or covers only a part of the certificates (RFC 5280 5.2.4, 5.2.5). Give a complete one.'
    )
  if (!verifySignature(own.publicKey, list.signatureAlgorithm, list.tbs, list.signature))
    throw new ChanceryError('bad-signature', 'The signature of the CRL does not verify with the key of this authority.')
  const extension = list.extension(extensionIds.crlNumber)
  const decoded = extension === undefined ? undefined : decodeExtension(extension)
  return { list, number: decoded?.kind === 'crlNumber' ? BigInt(`0x${decoded.value}`).toString() : null }
}

/** Carries the entries over, so that every CRL to come has them. @returns what was carried over */
export function carryOver(tx: Writer, authorityId: number, { list, number }: EarlierCrl, at: number): CarriedOver {
  let entries = 0
  for (const { serial, revokedAt, reason, invalidityDate } of list.entries()) {
    // Only a delta says so; a complete CRL does not list what is no longer revoked (RFC 5280 5.3.1).
    if (reason === 'removeFromCRL') continue
    const kept = keepRevokedElsewhere(tx, { authorityId, serial, revokedAt, reason, invalidityAt: invalidityDate, at })
    if (kept) entries += 1
  }
  return { number, thisUpdate: list.thisUpdate, entries }
}
