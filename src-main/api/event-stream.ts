import type { ServerResponse } from 'node:http'
import type { Engine } from '../engine/engine.ts'

const heartbeatEvery = 20_000
/** Bytes that may wait for a slow reader before its stream is ended; the page asks everything anew when it reconnects. */
const mostWaiting = 256 * 1024

/**
 * Sends the engine's events as server-sent events (HTML Living Standard 9.2) until the caller goes away or its session
 * ends. Events carry numbers of objects and nothing else; what the desktop alone is told stays on the desktop.
 * @returns the function that ends the stream
 */
export function streamEvents(engine: Engine, response: ServerResponse, isSignedIn: () => boolean): () => void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no'
  })
  const end = (): void => {
    stopListening()
    clearInterval(timer)
    response.end()
  }
  const send = (text: string): void => {
    if (!isSignedIn() || response.writableLength > mostWaiting) end()
    else response.write(text)
  }
  const stopListening = engine.events.onAny((topic, payload) => {
    if (topic === 'file.opened') return
    send(`event: ${topic}\ndata: ${JSON.stringify(payload)}\n\n`)
  })
  const timer = setInterval(() => send(':\n\n'), heartbeatEvery)
  timer.unref()
  response.once('close', end)
  send('retry: 2000\n\n')
  return end
}
