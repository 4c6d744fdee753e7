/**
 * Characters that are not seen and change what is: control characters, line ends, blanks of no width, and marks that turn
 * the direction of writing, by which `gnp.exe` reads as `exe.png`.
 */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u
const everyHidden = new RegExp(hidden, 'gu')

export function hasHiddenCharacter(text: string): boolean {
  return hidden.test(text)
}

/** @returns the text with each hidden character as `shown` writes it */
export function replaceHidden(text: string, shown: (character: string) => string): string {
  return text.replace(everyHidden, shown)
}

/** @returns the text with each hidden character as the hex pairs of its UTF-8 octets (RFC 4514 2.4), so that it is seen */
export function showHidden(text: string): string {
  return replaceHidden(text, (character) => encodeURIComponent(character).toLowerCase().replaceAll('%', '\\'))
}
