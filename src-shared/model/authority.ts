import { z } from 'zod'
import { addDuration, durationOf, durationText } from './duration.ts'
import { patchOf } from './patch.ts'
import { webAddress } from './scalars.ts'

/** How the CRLs of an authority are divided; the undivided CRL is signed in any case, for certificates that name it. */
export const crlPartition = z.enum(['none', 'shards', 'kinds', 'reasons'])
export type CrlPartition = z.infer<typeof crlPartition>

/** Hash functions among which the key of an authority may leave a choice. */
export const crlHash = z.enum(['sha256', 'sha384', 'sha512'])

/** What is signed and when, beside the times. */
const crlPolicy = {
  onRevocation: z.boolean().default(true),
  scheduled: z.boolean().default(true),
  /** Signs one when somebody fetches a CRL that is due or does not know of a revocation. */
  onRequest: z.boolean().default(false),
  /** Keeps expired certificates on the CRL and says since when (expiredCertsOnCRL, X.509 9.5.2.8). */
  keepExpired: z.boolean().default(false),
  times: z
    .string()
    .max(100)
    .regex(/^[\d*/,\-A-Za-z#?]+(?: [\d*/,\-A-Za-z#?]+){4}$/, 'Write five fields as for cron, for example 0 3 * * 1.')
    .nullable()
    .default(null)
    .meta({ help: 'Fixed times in UTC as cron has them, beside those before the end: 0 3 * * 1 is Mondays at three.' }),
  deltaLife: durationText
    .nullable()
    .default(null)
    .meta({ help: 'Signs delta CRLs of this life between the complete ones (RFC 5280 5.2.4), also on revocation.' }),
  partition: crlPartition.default('none').meta({
    help: 'Divides CRLs: by shards, by kinds (users, authorities), by reasons. Certificates name their part.'
  }),
  shards: z.number().int().min(2).max(256).default(16).meta({ help: 'Into how many parts shards divide.' }),
  issuerAddress: z
    .boolean()
    .default(false)
    .meta({ help: 'CRLs say where the certificate of the authority is (RFC 5280 5.2.7).' }),
  issuerNames: z
    .boolean()
    .default(false)
    .meta({ help: 'CRLs repeat the alternative names in the certificate of the authority (RFC 5280 5.2.2).' }),
  hash: crlHash
    .nullable()
    .default(null)
    .meta({ help: 'Hash under the signature of CRLs, where the key leaves a choice. Default: as the authority signs.' })
}

export const authorityState = z.enum(['draft', 'awaiting-certificate', 'active', 'key-offline', 'retired', 'destroyed'])
export type AuthorityState = z.infer<typeof authorityState>

/** Empty lists are filled from the installation's public base address where one is set. */
const addresses = {
  crl: z.array(webAddress).max(10).default([]),
  issuer: z.array(webAddress).max(10).default([]),
  ocsp: z.array(webAddress).max(10).default([]),
  cps: webAddress.nullable().default(null)
}

const ownFields = {
  description: z.string().max(2000).default(''),
  /** Id of a signature algorithm for what this authority signs; null takes what suits its key. */
  signatureAlgorithm: z.string().max(40).nullable().default(null),
  /** Names by which CAA records may mean this authority (RFC 8659 4.2), e.g. ca.example. */
  caaIdentities: z
    .array(
      z
        .string()
        .max(253)
        .regex(
          /^[a-z0-9](?:-*[a-z0-9])*(?:\.[a-z0-9](?:-*[a-z0-9])*)*$/,
          'Write a domain name in lower case, for example ca.example.'
        )
    )
    .max(20)
    .default([])
}

const crlFields = {
  ...crlPolicy,
  /** From thisUpdate to nextUpdate. Default 7 days on line (E.6). */
  life: durationText.default('7d'),
  /** A new CRL is made this long before the last one's nextUpdate. */
  overlap: durationText.default('1d')
}

/** How CRLs come: when, divided how, with what in them. An authority has such settings of its own, or those of a profile. */
export const crlSettings = z.strictObject(crlFields)
export type CrlSettings = z.infer<typeof crlSettings>

/** A change of them: what is left out stays as it is. */
export const crlSettingsPatch = patchOf(crlFields)
export type CrlSettingsPatch = z.infer<typeof crlSettingsPatch>

/** What an authority is set to do; all of it may change without touching certificates already issued. */
export const authoritySettings = z.strictObject({
  ...ownFields,
  addresses: z.strictObject(addresses).prefault({}),
  crl: crlSettings.prefault({})
})

/** A change of these settings: what is left out stays as it is. */
export const authoritySettingsPatch = patchOf(ownFields).extend({
  addresses: patchOf(addresses).optional(),
  crl: crlSettingsPatch.optional()
})
export type AuthoritySettingsPatch = z.infer<typeof authoritySettingsPatch>
export type AuthoritySettings = z.infer<typeof authoritySettings>

/**
 * How long CRLs are good, and how long before their end the next is made (E.6): a root that lies off line signs twice a
 * year, what issues every week.
 */
export const crlTimes = {
  root: { life: '180d', overlap: '30d' },
  subordinate: { life: '7d', overlap: '1d' }
} as const

/** The settings of an authority that is to be made: what is left out depends on its kind. */
export const newAuthoritySettings = authoritySettings.extend({
  crl: z
    .strictObject({
      ...crlPolicy,
      life: durationText.optional().meta({ help: 'From one CRL to its end. Default: 180d for a root, else 7d.' }),
      overlap: durationText
        .optional()
        .meta({ help: 'How long before that the next is made. Default: 30d for a root, else 1d.' })
    })
    .prefault({})
})
export type NewAuthoritySettings = z.infer<typeof newAuthoritySettings>

/** @returns the settings with the times of this kind of authority where none were given */
export function settingsOfNewAuthority(given: NewAuthoritySettings, kind: keyof typeof crlTimes): AuthoritySettings {
  const life = given.crl.life ?? crlTimes[kind].life
  const overlap = given.crl.overlap ?? overlapWithin(life, crlTimes[kind].overlap)
  return { ...given, crl: { ...given.crl, life, overlap } }
}

const hourMs = 3_600_000

/** An overlap as long as the life itself would have the next CRL due at once, for ever; then a sixth of the life serves. */
function overlapWithin(life: string, usual: string): string {
  const span = (text: string): number => addDuration(0, durationOf(text))
  if (span(usual) < span(life)) return usual
  const hours = Math.floor(span(life) / 6 / hourMs)
  return hours > 0 ? `${hours}h` : `${Math.floor(span(life) / 6000)}s`
}

/** How the authority and its key came to be; shown for ever. */
export const authorityOrigin = z.strictObject({
  key: z.enum(['generated', 'imported']),
  certificate: z.enum(['self-signed', 'issued-here', 'imported', 'none']),
  /** File name or words of the operator for an import. */
  note: z.string().max(500).default('')
})
export type AuthorityOrigin = z.infer<typeof authorityOrigin>
