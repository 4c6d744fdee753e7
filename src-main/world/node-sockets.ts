import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { connect, isIP } from 'node:net'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { SocketRequest } from './net.ts'

/** Ports below are reserved for servers (RFC 6335 6); RFC 5452 9.2 asks for the largest range that is left. */
const lowestSourcePort = 1024
/** A random port may be in use; after so many the system chooses. */
const portTries = 8

/** @see Net.datagram */
export async function exchangeDatagram(request: SocketRequest): Promise<Uint8Array> {
  checkAddress(request)
  const socket = await bindAtRandom(isIP(request.address) === 6 ? 'udp6' : 'udp4')
  try {
    return await waited(request, (resolve, reject) => {
      socket.on('error', reject)
      // A connected socket hears only this peer, and hears when its port is closed.
      socket.on('message', (message) => {
        // A Buffer's slices share its memory: nobody outside shall hold one by mistake.
        const received = new Uint8Array(message)
        if (received.length <= request.maxBytes && request.accept(received)) resolve(received)
      })
      // Not as the callback of connect: that would be called for a failure too, and swallow it.
      socket.once('connect', () =>
        socket.send(request.bytes, (error) => {
          if (error !== null) reject(error)
        })
      )
      socket.connect(request.port, request.address)
    })
  } finally {
    socket.close()
  }
}

/** @see Net.stream */
export async function exchangeStream(request: SocketRequest): Promise<Uint8Array> {
  checkAddress(request)
  const socket = connect({ host: request.address, port: request.port, noDelay: true })
  try {
    return await waited(request, (resolve, reject) => {
      const received: Uint8Array[] = []
      let length = 0
      socket.on('error', reject)
      socket.on('connect', () => socket.write(request.bytes))
      socket.on('close', () => reject(new Error('the connection was closed before the answer was complete')))
      socket.on('data', (chunk: Uint8Array) => {
        length += chunk.length
        if (length > request.maxBytes)
          return reject(
            new ChanceryError('too-large', `The answer is larger than the ${request.maxBytes} bytes allowed.`)
          )
        received.push(chunk)
        const whole = new Uint8Array(Buffer.concat(received))
        if (request.accept(whole)) resolve(whole)
      })
    })
  } finally {
    socket.destroy()
  }
}

function checkAddress(request: SocketRequest): void {
  if (isIP(request.address) === 0 || !Number.isInteger(request.port) || request.port < 1 || request.port > 65_535)
    throw new ChanceryError('invalid-input', `"${request.address}" port ${request.port} is not an IP address and port.`)
}

type Start = (resolve: (bytes: Uint8Array) => void, reject: (error: unknown) => void) => void

async function waited(request: SocketRequest, start: Start): Promise<Uint8Array> {
  const peer = `${request.address} port ${request.port}`
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${request.timeout} ms`)), request.timeout)
  const cancel = (): void => reject(new ChanceryError('cancelled', `The question to ${peer} was cancelled.`))
  request.signal?.addEventListener('abort', cancel, { once: true })
  try {
    if (request.signal?.aborted === true) cancel()
    else start(resolve, reject)
    return await promise
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ChanceryError('io', `The question to ${peer} failed: ${why}.`, { cause: error })
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', cancel)
  }
}

async function bindAtRandom(type: 'udp4' | 'udp6'): Promise<Socket> {
  for (let left = portTries; ; left--) {
    const socket = createSocket(type)
    try {
      await bind(socket, left === 0 ? 0 : randomInt(lowestSourcePort, 65_536))
      return socket
    } catch (error) {
      socket.close()
      if (left === 0) throw new ChanceryError('io', 'No UDP port could be opened.', { cause: error })
    }
  }
}

function bind(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ port, exclusive: true }, () => {
      socket.removeListener('error', reject)
      resolve()
    })
  })
}
