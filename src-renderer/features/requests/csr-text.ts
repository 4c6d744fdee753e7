/** What stands where a CSR is wanted and must not be sent to anybody, or is nothing. */
export type CsrProblem = 'private-key' | 'empty'

/** @returns why a chosen or pasted text is not taken; undefined where the engine may look at it */
export function csrProblem(text: string): CsrProblem | undefined {
  if (text.trim() === '') return 'empty'
  // A file with both is a slip, too: the key would travel with the request.
  return /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text) ? 'private-key' : undefined
}
