import { z } from 'zod'
import { durationText } from './duration.ts'
import { webAddress } from './scalars.ts'

export const authorityState = z.enum(['draft', 'awaiting-certificate', 'active', 'key-offline', 'retired', 'destroyed'])
export type AuthorityState = z.infer<typeof authorityState>

/** What an authority is set to do; all of it may change without touching certificates already issued. */
export const authoritySettings = z.strictObject({
  description: z.string().max(2000).default(''),
  addresses: z
    .strictObject({
      /** Empty lists are filled from the installation's public base address where one is set. */
      crl: z.array(webAddress).max(10).default([]),
      issuer: z.array(webAddress).max(10).default([]),
      ocsp: z.array(webAddress).max(10).default([]),
      cps: webAddress.nullable().default(null)
    })
    .prefault({}),
  /** Id of a signature algorithm for what this authority signs; null takes what suits its key. */
  signatureAlgorithm: z.string().max(40).nullable().default(null),
  crl: z
    .strictObject({
      onRevocation: z.boolean().default(true),
      scheduled: z.boolean().default(true),
      /** From thisUpdate to nextUpdate. Default 7 days on line (E.6). */
      life: durationText.default('7d'),
      /** A new CRL is made this long before the last one's nextUpdate. */
      overlap: durationText.default('1d'),
      /** Keeps expired certificates on the CRL and says since when (expiredCertsOnCRL, X.509 9.5.2.8). */
      keepExpired: z.boolean().default(false)
    })
    .prefault({})
})
export type AuthoritySettings = z.infer<typeof authoritySettings>

/** How the authority and its key came to be; shown for ever. */
export const authorityOrigin = z.strictObject({
  key: z.enum(['generated', 'imported']),
  certificate: z.enum(['self-signed', 'issued-here', 'imported', 'none']),
  /** File name or words of the operator for an import. */
  note: z.string().max(500).default('')
})
export type AuthorityOrigin = z.infer<typeof authorityOrigin>
