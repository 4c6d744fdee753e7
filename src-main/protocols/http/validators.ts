import type { Context } from 'koa'

/** What a cache may know of an answer. */
export interface Freshness {
  /** Lower-case hex; becomes a strong entity tag (RFC 9110 8.8.3). */
  readonly sha256: string
  /** Milliseconds since the epoch. */
  readonly lastModified: number
  /** When the content is out of date for good, or null. */
  readonly expires: number | null
  /** Seconds that a cache may answer without asking. */
  readonly maxAge: number
}

/**
 * Sets the caching headers and answers a conditional request (RFC 9110 13.1, RFC 9111 5.2.2).
 * @returns true when the caller's copy is current: status 304 is set and no body is wanted
 */
export function answerConditional(context: Context, freshness: Freshness): boolean {
  context.set('ETag', `"${freshness.sha256}"`)
  context.set('Last-Modified', new Date(freshness.lastModified).toUTCString())
  context.set('Cache-Control', `public, max-age=${Math.max(0, Math.trunc(freshness.maxAge))}, must-revalidate`)
  if (freshness.expires !== null) context.set('Expires', new Date(freshness.expires).toUTCString())
  context.status = 200
  if (!context.fresh) return false
  context.status = 304
  return true
}
