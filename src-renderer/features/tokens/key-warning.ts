import type { TokenKeyView } from '../../../src-shared/model/token.ts'

/** @returns what is to be known of a key for ever; null where nothing is */
export function warningKind(
  key: Pick<TokenKeyView, 'warning' | 'extractable' | 'sensitive'>
): 'imported' | 'readable' | 'unproved' | null {
  if (key.extractable === true || key.sensitive === false) return 'readable'
  if (key.warning === '') return null
  // Only the engine knows whether the key came through it; it says so in these words (ca/tokens/view.ts).
  return key.warning.includes('outside of the token') ? 'imported' : 'unproved'
}
