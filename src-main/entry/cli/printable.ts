import { replaceHidden } from '../../../src-shared/model/hidden-characters.ts'

/** Escape sequences in a name must not reach the terminal, nor what is not seen or turns the direction of writing. */
export function clean(text: string): string {
  return replaceHidden(text, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}

/** @returns a moment in UTC, to the second */
export function utcSecond(at: number): string {
  return `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)}Z`
}
