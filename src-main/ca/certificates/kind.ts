import type { CertificateKind } from '../../../src-shared/model/certificate.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { revisionUses } from '../../store/certificate-facts.ts'
import type { KindCondition } from '../../store/certificate-filter.ts'
import type { Reader } from '../../store/connection.ts'

// Key purposes of RFC 5280 4.2.1.12, RFC 9336, RFC 4945 5.1.3.12 and Microsoft's logon.
const ofPeople = [purpose.emailProtection, purpose.documentSigning, purpose.smartcardLogon]
const ofDevices = [purpose.ipsecEndSystem, purpose.ipsecTunnel, purpose.ipsecIke]
/** Only devices enrol by these. */
const deviceChannels = ['scep', 'est', 'cmp']

/**
 * Which list a certificate stands in, by its key purposes. Client authentication alone is of a person, or of a device
 * where devices may enrol for it.
 * @param channels of its profile; none for a certificate from elsewhere
 * @returns null for none of the lists
 */
export function kindOf(purposes: readonly string[], channels: readonly string[]): CertificateKind | null {
  const has = (oids: readonly string[]): boolean => oids.some((oid) => purposes.includes(oid))
  if (has([purpose.serverAuth])) return 'tls'
  if (has([purpose.codeSigning])) return 'code-signing'
  if (has(ofPeople)) return 'client'
  if (has(ofDevices)) return 'device'
  if (!has([purpose.clientAuth])) return null
  return deviceChannels.some((channel) => channels.includes(channel)) ? 'device' : 'client'
}

/** @returns how the certificates of a list are found: by the revisions of profiles, and those from elsewhere by what was noted */
export function kindCondition(from: Reader, kind: CertificateKind): KindCondition {
  const uses = revisionUses(from).map((use) => ({
    ...use,
    fits: use.certificateClass === 'end-entity' && kindOf(use.oids, use.channels) === kind
  }))
  const profileIds = new Set(uses.filter(({ fits }) => fits).map(({ profileId }) => profileId))
  return {
    kind,
    profileIds: [...profileIds],
    // A profile whose purposes were changed has certificates in two lists.
    exceptRevisionIds: uses.filter(({ fits, profileId }) => !fits && profileIds.has(profileId)).map(({ id }) => id)
  }
}
