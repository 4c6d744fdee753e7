import { z } from 'zod'
import { publishContents, publishDestination, publishSettings, publishSettingsPatch } from '../model/publishing.ts'
import { base64, objectName, ref, unixMs, webAddress } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, secretField } from './shapes.ts'

export const publishRun = z.object({
  id: z.number().int(),
  cause: z.enum(['by hand', 'on change', 'on schedule', 'after a failure']),
  /** `incomplete`: what could be published was, and the notes say what could not. */
  outcome: z.enum(['done', 'incomplete', 'failed']),
  startedAt: unixMs,
  endedAt: unixMs,
  written: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
  bytes: z.number().int(),
  error: z.string().nullable(),
  notes: z.array(z.string())
})
export type PublishRun = z.infer<typeof publishRun>

export const publishTarget = z.object({
  id: z.number().int(),
  name: z.string(),
  state: z.enum(['enabled', 'disabled']),
  /** The destination as one address: a path, sftp://…, https://… or s3://… */
  to: z.string(),
  destination: publishDestination,
  hasSecret: z.boolean(),
  settings: publishSettings,
  /** Under which address it is served; null where none is known. */
  baseAddress: z.string().nullable(),
  running: z.boolean(),
  nextRunAt: unixMs.nullable(),
  lastRunAt: unixMs.nullable(),
  lastSuccessAt: unixMs.nullable(),
  lastError: z.string().nullable(),
  /** Runs in a row that failed. */
  failures: z.number().int(),
  files: z.number().int(),
  version: z.number().int()
})
export type PublishTarget = z.infer<typeof publishTarget>

/** What lies at a target. */
export const publishedCount = z.object({
  kind: z.enum(['crl', 'certificate', 'ocsp', 'document', 'index']),
  authorityName: z.string().nullable(),
  count: z.number().int(),
  bytes: z.number().int(),
  /** When the first of them is out of date, and the last. */
  firstEnd: unixMs.nullable(),
  lastEnd: unixMs.nullable()
})

export const publishDocument = z.object({
  path: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  updatedAt: unixMs
})

/** One address, fetched as a relying party fetches it. */
export const checkedAddress = z.object({
  kind: z.enum(['crl', 'certificate', 'ocsp-get', 'ocsp-post']),
  address: z.string(),
  /** `verified` only for what was fetched and whose signature, time and content were right. */
  outcome: z.enum(['verified', 'failed', 'not-performed']),
  /** What was found, or what is wrong and what to do. */
  message: z.string(),
  /** HTTP status; null where nothing answered. */
  status: z.number().int().nullable(),
  contentType: z.string().nullable(),
  bytes: z.number().int().nullable(),
  nextUpdate: unixMs.nullable(),
  milliseconds: z.number().int().nullable()
})
export type CheckedAddress = z.infer<typeof checkedAddress>

const destinationFields = {
  to: z.string().trim().min(1).max(2000).meta({
    help: 'Where to: the whole path of a folder, sftp://user@host:22/folder, https://host/folder/ or s3://bucket/prefix.'
  }),
  user: z.string().max(300).meta({ help: 'User name for HTTP, or access key id for S3.' }),
  secret: z
    .string()
    .max(8000)
    .meta({
      ...secretField,
      help: 'Password (SFTP, HTTP with a user), bearer token (HTTP without) or secret access key (S3).'
    }),
  privateKey: z
    .string()
    .max(20_000)
    .meta({ ...fromFile, ...secretField, help: 'Private key for SFTP, without passphrase.' }),
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'Write the fingerprint as ssh shows it: SHA256: and 43 characters.')
    .meta({ help: 'Fingerprint of the SFTP server, as "publish test" shows it and its operator confirms it.' }),
  endpoint: webAddress.meta({ help: 'Address of the S3-compatible service. Default: that of AWS in the region.' }),
  region: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/)
    .meta({ help: 'Region of the S3-compatible service. Default us-east-1.' })
}

/** What a caller says about a destination. */
export const destinationInput = z.strictObject({
  to: destinationFields.to,
  user: destinationFields.user.optional(),
  secret: destinationFields.secret.optional(),
  privateKey: destinationFields.privateKey.optional(),
  hostKey: destinationFields.hostKey.optional(),
  endpoint: destinationFields.endpoint.optional(),
  region: destinationFields.region.optional()
})
export type DestinationInput = z.infer<typeof destinationInput>

