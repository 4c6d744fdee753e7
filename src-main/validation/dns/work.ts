import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Clock } from '../../world/clock.ts'
import { LookupFailure } from './lookup-failure.ts'

/** The most that one lookup may cost, aliases, chain of trust and name servers' addresses included. */
export interface WorkLimits {
  /** Messages sent. */
  readonly queries: number
  readonly milliseconds: number
  /** Signatures checked, and of them such that did not fit: KeyTrap, CVE-2023-50387. */
  readonly signatures: number
  readonly failedSignatures: number
  /** Rounds of SHA-1 for NSEC3: CVE-2023-50868. */
  readonly hashRounds: number
}

/**
 * A deep, healthy name costs about 3 queries and 3 signatures a zone. BIND 9.18 allows 16 validations and 1 failure a
 * fetch, Unbound 8 signatures a set; ours are counted over the whole lookup.
 */
export const usualLimits: WorkLimits = {
  queries: 120,
  milliseconds: 30_000,
  signatures: 160,
  failedSignatures: 16,
  hashRounds: 40_000
}

/** Counts the work of one lookup. Every spend throws LookupFailure `too-much-work` once the limit is passed. */
export class Work {
  queries = 0
  signatures = 0
  failedSignatures = 0
  hashRounds = 0
  readonly signal: AbortSignal | undefined
  private readonly limits: WorkLimits
  private readonly clock: Clock
  private readonly start: number

  constructor(clock: Clock, limits: WorkLimits = usualLimits, signal?: AbortSignal) {
    this.clock = clock
    this.limits = limits
    this.signal = signal
    this.start = clock.monotonic()
  }

  /** Milliseconds left; at least one. @throws LookupFailure `timeout` when the time is over, ChanceryError `cancelled` */
  get timeLeft(): number {
    if (this.signal?.aborted === true) throw new ChanceryError('cancelled', 'The DNS lookup was cancelled.')
    const left = this.limits.milliseconds - (this.clock.monotonic() - this.start)
    if (left < 1) throw new LookupFailure('timeout', `The lookup did not end within ${this.limits.milliseconds} ms.`)
    return left
  }

  query(): void {
    if (++this.queries > this.limits.queries) this.refuse(`${this.limits.queries} queries`)
  }

  signature(): void {
    if (++this.signatures > this.limits.signatures) this.refuse(`${this.limits.signatures} signatures`)
  }

  failedSignature(): void {
    if (++this.failedSignatures > this.limits.failedSignatures)
      this.refuse(`${this.limits.failedSignatures} signatures that do not verify`)
  }

  hash(rounds: number): void {
    this.hashRounds += rounds
    if (this.hashRounds > this.limits.hashRounds) this.refuse(`${this.limits.hashRounds} rounds of NSEC3 hashing`)
  }

  private refuse(what: string): never {
    throw new LookupFailure('too-much-work', `The lookup was stopped: it would take more than ${what}.`)
  }
}
