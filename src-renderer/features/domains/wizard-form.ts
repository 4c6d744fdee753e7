import { z } from 'zod'

/** Kinds of proof that a person starts here; `hand-over` is a token that is not sent. */
export const wizardMethods = ['txt', 'file', 'operator', 'token', 'hand-over'] as const
export type WizardMethod = (typeof wizardMethods)[number]

export const wizardForm = z.object({
  name: z.string(),
  /** Number of the organization as text; null for the first. */
  organization: z.string().nullable(),
  method: z.enum(wizardMethods),
  basis: z.string().max(2000),
  until: z.number().nullable()
})
export type WizardForm = z.infer<typeof wizardForm>

export function isMailAddress(name: string): boolean {
  return name.includes('@')
}

/** @returns what is wrong with a name at first sight; the engine judges the rest */
export function nameProblem(name: string): 'address' | 'wildcard' | 'space' | undefined {
  if (/[/:]/.test(name)) return 'address'
  if (name.includes('*')) return 'wildcard'
  return /\s/.test(name) ? 'space' : undefined
}

const forMail: readonly WizardMethod[] = ['token', 'hand-over']

/** @returns the wanted kind of proof where it goes with the name, else the usual one for names of its kind */
export function methodFor(name: string, wanted: string): WizardMethod {
  const known = wizardMethods.find((one) => one === wanted)
  const mail = isMailAddress(name)
  if (known !== undefined && forMail.includes(known) === mail) return known
  return mail ? 'token' : 'txt'
}
