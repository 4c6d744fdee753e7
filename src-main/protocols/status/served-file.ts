import { createHash } from 'node:crypto'
import { mediaTypeOf } from '../../ca/publish/documents.ts'
import { parseCrl } from '../../pki/crl.ts'
import { parseOcspResponse } from '../../pki/ocsp.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** What an answer is about, and when it holds. */
export interface HeldAnswer {
  readonly serial: string
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly thisUpdate: number
  readonly nextUpdate: number
}

/** A file as it is sent. */
export interface ServedFile {
  /** Null where it is so large that it is read from the disk each time. */
  readonly bytes: Buffer | null
  readonly size: number
  readonly type: string
  /** Strong entity tag with its quotes, RFC 9110 8.8.3. */
  readonly tag: string
  /** Unix ms. */
  readonly lastModified: number
  /** As it stands in the header. */
  readonly lastModifiedText: string
  /** When its content is out of date, and as it stands in the header; null where it never is. */
  readonly expires: number | null
  readonly expiresText: string | null
  /** Set for an OCSP answer. */
  readonly answer: HeldAnswer | null
  /** When the disk was asked last whether it is still the same, ms of a stopwatch. */
  checkedAt: number
  readonly identity: string
}

const OCSP_TYPE = 'application/ocsp-response'

/** What the disk says of a file. */
export interface DiskFacts {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
  readonly identity: string
}

/** @returns a file with what its own content says of its time. @param bytes null for one that is too large to be kept */
export function servedFile(facts: DiskFacts, bytes: Buffer | null, checkedAt: number): ServedFile {
  const named = mediaTypeOf(facts.path)
  const answer = bytes === null || named !== null ? null : heldAnswer(bytes)
  const times = answer ?? (bytes !== null && named === 'application/pkix-crl' ? crlTimes(bytes) : null)
  const lastModified = times?.thisUpdate ?? facts.mtimeMs
  const expires = times?.nextUpdate ?? null
  const tag = bytes === null ? facts.identity : createHash('sha256').update(bytes).digest('hex')
  return {
    bytes,
    size: facts.size,
    type: answer === null ? (named ?? 'application/octet-stream') : OCSP_TYPE,
    tag: `"${tag}"`,
    lastModified,
    lastModifiedText: new Date(lastModified).toUTCString(),
    expires,
    expiresText: expires === null ? null : new Date(expires).toUTCString(),
    answer,
    checkedAt,
    identity: facts.identity
  }
}

/** @returns what an answer for one certificate says; null for anything else: it is not sent as one. */
function heldAnswer(bytes: Buffer): HeldAnswer | null {
  try {
    const response = parseOcspResponse(bytes)
    if (response.kind !== 'basic' || response.basic.answers.length !== 1) return null
    const [said] = response.basic.answers
    if (said === undefined || said.nextUpdate === null || said.certId.hash !== 'sha1') return null
    const { serial, issuerNameHash, issuerKeyHash } = said.certId
    // The bytes that were parsed are kept for long; what points into them costs nothing.
    return { serial, issuerNameHash, issuerKeyHash, thisUpdate: said.thisUpdate, nextUpdate: said.nextUpdate }
  } catch (error) {
    if (error instanceof ChanceryError) return null
    throw error
  }
}

function crlTimes(bytes: Buffer): { readonly thisUpdate: number; readonly nextUpdate: number | null } | null {
  try {
    const { thisUpdate, nextUpdate } = parseCrl(bytes)
    return { thisUpdate, nextUpdate }
  } catch (error) {
    if (error instanceof ChanceryError) return null
    throw error
  }
}
