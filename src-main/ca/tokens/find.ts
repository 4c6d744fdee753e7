import { ChanceryError } from '../../../src-shared/errors.ts'
import type { TokenSeen } from '../../keys/token-keys.ts'
import type { CaContext } from '../context.ts'
import { requireTokens } from './places.ts'

/**
 * @param ref address, serial number or label of a token
 * @returns the token, plugged in or seen before; looks for it where it was not seen yet
 * @throws ChanceryError `not-found`; `conflict` where several go by this name
 */
export async function findToken(ca: CaContext, ref: string): Promise<TokenSeen> {
  const tokens = requireTokens(ca)
  const found = matching(tokens.seen(), ref)
  if (found !== undefined) return found
  await tokens.survey(true)
  const now = matching(tokens.seen(), ref)
  if (now !== undefined) return now
  const modules = tokens.modules()
  const problems = modules.flatMap(({ problem }) => (problem === null ? [] : [problem]))
  throw new ChanceryError(
    'not-found',
    modules.length === 0
      ? 'No module is in use, so no token can be seen. Add one: chancery token modules add --module PATH. "chancery token modules" lists those that are installed.'
      : `There is no token "${ref}". ${seenText(tokens.seen())}${problems.map((text) => ` ${text}`).join('')}`
  )
}

function matching(seen: readonly TokenSeen[], ref: string): TokenSeen | undefined {
  const exact = seen.find(({ address }) => address === ref)
  if (exact !== undefined) return exact
  const serial = seen.filter((one) => one.serial === ref && one.serial !== '')
  const named = serial.length > 0 ? serial : seen.filter(({ label }) => label === ref && label !== '')
  if (named.length > 1)
    throw new ChanceryError(
      'conflict',
      `${named.length} tokens go by "${ref}". Name the one you mean by its serial number: ${named.map((one) => one.serial).join(', ')}.`
    )
  return named[0]
}

function seenText(seen: readonly TokenSeen[]): string {
  const labels = seen.flatMap(({ label, serial }) => (label === '' ? [] : [`${label} (${serial})`]))
  return labels.length === 0 ? 'No token is plugged in.' : `There are: ${labels.join(', ')}.`
}
