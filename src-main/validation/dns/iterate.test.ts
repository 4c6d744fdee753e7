import { expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { settableClock } from '../../world/clock.ts'
import type { SocketRequest } from '../../world/net.ts'
import { systemRandom } from '../../world/random.ts'
import { iteratingResolver } from './iterate.ts'
import { decodeMessage } from './message-decode.ts'
import { encodeMessage } from './message-encode.ts'
import type { DnsRecord } from './record.ts'
import { Work } from './work.ts'

const clock = settableClock(0)

/** The root delegates `test.` to a server with this address, and nothing else answers. @returns whom the resolver spoke to */
async function spokenTo(address: string): Promise<readonly string[]> {
  const asked: string[] = []
  const datagram = async (request: SocketRequest): Promise<Uint8Array> => {
    asked.push(request.address)
    if (request.address !== '192.0.2.53') throw new ChanceryError('io', 'No answer.')
    const query = decodeMessage(request.bytes)
    const data: DnsRecord['data'] = address.includes(':') ? { type: 'AAAA', address } : { type: 'A', address }
    return encodeMessage({
      ...query,
      response: true,
      authority: [{ owner: 'test.', class: 1, ttl: 60, data: { type: 'NS', target: 'ns.test.' } }],
      additional: [{ owner: 'ns.test.', class: 1, ttl: 60, data }]
    })
  }
  const stream = (): Promise<Uint8Array> => Promise.reject(new ChanceryError('io', 'No answer.'))
  const resolver = iteratingResolver(
    { net: { datagram, stream }, random: systemRandom, clock },
    { roots: [{ address: '192.0.2.53', port: 53 }], port: 53, loopback: false }
  )
  await expect(resolver.ask('www.test.', 'A', new Work(clock))).rejects.toMatchObject({ kind: 'unreachable' })
  return [...new Set(asked)].filter((one) => one !== '192.0.2.53')
}

test('a delegation leads to another machine', async () => {
  expect(await spokenTo('10.1.2.3')).toEqual(['10.1.2.3'])
})

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '169.254.1.1', '::', '224.0.0.1'])(
  'no delegation makes the resolver speak to %s',
  async (address) => {
    expect(await spokenTo(address)).toEqual([])
  }
)
