import type { CertificateFilter, Moment } from './certificate-filter.ts'
import { listCertificateFields } from './certificate-list.ts'
import type { CertificateRecord } from './certificates.ts'
import { allRows, getNumber, type Reader } from './connection.ts'

const memberFields = ['id', 'authorityId', 'profileId', 'subject', 'requesterText', 'notAfter'] as const

/** What a certificate is grouped by. */
export type CertificateMember = Pick<CertificateRecord, (typeof memberFields)[number]>

/** The newest certificates that a filter lets through, of which groups are counted. */
export function certificateMembers(
  reader: Reader,
  asked: Moment & { readonly filter: CertificateFilter; readonly any: readonly CertificateFilter[] },
  most: number
): { readonly rows: readonly CertificateMember[]; readonly more: boolean } {
  const page = listCertificateFields(
    reader,
    { ...asked, sort: 'created', descending: true, cursor: null, limit: most },
    memberFields
  )
  return { rows: page.rows, more: page.next !== null }
}

/** Certificates that end in each month, from the tallies of days. A month is written YYYY-MM, in UTC. */
export function endsByMonth(reader: Reader): { readonly month: string; readonly n: number }[] {
  return allRows(
    reader,
    `SELECT strftime('%Y-%m', CAST(substr(key, -7) AS INTEGER) * 86400, 'unixepoch') AS month, sum(n) AS n
     FROM tally WHERE scope = 'expiry' GROUP BY month HAVING sum(n) > 0 ORDER BY month`
  ) as { month: string; n: number }[]
}

/** Certificates of one requester that are counted; beyond, there are at least so many. */
const requesterCap = 500

/** Requesters in the order of their names, each found by one step along the index. */
export function requesterCounts(
  reader: Reader,
  most: number
): { readonly key: string; readonly n: number; readonly capped: boolean }[] {
  const names = allRows(
    reader,
    `WITH RECURSIVE step(name) AS (SELECT min(requester_text) FROM certificate WHERE requester_text > ''
       UNION ALL SELECT (SELECT min(requester_text) FROM certificate WHERE requester_text > step.name) FROM step WHERE step.name IS NOT NULL)
     SELECT name FROM step WHERE name IS NOT NULL LIMIT ?`,
    [most]
  ) as { name: string }[]
  return names.map(({ name }) => {
    const n = getNumber(
      reader,
      'SELECT count(*) FROM (SELECT 1 FROM certificate INDEXED BY certificate_requester WHERE requester_text = ? LIMIT ?)',
      [name, requesterCap + 1]
    )
    return { key: name, n: Math.min(n, requesterCap), capped: n > requesterCap }
  })
}
