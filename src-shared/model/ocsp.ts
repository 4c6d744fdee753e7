import { z } from 'zod'
import { durationOf, durationText } from './duration.ts'
import { serviceKeyLabel, serviceKeyToken } from './service-key.ts'

/** How an authority's responder answers. */
export const ocspSettings = z.strictObject({
  /** Who signs: a responder with a certificate of its own (RFC 6960 4.2.2.2), or the authority's key itself. */
  signer: z.enum(['delegated', 'authority']).default('delegated'),
  /** From thisUpdate to nextUpdate. */
  life: durationText
    .refine((text) => {
      const { years, months, days, hours, minutes } = durationOf(text)
      const total = ((years * 365 + months * 30 + days) * 24 + hours) * 60 + minutes
      // BR 4.9.10: at least eight hours, at most ten days, where certificates are publicly trusted; private ones may go below.
      return total >= 5 && total <= 10 * 24 * 60
    }, 'A response is valid for 5 minutes to 10 days.')
    .default('12h'),
  /** Whether a nonce gets a fresh signature (RFC 9654), or is passed over as RFC 5019 4 allows. */
  nonce: z.enum(['answer', 'ignore']).default('answer'),
  /** Which certificates have a response signed ahead: those that were asked about before, or all that have not expired. */
  ahead: z.enum(['asked', 'all']).default('asked'),
  /** Names the responder by the hash of its key or by its subject (RFC 6960 4.2.2.3). */
  responderId: z.enum(['key', 'name']).default('key'),
  /**
   * For how long before an answer the status of expired certificates is told (archive cutoff, RFC 6960 4.4.4), at most
   * since the authority began; null leaves it out.
   */
  archive: durationText.nullable().default(null),
  /** Whether an answer about a revoked certificate names the CRL on which it stands (RFC 6960 4.4.2). */
  crlReference: z.boolean().default(false),
  /** What is said of a serial number that was never given out; `revoked` is the extended form of RFC 6960 2.2 and 4.4.8. */
  unissued: z.enum(['unknown', 'revoked']).default('unknown'),
  /** Where the key of a delegated responder lies. On a token it stays, and its next certificates are for the same key. */
  token: serviceKeyToken.default(null),
  keyLabel: serviceKeyLabel.default(null)
})
export type OcspSettings = z.infer<typeof ocspSettings>
