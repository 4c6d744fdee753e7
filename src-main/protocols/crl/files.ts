import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { findAuthority } from '../../ca/authorities/find.ts'
import { currentCertificate } from '../../ca/certificates/chain.ts'
import { currentCrl } from '../../ca/crl/view.ts'
import type { Reader } from '../../store/connection.ts'
import type { Freshness } from '../http/validators.ts'

/** A file that relying parties fetch. */
export interface PublishedFile {
  readonly bytes: Uint8Array
  readonly freshness: Freshness
}

/**
 * Seconds that a cache may keep a file without asking. Short, because a CRL made on a revocation takes the place of one
 * that has days to live, and asking costs one 304.
 */
const longestAge = 300

/** @returns the newest complete CRL of an authority. @throws ChanceryError `not-found` */
export function publishedCrl(reader: Reader, name: string, now: number): PublishedFile {
  const crl = currentCrl(reader, name)
  if (crl === undefined) throw new ChanceryError('not-found', 'There is no CRL under this address.')
  return {
    bytes: crl.der,
    freshness: {
      sha256: crl.sha256,
      lastModified: crl.thisUpdate,
      expires: crl.nextUpdate,
      maxAge: Math.min(longestAge, (crl.nextUpdate - now) / 1000)
    }
  }
}

/** @returns the present certificate of an authority (AIA caIssuers, RFC 5280 4.2.2.1). @throws ChanceryError `not-found` */
export function authorityCertificate(reader: Reader, name: string): PublishedFile {
  const authority = findAuthority(reader, name)
  const certificate = authority === undefined ? undefined : currentCertificate(reader, authority)
  if (certificate === undefined) throw new ChanceryError('not-found', 'There is no certificate under this address.')
  return {
    bytes: certificate.der,
    freshness: {
      sha256: createHash('sha256').update(certificate.der).digest('hex'),
      lastModified: certificate.notBefore,
      expires: null,
      maxAge: longestAge
    }
  }
}
