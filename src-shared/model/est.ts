import { z } from 'zod'
import { webAddress } from './scalars.ts'
import { clientRange } from './tsa.ts'

/** Operations of RFC 7030 3.2.2; none of them can be a label, since both stand at the same place of a path. */
export const estOperationNames = [
  'cacerts',
  'simpleenroll',
  'simplereenroll',
  'fullcmc',
  'serverkeygen',
  'csrattrs'
] as const
export const estOperationName = z.enum(estOperationNames)
export type EstOperationName = z.infer<typeof estOperationName>

/** One segment of a path that nobody has to escape (RFC 7030 3.2.2). */
export const estLabel = z
  .string()
  .max(50)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and dashes: the label is part of the address of the service.'
  )
  .refine((label) => !estOperationNames.some((operation) => operation === label), {
    message: `A label is none of ${estOperationNames.join(', ')} (RFC 7030 3.2.2).`
  })

/**
 * How clients of a service show who they are (RFC 7030 3.2.3, 3.3.2): by name and password, by TLS certificate, by one of
 * the two, or by both at once. Who re-enrols with the certificate that is renewed needs no other proof, except under `both`.
 */
export const estAuth = z.enum(['basic', 'certificate', 'either', 'both'])
export type EstAuth = z.infer<typeof estAuth>

const fields = {
  /** Address under which clients reach the service where a proxy ends TLS before it; client certificates do not get through. */
  baseAddress: webAddress.nullable(),
  /**
   * Whether a CSR is bound to the TLS connection by its challengePassword (RFC 7030 3.5, RFC 9266): `verify` refuses one
   * that is bound to another connection, `require` also one that is not bound, `ignore` does not look.
   */
  channelBinding: z.enum(['ignore', 'verify', 'require']),
  /** Addresses that may ask; empty lets everybody. */
  clients: z.array(clientRange).max(200),
  /** Requests of one address in a minute; 0 sets no limit. */
  perMinute: z.number().int().min(0).max(10_000_000),
  /** Seconds after which a client asks again while its request waits (RFC 7030 4.2.3). */
  retryAfterSeconds: z.number().int().min(1).max(86_400),
  /** Minutes in which the same CSR gets the same certificate again, in case the answer was lost. */
  repeatMinutes: z.number().int().min(0).max(10_080),
  /** Whether keys are made here for clients that ask (RFC 7030 4.4); the profile has to allow it too. */
  serverKeys: z.boolean(),
  /** Whether simple requests inside CMC are taken (RFC 7030 4.3). */
  fullCmc: z.boolean()
}

/** How an EST service answers. */
export const estSettings = z.strictObject(fields)
export type EstSettings = z.infer<typeof estSettings>

/** A change of settings: what is left out stays as it is. */
export const estSettingsPatch = z.strictObject(fields).partial()
export type EstSettingsPatch = z.infer<typeof estSettingsPatch>

export const defaultEstSettings: EstSettings = {
  baseAddress: null,
  channelBinding: 'verify',
  clients: [],
  perMinute: 600,
  retryAfterSeconds: 60,
  repeatMinutes: 60,
  serverKeys: false,
  fullCmc: true
}

/** What a client sends as its user name: RFC 7617 2 allows no colon. */
export const estClientName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]*[\p{L}\p{N}])?$/u,
    'Use letters, digits, blanks, dots, dashes, underscores and @; begin and end with a letter or digit.'
  )
