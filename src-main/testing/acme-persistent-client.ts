import { X509Certificate } from 'node:crypto'
import { acmeClient, type AcmeReply } from './acme-client.ts'
import { makeCsr, subscriberKey } from './engine.ts'

/** What one client of a server that dies knows. */
export interface Wanted {
  /** The address of its order, once it was told one. */
  order: string
  readonly csr: string
  /** Fingerprint of the certificate that it was given, or null. */
  received: string | null
}

/** A client that loses its server again and again, and asks on about what it began. */
export interface PersistentClient {
  /** Everything that it began; the last one may be under way. */
  readonly wanted: readonly Wanted[]
  /** Begins an order and follows it to the certificate. @throws where the server is gone in between */
  obtain(): Promise<void>
  /** Goes on with an order that has no certificate yet. @throws where the server is gone, or the order is stuck */
  goOn(wanted: Wanted): Promise<void>
}

interface Answered {
  readonly status?: string
  readonly certificate?: string
  readonly finalize?: string
  readonly authorizations?: readonly string[]
  readonly challenges?: readonly { readonly type: string; readonly url: string; readonly token: string }[]
}

/** Longest that an order may take once nobody kills the server any more. */
const patience = 15_000
const said = 'https://acme.example.test'

/**
 * @param name of its names, `<name>-<n>.example.test`; null for an address that is proven by http-01 each time
 * @param answers where the key authorizations of http-01 go, by token
 */
export function persistentClient(reach: string, name: string | null, answers: Map<string, string>): PersistentClient {
  const client = acmeClient(reach, said, name === null ? 'proven' : 'office')
  const wanted: Wanted[] = []
  const read = (reply: AcmeReply): Answered => {
    if (reply.status >= 400) throw new Error(`the server answered ${reply.status}: ${reply.text}`)
    return reply.body
  }
  const prove = async (url: string): Promise<void> => {
    const { status, challenges } = read(await client.post(url, null))
    const challenge = challenges?.find(({ type }) => type === 'http-01')
    if (status !== 'pending' || challenge === undefined) return
    answers.set(challenge.token, `${challenge.token}.${client.thumbprint}`)
    read(await client.post(challenge.url, {}))
  }
  const goOn = async (one: Wanted): Promise<void> => {
    const until = Date.now() + patience
    let proven = false
    while (Date.now() < until) {
      const order = read(await client.post(one.order, null))
      if (order.status === 'valid') {
        const { status, text } = await client.post(order.certificate ?? '', null)
        if (status !== 200) throw new Error(`no certificate: ${text}`)
        one.received = new X509Certificate(text).fingerprint256.replaceAll(':', '').toLowerCase()
        return
      }
      if (order.status === 'invalid') throw new Error(`the order ${one.order} is invalid`)
      if (order.status === 'ready') {
        // A repetition after a crash finds the answer of the first; one that is still under way is asked for again.
        const reply = await client.post(order.finalize ?? '', { csr: one.csr })
        if (reply.status >= 400 && reply.body['type'] !== 'urn:ietf:params:acme:error:orderNotReady') read(reply)
      } else if (!proven) {
        for (const url of order.authorizations ?? []) await prove(url)
        proven = true
      } else await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`the order ${one.order} is stuck`)
  }
  return {
    wanted,
    goOn,
    obtain: async () => {
      if (client.kid === null) read(await client.register())
      const identifier =
        name === null
          ? ({ type: 'ip', value: '11.22.33.44' } as const)
          : ({ type: 'dns', value: `${name}-${wanted.length}.example.test` } as const)
      const names = [{ kind: identifier.type, value: identifier.value }]
      const csr = Buffer.from(makeCsr({ key: subscriberKey(), subject: '', names })).toString('base64url')
      const { newOrder = '' } = await client.directory()
      const made = await client.post(newOrder, { identifiers: [identifier] })
      read(made)
      const one: Wanted = { order: made.headers.get('location') ?? '', csr, received: null }
      wanted.push(one)
      await goOn(one)
    }
  }
}
