import { z } from 'zod'
import {
  acmeIdentifierType,
  acmeServiceName,
  acmeSettings,
  acmeSettingsPatch,
  acmeWarning,
  approvedName,
  boundSubject,
  eabMode
} from '../model/acme.ts'
import { certificateState } from '../model/certificate.ts'
import { durationText } from '../model/duration.ts'
import { id, objectName, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, nothing, page, pageRequest } from './shapes.ts'

/** An ACME service: one directory address, bound to one profile. */
export const acmeService = z.object({
  id: z.number().int(),
  name: z.string(),
  profileId: z.number().int(),
  profileName: z.string(),
  state: z.enum(['enabled', 'disabled']),
  eab: eabMode,
  approvedNames: z.array(z.string()),
  settings: acmeSettings,
  /** Also answers under `/acme/directory`. */
  isDefault: z.boolean(),
  /** Path of the directory on every HTTPS listener of the public side. */
  path: z.string(),
  /** The whole address, where it is known under which one the service is reached. */
  directory: z.string().nullable(),
  /** What is missing until clients can use the service, and what to do about it; null where nothing is. */
  missing: z.string().nullable(),
  /** What is weak in how it is set up, in words. */
  warnings: z.array(z.object({ code: acmeWarning, message: z.string() })),
  accounts: z.number().int(),
  orders: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type AcmeService = z.infer<typeof acmeService>

export const eabCredential = z.object({
  id: z.number().int(),
  name: z.string(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  keyId: z.string(),
  state: z.enum(['pending', 'bound', 'expired', 'revoked']),
  /** Names that orders of its accounts stay within; empty for no bound. */
  names: z.array(z.string()),
  subject: boundSubject.nullable(),
  /** Span that certificates of its accounts hold, e.g. `90d`; null where the profile says it. */
  validity: z.string().nullable(),
  accounts: z.number().int(),
  maxAccounts: z.number().int().nullable(),
  expiresAt: unixMs.nullable(),
  createdAt: unixMs
})
export type EabCredential = z.infer<typeof eabCredential>

export const acmeAccountRow = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  status: z.enum(['valid', 'deactivated', 'revoked']),
  thumbprint: z.string(),
  keyType: z.string(),
  contacts: z.array(z.string()),
  eabId: z.number().int().nullable(),
  eabName: z.string().nullable(),
  orders: z.number().int(),
  createdAt: unixMs,
  createdFrom: z.string()
})

export const acmeProblem = z.object({
  type: z.string(),
  detail: z.string(),
  status: z.number().int(),
  subproblems: z.array(
    z.object({
      type: z.string(),
      detail: z.string(),
      identifier: z.object({ type: z.string(), value: z.string() }).optional()
    })
  )
})
export type AcmeProblem = z.infer<typeof acmeProblem>

export const acmeOrderStatus = z.enum(['pending', 'ready', 'processing', 'valid', 'invalid'])
export type AcmeOrderStatus = z.infer<typeof acmeOrderStatus>

export const acmeOrderRow = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  accountId: z.number().int(),
  status: acmeOrderStatus,
  identifiers: z.array(z.object({ type: acmeIdentifierType, value: z.string() })),
  requestId: z.number().int().nullable(),
  certificateId: z.number().int().nullable(),
  /** How its certificate stands now. */
  certificate: z.object({ state: certificateState, notAfter: unixMs }).nullable(),
  replacesCertificateId: z.number().int().nullable(),
  error: acmeProblem.nullable(),
  createdAt: unixMs,
  expiresAt: unixMs
})

/** One try of a validator, with what it saw. */
export const acmeAttempt = z.object({
  at: unixMs,
  outcome: z.enum(['verified', 'failed']),
  /** In a sentence. */
  summary: z.string(),
  /** Step by step: addresses, redirects, records. */
  steps: z.array(z.string()),
  /** The exact bytes that were compared, base64, cut at 1 KiB; of a device the whole attestation object. */
  seen: z.string().nullable()
})

export const acmeAuthorizationView = z.object({
  id: z.number().int(),
  identifier: z.object({ type: acmeIdentifierType, value: z.string() }),
  wildcard: z.boolean(),
  status: z.enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  /** Approved by policy, or proven by a challenge. */
  basis: z.enum(['policy', 'challenge']),
  expiresAt: unixMs,
  challenges: z.array(
    z.object({
      id: z.number().int(),
      type: z.string(),
      status: z.enum(['pending', 'processing', 'valid', 'invalid']),
      validatedAt: unixMs.nullable(),
      error: acmeProblem.nullable(),
      attempts: z.array(acmeAttempt)
    })
  )
})

const shownOnce = z.object({
  credential: eabCredential,
  /** base64url, as clients take it. Not kept readable: it is shown here and nowhere else. */
  hmacKey: z.string(),
  directory: z.string().nullable(),
  path: z.string()
})

