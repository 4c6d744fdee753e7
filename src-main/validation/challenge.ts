import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Net } from '../world/net.ts'
import { whyNotAddress, type AddressRule } from './address-rule.ts'

/** Whose control is to be proven: a DNS name without asterisk, or an address (RFC 8738). */
export interface ProvenIdentifier {
  readonly type: 'dns' | 'ip'
  readonly value: string
}

/** What a validator asks the outside for. A resolver that validates DNSSEC takes the place of the system's here. */
export interface NameLookup {
  /** @throws ChanceryError `not-found`, `io`, `bad-signature` where DNSSEC fails */
  addresses(name: string, family: 4 | 6, signal: AbortSignal): Promise<readonly string[]>
  /** @throws ChanceryError as `addresses` */
  texts(name: string, signal: AbortSignal): Promise<readonly string[]>
}

export interface ValidationWorld {
  readonly net: Net
  readonly lookup: NameLookup
  readonly addresses: AddressRule
}

/** What went wrong, in the words of RFC 8555 6.7 and of draft-ietf-acme-device-attest. */
export type FailureKind =
  'connection' | 'dns' | 'tls' | 'incorrectResponse' | 'unauthorized' | 'badAttestationStatement'

/** One try, with all that was seen, so that a failed one explains itself. */
export interface ValidationReport {
  readonly outcome: 'verified' | 'failed'
  readonly failure: FailureKind | null
  /** In a sentence for people. */
  readonly summary: string
  /** What was done and seen, in order. */
  readonly steps: readonly string[]
  /** The exact bytes that were compared, cut at `keptBytes`, an attestation object whole; null where nothing came. */
  readonly seen: Uint8Array | null
}

/** Bytes of an answer that are kept as evidence. */
export const keptBytes = 1024

/** Milliseconds for one exchange. */
export const exchangeTimeout = 10_000

/** @returns the names that the system's own resolver gives; what it says is believed as it is */
export function systemLookup(net: Net): NameLookup {
  return {
    addresses: (name, family, signal) => net.resolve(name, family, signal),
    texts: (name, signal) => net.resolveText(name, signal)
  }
}

/** A try that is being written down. */
export interface Trace {
  readonly steps: string[]
  seen: Uint8Array | null
}

/** Thrown inside a validator to end a try. */
export class ValidationFailed extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** Runs a validator and makes a report of whatever comes of it. @throws ChanceryError `cancelled` */
export async function report(
  summary: string,
  work: (trace: Trace) => Promise<void>,
  signal: AbortSignal
): Promise<ValidationReport> {
  const trace: Trace = { steps: [], seen: null }
  const end = (outcome: ValidationReport['outcome'], failure: FailureKind | null, said: string): ValidationReport => ({
    outcome,
    failure,
    summary: said,
    steps: trace.steps,
    seen: trace.seen === null ? null : trace.seen.slice(0, keptBytes)
  })
  try {
    await work(trace)
    return end('verified', null, summary)
  } catch (error) {
    if (signal.aborted) throw new ChanceryError('cancelled', 'The validation was cancelled.', { cause: error })
    if (error instanceof ValidationFailed) return end('failed', error.kind, error.message)
    if (error instanceof ChanceryError) return end('failed', 'connection', error.message)
    throw error
  }
}

/**
 * @returns the addresses of an identifier that may be connected to, version 6 first (RFC 6724 prefers it; what fails is
 *   tried over version 4)
 */
export async function connectable(
  world: ValidationWorld,
  identifier: ProvenIdentifier,
  trace: Trace,
  signal: AbortSignal
): Promise<readonly string[]> {
  const found =
    identifier.type === 'ip' || isIP(identifier.value) !== 0
      ? [identifier.value]
      : await lookUp(world, identifier.value, trace, signal)
  const allowed = found.filter((address) => {
    const why = whyNotAddress(address, world.addresses)
    if (why !== null) trace.steps.push(`${address} is passed over: ${why}.`)
    return why === null
  })
  if (allowed.length === 0)
    throw new ValidationFailed(
      'connection',
      `${identifier.value} has no address that may be connected to: ${found.join(', ')} ${found.length === 1 ? 'is' : 'are'} outside what this service allows.`
    )
  return allowed
}

async function lookUp(
  world: ValidationWorld,
  name: string,
  trace: Trace,
  signal: AbortSignal
): Promise<readonly string[]> {
  const found: string[] = []
  let trouble: ChanceryError | undefined
  for (const family of [6, 4] as const) {
    try {
      found.push(...(await world.lookup.addresses(name, family, signal)))
    } catch (error) {
      if (!(error instanceof ChanceryError) || signal.aborted) throw error
      if (error.code !== 'not-found') trouble = error
    }
  }
  if (found.length === 0)
    throw new ValidationFailed(
      'dns',
      trouble?.message ?? `${name} has no A or AAAA record, so there is nothing to connect to.`
    )
  trace.steps.push(`${name} has the address${found.length > 1 ? 'es' : ''} ${found.join(', ')}.`)
  return found
}

/** @returns SHA-256 of a key authorization in base64url: what a TXT record holds (RFC 8555 8.4) */
export function authorizationDigest(keyAuthorization: string): string {
  return createHash('sha256').update(keyAuthorization).digest('base64url')
}
