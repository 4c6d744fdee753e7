import { z } from 'zod'

/** Row id of a stored object. */
export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** A stored object named by its row id or by its unique name, as a person would type it. */
export const ref = z.union([z.number().int().positive(), z.string().min(1).max(200)])
export type Ref = z.infer<typeof ref>

/** Milliseconds since the Unix epoch. */
export const unixMs = z.number().int()

/** A unique name that people type: letters, digits, dot, dash, underscore and inner blanks. */
export const objectName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u,
    'Use letters, digits, blanks, dots, dashes and underscores; begin and end with a letter or digit.'
  )

/** DER or other bytes in base64 (RFC 4648 section 4). */
export const base64 = z.base64().max(32 * 1024 * 1024)

/** PEM text, or DER in base64: what people paste or drop. The size limit stands before any parsing. */
export const encodedObject = z
  .string()
  .min(1)
  .max(1024 * 1024)

/** One certificate in PEM. */
export const pemCertificate = z
  .string()
  .max(10_000)
  .regex(
    /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE-----\s*$/,
    'Give a certificate in PEM.'
  )

/** Dotted decimal object identifier. */
export const oid = z
  .string()
  .max(200)
  .regex(
    /^[012](?:\.(?:0|[1-9]\d*))+$/,
    'Write an object identifier as numbers with dots, for example 1.3.6.1.4.1.311.20.2.3.'
  )

export const hex = z
  .string()
  .max(2048)
  .regex(/^[0-9a-f]*$/)

/** http or https address as it goes into a certificate: IA5, absolute. */
export const webAddress = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[\x21-\x7e]+$/, 'Write an absolute http or https address.')
