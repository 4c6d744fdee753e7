import { ChanceryError } from '../../src-shared/errors.ts'
import type { Net } from './net.ts'

/**
 * A network that lets nothing out except what `open` answers itself. For tests, and for an installation without network.
 * @returns a Net whose other methods reject with ChanceryError `io`.
 */
export function closedNet(open: Partial<Net> = {}): Net {
  return {
    http: async (request) => refuse(request.url),
    resolve: async (name) => refuse(name),
    resolveText: async (name) => refuse(name),
    handshake: async (request) => refuse(`${request.address} port ${request.port}`),
    datagram: async (request) => refuse(`${request.address} port ${request.port}`),
    stream: async (request) => refuse(`${request.address} port ${request.port}`),
    ...open
  }
}

function refuse(what: string): never {
  throw new ChanceryError('io', `${what} was not asked: the network is switched off here.`)
}
