import type { ServerResponse } from 'node:http'

/** An answer that is ready to be written. */
interface Ready {
  readonly response: ServerResponse
  readonly headers: string[]
  /** Octets as latin1. */
  readonly body: string
}

/** Answers that wait at most, so that the first of a long turn does not wait for hundreds of others. */
const MOST = 32

/** Writes answers of status 200. */
export type Outbox = (response: ServerResponse, headers: string[], body: string) => void

/**
 * Answers that were made in one turn of the event loop are written one after the other at its end. A client that sleeps
 * between its answers is woken by each of them, which costs the server more than the writing; written together, they wake it
 * once. One answer by itself goes out in the same turn.
 */
export function outbox(): Outbox {
  let ready: Ready[] = []
  function write(): void {
    const written = ready
    ready = []
    for (const { response, headers, body } of written) {
      response.writeHead(200, headers)
      response.end(body, 'latin1')
    }
  }
  return (response, headers, body) => {
    const count = ready.push({ response, headers, body })
    if (count === 1) setImmediate(write)
    else if (count === MOST) write()
  }
}
