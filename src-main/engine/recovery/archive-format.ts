import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { largestArgon2Cost } from '../../keys/argon2.ts'

/**
 * A backup is one file: the first line, the length of the header (4 bytes, big-endian), the header (JSON, UTF-8), its
 * SHA-256, then blocks of AES-256-GCM. Inside the blocks lie the parts, each behind a header of its own, the manifest
 * first. The key of the blocks is derived from the content key and the SHA-256 of the header, so that neither can be
 * exchanged; the nonce counts the blocks and says which is the last, so that none can be moved or cut off (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
export const firstLine = Buffer.from('CHANCERY BACKUP 1\n')
export const digestBytes = 32
/** Plaintext of a block. */
export const blockBytes = 64 * 1024
export const tagBytes = 16
export const sealedBlockBytes = blockBytes + tagBytes
/** A header with a hundred recipients stays below. */
export const largestHeader = 1024 * 1024
/** The header of a part names it and says how long it is. */
export const largestPartHeader = 4096
export const extension = '.chancery-backup'

const base64 = z
  .string()
  .max(8000)
  .regex(/^[A-Za-z0-9_-]+$/)
const upTo = (largest: number): z.ZodNumber => z.number().int().min(1).max(largest)

/** A key pair whose private half opens with the backup passphrase: backups are made with the public half alone. */
export const backupKeySchema = z.strictObject({
  /** X25519, raw. */
  publicKey: base64,
  salt: base64,
  cost: z.strictObject({
    memoryKiB: upTo(largestArgon2Cost.memoryKiB),
    passes: upTo(largestArgon2Cost.passes),
    lanes: upTo(largestArgon2Cost.lanes)
  }),
  /** The private key, sealed under the passphrase. */
  sealedKey: base64
})
export type BackupKey = z.infer<typeof backupKeySchema>

export const headerSchema = z.strictObject({
  id: z.string().max(100),
  createdAt: z.number().int(),
  madeBy: z.string().max(100),
  installation: z.string().max(300),
  vaultId: z.string().max(100),
  /** The content key for who knows the passphrase; null where it is for recipients only. */
  passphrase: z.strictObject({ key: backupKeySchema, ephemeral: base64, wrapped: base64 }).nullable(),
  /** The content key for each recipient, as CMS EnvelopedData. */
  recipients: z
    .array(
      z.strictObject({
        subject: z.string().max(1000),
        fingerprint: z.string().max(64),
        envelope: z.base64().max(20_000)
      })
    )
    .max(100)
})
export type ArchiveHeader = z.infer<typeof headerSchema>

export const partHeaderSchema = z.strictObject({ name: z.string().min(1).max(300), size: z.number().int().min(0) })

export function headerDigest(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/** @returns the nonce of a block. @param index from 0 */
export function blockNonce(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 0)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** @param where the place in the file, in words */
export function damagedAt(where: string): ChanceryError {
  const message = `The backup is damaged or was altered: ${where}. Nothing was restored from it. Take another copy.`
  return new ChanceryError('damaged', message, {
    reasons: [{ where: 'file', rule: 'backup.integrity', message: where }]
  })
}
