import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import { factsOfRows } from '../../store/certificate-facts.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { certificateRows } from './rows.ts'

/** Rows of a list with what people noted of them, which is looked up once for the page. */
export function certificateListRows(ca: CaContext, records: readonly CertificateRecord[]): CertificateListRow[] {
  const facts = factsOfRows(
    reader(ca.store),
    records.map(({ id }) => id)
  )
  return certificateRows(ca, records).map((row) => ({
    ...row,
    owner: facts.owners.get(row.id) ?? '',
    tags: [...(facts.tags.get(row.id) ?? [])],
    channel: facts.channels.get(row.id) ?? null
  }))
}
