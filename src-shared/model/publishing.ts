import { z } from 'zod'
import { durationOf, durationText, addDuration } from './duration.ts'
import { ref, webAddress } from './scalars.ts'

/** Shortest and longest time between two looks at a target. */
const minuteMs = 60_000
const monthMs = 31 * 24 * 60 * minuteMs

const contents = {
  crls: z.boolean(),
  /** Certificates of the authorities, where AIA points. */
  certificates: z.boolean(),
  /** An OCSP answer for every certificate that has not expired, under the name by which RFC 5019 asks for it. */
  ocsp: z.boolean(),
  /** The certification practice statement and other documents that were stored for publication. */
  documents: z.boolean(),
  /** Which authorities; none named means all. */
  authorities: z.array(ref).max(200)
}

const fields = {
  /** Address that the target is served under; addresses in certificates that begin with it are served. Null: that of the installation. */
  baseAddress: webAddress.nullable(),
  /** How often it is looked at although nothing changed. */
  every: durationText.refine((text) => {
    const span = addDuration(0, durationOf(text))
    return span >= minuteMs && span <= monthMs
  }, 'A target is looked at every minute at most and every month at least.'),
  /** Written to at once when a CRL is signed, a status changes or an authority gets another certificate. */
  onChange: z.boolean(),
  /** Takes away what Chancery wrote there and is not to be there any more. */
  removeOld: z.boolean()
}

/** What is written to a target. */
export const publishContents = z.strictObject({
  crls: contents.crls.default(true),
  certificates: contents.certificates.default(true),
  ocsp: contents.ocsp.default(false),
  documents: contents.documents.default(true),
  authorities: contents.authorities.default([])
})
export type PublishContents = z.infer<typeof publishContents>

/** How a target is written to. */
export const publishSettings = z.strictObject({
  baseAddress: fields.baseAddress.default(null),
  every: fields.every.default('1h'),
  onChange: fields.onChange.default(true),
  removeOld: fields.removeOld.default(true),
  what: publishContents.prefault({})
})
export type PublishSettings = z.infer<typeof publishSettings>

/** A change of them: what is left out stays as it is, so nothing has a default here. */
export const publishSettingsPatch = z.strictObject({ ...fields, what: z.strictObject(contents).partial() }).partial()
export type PublishSettingsPatch = z.infer<typeof publishSettingsPatch>

/** Where a target is and how it is spoken to, without its secret. */
export const publishDestination = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path: z.string() }),
  z.strictObject({
    kind: z.literal('sftp'),
    host: z.string(),
    port: z.number().int(),
    user: z.string(),
    folder: z.string(),
    /** `SHA256:` and base64 without padding, as ssh shows it; null until somebody confirmed it. */
    hostKey: z.string().nullable(),
    proof: z.enum(['password', 'key'])
  }),
  z.strictObject({
    kind: z.literal('http'),
    url: z.string(),
    proof: z.enum(['none', 'basic', 'bearer']),
    user: z.string().nullable()
  }),
  z.strictObject({
    kind: z.literal('s3'),
    endpoint: z.string(),
    region: z.string(),
    bucket: z.string(),
    prefix: z.string(),
    accessKey: z.string()
  })
])
export type PublishDestination = z.infer<typeof publishDestination>
export type PublishKind = PublishDestination['kind']
