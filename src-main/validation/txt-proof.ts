import type { ValidationReport, ValidationWorld } from './challenge.ts'
import { textEquals } from './text-record.ts'

/** The label below a domain at which the record is looked for: BR 3.2.2.4.7 allows any that begins with an underscore. */
export const textLabel = '_pki-validation'

/** @returns where the record is looked for */
export function textPlace(name: string): string {
  return `${textLabel}.${name}`
}

/**
 * "DNS change" (BR 3.2.2.4.7): a TXT record at an underscore label below the domain equals the random value. Proves the
 * domain with all names and wildcards below it.
 * @throws ChanceryError `cancelled`
 */
export function validateText(
  world: Pick<ValidationWorld, 'lookup'>,
  input: { readonly name: string; readonly value: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  return textEquals(world, textPlace(input.name), input.value, 'random value', signal)
}
