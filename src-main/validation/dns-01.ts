import { createHash } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  authorizationDigest,
  report,
  ValidationFailed,
  type ValidationReport,
  type ValidationWorld
} from './challenge.ts'

/** Records of one name that are looked at and told. */
const mostTexts = 50

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
  const expected = authorizationDigest(keyAuthorization)
  return report(
    `A TXT record of ${name} holds the expected digest.`,
    async (trace) => {
      let texts: readonly string[]
      try {
        texts = await world.lookup.texts(name, signal)
      } catch (error) {
        if (!(error instanceof ChanceryError) || signal.aborted) throw error
        if (error.code === 'not-found')
          throw new ValidationFailed(
            'unauthorized',
            `There is no TXT record at ${name}. Publish one with the value "${expected}".`
          )
        throw new ValidationFailed('dns', error.message)
      }
      const shown = texts.slice(0, mostTexts)
      trace.seen = Buffer.from(shown.join('\n'), 'latin1')
      for (const text of shown) trace.steps.push(`TXT ${name}: "${text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?')}"`)
      if (!texts.includes(expected))
        throw new ValidationFailed(
          'unauthorized',
          `None of the ${texts.length} TXT record${texts.length === 1 ? '' : 's'} of ${name} holds "${expected}". An old record may still be in the caches of name servers.`
        )
    },
    signal
  )
}
