import type { SavedView } from '../../src-shared/api/views.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { getOperator, type OperatorRow } from '../store/operators.ts'
import { getRoleByName } from '../store/roles.ts'
import { getSavedView, listSavedViews, removeSavedView, saveView, type SavedViewRow } from '../store/saved-views.ts'
import type { Reader } from '../store/connection.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { CaContext } from './context.ts'

type Person = Pick<OperatorRow, 'id' | 'roles'>

/** @returns the own views of a list and those shared with a role of the person */
export function savedViews(ca: CaContext, list: string, person: Person): { views: SavedView[] } {
  const from = reader(ca.store)
  return { views: listSavedViews(from, list, person.id, person.roles).map((row) => shown(from, row, person)) }
}

/** Keeps a view, or replaces the own one of that name. @throws ChanceryError `invalid-input` for a role that the person has not */
export async function keepView(
  ca: CaContext,
  input: {
    readonly list: string
    readonly name: string
    readonly query: string
    readonly shown: readonly string[] | null
    readonly role: string | null
  },
  person: Person
): Promise<{ view: SavedView }> {
  return transaction(ca.store, (tx) => {
    if (input.role !== null && !person.roles.includes(input.role)) {
      const known = getRoleByName(tx, input.role) !== undefined
      throw new ChanceryError(
        'invalid-input',
        known
          ? `A view is shared with a role of your own; ${input.role} is none of them.`
          : `There is no role ${input.role} of yours. Your roles are ${person.roles.join(', ')}.`
      )
    }
    const id = saveView(tx, { ...input, operatorId: person.id, updatedAt: ca.clock.now() })
    return { view: shown(tx, requireView(tx, id), person) }
  })
}

/** @throws ChanceryError `not-found` also for the view of somebody else */
export async function removeView(ca: CaContext, id: number, person: Person): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireView(tx, id)
    if (row.operatorId !== person.id) throw notThere(id)
    removeSavedView(tx, id)
  })
  return { ok: true }
}

function requireView(from: Reader, id: number): SavedViewRow {
  const row = getSavedView(from, id)
  if (row === undefined) throw notThere(id)
  return row
}

function notThere(id: number): ChanceryError {
  return new ChanceryError('not-found', `You have no saved view with number ${id}.`)
}

function shown(from: Reader, row: SavedViewRow, person: Person): SavedView {
  return {
    id: row.id,
    name: row.name,
    query: row.query,
    shown: row.shown === null ? null : [...row.shown],
    role: row.role,
    owner: getOperator(from, row.operatorId)?.name ?? '',
    own: row.operatorId === person.id
  }
}
