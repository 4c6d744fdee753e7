import { z } from 'zod'

/** A host name as people type it; U-labels are turned into A-labels behind the contract. RFC 1035 2.3.4: 253 characters. */
export const domainName = z.string().trim().min(1).max(253)

/** RFC 5321 4.5.3.1: 64 octets, the sign, 255 octets. */
export const mailAddress = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^@\s]+@[^@\s]+$/, 'Write a mail address, for example anna@example.test.')

/** A host name, `*.` and a host name, or a mail address. */
export const emailOrDomain = z.string().trim().min(1).max(320)
