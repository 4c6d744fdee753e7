import { ChanceryError } from '../../../src-shared/errors.ts'
import { revocationReasonCodes, type RevocationReason } from '../../../src-shared/model/revocation.ts'
import type { DerReader } from '../der/reader.ts'
import { ENUMERATED } from '../der/tags.ts'
import { readGeneralizedTime } from '../der/time.ts'
import { DerWriter } from '../der/writer.ts'
import type { Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

const reasonsByCode: ReadonlyMap<number, RevocationReason> = new Map(
  (Object.keys(revocationReasonCodes) as RevocationReason[]).map((reason) => [revocationReasonCodes[reason], reason])
)

/** Reads CRLReason (RFC 5280 5.3.1). A code without a meaning (7, above 10) is `malformed`. */
export function readReasonCode(reader: DerReader): RevocationReason {
  const code = reader.smallInteger(ENUMERATED)
  return reasonsByCode.get(code) ?? reader.fail(`revocation reason ${code} does not exist`)
}

/** RFC 5280 5.3.1. @throws ChanceryError `invalid-input` for `unspecified`, which is expressed by leaving the extension out. */
export function reasonCodeExtension(reason: RevocationReason): Extension {
  if (reason === 'unspecified')
    throw new ChanceryError(
      'invalid-input',
      'The reason “unspecified” is expressed by leaving the reason code out (RFC 5280 5.3.1).'
    )
  return {
    oid: extensionIds.reasonCode,
    critical: false,
    value: new DerWriter(4).integer(revocationReasonCodes[reason], ENUMERATED).finish()
  }
}

/** Reads InvalidityDate (RFC 5280 5.3.2) as Unix milliseconds. */
export function readInvalidityDate(reader: DerReader): number {
  return readGeneralizedTime(reader).unixMs
}

/** RFC 5280 5.3.2. @throws ChanceryError `invalid-input` outside the years 0 to 9999. */
export function invalidityDateExtension(unixMs: number): Extension {
  return {
    oid: extensionIds.invalidityDate,
    critical: false,
    value: new DerWriter(20).generalizedTime(unixMs).finish()
  }
}

/** RFC 5280 5.2.3: positive hex as serial numbers are, at most 20 octets. */
export function crlNumberExtension(number: string): Extension {
  return { oid: extensionIds.crlNumber, critical: false, value: crlNumber(number) }
}

/** RFC 5280 5.2.4: critical; the number of the complete CRL that this delta starts from. */
export function deltaCrlIndicatorExtension(baseNumber: string): Extension {
  return { oid: extensionIds.deltaCrlIndicator, critical: true, value: crlNumber(baseNumber) }
}

function crlNumber(hex: string): Uint8Array {
  const der = new DerWriter(24).integerHex(hex).finish()
  if (hex.startsWith('-') || der.length > 22)
    throw new ChanceryError(
      'invalid-input',
      `The CRL number ${hex.slice(0, 50)} is negative or has more than 20 octets (RFC 5280 5.2.3).`
    )
  return der
}