/** Path of a document below the base address. */
const documentPath = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    'Write a path such as cps/cps.pdf: letters, digits, dots, dashes and underscores between slashes.'
  )

const tested = z.object({
  ok: z.boolean(),
  /** In words: what was written and taken away again, or what is wrong. */
  message: z.string(),
  /** Fingerprint that an SFTP server showed; to be compared with what its operator says. */
  hostKey: z.string().nullable(),
  milliseconds: z.number().int()
})

export const publishOperations = {
  'publish.list': operation({
    summary: 'Lists the targets that status is published to, and how their last runs ended',
    access: 'service.read',
    effect: 'read',
    input: nothing,
    output: z.object({ targets: z.array(publishTarget), documents: z.array(publishDocument) })
  }),
  'publish.show': operation({
    summary: 'Shows one target with what lies there and its last runs',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ target: ref }),
    output: z.object({ target: publishTarget, published: z.array(publishedCount), runs: z.array(publishRun) })
  }),
  'publish.add': operation({
    summary: 'Adds a target: a folder, an SFTP server, a web server that takes PUT, or an S3-compatible store',
    access: 'service.edit',
    effect: 'write',
    input: destinationInput.extend({ name: objectName, settings: publishSettings.prefault({}) }),
    output: z.object({ target: publishTarget })
  }),
  'publish.update': operation({
    summary: 'Changes a target, its destination, its secret or what is published there',
    access: 'service.edit',
    effect: 'write',
    input: destinationInput.partial().extend({
      target: ref,
      name: objectName.optional(),
      disabled: z.boolean().optional(),
      settings: publishSettingsPatch.optional(),
      version: z.number().int().optional()
    }),
    output: z.object({ target: publishTarget })
  }),
  'publish.remove': operation({
    summary: 'Removes a target; what was published there stays',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ target: ref }),
    output: done
  }),
  'publish.test': operation({
    summary: 'Tests a target: connects, writes a small file and takes it away again',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ target: ref }),
    output: tested
  }),
  'publish.try': operation({
    summary: 'Tests a destination before it is added; nothing of it is kept',
    access: 'service.edit',
    effect: 'write',
    input: destinationInput.extend({
      target: ref.optional().meta({ help: 'Takes the secret of this target where none is given.' })
    }),
    output: tested
  }),
  'publish.run': operation({
    summary: 'Publishes to a target now: what changed, or everything',
    access: 'crl.issue',
    effect: 'write',
    input: z.strictObject({
      target: ref,
      full: z.boolean().default(false).meta({ help: 'Writes everything again, also what lies there unchanged.' })
    }),
    output: z.object({ run: publishRun })
  }),
  'publish.export': operation({
    summary: 'Writes everything that relying parties fetch to a folder, once',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      to: z.string().min(1).max(2000).meta({ help: 'Folder: new, empty, or one that was published to before.' }),
      baseAddress: webAddress
        .optional()
        .meta({ help: 'Address that it will be served under. Default: that of the installation.' }),
      what: publishContents.prefault({ ocsp: true })
    }),
    output: z.object({ run: publishRun, published: z.array(publishedCount) })
  }),
  'publish.check': operation({
    summary: 'Fetches the CRL, AIA and OCSP addresses of an authority as a relying party does, and verifies what comes',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ authority: ref }),
    output: z.object({
      authorityName: z.string(),
      checkedAt: unixMs,
      allVerified: z.boolean(),
      addresses: z.array(checkedAddress)
    })
  }),
  'publish.document-save': operation({
    summary: 'Stores a document that is published, such as a certification practice statement',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({
      path: documentPath.meta({ help: 'Where below the base address, for example cps/cps.pdf.' }),
      file: base64.optional().meta({ ...fromFile, help: 'A document that is not plain text, such as PDF.' }),
      text: z
        .string()
        .max(1024 * 1024)
        .optional()
        .meta({ ...fromFile, help: 'A document of text or HTML.' })
    }),
    output: z.object({ document: publishDocument })
  }),
  'publish.document-remove': operation({
    summary: 'Removes a document; targets take it away at their next run',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ path: documentPath }),
    output: done
  })
}
