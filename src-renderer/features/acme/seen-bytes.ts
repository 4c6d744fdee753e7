/** The bytes that a validator saw, as a person can read them. */
export interface SeenBytes {
  readonly text: string
  readonly bytes: number
  /** They are no printable ASCII and are written in hex. */
  readonly hex: boolean
}

/** @param base64 the exact bytes. @returns printable ASCII as it is, line ends and tabs with it; all else in hex */
export function seenText(base64: string): SeenBytes {
  const binary = window.atob(base64)
  const hex = !/^[\x20-\x7e\t\r\n]*$/.test(binary)
  const text = hex
    ? Array.from(binary, (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(2, '0')).join(' ')
    : binary
  return { text, bytes: binary.length, hex }
}
