import { z } from 'zod'
import { namesForm, type NamesForm } from './names-form.ts'

const requestDraft = z.object({
  step: z.number().int().min(0).max(3),
  key: z.object({ from: z.enum(['csr', 'make']), csr: z.string(), algorithm: z.string() }),
  // Half a validity or half an address was perhaps as far as somebody got.
  values: namesForm.extend({ validity: z.string(), contact: z.string() })
})

/** What the wizard holds: travels as the state of its own navigation, so that whoever leaves it and goes back finds it. */
export type RequestDraft = z.output<typeof requestDraft>

/** A request of which nothing is typed yet. */
export const emptyNames: NamesForm = { subject: [], names: [], validity: '', note: '', contact: '' }

/** @returns the draft in the state of a navigation; undefined where there is none */
export function draftIn(state: unknown): RequestDraft | undefined {
  if (typeof state !== 'object' || state === null || !('draft' in state)) return undefined
  return requestDraft.safeParse(state.draft).data
}
