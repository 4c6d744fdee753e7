import { problemWith, type SecretField, type SecretOperation } from '../../src-shared/secret-entry.ts'
import { pinWords, type Language } from './pin-dialog-words.ts'

/** What the window for PINs asks for. */
export interface PinQuestion {
  readonly operation: SecretOperation
  /** Of the token or YubiKey, as the engine knows it. */
  readonly name: string
  readonly fields: readonly SecretField[]
  readonly language: Language
  /** Where the person is told that the last try was wrong, or how many are left. */
  readonly warning: string
}

export type PinAnswers = Readonly<Record<string, string>>

export type FormResult =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly problems: ReadonlyMap<string, string> }
  | { readonly kind: 'answered'; readonly answers: PinAnswers }

/** Bytes of a form that is read: far more than its fields may have together. */
export const largestForm = 16_384

/** @returns whether a secret is typed twice, because a slip would lock the token */
export function isTypedTwice({ kind }: SecretField): boolean {
  return kind === 'new-pin' || kind === 'new-yubikey-pin'
}

/** Reads what came back of the form (application/x-www-form-urlencoded). */
export function readPinForm({ fields, language }: PinQuestion, body: string): FormResult {
  const words = pinWords[language]
  const given = new URLSearchParams(body)
  if (given.get('action') !== 'go') return { kind: 'cancelled' }
  const problems = new Map<string, string>()
  const answers: Record<string, string> = {}
  for (const field of fields) {
    const value = given.get(field.name) ?? ''
    const problem = problemWith(field, value)
    if (problem !== undefined) problems.set(field.name, words.problem[problem])
    else if (isTypedTwice(field) && given.get(`${field.name}-again`) !== value)
      problems.set(`${field.name}-again`, words.problem.differ)
    if (value !== '') answers[field.name] = value
  }
  const made = fields.find(({ kind }) => kind === 'new-puk')
  if (made !== undefined) {
    if (answers[made.name] !== undefined && answers[made.name] === answers['newPin'])
      problems.set(made.name, words.problem.same)
    if (given.get('noted') !== 'yes') problems.set('noted', words.missingNote)
  }
  return problems.size > 0 ? { kind: 'refused', problems } : { kind: 'answered', answers }
}
