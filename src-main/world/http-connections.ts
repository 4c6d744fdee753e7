import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/** Connections that stay open between requests to the same server, for who sends very many. */
export interface HttpConnections {
  readonly http: HttpAgent
  readonly https: HttpsAgent
  close(): void
}

/** @param most connections to one server at a time */
export function keptConnections(most: number): HttpConnections {
  const options = { keepAlive: true, maxSockets: most }
  const http = new HttpAgent(options)
  const https = new HttpsAgent({ ...options, minVersion: 'TLSv1.2' })
  return {
    http,
    https,
    close: () => {
      http.destroy()
      https.destroy()
    }
  }
}
