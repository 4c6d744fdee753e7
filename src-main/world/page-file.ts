import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy, noncePlaceholder } from '../../src-shared/content-security-policy.ts'
import type { Random } from './random.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8'
}

/** A file of the built user interface, as it is sent. */
export interface PageFile {
  /** Below the folder, without a slash in front. */
  readonly path: string
  readonly contentType: string
  readonly contentSecurityPolicy: string
  readonly body: Uint8Array
}

/** What goes with an answer that has no file. */
export const emptyPageFile: PageFile = {
  path: '',
  contentType: 'text/plain; charset=utf-8',
  contentSecurityPolicy: "default-src 'none'",
  body: new Uint8Array()
}

/**
 * Reads what a path stands for out of the folder of the built user interface, for the app's own scheme and for HTTP
 * alike. A path that does not end like a file of ours is a route of the page and gets index.html with a nonce of its
 * own. Never leaves the folder: dot segments, encoded separators and links that point outside are refused.
 * @param pathname of the request, still percent-encoded
 * @returns the file, `malformed` for a path that no page of ours asks for, or `missing`
 */
export async function readPageFile(
  folder: string,
  pathname: string,
  random: Random
): Promise<PageFile | 'malformed' | 'missing'> {
  const path = decodePath(pathname)
  if (path === undefined) return 'malformed'
  const isFile = contentTypes[extname(path).toLowerCase()] !== undefined
  const file = await insideFolder(folder, isFile ? path : 'index.html')
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || bytes === undefined) return 'missing'
  const contentType = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
  if (!contentType.startsWith('text/html')) return { ...emptyPageFile, path, contentType, body: bytes }
  const nonce = Buffer.from(random.bytes(18)).toString('base64')
  const page = bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)
  return { path, contentType, contentSecurityPolicy: contentSecurityPolicy(nonce), body: Buffer.from(page, 'utf8') }
}

/** @returns the relative path, or undefined where decoding brings control characters, new separators or dot segments */
function decodePath(pathname: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  for (const character of path) if (character < ' ' || character === '\\' || character === ':') return undefined
  const parts = path.split('/')
  return parts.includes('..') || parts.includes('.') ? undefined : path.replace(/^\/+/, '')
}

async function insideFolder(folder: string, relative: string): Promise<string | undefined> {
  try {
    const base = await realpath(folder)
    const file = await realpath(join(base, relative))
    return file.startsWith(base + sep) ? file : undefined
  } catch {
    return undefined
  }
}
