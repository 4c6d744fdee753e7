/** Escape sequences in a name must not reach the terminal, nor marks that turn the direction of writing. */
export function clean(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  )
}
