import type { Settings } from '../../../src-shared/model/settings.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { anchorsOf, readNameServer } from '../../validation/name-servers.ts'

/**
 * Looks at a change of settings before it is kept: what cannot be read later would stop every lookup.
 * @throws ChanceryError `invalid-input`
 */
export function checkResolverSettings(change: Partial<Settings>, present: Settings): void {
  for (const text of change.dnsServers ?? []) readNameServer(text)
  anchorsOf({
    dnssec: 'validate',
    dnsTrustAnchors: change.dnsTrustAnchors ?? [],
    dnsUnsignedZones: change.dnsUnsignedZones ?? []
  })
  const servers = change.dnsServers ?? present.dnsServers
  if ((change.dnsSource ?? present.dnsSource) === 'given' && servers.length === 0)
    throw new ChanceryError('invalid-input', 'With dnsSource given, name at least one name server in dnsServers.')
}
