import { z } from 'zod'
import { approvedName, boundSubject } from '../model/acme.ts'
import { certificateState } from '../model/certificate.ts'
import { estAuth, estClientName, estLabel, estOperationName, estSettings, estSettingsPatch } from '../model/est.ts'
import { durationText } from '../model/duration.ts'
import { encodedObject, id, objectName, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { serviceLogRow } from './services.ts'
import { done, fromFile, nothing, page, pageRequest } from './shapes.ts'

/** An EST service: one label, bound to one profile. */
export const estService = z.object({
  id: z.number().int(),
  name: z.string(),
  label: z.string(),
  profileId: z.number().int(),
  profileName: z.string(),
  authorityName: z.string().nullable(),
  state: z.enum(['enabled', 'disabled']),
  auth: estAuth,
  /** Also answers under `/.well-known/est` without a label. */
  isDefault: z.boolean(),
  /** Authorities of this installation whose certificates let a client enrol. */
  trustedAuthorities: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** Certificates of other authorities that do. */
  trustAnchors: z.array(z.object({ subject: z.string(), fingerprint: z.string(), notAfter: unixMs })),
  settings: estSettings,
  /** Path on every HTTPS listener of the public side. */
  path: z.string(),
  /** The whole address, where it is known under which one the service is reached. */
  address: z.string().nullable(),
  /** What is missing until clients can use the service, and what to do about it; null where nothing is. */
  missing: z.string().nullable(),
  clients: z.number().int(),
  requests: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs,
  version: z.number().int()
})
export type EstService = z.infer<typeof estService>

/** A device, or a group of them, that a service knows: by a password, or by one certificate. Never with the password. */
export const estClient = z.object({
  id: z.number().int(),
  name: z.string(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  kind: z.enum(['password', 'certificate']),
  /** SHA-256 of the certificate, hex. */
  fingerprint: z.string().nullable(),
  state: z.enum(['active', 'used-up', 'expired', 'revoked']),
  /** Takes the place of the subject that its CSRs ask for. */
  subject: boundSubject.nullable(),
  /** DNS names and addresses that its CSRs stay within; empty for no bound. */
  names: z.array(z.string()),
  /** Span that its certificates hold, e.g. `90d`; null where the profile says it. */
  validity: z.string().nullable(),
  uses: z.number().int(),
  maxUses: z.number().int().nullable(),
  expiresAt: unixMs.nullable(),
  lastUsedAt: unixMs.nullable(),
  createdAt: unixMs
})
export type EstClient = z.infer<typeof estClient>

/** What a client asked, and what became of it. */
export const estRequestRow = z.object({
  id: z.number().int(),
  serviceId: z.number().int(),
  serviceName: z.string(),
  clientId: z.number().int().nullable(),
  /** In words: the client, or the certificate that it showed. */
  client: z.string(),
  operation: estOperationName,
  state: z.enum(['waiting', 'issued']),
  requestId: z.number().int(),
  certificateId: z.number().int().nullable(),
  /** How its certificate stands now. */
  certificate: z.object({ subject: z.string(), state: certificateState, notAfter: unixMs }).nullable(),
  address: z.string(),
  createdAt: unixMs,
  /** Last contact about it. */
  updatedAt: unixMs
})
export type EstRequestRow = z.infer<typeof estRequestRow>

const trust = {
  trustedAuthorities: z
    .array(ref)
    .max(50)
    .optional()
    .meta({ help: 'Authorities of this installation whose certificates let a client enrol; one a flag.' }),
  trustAnchors: encodedObject.optional().meta({
    ...fromFile,
    help: 'Certificates of other authorities whose certificates let a client enrol, in one PEM file.'
  })
}

const isDefault = z.boolean().meta({ help: 'Answers under /.well-known/est without a label too.' })

const shownOnce = z.object({
  client: estClient,
  /** Null for a client with a certificate. Only its hash is kept: it is shown here and nowhere else. */
  password: z.string().nullable(),
  address: z.string().nullable(),
  path: z.string()
})

const expires = unixMs.meta({ help: 'It does not enrol from then on.' })
const maxUses = z.number().int().min(1).max(1_000_000).meta({ help: 'Most certificates; re-enrolments do not count.' })

export const estOperations = {
  'est.create': operation({
    summary: 'Makes an EST service with a label of its own, bound to a profile',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      label: estLabel.optional().meta({ help: 'Part of the address. Default: the name in lower case.' }),
      profile: ref,
      auth: estAuth.default('basic').meta({ help: 'How clients show who they are.' }),
      default: isDefault.default(false),
      ...trust,
      settings: estSettingsPatch.optional()
    }),
    output: z.object({ service: estService })
  }),
  'est.list': operation({
    summary: 'Lists the EST services with their addresses',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ services: z.array(estService) })
  }),
  'est.show': operation({
    summary: 'Shows one EST service',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: estService })
  }),
  'est.update': operation({
    summary: 'Changes an EST service; lists that are given take the place of the ones before',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      label: estLabel.optional(),
      profile: ref.optional(),
      auth: estAuth.optional(),
      default: isDefault.optional(),
      ...trust,
      settings: estSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: z.object({ service: estService })
  }),
  'est.enable': operation({
    summary: 'Starts an EST service again',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: estService })
  }),
  'est.disable': operation({
    summary: 'Stops an EST service; certificates stay as they are',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: z.object({ service: estService })
  }),
  'est.delete': operation({
    summary: 'Deletes an EST service and revokes its clients; certificates stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ service: ref }),
    output: done
  }),
  'est.client-create': operation({
    summary: 'Makes a client of an EST service and shows its password, this once; or takes the certificate of one',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      service: ref,
      name: estClientName.meta({ help: 'What the client sends as its user name.' }),
      certificate: encodedObject.optional().meta({
        ...fromFile,
        help: 'In place of a password: the one certificate that the client shows over TLS.'
      }),
      subject: boundSubject.optional().meta({
        help: 'Subject of its certificates in place of what it asks for, one attribute a flag: CN=Gate, then O=Example.'
      }),
      names: z
        .array(approvedName)
        .max(100)
        .default([])
        .meta({ help: 'DNS names and addresses that its CSRs stay within.' }),
      validity: durationText.optional().meta({
        help: 'How long its certificates hold, e.g. 90d, where the profile lets a request choose it. Default: as the profile says.'
      }),
      maxUses: maxUses.optional(),
      expires: expires.optional()
    }),
    output: shownOnce
  }),
  'est.client-rotate': operation({
    summary: 'Gives a client of an EST service another password and shows it, this once; the one before ends',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      id,
      validity: durationText.nullable().optional().meta({
        help: 'How long its certificates hold from now on, e.g. 90d, where the profile lets a request choose it. Default: as before.'
      }),
      maxUses: maxUses.nullable().optional(),
      expires: expires.nullable().optional()
    }),
    output: shownOnce
  }),
  'est.client-list': operation({
    summary: 'Lists the clients of EST services',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional() }),
    output: z.object({ clients: z.array(estClient) })
  }),
  'est.client-revoke': operation({
    summary: 'Ends the password or pinned certificate of an EST client; certificates that it got stay',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  }),
  'est.requests': operation({
    summary: 'Lists what EST clients asked and what became of it, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref.optional(), client: id.optional(), ...pageRequest }),
    output: page(estRequestRow)
  }),
  'est.log': operation({
    summary: 'Lists what an EST service refused and why, with what to do, newest first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ service: ref, ...pageRequest }),
    output: page(serviceLogRow)
  })
}
