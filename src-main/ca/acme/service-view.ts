import {
  acmeSettings,
  boundSubject,
  defaultAcmeSettings,
  type AcmeSettings,
  type AcmeSettingsPatch
} from '../../../src-shared/model/acme.ts'
import type { AcmeService, EabCredential } from '../../../src-shared/api/services.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  countAcmeAccounts,
  countAcmeOrders,
  getAcmeService,
  getAcmeServiceByName,
  type AcmeEabRow,
  type AcmeServiceRow
} from '../../store/acme.ts'
import { getAuthority } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getProfile } from '../../store/profiles.ts'
import { settingsOf } from '../authorities/find.ts'
import { withRevision } from '../profiles/find.ts'
import { acmeWarnings } from './service-warnings.ts'

/** @throws ChanceryError `not-found` */
export function requireAcmeService(from: Reader, ref: Ref): AcmeServiceRow {
  const row =
    typeof ref === 'number'
      ? getAcmeService(from, ref)
      : (getAcmeServiceByName(from, ref) ??
        (/^[1-9]\d{0,14}$/.test(ref) ? getAcmeService(from, Number(ref)) : undefined))
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no ACME service ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

/** @returns the settings of a service; those that came with a later version have their defaults */
export function acmeSettingsOf(row: Pick<AcmeServiceRow, 'settings'>): AcmeSettings {
  const stored = typeof row.settings === 'object' && row.settings !== null ? { ...row.settings } : {}
  return acmeSettings.parse(mergeSettings(defaultAcmeSettings, stored))
}

/** @returns settings with a change laid over them */
export function mergeSettings(base: AcmeSettings, change: AcmeSettingsPatch): AcmeSettings {
  const limits = Object.fromEntries(Object.entries(change.limits ?? {}).filter(([, value]) => value !== undefined))
  const others = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...base, ...others, limits: { ...base.limits, ...limits } }
}

/** @returns path of the directory of a service */
export function directoryPath(name: string): string {
  return `/acme/${name}/directory`
}

/** @param reached addresses under which this engine serves HTTPS right now */
export function acmeServiceView(from: Reader, row: AcmeServiceRow, reached: readonly string[]): AcmeService {
  const settings = acmeSettingsOf(row)
  const path = directoryPath(row.name)
  const base = settings.baseAddress ?? reached.find((address) => address.startsWith('https:')) ?? null
  return {
    id: row.id,
    name: row.name,
    profileId: row.profileId,
    profileName: getProfile(from, row.profileId)?.name ?? '',
    state: row.state,
    eab: row.eab,
    approvedNames: [...row.approvedNames],
    settings,
    isDefault: row.isDefault,
    path,
    directory: base === null ? null : `${base.replace(/\/$/, '')}${path}`,
    missing: missingOf(row, base, path) ?? strangeIdentity(from, row, settings),
    warnings: warningsOf(from, row, settings),
    accounts: countAcmeAccounts(from, row.id),
    orders: countAcmeOrders(from, row.id),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

function warningsOf(from: Reader, row: AcmeServiceRow, settings: AcmeSettings): AcmeService['warnings'] {
  const profile = getProfile(from, row.profileId)
  if (profile === undefined) return []
  const { approval } = withRevision(from, profile).content
  return acmeWarnings({ settings, eab: row.eab, approvedNames: row.approvedNames, approval })
}

function missingOf(row: AcmeServiceRow, base: string | null, path: string): string | null {
  if (row.state === 'disabled') return 'The service is disabled. Start it again with "acme disable --no-disabled".'
  if (base !== null) return null
  return (
    `Clients speak HTTPS, and nothing here serves it yet. Start "chancery serve" with --https and --tls-authority, or ` +
    `switch on HTTPS for protocol clients in the settings; behind a proxy, set --settings.base-address. ` +
    `The directory is then ${path} below that address.`
  )
}

/** What the directory tells owners of domains to write into CAA records must be what the door looks for there. */
function strangeIdentity(from: Reader, row: AcmeServiceRow, { caaIdentities }: AcmeSettings): string | null {
  const authorityId = getProfile(from, row.profileId)?.authorityId ?? null
  const authority = authorityId === null ? undefined : getAuthority(from, authorityId)
  if (authority === undefined || caaIdentities.length === 0) return null
  const known = settingsOf(authority).caaIdentities
  const strange = caaIdentities.filter((one) => !known.some((own) => own.toLowerCase() === one.toLowerCase()))
  if (strange.length === 0) return null
  return (
    `The directory tells clients that CAA records may name ${strange.join(', ')}, and the authority ${authority.name} ` +
    `goes by ${known.length === 0 ? 'no such name' : known.join(', ')}: such records would permit nothing. Add it to the caaIdentities of ` +
    `the authority with "authority update", or change --settings.caa-identities of the service.`
  )
}

/** Never with the HMAC key. */
export function eabView(from: Reader, row: AcmeEabRow, now: number): EabCredential {
  const ended = row.expiresAt !== null && row.expiresAt <= now
  const full = row.maxAccounts !== null && row.accounts >= row.maxAccounts
  return {
    id: row.id,
    name: row.name,
    serviceId: row.serviceId,
    serviceName: getAcmeService(from, row.serviceId)?.name ?? '',
    keyId: row.keyId,
    state:
      row.revokedAt !== null ? 'revoked' : full ? 'bound' : ended ? 'expired' : row.accounts > 0 ? 'bound' : 'pending',
    names: [...row.names],
    subject: boundSubject.nullable().parse(row.subject),
    validity: row.validity,
    accounts: row.accounts,
    maxAccounts: row.maxAccounts,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt
  }
}
