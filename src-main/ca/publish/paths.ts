import { ChanceryError } from '../../../src-shared/errors.ts'
import { assembleOcspRequest, buildTbsOcspRequest } from '../../pki/ocsp.ts'

/**
 * Name of the file for an address that ends in a slash: base64 ends in one now and then, and a web server looks for its
 * index file then.
 */
export const INDEX_NAME = 'index.ocsp'

/**
 * @returns the path of an address below a base, percent-encoding undone, as a web server looks for it; null where the
 *   address does not lie below the base or is none that a file can have
 */
export function pathBelow(base: string, address: string): string | null {
  const start = `${base.replace(/\/+$/, '')}/`
  if (!address.startsWith(start)) return null
  const [encoded = ''] = address.slice(start.length).split(/[?#]/, 1)
  if (encoded.length < address.length - start.length) return null
  try {
    const path = decodeURIComponent(encoded)
    return isSafePath(path) ? path : null
  } catch {
    return null
  }
}

/** @returns whether a decoded path stays below its root and names nothing hidden, on every operating system. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.length > 4000 || path.includes('\0') || path.includes('\\')) return false
  return path
    .split('/')
    .every((part, index) => (part === '' ? index > 0 : !part.startsWith('.') && !part.includes(':')))
}

/**
 * @returns the file for a decoded path: slashes of base64 are folders, several in a row are one, as file systems and web
 *   servers have it
 * @throws ChanceryError `invalid-input` for a path that would leave its root
 */
export function filePathOf(path: string): string {
  if (!isSafePath(path))
    throw new ChanceryError('invalid-input', `"${path.slice(0, 200)}" is not a path that can be published.`)
  const parts = path.split('/').filter((part) => part !== '')
  return path.endsWith('/') ? [...parts, INDEX_NAME].join('/') : parts.join('/')
}

/** @returns the folder parts of a file path, the outermost first: `a`, `a/b` of `a/b/c` */
export function foldersOf(filePath: string): string[] {
  const parts = filePath.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** @returns the base64 of the request for one certificate, in the one form that RFC 5019 2.1.1 leaves: no nonce, no name, no signature. */
export function ocspName(certId: Uint8Array): string {
  return Buffer.from(assembleOcspRequest(buildTbsOcspRequest({ certIds: [certId] }))).toString('base64')
}
