import { z } from 'zod'

/** One attribute of a subject as people write it: a short name of `model/name.ts` (CN, O, C …) or a dotted OID, and its text. */
export const subjectEntry = z.object({
  type: z.string().min(1).max(200),
  value: z.string().min(1).max(2000)
})
export type SubjectEntry = z.infer<typeof subjectEntry>

/** The kinds of alternative name that a profile can speak of. `sid` is the Windows security identifier extension (1.3.6.1.4.1.311.25.2). */
export const alternativeNameTypes = [
  'dns',
  'ip',
  'email',
  'uri',
  'upn',
  'sid',
  'directory',
  'registered-id',
  'other'
] as const
export const alternativeNameType = z.enum(alternativeNameTypes)
export type AlternativeNameType = z.infer<typeof alternativeNameType>

/**
 * One alternative name as text: DNS name, address, `user@host`, absolute URI, RFC 4514 name for `directory`,
 * dotted OID for `registered-id`, `OID:hex of the value's DER` for `other`.
 */
export const alternativeName = z.object({
  type: alternativeNameType,
  value: z.string().min(1).max(2000)
})
export type AlternativeName = z.infer<typeof alternativeName>
