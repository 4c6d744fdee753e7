import { z } from 'zod'
import { durationText } from '../model/duration.ts'
import { id, ref, unixMs } from '../model/scalars.ts'
import {
  scepDeviceFacts,
  scepMethod,
  scepSecretKind,
  scepServiceName,
  scepSettings,
  scepSettingsPatch
} from '../model/scep.ts'
import { alternativeName, subjectEntry } from '../model/subject-entry.ts'
import { operation } from './operation.ts'
import { done, nothing, page, pageRequest } from './shapes.ts'

/** A SCEP service: one address for devices, bound to one profile. */
export const scepService = z.object({
  id: z.number().int(),
  name: z.string(),
  profileId: z.number().int(),
  profileName: z.string(),
  /** Issues certificates and that of the service; null where the profile is bound to none any more. */
  authorityId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  state: z.enum(['enabled', 'disabled']),
  settings: scepSettings,
  /** Path on every listener of the public side. */
  path: z.string(),
  /** The whole address that a device is given; null where it is not known under which one the service is reached. */
  address: z.string().nullable(),
  /** The page that device managers read their one-time secrets from; null where the service has none. */
  pageAddress: z.string().nullable(),
  pageUser: z.string().nullable(),
  /** Whether the validator is sent a token. */
  validatorToken: z.boolean(),
  /** What devices encrypt to; null where there is none, and then nobody is answered. */
  certificate: z
    .object({
      certificateId: z.number().int(),
      subject: z.string(),
      key: z.string(),
      notBefore: unixMs,
      notAfter: unixMs,
      renewAt: unixMs
    })
    .nullable(),
  /** SHA-256 of the issuer's certificate, hex: devices that ask for a fingerprint are given it. */
  issuerFingerprint: z.string().nullable(),
  /** What is weak in how it is set up, in words. */
  warnings: z.array(z.string()),
  /** What is missing until devices can use it, and what to do about it; null where nothing is. */
  missing: z.string().nullable(),
  /** Certificates within the last 24 hours. */
  issuedLastDay: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type ScepService = z.infer<typeof scepService>

export const scepChallenge = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  kind: scepSecretKind,
  label: z.string(),
  names: z.array(alternativeName),
  subject: z.array(subjectEntry),
  /** Span that its certificates hold, e.g. `90d`; null where the profile says it. */
  validity: z.string().nullable(),
  deviceId: z.number().int().nullable(),
  state: z.enum(['open', 'used', 'revoked', 'expired']),
  uses: z.number().int(),
  expiresAt: unixMs.nullable(),
  createdAt: unixMs,
  createdBy: z.string()
})
export type ScepChallenge = z.infer<typeof scepChallenge>

export const scepDevice = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  identifier: z.string(),
  manufacturer: z.string(),
  type: z.string(),
  model: z.string(),
  description: z.string(),
  names: z.array(alternativeName),
  subject: z.array(subjectEntry),
  /** Span that its certificates hold, e.g. `90d`; null where the profile says it. */
  validity: z.string().nullable(),
  lastSeenAt: unixMs.nullable(),
  lastAddress: z.string().nullable(),
  createdAt: unixMs
})
export type ScepDevice = z.infer<typeof scepDevice>

export const scepEnrolment = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  transactionId: z.string(),
  messageType: z.string(),
  state: z.enum(['open', 'pending', 'issued', 'refused']),
  subject: z.string(),
  previousCertificateId: z.number().int().nullable(),
  challengeId: z.number().int().nullable(),
  deviceId: z.number().int().nullable(),
  deviceIdentifier: z.string().nullable(),
  requestId: z.number().int().nullable(),
  certificateId: z.number().int().nullable(),
  failure: z.string().nullable(),
  /** Why it was refused. */
  message: z.string().nullable(),
  client: z.string(),
  createdAt: unixMs,
  updatedAt: unixMs
})
export type ScepEnrolment = z.infer<typeof scepEnrolment>

/** What a device is given. The secret is not kept readable: it is shown here and nowhere else. */
const shownOnce = z.object({
  challenge: scepChallenge,
  secret: z.string(),
  address: z.string().nullable(),
  path: z.string(),
  issuerFingerprint: z.string().nullable()
})
export type ScepShownOnce = z.infer<typeof shownOnce>

