import { z } from 'zod'
import { clockSettings, clockSettingsPatch, tsaServiceName, tsaSettings, tsaSettingsPatch } from '../model/tsa.ts'
import { encodedObject, ref, unixMs } from '../model/scalars.ts'
import { keyPlace } from '../model/service-key.ts'
import { operation } from './operation.ts'
import { done, fromFile, hashedFile, nothing, page, pageRequest, secretField } from './shapes.ts'

/** Of the token on which a key is, where it is not open already. */
const tokenPin = z.string().min(1).max(256).optional().meta(secretField)

/** A time-stamp service: one address with a key and a certificate of its own. */
export const tsaService = z.object({
  id: z.number().int(),
  name: z.string(),
  authorityId: z.number().int(),
  authorityName: z.string(),
  state: z.enum(['enabled', 'disabled']),
  settings: tsaSettings,
  /** Path on every listener of the public side. */
  path: z.string(),
  /** The whole address, where it is known under which one the service is reached. */
  address: z.string().nullable(),
  /** What it stamps with now; null where it cannot stamp. */
  certificate: z
    .object({
      certificateId: z.number().int(),
      subject: z.string(),
      key: z.string(),
      notBefore: unixMs,
      notAfter: unixMs,
      /** When the next key and certificate take their place. */
      renewAt: unixMs,
      /** Tokens that hold the key; none for a key in the vault. */
      places: z.array(keyPlace)
    })
    .nullable(),
  lastStampAt: unixMs.nullable(),
  /** In the last 24 hours. */
  stampsLastDay: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type TsaService = z.infer<typeof tsaService>

/** Whether stamps may be made by the clock of this machine. */
export const clockView = z.object({
  trusted: z.boolean(),
  now: unixMs,
  /** Why it is not trusted. */
  distrust: z
    .object({ kind: z.enum(['stepped', 'behind', 'off', 'unanswered']), at: unixMs, message: z.string() })
    .nullable(),
  confirmedAt: unixMs.nullable(),
  confirmedBy: z.string().nullable(),
  settings: clockSettings,
  /** What the time servers said last; null before the first question. */
  lastCheck: z
    .object({
      at: unixMs,
      /** Milliseconds that they are ahead of our clock; null where none answered. */
      offset: z.number().nullable(),
      servers: z.array(
        z.object({
          server: z.string(),
          offset: z.number().nullable(),
          delay: z.number().nullable(),
          stratum: z.number().int().nullable(),
          /** Why its answer does not count. */
          refused: z.string().nullable()
        })
      )
    })
    .nullable()
})
export type ClockView = z.infer<typeof clockView>

export const tsaStamp = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  serial: z.string(),
  /** ISO 8601 with microseconds where the stamp has them. */
  time: z.string(),
  stampedAt: unixMs,
  form: z.enum(['rfc3161', 'authenticode']),
  policy: z.string().nullable(),
  hash: z.string(),
  /** Hex. */
  hashed: z.string(),
  certificateId: z.number().int(),
  client: z.string()
})
export type TsaStamp = z.infer<typeof tsaStamp>

/** One thing that was looked at when a stamp was verified. */
export const stampCheck = z.object({
  check: z.enum(['form', 'signature', 'signer', 'path', 'document', 'log']),
  outcome: z.enum(['passed', 'failed', 'not-performed']),
  message: z.string()
})
export type StampCheck = z.infer<typeof stampCheck>

export const stampVerdict = z.object({
  /** No check failed, and signature, signer and path were performed. */
  valid: z.boolean(),
  checks: z.array(stampCheck),
  stamp: z
    .object({
      serial: z.string(),
      time: z.string(),
      stampedAt: unixMs,
      /** Accuracy in words of seconds, `1.5 s`; null where the stamp says none. */
      accuracySeconds: z.number().nullable(),
      policy: z.string(),
      hash: z.string(),
      hashed: z.string(),
      nonce: z.string().nullable(),
      ordering: z.boolean()
    })
    .nullable(),
  signer: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      notBefore: unixMs,
      notAfter: unixMs,
      /** Where it is in the inventory. */
      certificateId: z.number().int().nullable()
    })
    .nullable(),
  /** The row of the log, where the stamp is one of ours. */
  logged: tsaStamp.nullable()
})
export type StampVerdict = z.infer<typeof stampVerdict>

