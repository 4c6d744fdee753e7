import { z } from 'zod'
import {
  cmpBound,
  cmpProtection,
  cmpServiceName,
  cmpSettings,
  cmpSettingsPatch,
  cmpTransactionState
} from '../model/cmp.ts'
import { encodedObject, id, objectName, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, page, pageRequest } from './shapes.ts'

/** A CMP service: one address, bound to a profile. */
export const cmpService = z.object({
  id: z.number().int(),
  name: z.string(),
  profileId: z.number().int(),
  profileName: z.string(),
  authorityId: z.number().int(),
  authorityName: z.string(),
  state: z.enum(['enabled', 'disabled']),
  settings: cmpSettings,
  /** Path on every listener of the public side (RFC 9811 3.3). */
  path: z.string(),
  /** The whole address, where it is known under which one the service is reached. */
  address: z.string().nullable(),
  /** With what it signs its answers now; null where it cannot sign any. */
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
  /** Clients with a secret or a certificate that may ask now. */
  clients: z.number().int(),
  /** Transactions that wait for an approval, or for a confirmation. */
  open: z.number().int(),
  lastAskedAt: unixMs.nullable(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type CmpService = z.infer<typeof cmpService>

/** Who may ask a service. */
export const cmpClient = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  name: z.string(),
  kind: z.enum(['secret', 'certificate']),
  /** What messages carry as senderKID; null for a certificate. */
  reference: z.string().nullable(),
  /** SHA-256 of the certificate, hex. */
  fingerprint: z.string().nullable(),
  certificateSubject: z.string().nullable(),
  ra: z.boolean(),
  bound: cmpBound.nullable(),
  usesLeft: z.number().int().nullable(),
  expiresAt: unixMs.nullable(),
  state: z.enum(['active', 'used', 'expired', 'revoked']),
  createdAt: unixMs,
  lastUsedAt: unixMs.nullable()
})
export type CmpClient = z.infer<typeof cmpClient>

/** What a client asked for, from its first message to the end. */
export const cmpTransaction = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  /** Hex. */
  transactionId: z.string(),
  kind: z.enum(['ir', 'cr', 'kur', 'p10cr', 'rr']),
  state: cmpTransactionState,
  clientId: z.number().int().nullable(),
  /** Who asked, in words. */
  client: z.string(),
  address: z.string(),
  requestId: z.number().int().nullable(),
  certificateId: z.number().int().nullable(),
  /** How it stands or ended, in words. */
  message: z.string(),
  deadline: unixMs.nullable(),
  createdAt: unixMs,
  updatedAt: unixMs
})
export type CmpTransaction = z.infer<typeof cmpTransaction>

const service = z.object({ service: cmpService })

export const cmpOperations = {
  'cmp.create': operation({
    summary: 'Makes a CMP service with an address of its own, bound to a profile',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({
      name: cmpServiceName,
      profile: ref.meta({ help: 'Profile of the certificates.' }),
      authority: ref.optional().meta({ help: 'Issues, where the profile is bound to no authority.' }),
      protection: cmpProtection
        .optional()
        .meta({ help: 'How messages are protected: by secrets, signatures, or both.' }),
      settings: cmpSettingsPatch.optional()
    }),
    output: service
  }),
  'cmp.list': operation({
    summary: 'Lists the CMP services with their addresses',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ services: z.array(cmpService) })
  }),
  'cmp.show': operation({
    summary: 'Shows one CMP service',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref }),
    output: service
  }),
  'cmp.update': operation({
    summary: 'Changes how a CMP service answers; what waits goes on under the new rules',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      profile: ref.optional(),
      settings: cmpSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: service
  }),
  'cmp.enable': operation({
    summary: 'Starts a CMP service again',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: service
  }),
  'cmp.disable': operation({
    summary: 'Stops a CMP service; certificates stay as they are',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: service
  }),
  'cmp.delete': operation({
    summary: 'Deletes a CMP service with its secrets and its key; certificates and the record of transactions stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: done
  }),
  'cmp.renew': operation({
    summary: 'Gives a CMP service its next protection key and certificate now and destroys the key before',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ service: ref }),
    output: service
  }),
  'cmp.client-create': operation({
    summary: 'Lets a device or a registration authority ask a CMP service; a secret is shown this once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      name: objectName,
      certificate: encodedObject.optional().meta({
        ...fromFile,
        help: 'Certificate with which it signs its messages. Left out, it gets a reference value and a secret.'
      }),
      ra: z.boolean().default(false).meta({
        help: 'It is a registration authority: it asks for others, vouches for their keys, and revokes.'
      }),
      bound: cmpBound
        .optional()
        .meta({ help: 'Subject, names and validity that its certificates get, whatever it asks.' }),
      uses: z.number().int().min(1).max(1_000_000).optional().meta({ help: 'Most certificates. Default: no limit.' }),
      expires: unixMs.optional().meta({ help: 'It may not ask from then on.' })
    }),
    output: z.object({
      client: cmpClient,
      /** Shown here and nowhere else; null for a certificate. */
      secret: z.string().nullable(),
      address: z.string().nullable(),
      path: z.string()
    })
  }),
  'cmp.client-list': operation({
    summary: 'Lists who may ask CMP services',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional() }),
    output: z.object({ clients: z.array(cmpClient) })
  }),
  'cmp.client-revoke': operation({
    summary: 'Lets a CMP client ask no more and forgets its secret; its certificates stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'cmp.log': operation({
    summary: 'Lists what CMP clients asked for and what became of it, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      service: ref.optional(),
      client: id.optional(),
      state: cmpTransactionState.optional(),
      ...pageRequest
    }),
    output: page(cmpTransaction)
  })
}
