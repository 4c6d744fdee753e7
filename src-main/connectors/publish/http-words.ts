import { ChanceryError } from '../../../src-shared/errors.ts'
import { unreached } from '../../ca/publish/unreached.ts'
import type { HttpReply, HttpRequest, Net } from '../../world/net.ts'

/** What a status of a server means for who set the target up. */
const meanings: Readonly<Record<number, string>> = {
  301: 'it sends elsewhere; give the address that it names, with a slash at its end',
  302: 'it sends elsewhere; give the address that it names',
  307: 'it sends elsewhere; give the address that it names',
  400: 'it does not understand the request',
  401: 'user name, password or token are wrong',
  403: 'the user may not write there, or the signature of the request is wrong',
  404: 'there is no such folder or bucket',
  405: 'it takes no PUT there; switch it on in the configuration of the server',
  409: 'the folder above is missing and cannot be made',
  411: 'it wants the length of the file beforehand',
  413: 'the file is too large for it; raise its limit for request bodies',
  423: 'the file is locked',
  429: 'it is asked too often',
  500: 'it has a problem of its own; its log says more',
  501: 'it does not know how to do this',
  503: 'it is overloaded or out of service',
  507: 'its disk is full'
}

/** @returns an error that says what a server refused, and why that may be. */
export function refusal(host: string, method: string, path: string, status: number, detail = ''): ChanceryError {
  const meaning = meanings[status] ?? 'its log may say why'
  const code = status === 401 || status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'io'
  return new ChanceryError(
    code,
    `${host} answered ${method} of ${path} with status ${status}${detail === '' ? '' : ` (${detail})`}: ${meaning}.`
  )
}

/**
 * Sends a request, once more where a kept connection had just been closed by the server: what is sent here may be sent
 * twice (RFC 9110 9.2.2).
 */
export async function sendAgain(net: Net, request: HttpRequest): Promise<HttpReply> {
  try {
    return await net.http(request)
  } catch (error) {
    const cause = error instanceof ChanceryError ? error.cause : undefined
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ECONNRESET' || code === 'EPIPE') return net.http(request)
    throw error instanceof ChanceryError ? unreached(new URL(request.url).host, error) : error
  }
}