/** What a service for protocol clients did, for the one who runs it. */
export const serviceLogRow = z.object({
  id: z.number().int(),
  at: unixMs,
  /** The kind of service and its name, e.g. `acme:office`. */
  service: z.string(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  /** What happened and what to do, in words. */
  message: z.string(),
  detail: z.unknown()
})
export type ServiceLogLine = z.infer<typeof serviceLogRow>

/** What a service for devices did lately. */
export const servicePulse = z.object({
  /** As in the log, e.g. `scep:printers`. */
  service: z.string(),
  /** The last exchange; null where nobody ever asked. */
  lastAt: unixMs.nullable(),
  /** Certificates within the last 24 hours. */
  issued: z.number().int(),
  /** Warnings and errors of the log within the last 24 hours. */
  refused: z.number().int()
})
export type ServicePulse = z.infer<typeof servicePulse>

const preapproved = z.array(approvedName).max(500).meta({
  help: 'Names that need no proof: www.example.test, *.example.test for a domain with all below it, 192.0.2.0/24.'
})

export const serviceOperations = {
  'acme.create': operation({
    summary: 'Makes an ACME service with a directory address of its own, bound to a profile',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      name: acmeServiceName,
      profile: ref,
      eab: eabMode.default('random'),
      preapproved: preapproved.default([]),
      default: z.boolean().default(false).meta({ help: 'Answers under /acme/directory too.' }),
      settings: acmeSettingsPatch.optional()
    }),
    output: z.object({ service: acmeService })
  }),
  'acme.list': operation({
    summary: 'Lists the ACME services with their directory addresses',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ services: z.array(acmeService) })
  }),
  'acme.show': operation({
    summary: 'Shows one ACME service',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: acmeService })
  }),
  'acme.update': operation({
    summary: 'Changes an ACME service; orders under way go on under the new rules',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      profile: ref.optional(),
      eab: eabMode.optional(),
      preapproved: preapproved.optional(),
      default: z.boolean().optional(),
      settings: acmeSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: z.object({ service: acmeService })
  }),
  'acme.disable': operation({
    summary: 'Stops an ACME service, or starts it again; certificates stay as they are',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref, disabled: z.boolean().default(true) }),
    output: z.object({ service: acmeService })
  }),
  'acme.delete': operation({
    summary: 'Deletes an ACME service with its credentials, accounts and orders; certificates stay',
    access: 'service.edit',
    effect: 'write',
    final: 'Its clients no longer renew until each has an account with another service.',
    input: z.strictObject({ service: ref }),
    output: z.object({ accounts: z.number().int(), orders: z.number().int(), credentials: z.number().int() })
  }),
  'acme.eab-create': operation({
    summary: 'Makes an EAB credential and shows its HMAC key, this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      name: objectName,
      names: z.array(approvedName).max(100).default([]).meta({ help: 'Names that its orders stay within.' }),
      subject: boundSubject.optional().meta({
        help: 'Subject of its certificates in place of what the client asks for, one attribute a flag: CN=Gate, then O=Example.'
      }),
      validity: durationText.optional().meta({
        help: 'How long certificates of its accounts hold, e.g. 90d, where the profile lets a request choose it; an order may ask for less. Default: as the profile says.'
      }),
      maxAccounts: z.number().int().min(1).max(100_000).optional().meta({
        help: 'Most accounts. Default: one where the service has random credentials, no bound where it has a fixed one.'
      }),
      expires: unixMs.optional().meta({ help: 'No account registers with it from then on.' })
    }),
    output: shownOnce
  }),
  'acme.eab-rotate': operation({
    summary: 'Puts a new EAB credential with the same bounds in the place of one; shows its HMAC key, this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      id,
      expires: unixMs.optional().meta({ help: 'When the new one ends. Default: when the old one would have.' })
    }),
    output: shownOnce
  }),
  'acme.eab-list': operation({
    summary: 'Lists the EAB credentials',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional() }),
    output: z.object({ credentials: z.array(eabCredential) })
  }),
  'acme.eab-revoke': operation({
    summary: 'Revokes an EAB credential; accounts that it made stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'acme.accounts': operation({
    summary: 'Lists ACME accounts, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional(), ...pageRequest }),
    output: page(acmeAccountRow)
  }),
  'acme.account-revoke': operation({
    summary: 'Closes an ACME account for good; its certificates stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'acme.orders': operation({
    summary: 'Lists ACME orders, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      service: ref.optional(),
      account: id.optional(),
      status: acmeOrderStatus.optional(),
      ...pageRequest
    }),
    output: page(acmeOrderRow)
  }),
  'acme.order': operation({
    summary: 'Shows one ACME order with its authorizations and every attempt to validate them',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ order: acmeOrderRow, authorizations: z.array(acmeAuthorizationView) })
  }),
  'service.pulse': operation({
    summary:
      'Says of each SCEP, EST and CMP service when it was last asked, and what it issued and refused in 24 hours',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ pulses: z.array(servicePulse) })
  }),
  'service.log': operation({
    summary: 'Lists what services refused and why, with what to do, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      service: z.string().max(100).optional().meta({ help: 'Kind and name, e.g. acme:office.' }),
      level: z.enum(['debug', 'info', 'warn', 'error']).optional().meta({ help: 'This level and worse.' }),
      text: z.string().max(200).optional().meta({ help: 'A part of the message.' }),
      ...pageRequest
    }),
    output: page(serviceLogRow)
  })
}
