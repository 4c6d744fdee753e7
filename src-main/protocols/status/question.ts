import { ChanceryError } from '../../../src-shared/errors.ts'
import { ocspName } from '../../ca/publish/paths.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { encodeCertId, parseOcspRequest, type OcspCertId, type OcspError } from '../../pki/ocsp.ts'
import { base64Bytes } from '../../pki/pem.ts'
import type { HeldAnswer } from './served-file.ts'

/** Where the answer to a question lies. */
export interface Place {
  /** Decoded path, as answers are published. */
  readonly path: string
  readonly certId: OcspCertId
}

/**
 * Finds a question in a path (RFC 6960 A.1, RFC 5019 5), for one that is not written as the names of the files are: with a
 * nonce, with another encoding of the same.
 * @param path decoded, without the slash in front
 */
export function questionInPath(path: string): { readonly folder: string; readonly der: Uint8Array } | null {
  for (let at = 0; at !== -1; at = path.indexOf('/', at) + 1 || -1) {
    // A plus sign that went through a form decoder has become a blank.
    const bytes = base64Bytes(path.slice(at).replaceAll(' ', '+'))
    if (bytes !== null && bytes[0] === 0x30) return { folder: path.slice(0, at), der: bytes }
  }
  return null
}

/**
 * @returns where the answer to a request lies, or the error that says why there is none: answers are signed ahead for one
 *   certificate each, by SHA-1, and nothing is put together from them (RFC 5019 2.1.1, 2.2.3)
 */
export function placeOf(folder: string, der: Uint8Array): Place | OcspError {
  try {
    const { questions } = parseOcspRequest(der)
    const [only] = questions
    if (only === undefined || questions.length > 1 || only.certId.hash !== 'sha1') return 'unauthorized'
    const { certId } = only
    const hashes = { nameHash: certId.issuerNameHash, keyHash: certId.issuerKeyHash }
    return { path: `${folder}${ocspName(encodeCertId('sha1', hashes, certId.serial))}`, certId }
  } catch (error) {
    if (error instanceof ChanceryError) return 'malformedRequest'
    throw error
  }
}

/** @returns whether an answer is about the certificate that was asked about, and not about another that lies in its place. */
export function answers(held: HeldAnswer, asked: OcspCertId): boolean {
  return (
    held.serial === asked.serial &&
    sameBytes(held.issuerNameHash, asked.issuerNameHash) &&
    sameBytes(held.issuerKeyHash, asked.issuerKeyHash)
  )
}
