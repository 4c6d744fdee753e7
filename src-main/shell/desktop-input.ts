import { ChanceryError } from '../../src-shared/errors.ts'

/** Largest file that the page may have written: a full CRL of a million entries fits. */
export const savedFileLimit = 64 * 1024 * 1024

/**
 * Reads the input of `desktop.file.save`.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function parseFileToSave(input: unknown): { readonly name: string; readonly bytes: Uint8Array } {
  const fields = fieldsOf(input, ['name', 'base64'])
  const { name, base64 } = fields
  if (typeof name !== 'string' || !isPlainFileName(name))
    throw new ChanceryError(
      'malformed',
      'The file to save needs a plain name without a folder, of at most 200 characters.'
    )
  if (typeof base64 !== 'string') throw new ChanceryError('malformed', 'The file to save needs its bytes in base64.')
  if (base64.length > Math.ceil(savedFileLimit / 3) * 4)
    throw new ChanceryError('too-large', `The file to save is larger than ${savedFileLimit} bytes.`)
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64)
    throw new ChanceryError('malformed', 'The bytes of the file to save are not base64.')
  return { name, bytes: Uint8Array.from(bytes) }
}

/** Reads the input of `desktop.theme`. @throws ChanceryError `malformed` */
export function parseTheme(input: unknown): 'system' | 'light' | 'dark' {
  const { theme } = fieldsOf(input, ['theme'])
  if (theme === 'system' || theme === 'light' || theme === 'dark') return theme
  throw new ChanceryError('malformed', 'The theme is one of system, light, dark.')
}

/** Reads the input of `desktop.full-screen`. @throws ChanceryError `malformed` */
export function parseFullScreen(input: unknown): boolean {
  const { full } = fieldsOf(input, ['full'])
  if (typeof full === 'boolean') return full
  throw new ChanceryError('malformed', 'The window fills the screen or it does not: full is true or false.')
}

function isPlainFileName(name: string): boolean {
  if (name.length === 0 || name.length > 200 || name.startsWith('.')) return false
  for (const character of name) if (character < ' ' || '/\\:*?"<>|'.includes(character)) return false
  return true
}

function fieldsOf(input: unknown, allowed: readonly string[]): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new ChanceryError('malformed', 'The input has to be an object.')
  const unknown = Object.keys(input).find((key) => !allowed.includes(key))
  if (unknown !== undefined) throw new ChanceryError('malformed', `The input has an unknown field "${unknown}".`)
  return { ...input }
}
