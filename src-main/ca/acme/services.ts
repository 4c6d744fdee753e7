import type { AcmeService } from '../../../src-shared/api/services.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  defaultAcmeSettings,
  type AcmeSettings,
  type AcmeSettingsPatch,
  type EabMode
} from '../../../src-shared/model/acme.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  approvedAuthorizations,
  insertAcmeService,
  listAcmeServices as listRows,
  moveAcmeAuthorization,
  moveAcmeOrder,
  openOrdersOf,
  updateAcmeService as updateRow
} from '../../store/acme.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { certificateOfPem } from '../attestation/chain.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { reviseProfile } from '../profiles/change.ts'
import { requireProfile, type FoundProfile } from '../profiles/find.ts'
import { approvedBy, readApprovedNames } from './approved-names.ts'
import { acmeServiceView, acmeSettingsOf, mergeSettings, requireAcmeService } from './service-view.ts'

export interface NewAcmeService {
  readonly name: string
  readonly profile: Ref
  readonly eab: EabMode
  readonly preapproved: readonly string[]
  readonly default: boolean
  readonly settings?: AcmeSettingsPatch | undefined
}

/**
 * Makes a service. A profile that was not offered through ACME before is from now on, by a revision that says so.
 * @param reached addresses under which this engine serves HTTPS
 * @throws ChanceryError `not-found`, `name-taken`, `invalid-input` (name, profile without authority);
 *   `refused-by-policy` for names approved without proof under a publicly trusted profile
 */
export async function createAcmeService(
  ca: CaContext,
  input: NewAcmeService,
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: AcmeService }> {
  const approvedNames = readApprovedNames(input.preapproved)
  const settings = mergeSettings(defaultAcmeSettings, input.settings ?? {})
  const found = requireProfile(reader(ca.store), input.profile)
  requireFitting(found, approvedNames, settings)
  await offerThroughAcme(ca, found, input.name, actor)
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const serviceId = insertAcmeService(tx, {
      name: input.name,
      profileId: found.row.id,
      state: 'enabled',
      eab: input.eab,
      approvedNames,
      settings,
      isDefault: input.default,
      createdAt: now,
      updatedAt: now
    })
    const detail = {
      name: input.name,
      profileId: found.row.id,
      eab: input.eab,
      approvedNames,
      isDefault: input.default,
      settings
    }
    changed(tx, ca, serviceId, 'acme.create', detail, actor)
    return serviceId
  })
  return showAcmeService(ca, { service: id }, reached)
}

/** @throws ChanceryError as `createAcmeService`; `conflict` where it was changed meanwhile */
export async function updateAcmeService(
  ca: CaContext,
  input: {
    service: Ref
    profile?: Ref | undefined
    eab?: EabMode | undefined
    preapproved?: readonly string[] | undefined
    default?: boolean | undefined
    settings?: AcmeSettingsPatch | undefined
    version?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: AcmeService }> {
  const from = reader(ca.store)
  const before = requireAcmeService(from, input.service)
  const found = requireProfile(from, input.profile ?? before.profileId)
  const approvedNames = input.preapproved === undefined ? before.approvedNames : readApprovedNames(input.preapproved)
  const settings = mergeSettings(acmeSettingsOf(before), input.settings ?? {})
  requireFitting(found, approvedNames, settings)
  await offerThroughAcme(ca, found, before.name, actor)
  await transaction(ca.store, (tx) => {
    const changes = {
      profileId: found.row.id,
      approvedNames,
      settings,
      ...(input.eab === undefined ? {} : { eab: input.eab }),
      ...(input.default === undefined ? {} : { isDefault: input.default })
    }
    updateRow(tx, before.id, input.version ?? before.version, { ...changes, updatedAt: ca.clock.now() })
    changed(tx, ca, before.id, 'acme.update', { before, after: changes }, actor)
  })
  if (before.approvedNames.some((name) => !approvedNames.includes(name)))
    await endUnapproved(ca, before.id, approvedNames, actor)
  return showAcmeService(ca, { service: before.id }, reached)
}

/** Stops a service or starts it again. @throws ChanceryError `not-found` */
export async function disableAcmeService(
  ca: CaContext,
  input: { service: Ref; disabled: boolean },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: AcmeService }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireAcmeService(tx, input.service)
    updateRow(tx, row.id, row.version, { state: input.disabled ? 'disabled' : 'enabled', updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, 'acme.disable', { disabled: input.disabled }, actor)
    return row.id
  })
  return showAcmeService(ca, { service: id }, reached)
}

