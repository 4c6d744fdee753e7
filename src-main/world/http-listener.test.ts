import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { listenHttp, type ListenLimits } from './http-listener.ts'

const limits: ListenLimits = {
  headerBytes: 4096,
  headersMs: 300,
  requestMs: 600,
  keepAliveMs: 1000,
  connections: 10,
  drainMs: 100
}

/** Sends a start and then a little again and again. @returns milliseconds until the server hung up; null after 3 seconds */
async function patienceFor(start: string, drip: string): Promise<number | null> {
  const listener = await listenHttp({ kind: 'tcp', host: '127.0.0.1', port: 0 }, limits, (request, response) => {
    request.resume().on('end', () => response.end('whole'))
  })
  const socket = connect(listener.port, '127.0.0.1')
  const begun = performance.now()
  try {
    return await new Promise((resolve) => {
      const dripping = setInterval(() => socket.write(drip), 50)
      const late = setTimeout(() => end(null), 3000)
      const end = (after: number | null): void => {
        clearInterval(dripping)
        clearTimeout(late)
        resolve(after)
      }
      socket.on('error', () => undefined)
      socket.once('connect', () => socket.write(start))
      socket.once('close', () => end(performance.now() - begun))
      socket.resume()
    })
  } finally {
    socket.destroy()
    await listener.close()
  }
}

test('who sends a header drop by drop is hung up on soon after the time for headers, and not when Node looks next', async () => {
  expect(await patienceFor('GET / HTTP/1.1\r\nHost: a\r\n', 'X: y\r\n')).toBeLessThan(1500)
})

test('who sends a body drop by drop is hung up on soon after the time for requests', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n'
  expect(await patienceFor(head, 'x')).toBeLessThan(1500)
})
