import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy, noncePlaceholder } from '../../src-shared/content-security-policy.ts'
import { isAppAddress } from './address.ts'

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

/** An answer of the app's own scheme. */
export interface PageAnswer {
  readonly status: 200 | 400 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Answers a request under the app's own scheme out of one folder.
 * A path that does not end like a file of ours is a route of the page and gets index.html. Never leaves the folder:
 * encoded separators, dot segments and links that point outside are refused.
 */
export async function answerPageRequest(folder: string, method: string, address: string): Promise<PageAnswer> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405)
  if (!isAppAddress(address)) return refusal(400)
  const path = decodePath(new URL(address).pathname)
  if (path === undefined) return refusal(400)
  const isRoute = contentTypes[extname(path).toLowerCase()] === undefined
  const file = await insideFolder(folder, isRoute ? 'index.html' : path)
  if (file === undefined) return refusal(404)
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return refusal(404)
  const type = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
  if (!type.startsWith('text/html'))
    return { status: 200, headers: headersFor(type, "default-src 'none'"), body: bytes }
  const nonce = randomBytes(18).toString('base64')
  const page = bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)
  return { status: 200, headers: headersFor(type, contentSecurityPolicy(nonce)), body: Buffer.from(page, 'utf8') }
}

function headersFor(type: string, policy: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store'
  }
}

function refusal(status: 400 | 404 | 405): PageAnswer {
  return { status, headers: headersFor('text/plain; charset=utf-8', "default-src 'none'"), body: new Uint8Array() }
}

/** @returns the relative path, or undefined for anything a page of ours never asks for */
function decodePath(pathname: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  // A decoded path may not bring new separators, dot segments or control characters: `%2e%2e%2f`, `..%5c`, `%00`.
  if (hasForbiddenCharacter(path) || path.split('/').some((part) => part === '..' || part === '.')) return undefined
  return path.replace(/^\/+/, '')
}

function hasForbiddenCharacter(path: string): boolean {
  for (const character of path) if (character < ' ' || character === '\\' || character === ':') return true
  return false
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
