/** What a recipe is filled in with. */
export interface RecipeValues {
  /** The whole address of the service. */
  readonly address: string
  /** DNS name of the device. */
  readonly host: string
  /** Challenge of SCEP, password of EST, secret of CMP; or words in its place. */
  readonly secret: string
  /** Name of the client for EST, reference value for CMP. */
  readonly user: string
  /** Subject of the issuing authority, most specific attribute first. */
  readonly issuer: string
  /** SHA-256 of the issuing authority's certificate, hex. */
  readonly fingerprint: string | null
  /** The page that device managers read secrets from, and who reads it. */
  readonly page: { readonly address: string; readonly user: string } | null
}

/** One thing to copy. `label` is a key of the texts, `recipe.part`; `file` the name under which it is kept. */
export interface RecipePart {
  readonly label: 'authority' | 'enrol' | 'renew' | 'config' | 'values' | 'revoke' | 'key' | 'service'
  readonly text: string
  readonly file?: string
}

/** @returns a command over several lines, each but the last continued */
export function command(parts: readonly string[]): string {
  return parts.join(' \\\n  ')
}
