import type { z } from 'zod'
import type { proposalView } from '../../../src-shared/api/quorum.ts'
import { getAuthority, getAuthorityByName } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator, getOperatorByName } from '../../store/operators.ts'
import { knownRoles } from '../roles.ts'
import { ruleNameOf } from '../../../src-shared/model/quorum.ts'
import { ruleOf, wishedRule } from './rules.ts'
import type { QuorumWorld } from './world.ts'

type Change = z.output<typeof proposalView>['changes'][number]
type Json = Change['now']
type Fields = Readonly<Record<string, unknown>>

/** What a proposal is about, and how things are now. */
export interface About {
  readonly name: string
  readonly now: Fields | null
  readonly next: Fields
}

/** @returns the object in words, and its present fields where the operation changes fields of it */
export function aboutOf(from: Reader, world: QuorumWorld, operation: string, input: Fields): About {
  const { operator: whom, authority: which, ...rest } = input
  const [area] = operation.split('.')
  if (operation === 'settings.update')
    return { name: '', now: { ...world.ca.settings() }, next: isFields(input['settings']) ? input['settings'] : {} }

  if (operation === 'operator.update') {
    const row = operatorOf(from, whom)
    return { name: row?.name ?? text(whom), now: row === undefined ? null : { ...row }, next: rest }
  }
  if (operation === 'role.save') {
    const role = knownRoles(from).find(({ name }) => name === input['name'])
    return { name: text(input['name']), now: role === undefined ? null : { ...role }, next: input }
  }
  if (operation === 'quorum.set' || operation === 'quorum.remove') {
    const name = text(input['operation'])
    const now = ruleOf(from, ruleNameOf(name))?.terms ?? null
    return { name, now, next: operation === 'quorum.set' ? { ...wishedRule(input).terms } : {} }
  }
  if (operation === 'authority.update') {
    const row = authorityOf(from, which)
    return { name: row?.name ?? text(which), now: row === undefined ? null : { ...row }, next: rest }
  }
  if (which !== undefined) return { name: authorityOf(from, which)?.name ?? text(which), now: null, next: {} }
  if (whom !== undefined) return { name: operatorOf(from, whom)?.name ?? text(whom), now: null, next: {} }
  if (area === 'certificate') return { name: certificatesIn(from, input), now: null, next: {} }
  return { name: text(input['name'] ?? input['label'] ?? input['role'] ?? input['key'] ?? ''), now: null, next: {} }
}

/** @returns fields that would be different. A group of settings is looked into, so that one change is one line. */
export function changesOf({ now, next }: About): Change[] {
  if (now === null) return []
  return Object.entries(next).flatMap(([field, value]) => differences(field, now[field], value))
}

function differences(field: string, now: unknown, next: unknown): Change[] {
  if (next === undefined || JSON.stringify(now) === JSON.stringify(next)) return []
  if (isFields(now) && isFields(next))
    return Object.entries(next).flatMap(([name, value]) => differences(`${field}.${name}`, now[name], value))
  return [{ field, now: json(now), next: json(next) }]
}

function certificatesIn(from: Reader, input: Fields): string {
  const ids = [input['id'], ...(Array.isArray(input['ids']) ? (input['ids'] as unknown[]) : [])]
  const named = ids.flatMap((id) => (typeof id === 'number' ? [getCertificate(from, id)?.subject ?? `${id}`] : []))
  return named.length > 3 ? `${named.slice(0, 3).join('; ')} and ${named.length - 3} more` : named.join('; ')
}

function operatorOf(from: Reader, ref: unknown): ReturnType<typeof getOperator> {
  const named = typeof ref === 'string' ? getOperatorByName(from, ref) : undefined
  return named ?? (/^[1-9]\d{0,14}$/.test(text(ref)) ? getOperator(from, Number(ref)) : undefined)
}

function authorityOf(from: Reader, ref: unknown): ReturnType<typeof getAuthority> {
  const named = typeof ref === 'string' ? getAuthorityByName(from, ref) : undefined
  return named ?? (/^[1-9]\d{0,14}$/.test(text(ref)) ? getAuthority(from, Number(ref)) : undefined)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json
}
