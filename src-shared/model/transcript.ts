import { z } from 'zod'
import { unixMs } from './scalars.ts'

/** SHA-256 in lower-case hexadecimal. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 digest is 64 hexadecimal digits.')

/** What stands in `previous` of the first entry: nothing came before. */
export const transcriptStart = '0'.repeat(64)

/** What an entry is about. A reader that does not know a kind still can check the chain. */
export const transcriptKinds = [
  'opened',
  'host-check',
  'step-began',
  'step-done',
  'confirmed',
  'witnessed',
  'digression',
  'attached',
  'resumed',
  'closed',
  'abandoned'
] as const

/** A file that belongs to an entry, under `attachments/` of the archive. */
export const transcriptAttachment = z.strictObject({
  name: z.string().min(1).max(200),
  sha256: sha256Hex,
  bytes: z.number().int().nonnegative()
})

/**
 * One line of a ceremony's transcript. `hash` is SHA-256 over the canonical JSON (sorted keys, no white space, UTF-8)
 * of the entry without `hash`; `previous` is the `hash` of the entry before. Alter, drop or move one, and every later
 * hash tells.
 */
export const transcriptEntry = z.strictObject({
  /** 1, 2, 3 … without a gap. */
  seq: z.number().int().positive(),
  at: unixMs,
  kind: z.enum(transcriptKinds),
  /** The step of the script, by its id; null for what concerns the whole. */
  step: z.string().nullable(),
  /** Role names of the script with the person who held each then. */
  by: z.array(z.strictObject({ role: z.string(), person: z.string() })),
  /** Digests, public keys, certificates, answers of tokens, clock readings: what the kind and the step call for. */
  detail: z.record(z.string(), z.json()),
  attachments: z.array(transcriptAttachment),
  previous: sha256Hex,
  hash: sha256Hex
})
export type TranscriptEntry = z.infer<typeof transcriptEntry>

/** The first file of a ceremony's archive; the detached signatures are over its bytes. */
export const archiveManifest = z.strictObject({
  format: z.literal('chancery-ceremony/1'),
  /** A rehearsal proves nothing but that the script works. */
  mode: z.enum(['rehearsal', 'real']),
  title: z.string(),
  scriptSha256: sha256Hex,
  /** Hash of the last entry. */
  transcriptHead: sha256Hex,
  transcriptEntries: z.number().int().positive(),
  /** Who signs this manifest. The list stands under the signatures, so that one that is taken away is missed. */
  signatures: z.array(
    z.strictObject({
      /** `signatures/….p7s`: a detached CMS signature over the bytes of the manifest. */
      path: z.string(),
      role: z.string(),
      person: z.string(),
      /** SHA-256 of the certificate of the signer, DER. */
      certificateSha256: sha256Hex
    })
  ),
  /** Whether `signatures/manifest.tsr` belongs to the archive: an RFC 3161 answer over the bytes of the manifest. */
  stamp: z.enum(['rfc3161', 'not-performed']),
  /** Every other file but those under `signatures/`, sorted by path. */
  files: z.array(z.strictObject({ path: z.string(), sha256: sha256Hex, bytes: z.number().int().nonnegative() }))
})
export type ArchiveManifest = z.infer<typeof archiveManifest>
