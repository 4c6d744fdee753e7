import type { Credentials } from '../../ca/est/authenticate.ts'

/** Longer than any name with a password of ours. */
const MOST_CHARACTERS = 1000

/** @returns name and password of HTTP Basic in UTF-8 (RFC 7617 2); null where the header says something else */
export function basicOf(header: string): Credentials['basic'] {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header.slice(0, MOST_CHARACTERS))?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 1 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
