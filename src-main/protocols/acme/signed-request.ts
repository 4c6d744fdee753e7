import { ChanceryError } from '../../../src-shared/errors.ts'
import { readJwk, type ReadJwk } from '../../pki/jwk.ts'
import { jwsAlgorithms, readJws, verifyJwsInPool, type Jws } from '../../pki/jws.ts'
import { getAcmeAccount, type AcmeAccountRow } from '../../store/acme.ts'
import { Problem } from './problem.ts'
import type { AccountKey, AcmeRuntime, ServiceContext } from './runtime.ts'

/** A request whose signature, address and nonce are checked (RFC 8555 6.2 to 6.5). */
export interface SignedRequest {
  readonly jws: Jws
  /** Null for POST-as-GET (RFC 8555 6.3), else the JSON object that was signed. */
  readonly payload: Readonly<Record<string, unknown>> | null
  /** Null where the request names its key itself. */
  readonly account: AcmeAccountRow | null
  /** Null where the request names an account. */
  readonly jwk: ReadJwk | null
}

/** Keys kept ready; an account more only costs reading its key again. */
const mostKeys = 10_000

/**
 * @param by how the request names its key: `kid` its account, `jwk` the key itself
 * @param url the address that the request was sent to
 * @throws Problem
 */
export async function readSigned(
  runtime: AcmeRuntime,
  service: ServiceContext,
  body: Uint8Array,
  url: string,
  by: 'kid' | 'jwk' | 'either'
): Promise<SignedRequest> {
  const jws = parse(body)
  const { header } = jws
  if (!jwsAlgorithms.includes(jws.algorithm))
    throw new Problem(
      'badSignatureAlgorithm',
      `The signature algorithm "${jws.algorithm.slice(0, 40)}" is not taken here.`,
      { members: { algorithms: jwsAlgorithms } }
    )
  const { kid, jwk } = header
  if ((kid === undefined) === (jwk === undefined))
    throw new Problem('malformed', 'The protected header names exactly one of jwk and kid (RFC 8555 6.2).')
  if (by === 'kid' && kid === undefined)
    throw new Problem('malformed', 'This resource takes requests signed by an account: name it in kid (RFC 8555 6.2).')
  if (by === 'jwk' && jwk === undefined)
    throw new Problem('malformed', 'This resource takes requests that carry their key: send it in jwk (RFC 8555 6.2).')
  if (header['url'] !== url)
    throw new Problem(
      'unauthorized',
      `The request was signed for ${shown(header['url'])} and sent to ${url} (RFC 8555 6.4). Behind a proxy, set the base address of the service.`,
      { status: 403 }
    )
  const read = jwk === undefined ? null : publicKey(jwk)
  const account = read === null ? accountNamed(runtime, service, kid) : null
  const key = read?.key ?? (account === null ? null : accountKey(runtime, account).key)
  if (key === null) throw new Problem('malformed', 'The request names no key.')
  if (!(await verifyJwsInPool(jws, key)))
    throw new Problem('malformed', 'The signature of the request does not verify with its key (RFC 8555 6.2).')
  // The account may have ended, or changed its key, while the thread pool worked.
  const present = account === null ? null : accountNamed(runtime, service, kid)
  if (present !== null && present.thumbprint !== account?.thumbprint)
    throw new Problem('unauthorized', 'The account has another key since a moment ago (RFC 8555 7.3.5).')
  const { nonce } = header
  if (typeof nonce !== 'string' || !runtime.nonces.use(nonce))
    throw new Problem(
      'badNonce',
      'The nonce was used before, is too old, or was not given out here. Repeat the request with the one of this answer (RFC 8555 6.5).'
    )
  return { jws, payload: payloadOf(jws), account: present, jwk: read }
}

/** @returns the payload. @throws Problem `malformed` for POST-as-GET where something is to be said */
export function requirePayload(request: SignedRequest): Readonly<Record<string, unknown>> {
  if (request.payload === null)
    throw new Problem('malformed', 'This resource takes a JSON object as payload, and it is empty.')
  return request.payload
}

/** @returns the account that signed. @throws Problem `malformed` */
export function requireAccount(request: SignedRequest): AcmeAccountRow {
  if (request.account === null)
    throw new Problem('malformed', 'This resource takes requests signed by an account (RFC 8555 6.2).')
  return request.account
}

function parse(body: Uint8Array): Jws {
  try {
    return readJws(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch (error) {
    throw new Problem(
      'malformed',
      error instanceof ChanceryError ? error.message : 'The body of the request is not JSON.',
      { cause: error }
    )
  }
}

/** @returns a key that a client brings. @throws Problem `badPublicKey` */
export function publicKey(value: unknown): ReadJwk {
  try {
    return readJwk(value)
  } catch (error) {
    throw new Problem('badPublicKey', error instanceof Error ? error.message : 'The key cannot be used.', {
      cause: error
    })
  }
}

function accountNamed(runtime: AcmeRuntime, service: ServiceContext, kid: unknown): AcmeAccountRow {
  const prefix = `${service.base}/account/`
  const number = typeof kid === 'string' && kid.startsWith(prefix) ? kid.slice(prefix.length) : ''
  const account = /^[1-9]\d{0,14}$/.test(number) ? getAcmeAccount(runtime.parts.reader(), Number(number)) : undefined
  if (account === undefined || account.serviceId !== service.row.id)
    throw new Problem('accountDoesNotExist', `There is no account ${shown(kid)} here. Register again.`)
  if (account.status !== 'valid')
    throw new Problem('unauthorized', `The account is ${account.status} (RFC 8555 7.3.6).`, { status: 401 })
  return account
}

/** @returns the key of an account, read once */
export function accountKey(runtime: AcmeRuntime, account: Pick<AcmeAccountRow, 'jwk' | 'thumbprint'>): AccountKey {
  const known = runtime.keys.get(account.thumbprint)
  if (known !== undefined) return known
  const { key } = readJwk(account.jwk)
  const read = { key, spki: new Uint8Array(key.export({ type: 'spki', format: 'der' })) }
  if (runtime.keys.size >= mostKeys) runtime.keys.clear()
  runtime.keys.set(account.thumbprint, read)
  return read
}

function payloadOf(jws: Jws): Readonly<Record<string, unknown>> | null {
  if (jws.payload.length === 0) return null
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(jws.payload))
  } catch (error) {
    throw new Problem('malformed', 'The payload is not JSON.', { cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem('malformed', 'The payload is not a JSON object.')
  return { ...value }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 200)}"` : 'nothing'
}
