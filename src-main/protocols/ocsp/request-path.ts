import { base64Bytes } from '../../pki/pem.ts'

/**
 * Finds the request in what follows `/ocsp/` in the path of a GET (RFC 6960 A.1, RFC 5019 5): percent-encoded base64,
 * with or without the name of an authority in front. Base64 has slashes of its own, which some clients do not encode.
 * @returns what is to be parsed as the request; null where there is nothing of the kind.
 */
export function requestInPath(rest: string): Uint8Array | null {
  const second = rest.indexOf('/') + 1
  return derIn(rest) ?? (second === 0 ? null : derIn(rest.slice(second)))
}

function derIn(text: string): Uint8Array | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(text)
  } catch {
    return null
  }
  // A plus sign that went through a form decoder has become a blank.
  const bytes = base64Bytes(decoded.replaceAll(' ', '+'))
  return bytes !== null && bytes[0] === 0x30 ? bytes : null
}
