import { ChanceryError } from '../../../src-shared/errors.ts'
import { elementEnd, isOneElement } from '../../pki/asn1-tree.ts'
import { base64Bytes, looksLikePem, readPem } from '../../pki/pem.ts'

/** Bytes of what may be shown at once: the contract bounds the text, this what comes out of it. */
const MAX_BYTES = 1024 * 1024
/** Blocks of one file that are shown. */
const MAX_BLOCKS = 100

/** One block of what was dropped, before anybody knows what it is. */
export interface Block {
  /** PEM label, null where there was none. */
  readonly label: string | null
  readonly bytes: Uint8Array
  /** The PEM text of an old encrypted key: its headers are needed to open it. */
  readonly text: string | null
}

export interface Contents {
  /** What people read: how the objects were packed. */
  readonly container: string
  readonly blocks: readonly Block[]
}

/**
 * Takes what was dropped apart: PEM with one block or more, DER in base64, or base64 of either (a file that was read as
 * bytes). Several DER elements in a row are taken one by one.
 * @throws ChanceryError `malformed` where it is none of these, `too-large`
 */
export function contentsOf(text: string): Contents {
  const found = pemContents(text) ?? binaryContents(text, 0)
  if (found === null) {
    throw new ChanceryError(
      'malformed',
      'This is neither PEM nor DER nor base64 of ASN.1, no SSH key, no JWK and no JWS. Certificates, requests, CRLs, keys, OCSP and time-stamp messages, PKCS#7, PKCS#12, SSH keys, JWK, JWS and any ASN.1 can be shown.'
    )
  }
  return found
}

function pemContents(text: string): Contents | null {
  if (!looksLikePem(text)) return null
  const blocks = readPem(text, { maxBlocks: MAX_BLOCKS }).map(({ label, headers, bytes }) => ({
    label,
    bytes,
    text: headers.length === 0 ? null : pemWithHeaders(label, headers, bytes)
  }))
  return { container: blocks.length === 1 ? 'PEM' : `PEM with ${blocks.length} blocks`, blocks }
}

function pemWithHeaders(label: string, headers: readonly (readonly [string, string])[], bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')
  return `-----BEGIN ${label}-----\n${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}\n${lines}-----END ${label}-----\n`
}

function binaryContents(text: string, depth: number): Contents | null {
  const bytes = base64Bytes(text)
  if (bytes === null) return null
  if (bytes.length > MAX_BYTES)
    throw new ChanceryError('too-large', `The file has ${bytes.length} bytes; at most ${MAX_BYTES} are shown.`)
  // A PEM text can by chance be a row of BER elements too, and one element may hold a PEM text.
  const inner = Buffer.from(bytes).toString('latin1')
  const pem = depth === 0 && !isOneElement(bytes) ? pemContents(inner) : null
  if (pem !== null) return pem
  const elements = elementsOf(bytes)
  if (elements !== null) {
    return {
      container: elements.length === 1 ? 'DER' : `DER, ${elements.length} elements`,
      blocks: elements.map((element) => ({ label: null, bytes: element, text: null }))
    }
  }
  return depth > 0 ? null : binaryContents(inner, depth + 1)
}

/** @returns the elements that fill the bytes from end to end, or null where they do not. */
function elementsOf(bytes: Uint8Array): Uint8Array[] | null {
  if (isOneElement(bytes)) return [bytes]
  const elements: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = elementEnd(bytes, at)
    if (end === null || end > bytes.length || elements.length >= MAX_BLOCKS) return null
    elements.push(bytes.subarray(at, end))
    at = end
  }
  return elements
}
