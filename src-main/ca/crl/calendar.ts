import type { CrlAlarm, CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getMirror } from '../../store/air-gap.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { crlStateOf, scheduleOf } from './due.ts'
import { crlProfileOf } from './find-profile.ts'
import { scopesOf } from './lists.ts'
import { rowOf } from './view.ts'
import { waitingRevocation } from './waiting-revocation.ts'

/**
 * @returns for every authority with a certificate, or for one: its CRLs that are out, when the next come by themselves,
 * what waits for its day, and what somebody should look after. @throws ChanceryError `not-found`
 */
export function crlCalendar(ca: CaContext, input: { authority?: Ref | undefined }): { rows: CrlCalendarRow[] } {
  const from = reader(ca.store)
  const rows = input.authority === undefined ? listAuthorities(from) : [requireAuthority(from, input.authority)]
  return { rows: rows.filter(speaks).map((row) => calendarRow(ca, from, row)) }
}

/** @returns what somebody should look after, of all authorities */
export function crlAlarms(ca: CaContext): CrlAlarm[] {
  const from = reader(ca.store)
  return listAuthorities(from)
    .filter(speaks)
    .flatMap((row) => alarmsOf(ca, from, row))
}

/** An authority without certificate has issued nothing, and of one whose key is destroyed there will be no CRL again. */
function speaks(row: AuthorityRow): boolean {
  return row.certificateId !== null && row.state !== 'destroyed'
}

function calendarRow(ca: CaContext, from: Reader, row: AuthorityRow): CrlCalendarRow {
  const plan = scheduleOf(ca, from, row)
  const waiting = listWaitingCrls(from, row.id)
  const { life, overlap, scheduled, onRevocation, onRequest, times, deltaLife, partition, shards, keepExpired } =
    settingsOf(row).crl
  const lists = scopesOf(ca, from, loadIssuer(ca, row.id)).flatMap((scope) =>
    (['complete', 'delta'] as const).flatMap((kind) => {
      const latest = latestCrl(from, row.id, kind, scope)
      if (kind === 'delta' && latest === undefined) return []
      const released = waiting.find((one) => one.scope === scope && one.kind === kind)
      return [
        {
          scope,
          kind,
          state: crlStateOf(ca, from, row, kind, scope),
          last: latest === undefined ? null : rowOf(from, latest),
          nextRelease: released?.thisUpdate ?? null
        }
      ]
    })
  )
  return {
    authorityId: row.id,
    authorityName: row.name,
    authorityState: row.state,
    keyElsewhere: getMirror(from, row.id) !== undefined,
    addresses: [...authorityAddresses(row.name, settingsOf(row), ca.settings().publicBaseAddress).crl],
    profile: crlProfileOf(from, row.id),
    policy: { life, overlap, scheduled, onRevocation, onRequest, times, deltaLife, partition, shards, keepExpired },
    nextMade: plan === null ? null : Math.max(plan.at, 0),
    nextKind: plan === null ? null : plan.wish === 'deltas' ? 'delta' : 'complete',
    lists,
    waiting: waiting.map((one) => rowOf(from, one)),
    alarms: alarmsOf(ca, from, row)
  }
}

/** What of the undivided CRL lapses says it for its parts, which are made together with it. */
function alarmsOf(ca: CaContext, from: Reader, row: AuthorityRow): CrlAlarm[] {
  const latest = latestCrl(from, row.id)
  const alarm = (kind: CrlAlarm['kind'], at: number): CrlAlarm => ({
    authorityId: row.id,
    authorityName: row.name,
    kind,
    at
  })
  const alarms: CrlAlarm[] = []
  const state = crlStateOf(ca, from, row)
  const waiting = listWaitingCrls(from, row.id).filter(({ scope }) => scope === '')
  const shown = waiting.map((one) => rowOf(from, one))
  const fresh = shown.filter(({ stale }) => !stale)
  if (latest !== undefined && state === 'overdue') alarms.push(alarm('overdue', latest.nextUpdate))
  if (latest !== undefined && state === 'not-begun') alarms.push(alarm('not-begun', latest.thisUpdate))
  const stale = shown.some((one) => one.stale)
  const waitsSince = stale ? null : waitingRevocation(ca, from, row)
  if (waitsSince !== null) alarms.push(alarm('revocation-waits', waitsSince))
  // Where one waits that will be released in time nobody need do anything.
  if (latest !== undefined && state === 'due-soon' && !fresh.some(({ thisUpdate }) => thisUpdate <= latest.nextUpdate))
    alarms.push(alarm('due-soon', latest.nextUpdate))
  if (stale) alarms.push(alarm('series-stale', latest?.nextUpdate ?? ca.clock.now()))
  const [last, ...more] = fresh
  if (last !== undefined && more.length === 0) alarms.push(alarm('series-ending', last.nextUpdate))
  return alarms
}
