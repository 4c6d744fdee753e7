import type { KeyObject } from 'node:crypto'
import type { AcmeSettings } from '../../../src-shared/model/acme.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { acmeSettingsOf } from '../../ca/acme/service-view.ts'
import type { AcmeAccountRow, AcmeServiceRow } from '../../store/acme.ts'
import type { EnrolmentParts } from '../protocol.ts'
import { createNonces, type Nonces } from './nonces.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'

/** The key of an account, ready to verify with, and its SubjectPublicKeyInfo. */
export interface AccountKey {
  readonly key: KeyObject
  readonly spki: Uint8Array
}

/** What one engine's ACME server keeps in memory; a restart may forget all of it. */
export interface AcmeRuntime {
  readonly parts: EnrolmentParts
  readonly nonces: Nonces
  readonly limits: RateLimits
  /** Keys of accounts, ready to verify with, by thumbprint. */
  readonly keys: Map<string, AccountKey>
  /** Orders that are being finalized at this moment. */
  readonly finalizing: Set<number>
  /** PEM of the chains above a certificate, by its profile, issuer and authority key identifier. */
  readonly chains: Map<string, { readonly until: number; readonly pem: readonly string[] }>
  /** What was issued a moment ago, by certificate id: its client fetches it next. */
  readonly issued: Map<number, { readonly accountId: number; readonly der: Uint8Array }>
  /** Settings of services; a row that was changed is another object. */
  readonly settings: WeakMap<AcmeServiceRow, AcmeSettings>
  /** Begins the validation of challenges that were answered. */
  validate(): void
  /** Sends the message of an e-mail challenge that has not gone out yet. @param authorizationId of the mail address */
  mail(authorizationId: number): void
}

export function createRuntime(
  parts: EnrolmentParts,
  background: Pick<AcmeRuntime, 'validate' | 'mail'>,
  nonces: Nonces = createNonces(parts.ca.random)
): AcmeRuntime {
  return {
    parts,
    nonces,
    limits: createRateLimits(),
    keys: new Map(),
    finalizing: new Set(),
    settings: new WeakMap(),
    chains: new Map(),
    issued: new Map(),
    ...background
  }
}

/** A service with its settings, and the address under which this request reached it. */
export interface ServiceContext {
  readonly row: AcmeServiceRow
  readonly settings: AcmeSettings
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string
  /** The same with `/acme/<name>`. */
  readonly base: string
}

/** @param settings of the row, where they were read before */
export function serviceContext(row: AcmeServiceRow, origin: string, settings = acmeSettingsOf(row)): ServiceContext {
  return { row, settings, origin, base: `${origin}/acme/${row.name}` }
}

/** @returns the settings of a service, checked once for each row that the store gives */
export function settingsOf(runtime: AcmeRuntime, row: AcmeServiceRow): AcmeSettings {
  const known = runtime.settings.get(row)
  if (known !== undefined) return known
  const value = acmeSettingsOf(row)
  runtime.settings.set(row, value)
  return value
}

/** @returns who acts, as the audit log names an ACME client */
export function actorOf(service: Pick<AcmeServiceRow, 'name'>, account: Pick<AcmeAccountRow, 'id'> | null): Actor {
  return {
    operatorId: null,
    name: account === null ? `ACME ${service.name}` : `ACME ${service.name} account ${account.id}`,
    channel: 'acme'
  }
}
