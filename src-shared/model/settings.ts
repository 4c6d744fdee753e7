import { z } from 'zod'
import { webAddress } from './scalars.ts'

/** Settings of the installation. Every limit that an operator may want to move stands here with its default. */
export const settings = z.strictObject({
  /** Base of CRL, AIA and OCSP addresses in certificates; null leaves them out unless an authority names its own. */
  publicBaseAddress: webAddress.nullable().default(null),
  organizationName: z.string().max(200).default(''),
  /** Minutes without input until the window locks; 0 never locks. */
  idleLockMinutes: z.number().int().min(0).max(1440).default(15),
  /** Days before expiry from which a certificate counts as expiring. */
  expiringDays: z.number().int().min(1).max(365).default(30),
  /** Days that an undecided request waits before it expires. */
  requestLifeDays: z.number().int().min(1).max(365).default(30),
  /** Bytes of entropy in serial numbers; RFC 5280 4.1.2.2 allows 20 octets, BR 7.1 asks for 64 bits. */
  serialBytes: z.number().int().min(8).max(20).default(16),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'de']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable')
})
export type Settings = z.infer<typeof settings>
