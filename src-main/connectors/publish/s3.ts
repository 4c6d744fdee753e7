import type { PublishDestination } from '../../../src-shared/model/publishing.ts'
import type { Destination, DestinationSecret } from '../../ca/publish/destination.ts'
import type { Clock } from '../../world/clock.ts'
import { keptConnections } from '../../world/http-connections.ts'
import type { HttpReply, Net } from '../../world/net.ts'
import { refusal, sendAgain } from './http-words.ts'
import { awsPath, signedHeaders } from './sigv4.ts'

const PARALLEL = 16
const TIMEOUT = 60_000
/** Seconds that a cache may answer without asking: a revocation takes the place of an answer that has hours to live. */
const MAX_AGE = 300

/**
 * An S3-compatible store, path style. An object is replaced as a whole by the store itself. Its key is the exact path of
 * the address, slashes of base64 in a row and at the end included; type, expiry and caching go with it as headers.
 */
export function openS3(
  net: Net,
  clock: Clock,
  destination: Extract<PublishDestination, { kind: 's3' }>,
  secret: DestinationSecret
): Destination {
  const connections = keptConnections(PARALLEL)
  const { host } = new URL(destination.endpoint)
  const key = {
    accessKey: destination.accessKey,
    secretKey: secret.secret ?? '',
    region: destination.region,
    service: 's3'
  }
  const send = (
    method: 'PUT' | 'DELETE' | 'GET',
    path: string,
    body: Uint8Array,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    maxBytes = 64 * 1024
  ): Promise<HttpReply> => {
    const prefix = destination.prefix === '' ? '' : `${destination.prefix}/`
    const whole = `/${destination.bucket}/${prefix}${path}`
    const signed = signedHeaders({ method, host, path: whole, headers, body, now: clock.now() }, key)
    return sendAgain(net, {
      method,
      url: `${destination.endpoint}${awsPath(whole)}`,
      headers: signed,
      ...(method === 'PUT' ? { body } : {}),
      timeout: TIMEOUT,
      maxBytes,
      connections,
      signal
    })
  }
  return {
    parallel: PARALLEL,
    put: async ({ path, bytes, mediaType, nextUpdate }, signal) => {
      const headers = {
        'content-type': mediaType,
        'cache-control': `public, max-age=${MAX_AGE}, no-transform, must-revalidate`,
        ...(nextUpdate === null ? {} : { expires: new Date(nextUpdate).toUTCString() })
      }
      const { status, body } = await send('PUT', path, bytes, headers, signal)
      if (status !== 200) throw refusal(host, 'PUT', path, status, errorCode(body))
    },
    remove: async (path, signal) => {
      const { status, body } = await send('DELETE', path, new Uint8Array(), {}, signal)
      if (status !== 204 && status !== 200 && status !== 404)
        throw refusal(host, 'DELETE', path, status, errorCode(body))
    },
    get: async (path, bytes, signal) => {
      const { status, body } = await send('GET', path, new Uint8Array(), {}, signal, bytes + 1024)
      if (status !== 200) throw refusal(host, 'GET', path, status, errorCode(body))
      return body
    },
    close: () => {
      connections.close()
      return Promise.resolve()
    }
  }
}

/** @returns the code in the error document of an S3 service, such as NoSuchBucket; empty where there is none. */
function errorCode(body: Uint8Array): string {
  return /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(Buffer.from(body).toString('latin1'))?.[1] ?? ''
}
