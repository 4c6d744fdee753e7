import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { closedNet } from './closed-net.ts'
import { nodeNet } from './node-net.ts'

let server: Server
let base: string
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return
    if (request.url === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end()
    if (request.url === '/large') return void response.end(Buffer.alloc(70_000))
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () =>
      response.writeHead(201, { 'X-Method': request.method, 'Set-Cookie': ['a=1', 'b=2'] }).end(Buffer.concat(chunks))
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

test('a POST carries its body out and brings status, headers and body back', async () => {
  const reply = await nodeNet.http({ method: 'POST', url: `${base}/echo`, body: new Uint8Array([0, 255, 128]) })
  expect(reply).toMatchObject({
    status: 201,
    body: new Uint8Array([0, 255, 128]),
    headers: { 'x-method': 'POST', 'set-cookie': 'a=1, b=2' }
  })
})

test('a redirect is handed back, not followed', async () => {
  const reply = await nodeNet.http({ method: 'GET', url: `${base}/moved` })
  expect([reply.status, reply.headers['location']]).toEqual([302, '/elsewhere'])
})

test('an answer beyond its limit, a silent server, a cancelled wait and a closed port each end in their own way', async () => {
  await expect(nodeNet.http({ method: 'GET', url: `${base}/large`, maxBytes: 65_536 })).rejects.toEqual(
    code('too-large')
  )
  await expect(nodeNet.http({ method: 'GET', url: `${base}/slow`, timeout: 50 })).rejects.toThrow(
    'no complete answer within 50 ms'
  )
  await expect(nodeNet.http({ method: 'GET', url: `${base}/slow`, signal: AbortSignal.timeout(30) })).rejects.toEqual(
    code('cancelled')
  )
  await expect(nodeNet.http({ method: 'GET', url: 'http://127.0.0.1:1/' })).rejects.toEqual(code('io'))
})

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'not an address', 'http://user:pass@127.0.0.1/'])(
  '%s is not sent anywhere',
  async (url) => {
    await expect(nodeNet.http({ method: 'GET', url })).rejects.toEqual(code('invalid-input'))
  }
)

test('a closed network lets nothing out except what it was told to answer', async () => {
  const shut = closedNet()
  await expect(shut.http({ method: 'GET', url: base })).rejects.toEqual(code('io'))
  await expect(shut.resolve('example.test', 4)).rejects.toEqual(code('io'))
  expect(await closedNet({ resolve: async () => ['192.0.2.1'] }).resolve('example.test', 4)).toEqual(['192.0.2.1'])
})
