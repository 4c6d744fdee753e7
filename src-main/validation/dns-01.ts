import { createHash } from 'node:crypto'
import { authorizationDigest, type ValidationReport, type ValidationWorld } from './challenge.ts'
import { textEquals } from './text-record.ts'

/**
 * dns-01 (RFC 8555 8.4): a TXT record under `_acme-challenge` holds the digest of the key authorization.
 * @param input `domain` without asterisk
 * @throws ChanceryError `cancelled`
 */
export function validateDns01(
  world: Pick<ValidationWorld, 'lookup'>,
  input: { readonly domain: string; readonly keyAuthorization: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  return textHoldsDigest(world, `_acme-challenge.${input.domain}`, input.keyAuthorization, signal)
}

/**
 * dns-account-01 (draft-ietf-acme-dns-account-label): the same under a label of the account's own, so that several
 * accounts prove one name at once.
 * @throws ChanceryError `cancelled`
 */
export function validateDnsAccount01(
  world: Pick<ValidationWorld, 'lookup'>,
  input: { readonly domain: string; readonly accountUrl: string; readonly keyAuthorization: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  return textHoldsDigest(
    world,
    `${accountLabel(input.accountUrl)}._acme-challenge.${input.domain}`,
    input.keyAuthorization,
    signal
  )
}

/** @returns `_` and the first ten octets of SHA-256 over the account's address in base32, lower case */
export function accountLabel(accountUrl: string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  const octets = createHash('sha256').update(accountUrl).digest().subarray(0, 10)
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, '0')).join('')
  return `_${(bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)] ?? '').join('')}`
}

function textHoldsDigest(
  world: Pick<ValidationWorld, 'lookup'>,
  name: string,
  keyAuthorization: string,
  signal: AbortSignal
): Promise<ValidationReport> {
  return textEquals(world, name, authorizationDigest(keyAuthorization), 'expected digest', signal)
}
