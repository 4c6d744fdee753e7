import type { IncidentPlan, IncidentRow } from '../../../src-shared/api/understanding.ts'
import { incidentPlan, incidentScenarios } from '../../../src-shared/api/understanding.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { getCertificate } from '../../store/certificates.ts'
import {
  getIncident,
  insertIncident,
  listIncidents,
  type IncidentHead,
  type IncidentRecord
} from '../../store/incidents.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { Bulk, BulkOutcome } from '../bulk.ts'
import type { CaContext } from '../context.ts'
import { revokeMany } from '../revoke.ts'
import { prepareIncident, type IncidentChoice, type Prepared } from './incident-plan.ts'

/** Failures that the record keeps word by word. */
const MOST_FAILURES = 1000

const keptDetail = z.object({
  selection: z.unknown(),
  plan: incidentPlan,
  failed: z.array(z.object({ id: z.number(), message: z.string() }))
})

/** @returns what would be done. Writes nothing. @throws as `prepareIncident` */
export async function previewIncident(ca: CaContext, choice: IncidentChoice): Promise<{ plan: IncidentPlan }> {
  return { plan: (await prepareIncident(ca, choice)).plan }
}

/** Keeps a preview as the record of a drill (BR 5.7.1.2). @throws as `prepareIncident` */
export async function drillIncident(
  ca: CaContext,
  choice: IncidentChoice & { readonly note: string },
  actor: Actor
): Promise<{ incident: IncidentRow }> {
  const startedAt = ca.clock.now()
  const prepared = await prepareIncident(ca, choice)
  const outcome = { done: 0, failed: [], cancelled: false }
  return { incident: await keep(ca, 'drill', choice, prepared, outcome, startedAt, actor) }
}

/**
 * Revokes exactly the certificates of a preview. Each is revoked in a transaction of its own, then each authority signs
 * one CRL; a cancellation stops after the certificate it is at, and what was done is recorded all the same.
 * @throws ChanceryError `conflict` where the certificates are not those of the preview any more; as `prepareIncident`
 */
export async function revokeIncident(
  ca: CaContext,
  choice: IncidentChoice & { readonly note: string; readonly digest: string },
  actor: Actor,
  bulk: Bulk
): Promise<BulkOutcome & { readonly incident: IncidentRow }> {
  const prepared = await prepareIncident(ca, choice, bulk.signal)
  if (prepared.plan.digest !== choice.digest)
    throw new ChanceryError(
      'conflict',
      'The certificates are not those of the preview any more: some were issued, revoked or have expired since, or the reason is another. Look at the preview again.'
    )
  const startedAt = ca.clock.now()
  const ids = prepared.records.map(({ id }) => id)
  const comment = choice.note === '' ? `Mass revocation: ${choice.scenario}` : choice.note
  const outcome = await revokeMany(ca, { ids, reason: choice.reason, comment }, actor, bulk)
  const cancelled = outcome.done + outcome.failed.length < ids.length
  const incident = await keep(ca, 'revocation', choice, prepared, { ...outcome, cancelled }, startedAt, actor)
  return { ...outcome, incident }
}

async function keep(
  ca: CaContext,
  kind: IncidentRow['kind'],
  choice: IncidentChoice & { readonly note: string },
  { plan, records }: Prepared,
  outcome: BulkOutcome & { readonly cancelled: boolean },
  startedAt: number,
  actor: Actor
): Promise<IncidentRow> {
  const row: Omit<IncidentRecord, 'id'> = {
    kind,
    scenario: choice.scenario,
    affected: plan.affected,
    revoked: outcome.done,
    failed: outcome.failed.length,
    cancelled: outcome.cancelled,
    startedAt,
    endedAt: ca.clock.now(),
    operator: actor.name,
    note: choice.note,
    detail: { selection: choice.selection, plan, failed: outcome.failed.slice(0, MOST_FAILURES) },
    certificates: records.map(({ id }) => id)
  }
  const id = await transaction(ca.store, (tx) => {
    const made = insertIncident(tx, row)
    const { selection } = choice
    recordAudit(tx, ca, {
      actor,
      operation: kind === 'drill' ? 'incident.drill' : 'incident.revoke',
      object: { kind: 'incident', id: made },
      outcome: 'ok',
      detail: {
        selection,
        scenario: row.scenario,
        reason: plan.reason,
        affected: row.affected,
        revoked: row.revoked,
        failed: row.failed,
        cancelled: row.cancelled,
        digest: plan.digest
      }
    })
    return made
  })
  return rowOf({ ...row, id })
}

/** @returns drills and mass revocations, the newest first */
export function incidentList(ca: CaContext): { incidents: IncidentRow[] } {
  return { incidents: listIncidents(reader(ca.store), 500).map(rowOf) }
}

