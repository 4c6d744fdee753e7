import type { NameValue } from './name.ts'

/**
 * The names a certificate can carry besides its subject (RFC 5280 4.2.1.6), as plain values.
 * Domain names and addresses are in the form that goes into the certificate: A-labels, not Unicode.
 */
export type GeneralName =
  | { readonly kind: 'dns'; readonly value: string }
  | { readonly kind: 'email'; readonly value: string }
  | { readonly kind: 'uri'; readonly value: string }
  /**
   * An address as RFC 4291/dotted text (`192.0.2.1`, `2001:db8::1`); within name constraints a range: address `/` prefix
   * length, or address `/` mask where the mask is not a prefix.
   */
  | { readonly kind: 'ip'; readonly value: string }
  | { readonly kind: 'directory'; readonly value: NameValue }
  /** Registered OID. */
  | { readonly kind: 'rid'; readonly value: string }
  /** Microsoft user principal name, otherName 1.3.6.1.4.1.311.20.2.3. */
  | { readonly kind: 'upn'; readonly value: string }
  /** SmtpUTF8Mailbox, RFC 9598, otherName 1.3.6.1.5.5.7.8.9. */
  | { readonly kind: 'smtp-utf8'; readonly value: string }
  /** Any other otherName: `value` is the DER of the value in lower-case hex. */
  | { readonly kind: 'other'; readonly oid: string; readonly value: string }
  /** x400Address and ediPartyName: `value` is the whole GeneralName as DER in lower-case hex; shown, kept, never judged. */
  | { readonly kind: 'x400'; readonly value: string }
  | { readonly kind: 'edi'; readonly value: string }

export type GeneralNameKind = GeneralName['kind']

/** What people read for each kind. */
export const generalNameLabels: Readonly<Record<GeneralNameKind, string>> = {
  dns: 'DNS name',
  email: 'E-mail address',
  uri: 'URI',
  ip: 'IP address',
  directory: 'Directory name',
  rid: 'Registered id',
  upn: 'User principal name',
  'smtp-utf8': 'Internationalized e-mail address',
  other: 'Other name',
  x400: 'X.400 address',
  edi: 'EDI party name'
}