/** SHA-1 to SHA-512 in hex, upper or lower case, or how it begins. */
const digestStart = z
  .string()
  .regex(/^[0-9A-Fa-f]{8,128}$/, 'Write a hash in hexadecimal digits, or at least its first 8.')

/** A document by its hashes, of SHA-1 to SHA-512, in hex with commas between: it never travels itself, however large. */
const fileHashes = z
  .string()
  .max(400)
  .regex(
    /^[0-9A-Fa-f]{40,128}(?:,[0-9A-Fa-f]{40,128}){0,3}$/,
    'Write hashes of the document in hexadecimal digits, with commas between them.'
  )

export const tsaOperations = {
  'tsa.create': operation({
    summary: 'Makes a time-stamp service with an address, a key and a certificate of its own',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({
      name: tsaServiceName,
      authority: ref.meta({ help: 'Issues the certificate of the service.' }),
      settings: tsaSettingsPatch.optional(),
      pin: tokenPin
    }),
    output: z.object({ service: tsaService })
  }),
  'tsa.list': operation({
    summary: 'Lists the time-stamp services with their addresses',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ services: z.array(tsaService) })
  }),
  'tsa.show': operation({
    summary: 'Shows one time-stamp service',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: tsaService })
  }),
  'tsa.update': operation({
    summary: 'Changes how a time-stamp service stamps; key and validity count from its next certificate on',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      settings: tsaSettingsPatch,
      version: z.number().int().optional()
    }),
    output: z.object({ service: tsaService })
  }),
  'tsa.enable': operation({
    summary: 'Starts a time-stamp service again',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: tsaService })
  }),
  'tsa.disable': operation({
    summary: 'Stops a time-stamp service; its certificate and its stamps stay good',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: tsaService })
  }),
  'tsa.delete': operation({
    summary:
      'Deletes a time-stamp service and destroys its key in the vault; one on a token and the log of stamps stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: done
  }),
  'tsa.renew': operation({
    summary: 'Gives a time-stamp service its next key and certificate now; a key before it in the vault is destroyed',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ service: ref, pin: tokenPin }),
    output: z.object({ service: tsaService })
  }),
  'tsa.log': operation({
    summary: 'Lists time-stamps, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      service: ref.optional(),
      serial: z
        .string()
        .max(60)
        .regex(/^(?:0x)?[0-9A-Fa-f]+$/, 'Write a serial number in hexadecimal digits.')
        .optional(),
      hash: digestStart
        .optional()
        .meta({ help: 'Hash of the document in hexadecimal digits, or at least its first 8.' }),
      client: z.string().max(64).optional().meta({ help: 'Address of who asked.' }),
      from: unixMs.optional(),
      to: unixMs.optional(),
      ...pageRequest
    }),
    output: page(tsaStamp)
  }),
  'tsa.verify': operation({
    summary:
      'Verifies a time-stamp: signature, certificate, path, the document that it is for, and whether it is in the log',
    access: 'viewer.use',
    effect: 'read',
    input: z.strictObject({
      token: encodedObject.meta({ ...fromFile, help: 'A response (.tsr) or a token, DER or PEM.' }),
      file: fileHashes
        .optional()
        .meta({ ...hashedFile, help: 'The document that was stamped; only its hashes are passed on.' })
    }),
    output: z.object({ verdict: stampVerdict })
  }),
  'tsa.clock': operation({
    summary: 'Shows whether the clock is trusted, and what the time servers said',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ clock: clockView })
  }),
  'tsa.clock-settings': operation({
    summary: 'Changes how the clock is watched: time servers, how far it may be off',
    access: 'service.edit',
    effect: 'write',
    input: clockSettingsPatch,
    output: z.object({ clock: clockView })
  }),
  'tsa.clock-check': operation({
    summary: 'Asks the time servers now',
    access: 'service.edit',
    effect: 'write',
    input: nothing,
    output: z.object({ clock: clockView })
  }),
  'tsa.clock-confirm': operation({
    summary: 'Says that the clock is right as it is, after it was found to have jumped',
    access: 'service.edit',
    effect: 'write',
    input: nothing,
    output: z.object({ clock: clockView })
  })
}
