import { z } from 'zod'

export const differenceKinds = ['same', 'changed', 'added', 'removed'] as const

/** One field of two objects side by side. */
export const differenceRow = z.object({
  /** Stable name of the field, e.g. `subject.CN`, `name.DNS`, `extension.2.5.29.19`; each once in a comparison. */
  field: z.string(),
  label: z.string(),
  kind: z.enum(differenceKinds),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The words are the same and the bytes are not: another string type, another order, an encoding that is not DER. */
  encodingOnly: z.boolean()
})
export type DifferenceRow = z.infer<typeof differenceRow>

/** One element of ASN.1 that is not the same, the innermost that differs. */
export const asn1Difference = z.object({
  /** Place from the outermost element inwards, counted from 1, e.g. `1.3.2`; of the side that has it. */
  path: z.string(),
  tag: z.string(),
  kind: z.enum(['changed', 'added', 'removed']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Where it begins in the bytes of each side. */
  beforeAt: z.number().int().nullable(),
  afterAt: z.number().int().nullable()
})
export type Asn1Difference = z.infer<typeof asn1Difference>

export const differenceSide = z.object({
  kind: z.string(),
  title: z.string(),
  certificateId: z.number().int().nullable()
})

export const difference = z.object({
  before: differenceSide,
  after: differenceSide,
  /** Whether every byte is the same. */
  identical: z.boolean(),
  rows: z.array(differenceRow),
  asn1: z.array(asn1Difference),
  /** Differing elements that are not listed because there are too many. */
  asn1More: z.number().int()
})
export type Difference = z.infer<typeof difference>
