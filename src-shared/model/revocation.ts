import { z } from 'zod'

/** CRLReason of RFC 5280 5.3.1 with its code; 7 is not assigned. */
export const revocationReasonCodes = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10
} as const
export type RevocationReason = keyof typeof revocationReasonCodes

/** Every reason that an entry of a CRL can have. */
export const revocationReason = z.enum([
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise'
]) satisfies z.ZodType<RevocationReason>

/** The reasons that an operator may give for a final revocation; hold is the business of suspend and reinstate. */
export const finalRevocationReason = z.enum([
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
  'aACompromise'
])
export type FinalRevocationReason = z.infer<typeof finalRevocationReason>
