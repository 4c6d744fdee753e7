import { ChanceryError } from '../../../src-shared/errors.ts'
import { recordAudit } from '../../ca/audit.ts'
import { jwsAlgorithms, readJws, verifyJws, type Jws } from '../../pki/jws.ts'
import { getAcmeAccountByKey, setAcmeAccountKey } from '../../store/acme.ts'
import type { Answer } from './answer.ts'
import { Problem } from './problem.ts'
import { actorOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { publicKey, requireAccount, requirePayload, type SignedRequest } from './signed-request.ts'

/** Gives an account another key (RFC 8555 7.3.5): the old key signs around what the new one signed. */
export async function keyChange(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  url: string
): Promise<Answer> {
  const { parts } = runtime
  const account = requireAccount(request)
  const inner = innerOf(requirePayload(request))
  if (!jwsAlgorithms.includes(inner.algorithm))
    throw new Problem('badSignatureAlgorithm', 'The inner JWS is signed with an algorithm that is not taken here.', {
      members: { algorithms: jwsAlgorithms }
    })
  const { header } = inner
  if (header['kid'] !== undefined || header['jwk'] === undefined)
    throw new Problem('malformed', 'The inner JWS carries the new key in jwk (RFC 8555 7.3.5).')
  if (header['nonce'] !== undefined) throw new Problem('malformed', 'The inner JWS has no nonce (RFC 8555 7.3.5).')
  if (header['url'] !== url)
    throw new Problem('malformed', 'The inner JWS is for another url than the outer one (RFC 8555 7.3.5).')
  const next = publicKey(header['jwk'])
  if (!verifyJws(inner, next.key)) throw new Problem('malformed', 'The inner JWS does not verify with the new key.')
  const said = saidIn(inner)
  if (said['account'] !== `${service.base}/account/${account.id}`)
    throw new Problem('malformed', 'The inner JWS names another account than the outer one.')
  if (publicKey(said['oldKey']).thumbprint !== account.thumbprint)
    throw new Problem('malformed', 'oldKey is not the present key of the account.')
  await parts.write((tx) => {
    const other = getAcmeAccountByKey(tx, service.row.id, next.thumbprint)
    if (other !== undefined)
      throw new Problem('malformed', 'Another account has this key already (RFC 8555 7.3.5).', {
        status: 409,
        headers: { location: `${service.base}/account/${other.id}` }
      })
    setAcmeAccountKey(tx, account.id, next.jwk, next.thumbprint)
    recordAudit(tx, parts.ca, {
      actor: actorOf(service.row, account),
      operation: 'acme.key-change',
      object: { kind: 'acme-account', id: account.id },
      outcome: 'ok',
      detail: { from: account.thumbprint, to: next.thumbprint }
    })
  })
  runtime.keys.delete(account.thumbprint)
  const address = `${service.base}/account/${account.id}`
  return {
    status: 200,
    headers: { location: address },
    body: { status: 'valid', contact: account.contacts, orders: `${address}/orders` }
  }
}

function innerOf(payload: Readonly<Record<string, unknown>>): Jws {
  try {
    return readJws(payload)
  } catch (error) {
    throw new Problem(
      'malformed',
      error instanceof ChanceryError ? `Inside: ${error.message}` : 'The payload is not a JWS.',
      { cause: error }
    )
  }
}

function saidIn(inner: Jws): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(inner.payload).toString('utf8'))
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Told below.
  }
  throw new Problem('malformed', 'The inner payload is not a JSON object with account and oldKey.')
}
