import type { AuthoritySettings } from '../../src-shared/model/authority.ts'
import type { ProfileContent } from '../../src-shared/model/profile.ts'

/** Where relying parties find what an authority publishes. */
export interface Addresses {
  readonly crl: readonly string[]
  readonly issuer: readonly string[]
  readonly ocsp: readonly string[]
  readonly cps: string | null
}

/** @returns the authority's name as one path segment of an address. */
export function authorityPathSegment(name: string): string {
  return encodeURIComponent(name)
}

/** Paths below the public base address; the protocol server answers under the same. */
export const publicPaths = {
  crl: (name: string): string => `/crl/${authorityPathSegment(name)}.crl`,
  issuer: (name: string): string => `/aia/${authorityPathSegment(name)}.cer`,
  ocsp: (name: string): string => `/ocsp/${authorityPathSegment(name)}`
} as const

/**
 * @param base public base address of the installation, with or without a slash at the end; null where none is set.
 * @returns the authority's own addresses, and those under the base address where it has none.
 */
export function authorityAddresses(
  name: string,
  settings: Pick<AuthoritySettings, 'addresses'>,
  base: string | null
): Addresses {
  const { addresses } = settings
  const orBase = (own: readonly string[], path: string): readonly string[] =>
    own.length > 0 || base === null || base === '' ? own : [below(base, path)]
  return {
    crl: orBase(addresses.crl, publicPaths.crl(name)),
    issuer: orBase(addresses.issuer, publicPaths.issuer(name)),
    // Written when a responder is switched on: an address where nothing answers would stall every verifier.
    ocsp: addresses.ocsp,
    cps: addresses.cps
  }
}

/** @returns the address of a path below the public base address. */
export function below(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`
}

/** @returns the addresses that a certificate of this profile carries: the profile's own before the authority's, none where switched off. */
export function profileAddresses(pointers: ProfileContent['pointers'], authority: Addresses): Addresses {
  const choose = (on: boolean, own: readonly string[], theirs: readonly string[]): readonly string[] =>
    on ? (own.length > 0 ? own : theirs) : []
  return {
    crl: choose(pointers.crl, pointers.crlAddresses, authority.crl),
    issuer: choose(pointers.issuer, pointers.issuerAddresses, authority.issuer),
    ocsp: choose(pointers.ocsp, pointers.ocspAddresses, authority.ocsp),
    cps: authority.cps
  }
}
