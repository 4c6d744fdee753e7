import type { Output } from '../../../src-shared/api/index.ts'
import { mostInBulk } from '../../../src-shared/api/certificates.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { listCertificates as listRecords } from '../../store/certificate-list.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import { reader } from '../../store/store.ts'
import { runBulk, type Bulk, type BulkOutcome } from '../bulk.ts'
import type { CaContext } from '../context.ts'
import { askedFilter, type CertificateFilterInput } from './list.ts'
import { renewCertificate } from './renew.ts'
import { certificateRows, nameLookup } from './rows.ts'

/** Rows that a preview names. */
const mostNamed = 50

/**
 * What an action on everything that a filter lets through would touch. The action is then done with exactly these
 * certificates, so that nothing that is issued in between slips in.
 * @throws ChanceryError as the list does
 */
export function selectCertificates(ca: CaContext, input: CertificateFilterInput): Output<'certificate.select'> {
  const from = reader(ca.store)
  const asked = askedFilter(ca, input)
  const page = listRecords(from, { ...asked, sort: 'created', descending: true, cursor: null, limit: mostInBulk })
  const names = nameLookup(from)
  const states = tally(page.rows.map((row) => certificateStateAt(row, asked.now, asked.expiringDays)))
  const authorities = tally(page.rows.map((row) => names.authority(row.authorityId) ?? row.issuer))
  return {
    ids: page.rows.map(({ id }) => id),
    more: page.next !== null,
    byState: states.map(([state, n]) => ({ state, n })),
    byAuthority: authorities.map(([name, n]) => ({ name, n })),
    sample: certificateRows(ca, page.rows.slice(0, mostNamed))
  }
}

function tally<Key extends string>(keys: readonly Key[]): (readonly [Key, number])[] {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])
}

/** Asks for many certificates again, one by one; a request that is refused does not stop the others. */
export function renewMany(
  ca: CaContext,
  input: { readonly ids: readonly number[]; readonly note: string },
  actor: Actor,
  roles: readonly string[],
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return runBulk(ca, input.ids, bulk, async (id) => {
    await renewCertificate(ca, { id, note: input.note }, actor, roles)
  })
}
