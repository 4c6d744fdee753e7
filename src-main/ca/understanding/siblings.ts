import type { z } from 'zod'
import type { Selection, SiblingRelation, understandingOperations } from '../../../src-shared/api/understanding.ts'
import { accountOf, countSelection, proofsOfRequest, selectCertificates } from '../../store/certificate-selection.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { requireCertificate } from '../certificates/find.ts'
import { certificateRows, nameLookup } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import { queryOf, resolved } from './select.ts'

export type SiblingGroups = z.infer<(typeof understandingOperations)['incident.siblings']['output']>

/** Certificates of a group that are counted, and that are shown. */
const MOST_COUNTED = 1000
const SHOWN = 20
/** Minutes before and after within which certificates of one requester are taken for one batch. */
const BATCH_MINUTES = 10

interface Relation {
  readonly relation: SiblingRelation
  readonly shared: string
  readonly selection: Selection
}

/**
 * Finds what shares with a certificate whatever may turn out to be bad: its key, its batch, the proofs that its names rest
 * on, its ACME account, the profile revision, its requester, its kind of key, its signature algorithm.
 * @returns the groups that have others in them, the closest relation first
 * @throws ChanceryError `not-found`
 */
export function siblingsOf(ca: CaContext, id: number): SiblingGroups {
  const from = reader(ca.store)
  const record = requireCertificate(from, id)
  const groups = relationsOf(from, record).flatMap(({ relation, shared, selection }) => {
    const query = queryOf(ca, resolved(from, selection), false)
    const counted = countSelection(from, query, MOST_COUNTED + 2)
    if (counted < 2) return []
    const rows = selectCertificates(from, query, 0, SHOWN + 1).filter((row) => row.id !== id)
    return [
      {
        relation,
        shared,
        count: Math.min(MOST_COUNTED, counted - 1),
        capped: counted > MOST_COUNTED + 1,
        rows: certificateRows(ca, rows.slice(0, SHOWN)),
        selection
      }
    ]
  })
  return { groups }
}

function relationsOf(from: Reader, record: CertificateRecord): Relation[] {
  const relations: Relation[] = [
    { relation: 'key', shared: record.spkiSha256, selection: { by: 'key', certificate: record.id } }
  ]
  if (record.requesterText !== '')
    relations.push({
      relation: 'batch',
      shared: record.requesterText,
      selection: { by: 'batch', certificate: record.id, minutes: BATCH_MINUTES }
    })
  for (const proof of record.requestId === null ? [] : proofsOfRequest(from, record.requestId))
    relations.push({
      relation: 'evidence',
      shared: proof.subject,
      selection: { by: 'evidence', evidence: proof.id }
    })
  const account = accountOf(from, record.id)
  if (account !== undefined)
    relations.push({
      relation: 'account',
      shared: `${account.service}, ${account.id}`,
      selection: { by: 'account', account: account.id }
    })
  const revision = record.profileRevisionId === null ? undefined : getProfileRevision(from, record.profileRevisionId)
  // The profiles of Chancery itself are not looked up by people.
  if (revision !== undefined && record.profileId !== null && record.class !== 'authority' && record.class !== 'service')
    relations.push({
      relation: 'revision',
      shared: `${nameLookup(from).profile(record.profileId) ?? ''}, ${revision.number}`,
      selection: { by: 'revision', profile: record.profileId, revision: revision.number }
    })
  if (record.requesterText !== '')
    relations.push({
      relation: 'requester',
      shared: record.requesterText,
      selection: { by: 'requester', requester: record.requesterText }
    })
  relations.push({
    relation: 'key-kind',
    shared: record.keyAlgorithm,
    selection: { by: 'filter', keyAlgorithm: record.keyAlgorithm }
  })
  if (record.authorityId !== null)
    relations.push({
      relation: 'signature',
      shared: record.signatureAlgorithm,
      selection: { by: 'signature', authority: record.authorityId, algorithm: record.signatureAlgorithm }
    })
  return relations
}
