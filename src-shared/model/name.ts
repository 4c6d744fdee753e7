/**
 * Distinguished names as plain values (X.501, RFC 5280 4.1.2.4), usable on both sides of the border.
 * The codec between these and DER is src-main/pki/name.ts.
 */

/** One attribute of a name. */
export interface NameAttribute {
  /** Attribute type, dotted. */
  readonly oid: string
  /** The text; for a value that is not a string type, `#` and the hex of its DER (RFC 4514 2.4). */
  readonly value: string
  /** Present when `value` is the `#` form. */
  readonly raw?: true
}

/** One RDN: usually a single attribute, more where the RDN is multi-valued. */
export type RelativeName = readonly NameAttribute[]

/** A name: its RDNs in encoded order. Empty for the empty name. */
export type NameValue = readonly RelativeName[]
