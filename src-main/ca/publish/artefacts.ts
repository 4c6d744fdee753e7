import { createHash } from 'node:crypto'
import type { PublishContents } from '../../../src-shared/model/publishing.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getCrlDer, latestCrl, scopesOnRecord, type CrlRow } from '../../store/crls.ts'
import { getPublishDocumentBytes, listPublishDocuments } from '../../store/publishing.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { maySignCrl } from '../authorities/states.ts'
import { authorityAddresses, publicPaths } from '../authority-addresses.ts'
import { currentCertificate } from '../certificates/chain.ts'
import { scopedAddress } from '../crl/scope.ts'
import { pathBelow } from './paths.ts'

/** A file that is to lie at a target. */
export interface Artefact {
  /** Path of its address below the base, percent-encoding undone. */
  readonly path: string
  readonly kind: 'crl' | 'certificate' | 'document'
  readonly authorityId: number | null
  readonly mediaType: string
  /** Equal as long as the content is. */
  readonly mark: string
  readonly nextUpdate: number | null
  readonly bytes: () => Uint8Array
}

export interface Artefacts {
  readonly files: readonly Artefact[]
  /** What cannot be published, in words. */
  readonly notes: readonly string[]
}

/** @returns the authorities that a target publishes for: those named, or all. @throws ChanceryError `not-found` */
export function publishedAuthorities(from: Reader, what: PublishContents): readonly AuthorityRow[] {
  return what.authorities.length === 0
    ? listAuthorities(from)
    : what.authorities.map((one) => requireAuthority(from, one))
}

/**
 * @returns everything but OCSP answers that is to lie at a target. A file lies where the standard address of the
 *   installation leads, and wherever an address that the authority writes into certificates leads below the base.
 */
export function listArtefacts(from: Reader, what: PublishContents, base: string | null): Artefacts {
  const files = new Map<string, Artefact>()
  const notes: string[] = []
  for (const authority of publishedAuthorities(from, what)) {
    const addresses = authorityAddresses(authority.name, settingsOf(authority), base)
    const places = (own: readonly string[], standard: string): readonly string[] => [
      ...new Set([decodeURIComponent(standard.slice(1)), ...own.flatMap((one) => below(base, one))])
    ]
    if (what.crls) {
      const crls = releasedCrls(from, authority.id)
      if (crls.length === 0 && maySignCrl(authority.state) && authority.certificateId !== null)
        notes.push(`${authority.name} has no CRL yet. Issue one, or let its schedule do it.`)
      for (const { id, scope, kind, sha256, nextUpdate } of crls) {
        for (const whole of places(addresses.crl, publicPaths.crl(authority.name))) {
          const path = scopedAddress(whole, scope, kind)
          files.set(path, {
            path,
            kind: 'crl',
            authorityId: authority.id,
            mediaType: 'application/pkix-crl',
            mark: sha256,
            nextUpdate,
            bytes: () => getCrlDer(from, id) ?? new Uint8Array()
          })
        }
      }
    }
    const certificate = what.certificates ? currentCertificate(from, authority) : undefined
    if (certificate !== undefined) {
      for (const path of places(addresses.issuer, publicPaths.issuer(authority.name)))
        files.set(path, {
          path,
          kind: 'certificate',
          authorityId: authority.id,
          mediaType: 'application/pkix-cert',
          mark: createHash('sha256').update(certificate.der).digest('hex'),
          nextUpdate: null,
          bytes: () => certificate.der
        })
    }
  }
  if (what.documents) for (const one of documents(from)) files.set(one.path, one)
  return { files: [...files.values()], notes }
}

/** @returns the newest CRL of every part and kind among those that are released: what waits for its day is nobody's yet. */
function releasedCrls(from: Reader, authorityId: number): CrlRow[] {
  const scopes = new Set(['', ...scopesOnRecord(from, authorityId)])
  return [...scopes].flatMap((scope) =>
    (['complete', 'delta'] as const).flatMap((kind) => latestCrl(from, authorityId, kind, scope) ?? [])
  )
}

function documents(from: Reader): Artefact[] {
  return listPublishDocuments(from).map(({ path, mediaType, sha256 }) => ({
    path,
    kind: 'document',
    authorityId: null,
    mediaType,
    mark: sha256,
    nextUpdate: null,
    bytes: () => getPublishDocumentBytes(from, path) ?? new Uint8Array()
  }))
}

/** @returns the path of an address below the base in a list, or none */
export function below(base: string | null, address: string): readonly string[] {
  const path = base === null ? null : pathBelow(base, address)
  return path === null ? [] : [path]
}
