import type { BlockList } from 'node:net'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { TsaSettings } from '../../../src-shared/model/tsa.ts'
import type { Certificate } from '../../pki/model.ts'
import type { TsaStampRow } from '../../store/time-stamps.ts'
import type { ServerTime } from '../../world/sntp/ask.ts'
import type { ClockTrust } from './clock.ts'

/** Who stamps for a service right now. */
export interface StampSigner {
  readonly keyId: number
  readonly certificateId: number
  readonly certificate: Certificate
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** The subject of the certificate as a GeneralName, DER: so stamps name their authority (RFC 3161 2.4.2). */
  readonly authority: Uint8Array
  /** Certificates that go out where they are asked for, DER, as the settings of the service say. */
  readonly chain: readonly Uint8Array[]
}

/** Serial numbers of a block that was taken in the database. */
export interface SerialBlock {
  /** Hex of the block; the count follows. */
  readonly prefix: string
  used: number
}

/** Settings of a service, read once for each version of its row. */
export interface ReadSettings {
  readonly version: number
  readonly settings: TsaSettings
  /** null lets everybody. */
  readonly clients: BlockList | null
}

/** Stamps that are logged together. */
export interface LogBatch {
  readonly rows: Omit<TsaStampRow, 'id'>[]
  /** Settled when they are on disk, or are not. */
  readonly committed: Promise<void>
}

/** Stamps of one client in the running minute. */
export interface ClientCount {
  since: number
  count: number
}

/** What stamping keeps between requests. Everything but the trust in the clock can be thrown away at any moment. */
export interface TsaMemory {
  /** By row of the service's certificate and version of the service. */
  readonly signers: Map<string, StampSigner>
  readonly settings: Map<number, ReadSettings>
  readonly serials: Map<number, Promise<SerialBlock>>
  /** Latest time of a stamp by service, microseconds. */
  readonly latest: Map<number, number>
  /** What is written next. */
  batch: LogBatch | null
  readonly clients: Map<string, ClientCount>
  /** When a service last logged that it refused for the clock. */
  readonly refusals: Map<number, number>
  trust: ClockTrust | null
  /** Asks one time server; null where the engine has no way out. */
  ask: ((server: string, signal?: AbortSignal) => Promise<ServerTime>) | null
}

/** @returns an empty memory. */
export function newTsaMemory(): TsaMemory {
  return {
    signers: new Map(),
    settings: new Map(),
    serials: new Map(),
    latest: new Map(),
    batch: null,
    clients: new Map(),
    refusals: new Map(),
    trust: null,
    ask: null
  }
}