const names = z.array(alternativeName).max(100).default([]).meta({
  help: 'Alternative names of its certificate, e.g. dns:printer.example.test; a request with others is refused.'
})
const subject = z.array(subjectEntry).max(50).default([]).meta({
  help: 'Subject of its certificate in place of what the device asks for, one attribute a flag: CN=Gate, then O=Example.'
})
const validity = durationText.optional().meta({
  help: 'How long its certificates hold, e.g. 90d, where the profile lets a request choose it. Default: as the profile says.'
})
const service = z.strictObject({ service: ref })
const shown = z.object({ service: scepService })

export const scepOperations = {
  'scep.create': operation({
    summary: 'Makes a SCEP service with an address, a key and a certificate of its own, bound to a profile',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({
      name: scepServiceName,
      profile: ref,
      challenge: z.array(scepMethod).min(1).max(6).optional().meta({
        help: 'How devices show that they may ask. Several are possible. Default: one-time.'
      }),
      settings: scepSettingsPatch.optional()
    }),
    output: shown
  }),
  'scep.list': operation({
    summary: 'Lists the SCEP services with their addresses',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ services: z.array(scepService) })
  }),
  'scep.show': operation({
    summary: 'Shows one SCEP service',
    access: 'service.read',
    effect: 'read',
    input: service,
    output: shown
  }),
  'scep.update': operation({
    summary: 'Changes a SCEP service; key and validity count from its next certificate on',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      profile: ref.optional(),
      challenge: z.array(scepMethod).min(1).max(6).optional(),
      settings: scepSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: shown
  }),
  'scep.enable': operation({
    summary: 'Starts a SCEP service again',
    access: 'service.edit',
    effect: 'write',
    input: service,
    output: shown
  }),
  'scep.disable': operation({
    summary: 'Stops a SCEP service; certificates stay as they are',
    access: 'service.edit',
    effect: 'write',
    input: service,
    output: shown
  }),
  'scep.delete': operation({
    summary: 'Deletes a SCEP service, destroys its keys and revokes its secrets; certificates stay',
    access: 'service.edit',
    effect: 'write',
    input: service,
    output: done
  }),
  'scep.renew': operation({
    summary: 'Gives a SCEP service its next key and certificate now; devices may use the one before until it ends',
    access: 'service.edit',
    effect: 'sign',
    input: service,
    output: shown
  }),
  'scep.challenge': operation({
    summary: 'Makes a secret that a device enrols with, and shows it, this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      kind: scepSecretKind.optional().meta({ help: 'Default: the first way of the service that has a secret.' }),
      label: z.string().trim().max(200).default('').meta({ help: 'What it is for, in your words.' }),
      names,
      subject,
      device: z.string().max(100).optional().meta({ help: 'Identifier of a registered device.' }),
      validity,
      minutes: z.number().int().min(1).max(525_600).optional().meta({
        help: 'How long it is good for. Default: as the service says; a static one has no end.'
      })
    }),
    output: shownOnce
  }),
  'scep.challenges': operation({
    summary: 'Lists the secrets of a SCEP service without showing them, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref, ...pageRequest }),
    output: page(scepChallenge)
  }),
  'scep.challenge-revoke': operation({
    summary: 'Revokes a secret that was not used yet, or one that many devices share',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'scep.device-register': operation({
    summary: 'Registers a device and shows the secret that it enrols with, this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      ...scepDeviceFacts,
      names,
      subject,
      validity,
      minutes: z.number().int().min(1).max(525_600).optional().meta({
        help: 'How long its secret is good for. Default: 90 days.'
      })
    }),
    output: shownOnce.extend({ device: scepDevice })
  }),
  'scep.devices': operation({
    summary: 'Lists the devices that are registered with a SCEP service, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref, ...pageRequest }),
    output: page(scepDevice)
  }),
  'scep.device-remove': operation({
    summary: 'Removes a device: it neither enrols nor renews any more; its certificates stay until they are revoked',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'scep.enrolments': operation({
    summary: 'Lists what devices asked for and what became of it, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional(), device: id.optional(), ...pageRequest }),
    output: page(scepEnrolment)
  }),
  'scep.page-account': operation({
    summary: 'Makes the account that reads one-time secrets from the page, and shows its password, this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      user: z
        .string()
        .max(100)
        .regex(/^[^:\s]+$/, 'Use a user name without blanks and colons.')
    }),
    output: z.object({
      user: z.string(),
      password: z.string(),
      pageAddress: z.string().nullable(),
      pagePath: z.string()
    })
  }),
  'scep.validator-token': operation({
    summary: 'Makes the token that the validator of a SCEP service is sent, and shows it, this once',
    access: 'service.edit',
    effect: 'write',
    input: service,
    output: z.object({ token: z.string(), url: z.string().nullable() })
  })
}
