import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { makeCsr, subscriberKey, type CsrParts } from './engine.ts'

/** The answer of an ACME server. */
export interface AcmeReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; an empty object where it is none. */
  readonly body: Readonly<Record<string, unknown>>
}

/** What a hostile client changes about a request that would be right. */
export interface Twist {
  readonly url?: string
  readonly nonce?: string
  readonly kid?: string | null
  readonly jwk?: unknown
  readonly alg?: string
  readonly key?: KeyObject
  readonly raw?: string
  readonly contentType?: string
}

/** A client that signs what it is told to, right or wrong: the bytes on the wire are its own. */
export interface AcmeClient {
  readonly key: KeyObject
  readonly jwk: Readonly<Record<string, unknown>>
  readonly thumbprint: string
  kid: string | null
  /** Fetches the directory below this address. */
  directory(): Promise<Readonly<Record<string, string>>>
  nonce(): Promise<string>
  /** Signs and sends. @param payload null for POST-as-GET */
  post(url: string, payload: unknown, twist?: Twist): Promise<AcmeReply>
  register(more?: Readonly<Record<string, unknown>>): Promise<AcmeReply>
  /** Orders, finalizes and downloads names that need no proof. */
  obtain(names: readonly string[]): Promise<{
    readonly order: AcmeReply
    readonly final: AcmeReply
    readonly pem: string
    readonly csr: Uint8Array
    readonly certificateKey: CsrParts['key']
  }>
}

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/**
 * @param reach where requests go on the wire; asked anew for each where it is a function
 * @param said the address that they are signed for
 */
export function acmeClient(reach: string | (() => string), said: string, service: string): AcmeClient {
  const wire = (): string => (typeof reach === 'string' ? reach : reach())
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = { ...publicKey.export({ format: 'jwk' }) }
  const members = { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
  const thumbprint = createHash('sha256').update(JSON.stringify(members)).digest('base64url')
  let next: string | null = null
  let directory: Readonly<Record<string, string>> | undefined

  const send = async (url: string, init: RequestInit): Promise<AcmeReply> => {
    const reply = await fetch(url.replace(said, wire()), init)
    next = reply.headers.get('replay-nonce')
    const text = await reply.text()
    const json = reply.headers.get('content-type')?.includes('json') === true
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      body: json ? (JSON.parse(text) as Record<string, unknown>) : {}
    }
  }
  const client: AcmeClient = {
    key: privateKey,
    jwk,
    thumbprint,
    kid: null,
    directory: async () => {
      directory ??= (await send(`${said}/acme/${service}/directory`, {})).body as Record<string, string>
      return directory
    },
    nonce: async () => {
      const made =
        next ?? (await fetch(`${wire()}/acme/${service}/new-nonce`, { method: 'HEAD' })).headers.get('replay-nonce')
      next = null
      return made ?? ''
    },
    post: async (url, payload, twist = {}) => {
      const kid = twist.kid === undefined ? client.kid : twist.kid
      const header = encode({
        alg: twist.alg ?? 'ES256',
        nonce: twist.nonce ?? (await client.nonce()),
        url: twist.url ?? url,
        ...(kid === null ? {} : { kid }),
        ...(twist.jwk !== undefined ? { jwk: twist.jwk } : kid === null ? { jwk } : {})
      })
      const body = payload === null ? '' : encode(payload)
      const signature = sign('sha256', Buffer.from(`${header}.${body}`), {
        key: twist.key ?? privateKey,
        dsaEncoding: 'ieee-p1363'
      }).toString('base64url')
      return send(url, {
        method: 'POST',
        headers: { 'content-type': twist.contentType ?? 'application/jose+json' },
        body: twist.raw ?? JSON.stringify({ protected: header, payload: body, signature })
      })
    },
    register: async (more = {}) => {
      const { newAccount = '' } = await client.directory()
      const reply = await client.post(newAccount, { termsOfServiceAgreed: true, ...more }, { kid: null })
      client.kid = reply.headers.get('location')
      return reply
    },
    obtain: async (names) => {
      const { newOrder = '' } = await client.directory()
      const order = await client.post(newOrder, { identifiers: names.map((value) => ({ type: 'dns', value })) })
      const certificateKey = subscriberKey()
      const csr = csrFor(names, certificateKey)
      const final = await client.post(String(order.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
      const certificate = final.body['certificate']
      const pem = typeof certificate === 'string' ? (await client.post(certificate, null)).text : ''
      return { order, final, pem, csr, certificateKey }
    }
  }
  return client
}

/** @returns an external account binding (RFC 8555 7.3.4) */
export function binding(jwk: unknown, keyId: string, hmacKey: string, url: string, alg = 'HS256'): unknown {
  const header = encode({ alg, kid: keyId, url })
  const payload = encode(jwk)
  const hash = `sha${alg.slice(2)}`
  const signature = createHmac(hash, Buffer.from(hmacKey, 'base64url'))
    .update(`${header}.${payload}`)
    .digest('base64url')
  return { protected: header, payload, signature }
}

/** @returns a CSR for DNS names, signed by the key */
export function csrFor(names: readonly string[], key: CsrParts['key']): Uint8Array {
  return makeCsr({ key, subject: '', names: names.map((value) => ({ kind: 'dns' as const, value })) })
}
