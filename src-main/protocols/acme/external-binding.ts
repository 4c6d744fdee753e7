import { ChanceryError } from '../../../src-shared/errors.ts'
import { openHmacKey } from '../../ca/acme/eab.ts'
import { readJwk, type ReadJwk } from '../../pki/jwk.ts'
import { macAlgorithms, readJws, verifyMac, type Jws } from '../../pki/jws.ts'
import { getAcmeEabByKeyId, type AcmeEabRow } from '../../store/acme.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

/**
 * Checks the binding of a new account to a credential (RFC 8555 7.3.4): MAC by the credential's key, over the account's
 * own key, for this address, without a nonce.
 * @throws Problem `externalAccountRequired`, `malformed`, `badSignatureAlgorithm`, `unauthorized`; ChanceryError `locked`
 */
export function checkBinding(
  runtime: AcmeRuntime,
  service: ServiceContext,
  binding: unknown,
  key: ReadJwk,
  url: string
): AcmeEabRow {
  if (binding === undefined)
    throw new Problem(
      'externalAccountRequired',
      `The service ${service.row.name} registers accounts with a credential only: send externalAccountBinding.`
    )
  const jws = inner(() => readJws(binding))
  if (!macAlgorithms.includes(jws.algorithm))
    throw new Problem('badSignatureAlgorithm', 'An external account binding is made with HS256, HS384 or HS512.', {
      members: { algorithms: macAlgorithms }
    })
  const { kid, nonce } = jws.header
  if (nonce !== undefined) throw new Problem('malformed', 'An external account binding has no nonce (RFC 8555 7.3.4).')
  if (jws.header['url'] !== url)
    throw new Problem(
      'malformed',
      'The url of the external account binding is not that of this request (RFC 8555 7.3.4).'
    )
  const bound = inner(() => readJwk(JSON.parse(Buffer.from(jws.payload).toString('utf8'))))
  if (bound.thumbprint !== key.thumbprint)
    throw new Problem('malformed', 'The external account binding is for another key than the account (RFC 8555 7.3.4).')
  const eab = typeof kid === 'string' ? getAcmeEabByKeyId(runtime.parts.reader(), kid) : undefined
  if (eab === undefined || eab.serviceId !== service.row.id)
    throw new Problem('unauthorized', 'There is no credential with this key id.')
  if (!macFits(runtime, eab, jws))
    throw new Problem(
      'unauthorized',
      'The external account binding does not verify with the HMAC key of its credential.'
    )
  requireOpen(eab, runtime.parts.clock.now())
  return eab
}

/** @throws Problem `unauthorized` where the credential registers no accounts any more */
export function requireOpen(eab: AcmeEabRow, now: number): void {
  if (eab.revokedAt !== null) throw new Problem('unauthorized', 'The credential was revoked. Ask for a new one.')
  if (eab.expiresAt !== null && eab.expiresAt <= now)
    throw new Problem('unauthorized', 'The credential has expired. Ask for a new one.')
  if (eab.maxAccounts !== null && eab.accounts >= eab.maxAccounts)
    throw new Problem(
      'unauthorized',
      `The credential was used before: it registers ${eab.maxAccounts} account${eab.maxAccounts === 1 ? '' : 's'}.`
    )
}

function macFits(runtime: AcmeRuntime, eab: AcmeEabRow, jws: Jws): boolean {
  const secret = openHmacKey(runtime.parts.ca, eab)
  try {
    return verifyMac(jws, secret)
  } finally {
    secret.fill(0)
  }
}

function inner<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    const why = error instanceof ChanceryError ? error.message : 'it is not JSON'
    throw new Problem('malformed', `The external account binding cannot be read: ${why}`, { cause: error })
  }
}
