import type { Comparison } from '../../../src-shared/model/request.ts'
import { keyDescription } from '../../pki/describe/key.ts'
import { getCertificate, listNamesakes, type CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { nameLookup } from '../certificates/rows.ts'
import { requireParsed } from '../certificates/find.ts'

const DAY_MS = 86_400_000

/**
 * What differs between a request and the certificate before it: the one that the request takes the place of, else the
 * newest certificate with the same subject that shares a name.
 * @param validity of the certificate to be, Unix ms; null where it is refused
 * @returns every field with both values; null where there was no such certificate
 */
export function againstPrevious(
  from: Reader,
  record: RequestRecord,
  validity: { readonly notBefore: number; readonly notAfter: number } | null
): Comparison | null {
  const named = record.previousCertificateId === null ? undefined : getCertificate(from, record.previousCertificateId)
  const previous = named ?? sameNames(from, record)
  if (previous === undefined) return null
  const lookup = nameLookup(from)
  const row = (
    field: Comparison['rows'][number]['field'],
    before: string,
    now: string
  ): Comparison['rows'][number] => ({
    field,
    before,
    now,
    same: before === now
  })
  return {
    certificateId: previous.id,
    serial: previous.serial,
    notAfter: previous.notAfter,
    named: named !== undefined,
    rows: [
      row('subject', previous.subject, record.subject),
      row('names', words(previous.names).join(' '), words(record.names).join(' ')),
      row('key', previous.spkiSha256, record.spkiSha256),
      row('key-kind', keyDescription(requireParsed(from, previous.id).publicKey), record.keyDescription),
      row('authority', lookup.authority(previous.authorityId) ?? '', lookup.authority(record.authorityId) ?? ''),
      row('profile', lookup.profile(previous.profileId) ?? '', lookup.profile(record.profileId) ?? ''),
      row('profile-revision', revision(from, previous.profileRevisionId), revision(from, record.profileRevisionId)),
      ...(validity === null ? [] : [row('validity-days', days(previous), days(validity))])
    ]
  }
}

function sameNames(from: Reader, record: RequestRecord): CertificateRecord | undefined {
  const wanted = new Set(words(record.names))
  return listNamesakes(from, record.subject).find(
    ({ names }) => (wanted.size === 0 && names === '') || words(names).some((name) => wanted.has(name))
  )
}

/** Alternative names in an order that does not depend on how they were asked for. */
function words(names: string): string[] {
  return names.split(' ').filter(Boolean).sort()
}

function revision(from: Reader, id: number | null): string {
  const found = id === null ? undefined : getProfileRevision(from, id)
  return found === undefined ? '' : String(found.number)
}

function days(validity: { readonly notBefore: number; readonly notAfter: number }): string {
  return String(Math.round((validity.notAfter - validity.notBefore) / DAY_MS))
}
