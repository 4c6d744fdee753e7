import type { z } from 'zod'
import type { mpicOperations } from '../../../src-shared/api/mpic.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { mpicDetail, type MpicDetail, type MpicExchange, type MpicRuleVerdict } from '../../../src-shared/model/mpic.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority, getAuthorityByName, listAuthorities } from '../../store/authorities.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { getMpicExchange, listMpicExchanges, type MpicExchangeRow, type MpicExchangeSummary } from '../../store/mpic.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { rulesAt } from '../../validation/mpic/judge.ts'
import { judgeCount } from '../../validation/mpic/quorum.ts'
import type { CorroborationCheck } from '../../validation/perspectives.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { domainOf, readDomain, readMailbox } from '../validation/names.ts'
import { loadConnector } from './connector.ts'
import { corroborateOnce, type MpicParts } from './corroborate.ts'
import { lookOurselves } from './own-look.ts'

type CheckInput = z.output<(typeof mpicOperations)['mpic.check']['input']>

interface Checked {
  outcome: 'verified' | 'failed' | 'not-performed'
  rule: string
  reason: string
  steps: string[]
  detail: MpicDetail
}

/**
 * Runs one check at the hand of an operator: our own look and the coordinator's, side by side. Verified only where both
 * are; nothing of it counts as evidence for a certificate.
 * @throws ChanceryError `invalid-input`, `not-ready` without a coordinator, `cancelled`
 */
export async function runCheck(
  parts: MpicParts,
  input: CheckInput,
  actor: Actor,
  signal: AbortSignal
): Promise<Checked> {
  const { ca } = parts
  const { settings } = loadConnector(reader(ca.store))
  if (settings.url === null)
    throw new ChanceryError(
      'not-ready',
      'No coordinator is set up. Name one with "chancery mpic configure --settings.url".'
    )
  const check = checkOf(ca, input)
  const primary = await lookOurselves(ca, check, signal)
  const { finding, detail, exchangeId } = await corroborateOnce(parts, settings, check, 'check', primary, signal)
  const ended =
    finding.outcome === 'verified' && primary.outcome !== 'passed'
      ? {
          outcome: primary.outcome === 'failed' ? ('failed' as const) : ('not-performed' as const),
          rule: 'mpic.primary',
          reason: `The others saw it, and this machine did not: ${primary.reason}`
        }
      : { outcome: finding.outcome, rule: finding.rule, reason: finding.reason }
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation: 'mpic.check',
      object: { kind: 'mpic-exchange', id: exchangeId ?? 0 },
      outcome: ended.outcome === 'verified' ? 'ok' : 'failed',
      detail: { target: detail.target, method: detail.method ?? detail.checkType, rule: ended.rule }
    })
  )
  return { ...ended, steps: [...finding.steps], detail }
}

function checkOf(ca: CaContext, input: CheckInput): CorroborationCheck {
  const { name, method } = input
  if (method === 'caa') {
    const identities = input.identity.length > 0 ? input.identity : identitiesOf(ca, input.authority)
    if (identities.length === 0)
      throw new ChanceryError(
        'invalid-input',
        'CAA records name authorities, and no authority has such a name here. Give --identity, or set caaIdentities of an authority.'
      )
    if (name.includes('@')) return { kind: 'caa', target: domainOf(readMailbox(name)), purpose: 'mail', identities }
    const wildcard = name.startsWith('*.')
    const target = readHost(wildcard ? name.slice(2) : name)
    return { kind: 'caa', target: wildcard ? `*.${target}` : target, purpose: 'tls', identities }
  }
  const target = readHost(name)
  const value = needed(input.value, 'value', method)
  switch (method) {
    case 'txt':
      return { kind: 'domain', target, by: { method, label: input.label, value } }
    case 'file':
      return { kind: 'domain', target, by: { method, path: needed(input.path, 'path', method), value } }
    case 'http-01':
      return {
        kind: 'domain',
        target,
        by: { method, token: needed(input.path, 'path', method), keyAuthorization: value }
      }
    case 'dns-01':
      return { kind: 'domain', target, by: { method, digest: value } }
    case 'tls-alpn-01':
      return { kind: 'domain', target, by: { method, keyAuthorization: value } }
  }
}

