/** RFC 8659 4.1: a tag is ASCII letters and digits, at least one. */
export function isCaaTag(text: string): boolean {
  return /^[A-Za-z0-9]{1,255}$/.test(text)
}
