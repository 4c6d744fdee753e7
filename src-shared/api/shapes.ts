import { z } from 'zod'

/** The empty input. */
export const nothing = z.strictObject({})

/** The answer of an operation that only confirms. */
export const done = z.object({ ok: z.literal(true) })

/** A page of a long list. `cursor` is opaque and comes from the page before. */
export const pageRequest = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100)
}

/** @returns the schema of a page of `row`. `total` is exact, or null where counting would cost too much. */
export function page<T extends z.ZodType>(
  row: T
): z.ZodObject<{ rows: z.ZodArray<T>; next: z.ZodNullable<z.ZodString>; total: z.ZodNullable<z.ZodNumber> }> {
  return z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().nullable() })
}

/** A file made by an operation: the window saves it, the command line writes it to `--out`. */
export const producedFile = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() })
export type ProducedFile = z.infer<typeof producedFile>

/** Marks an input field whose command line flag names a file to read: as text (PEM or text), or bytes in base64. */
export const fromFile = { cli: 'file' } as const

/** Marks an input field whose command line flag names a file of which only the hashes are passed on: SHA-1, 256, 384, 512. */
export const hashedFile = { cli: 'hashed-file' } as const

/** Marks an input field that holds a secret: the command line takes it from a file or a prompt, logs leave it out. */
export const secretField = { secret: true } as const
