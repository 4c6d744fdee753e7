import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy, noncePlaceholder } from '../../src-shared/content-security-policy.ts'
import type { Random } from '../world/random.ts'

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

export interface FileAnswer {
  readonly status: 200 | 400 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Answers a GET out of the folder of the built user interface. A path that does not end like a file of ours is a route
 * of the page and gets index.html. Never leaves the folder: dot segments, encoded separators and links that point
 * outside are refused.
 * @param pathname of the request, still percent-encoded
 */
export async function answerFile(folder: string, pathname: string, random: Random): Promise<FileAnswer> {
  const path = decodePath(pathname)
  if (path === undefined) return refusal(400)
  const isFile = contentTypes[extname(path).toLowerCase()] !== undefined
  const file = await insideFolder(folder, isFile ? path : 'index.html')
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || bytes === undefined) return refusal(404)
  const type = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
  if (!type.startsWith('text/html'))
    return { status: 200, headers: headersFor(type, "default-src 'none'", path), body: bytes }
  const nonce = Buffer.from(random.bytes(18)).toString('base64')
  const page = bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)
  return { status: 200, headers: headersFor(type, contentSecurityPolicy(nonce), path), body: Buffer.from(page) }
}

/** Files of the build carry a digest in their name and never change; the page itself is asked for each time. */
function headersFor(type: string, policy: string, path: string): Record<string, string> {
  const forEver = /^assets\/.+-[\w-]{8,}\.\w+$/.test(path)
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'Cache-Control': forEver ? 'private, max-age=31536000, immutable' : 'no-store'
  }
}

function refusal(status: 400 | 404): FileAnswer {
  return { status, headers: headersFor('text/plain; charset=utf-8', "default-src 'none'", ''), body: new Uint8Array() }
}

/** @returns the relative path, or undefined for anything that a page of ours never asks for */
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
