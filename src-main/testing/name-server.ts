import { isIP } from 'node:net'
import type { SocketRequest } from '../world/net.ts'
import { decodeMessage } from '../validation/dns/message-decode.ts'
import { encodeMessage } from '../validation/dns/message-encode.ts'
import { knownType } from '../validation/dns/codes.ts'
import type { RecordData } from '../validation/dns/record.ts'

/** The records of some unsigned names, to be changed while a test runs. */
export interface SmallNames {
  /** Answers a question as the resolver of an office does, over UDP. */
  datagram(request: SocketRequest): Promise<Uint8Array>
  /** @param name without closing dot. Texts, addresses and `flags tag value` of CAA; an empty list takes the records away. */
  put(name: string, type: 'TXT' | 'A' | 'CAA', values: readonly string[]): void
  /** Questions so far, as `CAA example.test`. */
  readonly asked: string[]
  /** While set, it answers SERVFAIL. */
  broken: boolean
}

export function smallNames(): SmallNames {
  const records = new Map<string, readonly RecordData[]>()
  const asked: string[] = []
  const names: SmallNames = {
    asked,
    broken: false,
    put: (name, type, values) =>
      void records.set(
        `${type} ${name}`,
        values.map((value) => dataOf(type, value))
      ),
    datagram: async ({ bytes }) => {
      const query = decodeMessage(bytes)
      const [question] = query.questions
      const type = knownType(question?.type ?? 0) ?? 'A'
      const name = (question?.name ?? '.').toLowerCase().replace(/\.$/, '')
      asked.push(`${type} ${name}`)
      const found = names.broken ? [] : (records.get(`${type} ${name}`) ?? [])
      const soa: RecordData = {
        type: 'SOA',
        primary: 'ns.test.',
        mailbox: 'hostmaster.test.',
        serial: 1,
        refresh: 3600,
        retry: 600,
        expire: 86_400,
        minimum: 60
      }
      return encodeMessage({
        ...query,
        response: true,
        recursionAvailable: true,
        responseCode: names.broken ? 2 : 0,
        answers: found.map((data) => ({ owner: question?.name ?? '.', class: 1, ttl: 60, data })),
        authority: found.length > 0 || names.broken ? [] : [{ owner: 'test.', class: 1, ttl: 60, data: soa }]
      })
    }
  }
  return names
}

function dataOf(type: 'TXT' | 'A' | 'CAA', value: string): RecordData {
  // A string of a text record has 255 octets at most (RFC 1035 3.3).
  if (type === 'TXT') return { type, strings: (value.match(/.{1,255}/gs) ?? ['']).map((part) => Buffer.from(part)) }
  if (type === 'A') {
    if (isIP(value) !== 4) throw new Error(`${value} is no IPv4 address`)
    return { type, address: value }
  }
  const [flags = '0', tag = '', ...rest] = value.split(' ')
  return { type, flags: Number(flags), tag, value: Buffer.from(rest.join(' ')) }
}
