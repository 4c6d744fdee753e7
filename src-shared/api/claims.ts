import { z } from 'zod'
import {
  appleSettings,
  claimEncryption,
  claimHours,
  claimKind,
  claimLanguage,
  claimPlatform,
  claimState,
  claimText,
  claimTextOrNone
} from '../model/claims.ts'
import { durationText } from '../model/duration.ts'
import { id, ref, unixMs, webAddress } from '../model/scalars.ts'
import { alternativeName, subjectEntry } from '../model/subject-entry.ts'
import { operation } from './operation.ts'
import { done, page, pageRequest, producedFile } from './shapes.ts'

/** A link by which a person claims a certificate: never the link itself. */
export const claimLinkView = z.object({
  id: z.number().int(),
  kind: claimKind,
  state: claimState,
  platform: claimPlatform,
  device: z.string(),
  person: z.string(),
  mail: z.string().nullable(),
  /** Service of SCEP, or the address of the ACME directory; null for a file. */
  service: z.string().nullable(),
  serviceId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  requestId: z.number().int().nullable(),
  /** That of the file, or that which the device got by the profile. */
  certificateId: z.number().int().nullable(),
  /** The request of the file waits for a decision. */
  waiting: z.boolean(),
  visits: z.number().int(),
  mailedAt: unixMs.nullable(),
  openedAt: unixMs.nullable(),
  claimedAt: unixMs.nullable(),
  /** Address that took it. */
  client: z.string().nullable(),
  expiresAt: unixMs,
  createdAt: unixMs,
  createdBy: z.string()
})
export type ClaimLinkView = z.infer<typeof claimLinkView>

/** A new link. It is not kept readable: it is shown here and nowhere else. */
const madeLink = z.object({
  link: claimLinkView,
  /** The whole address to open. */
  url: z.string(),
  /** Whether a mail went out. */
  mailed: z.boolean(),
  /** Why it did not, where one was wanted. */
  mailProblem: z.string().nullable(),
  /** What to know before it is handed over. */
  warnings: z.array(z.string())
})
export type MadeClaimLink = z.infer<typeof madeLink>

const names = z.array(alternativeName).max(100).default([]).meta({
  help: 'Alternative names of the certificate, e.g. email:mara@example.test.'
})
const subject = z.array(subjectEntry).max(50).default([]).meta({
  help: 'Subject of the certificate, one attribute a flag: CN=Mara, then O=Example. Default: the name of the device or person.'
})
const sending = {
  hours: claimHours.meta({ help: 'How long the link is good for. Default: 168, a week.' }),
  mail: z.email().max(254).optional().meta({ help: 'Sends the link to this address too.' }),
  language: claimLanguage.default('en').meta({ help: 'Language of the mail.' })
}
const profileFields = {
  service: ref.optional().meta({
    help: 'The service by which the device enrols: a SCEP service, or the name of an ACME service that takes attestations of Apple devices.'
  }),
  acmeService: ref.optional().meta({
    help: 'The ACME service by which the device enrols, where a SCEP service has the same name.'
  }),
  directory: webAddress.optional().meta({
    help: 'In place of a service: directory of an ACME server that speaks device-attest-01.'
  }),
  clientIdentifier: claimText.optional().meta({
    help: 'ACME: what the device says it is; its serial number or UDID for a service here. With --directory by default the name of the device.'
  }),
  hardwareBound: z.boolean().default(true).meta({ help: 'ACME: the key never leaves the device.' }),
  attest: z.boolean().default(true).meta({ help: 'ACME: the device attests its key and itself.' }),
  authority: ref.optional().meta({ help: 'With --directory: the authority that signs the profile and is trusted.' }),
  device: claimText.meta({ help: 'Name of the device, as people call it.' }),
  person: claimTextOrNone.meta({ help: 'Whose device it is.' }),
  names,
  subject,
  validity: durationText.optional().meta({
    help: 'With a SCEP service whose profile lets a request choose it. Default: as the profile says.'
  }),
  ...appleSettings
}

export const claimOperations = {
  'apple.create': operation({
    summary: 'Makes a link to a configuration profile for one Apple device: it trusts the root and enrols itself',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ ...profileFields, ...sending }),
    output: madeLink
  }),
  'apple.file': operation({
    summary: 'Makes a configuration profile for one Apple device as a file, with its one-time secret in it',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject(profileFields),
    output: z.object({ file: producedFile, warnings: z.array(z.string()) })
  }),
  'claim.create': operation({
    summary: 'Makes key and certificate for a person or device, and a link by which they are claimed once as PKCS#12',
    access: 'request.submit',
    effect: 'sign',
    input: z.strictObject({
      profile: ref,
      device: claimText.meta({ help: 'Name of the device or the person, as people call it.' }),
      person: claimTextOrNone.meta({ help: 'Whose device it is.' }),
      platform: claimPlatform.default('other').meta({ help: 'Decides the words of the page.' }),
      names,
      subject,
      keyAlgorithm: z.string().max(50).optional().meta({ help: 'Default: the first kind of the profile.' }),
      validity: durationText
        .optional()
        .meta({ help: 'Where the profile lets a request choose it. Default: as the profile says.' }),
      encryption: claimEncryption.default('aes-256').meta({
        help: 'legacy encrypts with triple DES and SHA-1, for systems that open nothing else.'
      }),
      ...sending
    }),
    output: madeLink.extend({
      /** Opens the file. Tell it by another way than the link. */
      passphrase: z.string()
    })
  }),
  'claim.list': operation({
    summary: 'Lists links by which certificates are claimed, newest first; without request.read only your own',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({
      open: z.boolean().optional().meta({ help: 'Only those that can be used.' }),
      ...pageRequest
    }),
    output: page(claimLinkView)
  }),
  'claim.show': operation({
    summary: 'Shows one link and how far it is, never the link itself',
    access: 'request.read-own',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ link: claimLinkView })
  }),
  'claim.withdraw': operation({
    summary: 'Withdraws a link that nobody has used; a key that was to be handed over is destroyed',
    access: 'request.submit',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  })
}
