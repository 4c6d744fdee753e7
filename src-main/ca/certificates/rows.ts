import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import { getAuthority } from '../../store/authorities.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getProfile, type ProfileRow } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'

/** Turns records into rows for lists; names of authorities and profiles are looked up once per list. */
export function certificateRows(ca: CaContext, records: readonly CertificateRecord[]): CertificateRow[] {
  const now = ca.clock.now()
  const { expiringDays } = ca.settings()
  const names = nameLookup(reader(ca.store))
  return records.map((record) => ({
    id: record.id,
    serial: record.serial,
    subject: record.subject,
    names: record.names,
    issuer: record.issuer,
    authorityId: record.authorityId,
    authorityName: names.authority(record.authorityId),
    profileName: names.profile(record.profileId),
    certificateClass: record.class,
    state: certificateStateAt(record, now, expiringDays),
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    keyAlgorithm: record.keyAlgorithm,
    signatureAlgorithm: record.signatureAlgorithm,
    fingerprint: record.fingerprint,
    revokedAt: record.revokedAt,
    revocationReason: record.revocationReason,
    superseded: record.supersededBy !== null,
    requester: record.requesterText,
    createdAt: record.createdAt
  }))
}

/** @returns names by id, each read once; null for no id and for one that is unknown */
export function nameLookup(from: Reader): {
  readonly authority: (id: number | null) => string | null
  readonly profile: (id: number | null) => string | null
} {
  return {
    authority: remembered((id) => getAuthority(from, id)?.name ?? null),
    profile: remembered((id) => shownProfileName(getProfile(from, id)))
  }
}

/** Chancery's own profiles are told by what they make. */
function shownProfileName(row: ProfileRow | undefined): string | null {
  if (row === undefined || !isBuiltInProfile(row)) return row?.name ?? null
  const words = row.name.slice(1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function remembered(look: (id: number) => string | null): (id: number | null) => string | null {
  const known = new Map<number, string | null>()
  return (id) => {
    if (id === null) return null
    const there = known.get(id)
    if (there !== undefined) return there
    const found = look(id)
    known.set(id, found)
    return found
  }
}