/** @throws ChanceryError `not-found` */
export function showAcmeService(
  ca: CaContext,
  input: { service: Ref },
  reached: readonly string[]
): { service: AcmeService } {
  const from = reader(ca.store)
  return { service: acmeServiceView(from, requireAcmeService(from, input.service), reached) }
}

export function listAcmeServices(ca: CaContext, reached: readonly string[]): { services: AcmeService[] } {
  const from = reader(ca.store)
  return { services: listRows(from).map((row) => acmeServiceView(from, row, reached)) }
}

/** Authorizations of one transaction: others wait meanwhile. */
const endedAtOnce = 1000

/** Ends what accounts hold because a name was approved that is not approved any more, and the orders that wait on it. */
async function endUnapproved(
  ca: CaContext,
  serviceId: number,
  approvedNames: readonly string[],
  actor: Actor
): Promise<void> {
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    after = await transaction(ca.store, (tx): number | null => {
      const rows = approvedAuthorizations(tx, serviceId, from, ca.clock.now(), endedAtOnce)
      const ended = rows.filter(
        ({ type, value, wildcard }) =>
          approvedBy(approvedNames, { type, value: wildcard ? `*.${value}` : value }) === null
      )
      for (const { id } of ended) {
        moveAcmeAuthorization(tx, id, 'valid', { status: 'revoked' })
        for (const order of openOrdersOf(tx, id)) moveAcmeOrder(tx, order.id, order.status, { status: 'invalid' })
      }
      if (ended.length > 0)
        recordAudit(tx, ca, {
          actor,
          operation: 'acme.end-approved',
          object: { kind: 'acme-service', id: serviceId },
          outcome: 'ok',
          detail: { authorizations: ended.length, names: [...new Set(ended.map(({ value }) => value))].slice(0, 100) }
        })
      return rows.length < endedAtOnce ? null : (rows.at(-1)?.id ?? null)
    })
  }
}

/** @throws ChanceryError `invalid-input`, `refused-by-policy` */
function requireFittingDevices(profile: string, publicTrust: boolean, settings: AcmeSettings): void {
  const { challenges, attestationFormats, attestationRoots } = settings
  const offered = challenges.includes('device-attest-01')
  if (offered !== attestationFormats.length > 0)
    throw new ChanceryError(
      'invalid-input',
      offered
        ? 'device-attest-01 needs the formats of attestation that the service takes. Add apple or step to settings.attestationFormats.'
        : 'Formats of attestation are for the challenge device-attest-01. Add it to settings.challenges, or empty settings.attestationFormats.'
    )
  if (offered && publicTrust)
    throw new ChanceryError(
      'refused-by-policy',
      `The profile ${profile} is publicly trusted: no rule for public trust knows device-attest-01. Take it out of settings.challenges.`
    )
  for (const pem of attestationRoots) {
    try {
      certificateOfPem(pem)
    } catch (cause) {
      throw new ChanceryError('invalid-input', 'A certificate of settings.attestationRoots cannot be read.', { cause })
    }
  }
}

function requireFitting(
  { row, content }: FoundProfile,
  approvedNames: readonly string[],
  settings: AcmeSettings
): void {
  if (row.authorityId === null)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is bound to no authority, and an ACME client cannot choose one. Bind the profile first.`
    )
  if (content.certificateClass !== 'end-entity')
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is for certificates of authorities or services; ACME gives them to subscribers only.`
    )
  if (content.publicTrust !== 'none' && (approvedNames.length > 0 || settings.names === 'approved-only'))
    throw new ChanceryError(
      'refused-by-policy',
      `The profile ${row.name} is publicly trusted: every name is proven, none is approved without proof (BR 3.2.2.4).`
    )
  if (content.publicTrust !== 'none' && settings.mailUnsignedDomains.length > 0)
    throw new ChanceryError(
      'refused-by-policy',
      `The profile ${row.name} is publicly trusted: replies to e-mail challenges are signed (RFC 8823 3.2). Empty settings.mailUnsignedDomains.`
    )
  requireFittingDevices(row.name, content.publicTrust !== 'none', settings)
  if (content.publicTrust !== 'none' && settings.addresses !== 'public')
    throw new ChanceryError(
      'refused-by-policy',
      `The profile ${row.name} is publicly trusted: challenges connect to public addresses only. Set settings.addresses to public.`
    )
}

async function offerThroughAcme(
  ca: CaContext,
  { row, revision, content }: FoundProfile,
  service: string,
  actor: Actor
): Promise<void> {
  if (content.channels.includes('acme')) return
  const offered = { ...content, channels: [...content.channels, 'acme' as const] }
  await reviseProfile(
    ca,
    {
      profile: row.id,
      content: offered,
      note: `Offered through the ACME service ${service}`,
      basedOn: revision.number
    },
    actor
  )
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'acme-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
