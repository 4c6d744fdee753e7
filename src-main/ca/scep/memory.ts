import type { BlockList } from 'node:net'
import type { ScepSettings } from '../../../src-shared/model/scep.ts'
import type { Certificate } from '../../pki/model.ts'
import type { HttpReply, HttpRequest } from '../../world/net.ts'

/** Who answers for a service. */
export interface ScepSigner {
  readonly keyId: number
  readonly certificateId: number
  readonly authorityId: number
  readonly certificate: Certificate
}

/** Settings of a service, read once for each version of its row. */
export interface ReadScepSettings {
  readonly version: number
  readonly settings: ScepSettings
  /** null lets everybody. */
  readonly clients: BlockList | null
}

/** What one address did lately. */
export interface ScepClient {
  since: number
  count: number
  /** Lines of the log since `since`. */
  lines: number
  wrongSince: number
  wrong: number
  lockedUntil: number
}

/** What SCEP keeps between requests. Everything here can be thrown away at any moment. */
export interface ScepMemory {
  readonly settings: Map<number, ReadScepSettings>
  /** By row of the service's certificate. */
  readonly signers: Map<number, ScepSigner>
  /** By service and address. */
  readonly clients: Map<string, ScepClient>
  /** Asks a validator; null where the engine has no way out. */
  http: ((request: HttpRequest) => Promise<HttpReply>) | null
}

/** @returns an empty memory. */
export function newScepMemory(): ScepMemory {
  return { settings: new Map(), signers: new Map(), clients: new Map(), http: null }
}