function readHost(name: string): string {
  return readDomain(name)
}

function needed(text: string | undefined, field: string, method: string): string {
  if (text !== undefined && text !== '') return text
  throw new ChanceryError('invalid-input', `A check by ${method} needs --${field}.`, {
    reasons: [{ where: field, rule: 'mpic.check', message: `A check by ${method} needs it.` }]
  })
}

function identitiesOf(ca: CaContext, authority: Ref | undefined): readonly string[] {
  const from = reader(ca.store)
  const rows =
    authority === undefined
      ? listAuthorities(from).filter(({ state }) => state === 'active')
      : [typeof authority === 'number' ? getAuthority(from, authority) : getAuthorityByName(from, authority)]
  return [
    ...new Set(
      rows.flatMap((row) => {
        if (row === undefined) throw new ChanceryError('not-found', `There is no authority ${authority}.`)
        return authoritySettings.parse(row.settings).caaIdentities
      })
    )
  ]
}

interface PageInput {
  readonly name?: string | undefined
  readonly outcome?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Newest first. @throws ChanceryError `malformed` (cursor) */
export function listExchanges(
  ca: CaContext,
  input: PageInput
): { rows: MpicExchange[]; next: string | null; total: null } {
  const before = input.cursor === undefined ? null : decodeCursor('mpic', input.cursor).id
  const filter = { target: input.name?.toLowerCase(), outcome: input.outcome }
  const found = listMpicExchanges(reader(ca.store), filter, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(plain),
    next:
      found.length > input.limit && last !== undefined ? encodeCursor('mpic', { value: last.at, id: last.id }) : null,
    total: null
  }
}

const plain = (row: MpicExchangeSummary): MpicExchange => ({ ...row })

/** @throws ChanceryError `not-found`, `damaged` */
export function showExchange(
  ca: CaContext,
  { id, at }: { readonly id: number; readonly at?: number | undefined }
): {
  exchange: MpicExchange
  detail: MpicDetail
  simulated: MpicRuleVerdict[] | null
  request: string
  response: string | null
} {
  const row = requireExchange(ca, id)
  const { detail, request, response, ...summary } = row
  const parsed = mpicDetail.safeParse(detail)
  if (!parsed.success) throw new ChanceryError('damaged', `The detail of exchange ${id} cannot be read.`)
  return {
    exchange: { ...summary, requestBytes: request.length, responseBytes: response?.length ?? 0 },
    detail: { ...parsed.data, exchangeId: id },
    simulated: at === undefined ? null : rulesOfDay(ca, parsed.data, at),
    request: Buffer.from(request).toString('utf8'),
    response: response === null ? null : Buffer.from(response).toString('utf8')
  }
}

/** What was counted then, under the rules of another day and the numbers of the present settings. */
function rulesOfDay(ca: CaContext, { perspectives, registries, rules }: MpicDetail, at: number): MpicRuleVerdict[] {
  const counted = perspectives.flatMap(({ code, state }) => (state === 'corroborates' ? [code] : []))
  const found = {
    asked: perspectives.length,
    distinct: rules[0]?.perspectives.have ?? 0,
    counted: new Set(counted),
    registries
  }
  return rulesAt(loadConnector(reader(ca.store)).settings, at).map(({ id, rule, decides }) => ({
    rule: id,
    decides,
    ...judgeCount(rule, found)
  }))
}

/** @throws ChanceryError `not-found`, also where no answer came */
export function rawExchange(
  ca: CaContext,
  { id, part }: { readonly id: number; readonly part: 'request' | 'response' }
): { name: string; mediaType: string; base64: string } {
  const row = requireExchange(ca, id)
  const bytes = part === 'request' ? row.request : row.response
  if (bytes === null) throw new ChanceryError('not-found', `No answer came in exchange ${id}.`)
  return {
    name: `mpic-${id}-${part}.json`,
    mediaType: 'application/json',
    base64: Buffer.from(bytes).toString('base64')
  }
}

function requireExchange(ca: CaContext, id: number): MpicExchangeRow {
  const row = getMpicExchange(reader(ca.store), id)
  if (row === undefined)
    throw new ChanceryError('not-found', `There is no exchange ${id}; those older than keepDays are not kept.`)
  return row
}
