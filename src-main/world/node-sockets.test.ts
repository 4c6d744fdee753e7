import { createSocket, type Socket } from 'node:dgram'
import { createServer, type Server, type Socket as Connection } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { SocketRequest } from './net.ts'
import { nodeNet } from './node-net.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

let udp: Socket
let stranger: Socket
let tcp: Server
const open = new Set<Connection>()
const sources: number[] = []
beforeAll(async () => {
  udp = createSocket('udp4')
  stranger = createSocket('udp4')
  udp.on('message', (message, from) => {
    sources.push(from.port)
    if (text(message) === 'silence') return
    stranger.send('answer of a stranger', from.port, from.address, () => {
      udp.send('noise', from.port, from.address)
      udp.send(`answer to ${text(message)}`, from.port, from.address)
    })
  })
  tcp = createServer((connection) => {
    open.add(connection)
    connection.on('error', () => connection.destroy())
    connection.on('data', (data) => {
      if (text(data) === 'hang up') connection.end('half')
      else if (text(data) !== 'silence') {
        connection.write('first,')
        setTimeout(() => connection.write('second.'), 10)
      }
    })
  })
  await Promise.all([
    new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  ])
})
afterAll(() => {
  udp.close()
  stranger.close()
  for (const connection of open) connection.destroy()
  tcp.close()
})

function ask(words: string, more: Partial<SocketRequest> = {}): SocketRequest {
  const base = { address: '127.0.0.1', timeout: 2000, maxBytes: 100, bytes: Buffer.from(words) }
  return { ...base, port: udp.address().port, accept: (bytes) => text(bytes).startsWith('answer'), ...more }
}

function askStream(words: string, more: Partial<SocketRequest> = {}): SocketRequest {
  const address = tcp.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return ask(words, { port, accept: (bytes) => text(bytes).endsWith('.'), ...more })
}

test('a datagram waits for the answer that is accepted and hears nobody but the peer', async () => {
  expect(text(await nodeNet.datagram(ask('hello')))).toBe('answer to hello')
})

test('every datagram leaves from another port', async () => {
  sources.length = 0
  for (let i = 0; i < 5; i++) await nodeNet.datagram(ask(`question ${i}`))
  expect(new Set(sources).size).toBe(5)
})

test('a silent peer, a closed port, a cancelled wait and a name in place of an address end in their own way', async () => {
  await expect(nodeNet.datagram(ask('silence', { timeout: 40 }))).rejects.toThrow('no answer within 40 ms')
  await expect(nodeNet.datagram(ask('x', { port: 1 }))).rejects.toEqual(code('io'))
  await expect(nodeNet.datagram(ask('silence', { signal: AbortSignal.timeout(20) }))).rejects.toEqual(code('cancelled'))
  await expect(nodeNet.datagram(ask('x', { signal: AbortSignal.abort() }))).rejects.toEqual(code('cancelled'))
  await expect(nodeNet.datagram(ask('x', { address: 'localhost' }))).rejects.toEqual(code('invalid-input'))
  await expect(nodeNet.stream(askStream('x', { port: 0 }))).rejects.toEqual(code('invalid-input'))
})

test('a stream is read until it is complete, however it is cut', async () => {
  expect(text(await nodeNet.stream(askStream('hello')))).toBe('first,second.')
})

test('a stream that ends early, stays silent, is cancelled or is too long is not an answer', async () => {
  await expect(nodeNet.stream(askStream('hang up'))).rejects.toThrow('closed before the answer was complete')
  await expect(nodeNet.stream(askStream('silence', { timeout: 40 }))).rejects.toThrow('no answer within 40 ms')
  await expect(nodeNet.stream(askStream('silence', { signal: AbortSignal.timeout(20) }))).rejects.toEqual(
    code('cancelled')
  )
  await expect(nodeNet.stream(askStream('hello', { maxBytes: 8 }))).rejects.toEqual(code('too-large'))
  await expect(nodeNet.stream(askStream('x', { port: 1 }))).rejects.toEqual(code('io'))
})
