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
 * Sets the caching headers and answers a conditional request (RFC 9110 13.1, RFC 9111 5.2.2). The condition counts
 * whatever the caller says about caches on its way.
 * @returns true when the caller's copy is current: status 304 is set and no body is wanted
 */
export function answerConditional(context: Context, freshness: Freshness): boolean {
  const tag = `"${freshness.sha256}"`
  context.set('ETag', tag)
  context.set('Last-Modified', new Date(freshness.lastModified).toUTCString())
  context.set('Cache-Control', `public, max-age=${Math.max(0, Math.trunc(freshness.maxAge))}, must-revalidate`)
  if (freshness.expires !== null) context.set('Expires', new Date(freshness.expires).toUTCString())
  const current = isCurrent(context, tag, freshness.lastModified)
  context.status = current ? 304 : 200
  return current
}

/** RFC 9110 13.2.2: If-Modified-Since is looked at only where there is no If-None-Match. */
function isCurrent(context: Context, tag: string, lastModified: number): boolean {
  const tags = context.get('if-none-match')
  if (tags !== '') return tags.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')))
  const since = Date.parse(context.get('if-modified-since'))
  return !Number.isNaN(since) && Math.floor(lastModified / 1000) * 1000 <= since
}
