import { createHash, createHmac } from 'node:crypto'

/** What a request is signed with. */
export interface SigningKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
  readonly service: string
}

/** A request to be signed. */
export interface UnsignedRequest {
  readonly method: string
  /** `host`, with the port where it is not the usual one. */
  readonly host: string
  /** Decoded path, beginning with a slash. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Unix ms. */
  readonly now: number
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** @returns a path in the one encoding of AWS Signature Version 4: every byte but the unreserved ones and the slash. */
export function awsPath(path: string): string {
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** @returns the headers of a request signed by AWS Signature Version 4 in its header form, for S3: the path encoded once. */
export function signedHeaders(request: UnsignedRequest, key: SigningKey): Readonly<Record<string, string>> {
  const time = new Date(request.now).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = time.slice(0, 8)
  const bodyHash = sha256(request.body)
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': time
  }
  const names = Object.keys(headers).toSorted()
  const canonical = [
    request.method,
    awsPath(request.path),
    '',
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    names.join(';'),
    bodyHash
  ].join('\n')
  const scope = `${day}/${key.region}/${key.service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const signingKey = [key.region, key.service, 'aws4_request'].reduce(hmac, hmac(`AWS4${key.secretKey}`, day))
  const signature = hmac(signingKey, toSign).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  }
}
