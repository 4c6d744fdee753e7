import { z } from 'zod'
import { sha256Hex } from './transcript.ts'
import { unixMs, webAddress } from './scalars.ts'

/**
 * What an anchor says. Its text is the canonical JSON of this (sorted keys, no white space, UTF-8); signature and
 * time-stamp are over the octets of the text, and the QR code carries it as it is.
 */
export const anchorStatement = z.strictObject({
  at: unixMs,
  format: z.literal('chancery-anchor/1'),
  /** Hash of the audit row that stands for all rows up to it. */
  hash: sha256Hex,
  /** Hash of the first row of the log: no two installations have the same. */
  installation: sha256Hex,
  seq: z.number().int().positive()
})
export type AnchorStatement = z.infer<typeof anchorStatement>

/** A file of anchors. */
export const anchorFile = z.strictObject({
  format: z.literal('chancery-anchors/1'),
  anchors: z.array(
    z.strictObject({
      text: z.string().max(1000),
      /** Detached CMS over the text, DER in base64. */
      signature: z.string().max(100_000).nullable(),
      /** RFC 3161 answer over the text, DER in base64. */
      stamp: z.string().max(100_000).nullable()
    })
  )
})
export type AnchorFile = z.infer<typeof anchorFile>

/** @returns the one text of a statement */
export function anchorText({ at, format, hash, installation, seq }: AnchorStatement): string {
  return JSON.stringify({ at, format, hash, installation, seq })
}

const settingsFields = {
  /** Hours between anchors that are made by themselves; 0 makes none. */
  everyHours: z.coerce.number().int().min(0).max(8760),
  /** Name of the evidence key that signs them; null for none. */
  signer: z.string().max(100).nullable(),
  /** Who stamps: nobody, a time-stamp service of this installation by its name, or another at an address. */
  stamp: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('nobody') }),
    z.strictObject({ by: z.literal('own'), service: z.string().min(1).max(100) }),
    z.strictObject({ by: z.literal('other'), address: webAddress })
  ])
}

/** How anchors are made. */
export const anchorSettings = z.strictObject(settingsFields)
export type AnchorSettings = z.infer<typeof anchorSettings>
export const anchorSettingsPatch = z.strictObject(settingsFields).partial()

export const defaultAnchorSettings: AnchorSettings = { everyHours: 0, signer: null, stamp: { by: 'nobody' } }