function rowOf(head: IncidentHead): IncidentRow {
  const { operator, scenario, ...row } = head
  return {
    id: row.id,
    kind: row.kind,
    scenario: incidentScenarios.find((one) => one === scenario) ?? 'other',
    affected: row.affected,
    revoked: row.revoked,
    failed: row.failed,
    cancelled: row.cancelled,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    by: operator,
    note: row.note
  }
}

/** Writes the record of a drill or mass revocation. @throws ChanceryError `not-found`, `damaged` */
export function exportIncident(
  ca: CaContext,
  input: { readonly id: number; readonly format: 'text' | 'csv' }
): { file: ProducedFile } {
  const record = getIncident(reader(ca.store), input.id)
  if (record === undefined) throw new ChanceryError('not-found', `There is no record with number ${input.id}.`)
  const detail = keptDetail.safeParse(record.detail)
  const ids = z.array(z.number().int()).safeParse(record.certificates)
  if (!detail.success || !ids.success)
    throw new ChanceryError('damaged', `Record ${input.id} cannot be read any more. Restore a backup.`)
  const text = input.format === 'text' ? recordText(record, detail.data) : recordCsv(ca, ids.data, detail.data.failed)
  return {
    file: {
      name: `${record.kind}-${record.id}.${input.format === 'text' ? 'txt' : 'csv'}`,
      mediaType: input.format === 'text' ? 'text/plain' : 'text/csv',
      base64: Buffer.from(text).toString('base64')
    }
  }
}

const moment = (unixMs: number): string => new Date(unixMs).toISOString().replace(/\.\d+Z$/, 'Z')

function recordText(record: IncidentRecord, { plan, selection, failed }: z.infer<typeof keptDetail>): string {
  const drill = record.kind === 'drill'
  const lines = [
    drill ? `Mass revocation drill ${record.id} (BR 5.7.1.2)` : `Mass revocation ${record.id}`,
    '',
    `Scenario: ${record.scenario}`,
    `Reason on the CRL: ${plan.reason} (RFC 5280 5.3.1)`,
    `Chosen by: ${JSON.stringify(selection)}`,
    `Carried out by: ${record.operator}`,
    `From ${moment(record.startedAt)} to ${moment(record.endedAt)}`,
    `Note: ${record.note === '' ? 'none' : record.note}`,
    '',
    `Certificates concerned: ${record.affected}`,
    ...(drill ? ['Revoked: none, this was a drill'] : [`Revoked: ${record.revoked}`, `Failed: ${record.failed}`]),
    ...(record.cancelled ? ['Stopped by an operator before the end.'] : []),
    `Fingerprint of the choice: ${plan.digest}`,
    '',
    `To be done by ${moment(plan.deadline)} (${plan.deadlineClause}, within ${plan.deadlineHours} hours)`,
    `Expected time: ${plan.seconds} s at ${plan.pace} certificates a second (${plan.paceMeasuredHere ? 'as measured here' : 'not measured here yet'})`,
    '',
    'Owners',
    ...plan.owners.map(({ owner, certificates }) => `  ${owner}: ${certificates}`),
    ...(plan.moreOwners > 0 ? [`  and ${plan.moreOwners} more`] : []),
    '',
    'Profiles',
    ...plan.byProfile.map(({ name, certificates }) => `  ${name === '' ? 'none' : name}: ${certificates}`),
    '',
    'CRLs',
    ...plan.crls.map(
      (crl) =>
        `  ${crl.authorityName}: ${crl.certificates} entries more, ${crl.growth} bytes on top of ${crl.crlBytes ?? 0}; ${crl.ocspAnswers} OCSP answers signed ahead are thrown away`
    ),
    ...(failed.length === 0 ? [] : ['', 'Not revoked', ...failed.map(({ id, message }) => `  ${id}: ${message}`)]),
    '',
    'Mail to the owners',
    `  Subject: ${plan.mail.subject}`,
    ...plan.mail.body.split('\n').map((line) => `  ${line}`),
    ''
  ]
  return lines.join('\n')
}

function recordCsv(
  ca: CaContext,
  ids: readonly number[],
  failed: readonly { readonly id: number; readonly message: string }[]
): string {
  const from = reader(ca.store)
  const messages = new Map(failed.map(({ id, message }) => [id, message]))
  const rows = ids.flatMap((id) => {
    const one = getCertificate(from, id)
    return one === undefined
      ? []
      : [
          [
            one.id,
            one.serial,
            one.subject,
            one.names,
            one.requesterText,
            moment(one.notAfter),
            one.state,
            messages.get(id) ?? ''
          ]
        ]
  })
  // A cell that a spreadsheet would run as a formula is made text.
  return stringify([['id', 'serial', 'subject', 'names', 'requester', 'notAfter', 'state now', 'failure'], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows'
  })
}
