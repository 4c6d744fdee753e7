import { timingSafeEqual } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { DrillReport } from '../../../src-shared/model/recovery.ts'
import { recordAudit } from '../../ca/audit.ts'
import type { MasterKey } from '../../keys/master-key.ts'
import { fingerprintText } from '../../keys/shares/share-set.ts'
import { openShareSlot, shareSlot } from '../../keys/shares/share-slot.ts'
import { passphraseSlot } from '../../keys/slots.ts'
import { getOperatorByName, updateOperator } from '../../store/operators.ts'
import {
  getShareSet,
  listShares,
  replaceShareSet,
  type ShareRow,
  type ShareSetRow
} from '../../store/recovery-shares.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { actorOf, auditAccount, type AccountsWorld } from '../accounts-world.ts'
import { putOperatorSlot, requireGoodPassphrase } from '../passphrases.ts'
import { slotOwner } from '../slot-rows.ts'

/** The set in force as people see it. */
export interface ShareSetView {
  readonly version: number
  readonly fingerprint: string
  readonly threshold: number
  readonly total: number
  readonly createdAt: number
  readonly createdBy: string
  readonly holders: readonly { readonly number: number; readonly holder: string; readonly place: string }[]
}

/** A card, to be shown once. */
export interface ShareCard {
  readonly number: number
  readonly holder: string
  readonly place: string
  readonly words: readonly string[]
}

export interface SharesWish {
  readonly shares: number
  readonly threshold: number
  readonly holders: readonly string[]
  readonly places: readonly string[]
}

export function shareSetView(from: Reader): ShareSetView | null {
  const row = getShareSet(from)
  return row === undefined ? null : viewOf(row, listShares(from, row.id))
}

/**
 * Makes a new set of shares; the one before opens nothing from then on.
 * @returns the cards, to be handed out once and kept nowhere
 * @throws ChanceryError `locked`, `not-ready`, `invalid-input`
 */
export async function createShares(
  world: AccountsWorld,
  wish: SharesWish,
  actor: Actor
): Promise<{ readonly set: ShareSetView; readonly cards: readonly ShareCard[] }> {
  const { store, clock } = world.ca
  const vault = world.vault.vault()
  const master = vault.master()
  if (wish.holders.length > wish.shares || wish.places.length > wish.shares)
    throw new ChanceryError('invalid-input', `There are ${wish.shares} shares, and more holders or places were named.`)
  const { set, slot } = await shareSlot(master, vault.id, { total: wish.shares, threshold: wish.threshold })
  const cards = set.cards.map(({ number, words }) => ({
    number,
    words,
    holder: wish.holders[number - 1] ?? '',
    place: wish.places[number - 1] ?? ''
  }))
  const view = await transaction(store, (writer) => {
    const version = replaceShareSet(
      writer,
      {
        setId: set.setId,
        threshold: set.threshold,
        total: cards.length,
        salt: slot.salt,
        wrapped: slot.wrapped,
        createdAt: clock.now(),
        createdBy: actor.name
      },
      set.cards.map(({ number, sha256 }) => ({
        number,
        sha256,
        holder: wish.holders[number - 1] ?? '',
        place: wish.places[number - 1] ?? ''
      }))
    )
    recordAudit(writer, world.ca, {
      actor,
      operation: 'vault.shares-create',
      object: { kind: 'share-set', id: fingerprintText(set.setId) },
      outcome: 'ok',
      detail: { version, threshold: set.threshold, total: cards.length, holders: wish.holders }
    })
    return shareSetView(writer)
  })
  if (view === null) throw new ChanceryError('internal', 'The shares were not written down.')
  return { set: view, cards }
}

/**
 * Opens the vault's slot with shares and sets a new passphrase for an operator.
 * @throws ChanceryError as `join`; `not-found` for the operator or without shares, `slowed-down`, `invalid-input`
 */
export async function combineShares(
  world: AccountsWorld,
  wish: { readonly shares: readonly string[]; readonly operator: string; readonly passphrase: string },
  channel: Actor['channel']
): Promise<{ readonly operator: string; readonly numbers: readonly number[] }> {
  const { store, clock } = world.ca
  // Shares have 160 bits and need no throttle; this keeps the audit log from being filled by strangers.
  world.strangers.count('vault shares', clock.now())
  const { master, numbers } = await openSet(world, wish.shares)
  try {
    world.strangers.clear('vault shares')
    const operator = getOperatorByName(reader(store), wish.operator)
    if (operator === undefined || operator.state !== 'active')
      throw new ChanceryError('not-found', `There is no active operator named ${wish.operator}.`)
    requireGoodPassphrase(world, operator, wish.passphrase)
    const slot = await world.inTurn(() =>
      passphraseSlot(master, world.vault.vault().id, slotOwner(operator.name), wish.passphrase, world.cost)
    )
    await transaction(store, (writer) => {
      putOperatorSlot(writer, operator.id, slot, clock.now())
      updateOperator(writer, operator.id, { failedCount: 0, blockedUntil: null })
      auditAccount(writer, world, {
        actor: actorOf(operator, channel),
        operation: 'vault.shares-combine',
        operatorId: operator.id,
        outcome: 'ok',
        detail: { shares: numbers }
      })
    })
    world.sessions.endOf(operator.id)
    return { operator: operator.name, numbers }
  } finally {
    master.destroy()
  }
}

/**
 * Proves that shares open the vault, and forgets the key at once. Nothing is unlocked by it.
 * @returns the report; a share that is wrong is an error before anything was tried, and the report of nothing
 * @throws ChanceryError as `join`, `not-found` without shares
 */
export async function drillShares(
  world: AccountsWorld,
  wish: { readonly shares: readonly string[]; readonly present: readonly string[] },
  actor: Actor
): Promise<DrillReport> {
  const { ca, vault } = world
  const started = ca.clock.monotonic()
  const set = shareSetView(reader(ca.store))
  const { master, numbers } = await openSet(world, wish.shares)
  try {
    const open = vault.state === 'unlocked'
    if (open && !sameKey(master, vault.vault().master(), vault.vault().id))
      throw new ChanceryError(
        'damaged',
        'The shares open a key, but not the one of this vault. Make new shares at once.'
      )
    const holders = numbers.map((number) => {
      const holder = set?.holders.find((one) => one.number === number)?.holder ?? ''
      return `share ${number}${holder === '' ? '' : ` (${holder})`}`
    })
    return {
      kind: 'shares',
      at: ca.clock.now(),
      outcome: 'passed',
      tookMs: Math.round(ca.clock.monotonic() - started),
      actor: actor.name,
      present: [...wish.present],
      installation: ca.settings().organizationName,
      backup: null,
      steps: [
        {
          name: 'shares',
          subject: set?.fingerprint ?? '',
          outcome: 'passed',
          message: `${holders.join(', ')} open the vault${open ? ': it is the key that is in use' : ' (it is locked, so the key was not compared with the one in use)'}. The key was forgotten.`,
          tookMs: Math.round(ca.clock.monotonic() - started)
        }
      ],
      lostDuties: [],
      tokens: []
    }
  } finally {
    master.destroy()
  }
}

async function openSet(
  world: AccountsWorld,
  texts: readonly string[]
): Promise<{ readonly master: MasterKey; readonly numbers: readonly number[] }> {
  const from = reader(world.ca.store)
  const row = getShareSet(from)
  if (row === undefined || row.salt === null || row.wrapped === null)
    throw new ChanceryError('not-found', 'No shares were made of the key of this vault.')
  return openShareSlot(
    { salt: row.salt, wrapped: row.wrapped },
    world.vault.vault().id,
    { setId: row.setId, threshold: row.threshold, marks: listShares(from, row.id) },
    shareTexts(texts)
  )
}

/** One text may hold several shares, one a line; a share may also be written over several lines. */
export function shareTexts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const lines = text
      .split(/[\r\n;]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const each = lines.every((line) => line.split(/[^A-Za-z]+/).filter((word) => word !== '').length >= 12)
    return each ? lines : [lines.join(' ')]
  })
}

function sameKey(a: MasterKey, b: MasterKey, vaultId: string): boolean {
  const [first, second] = [a.derive(vaultId, 'backup'), b.derive(vaultId, 'backup')]
  try {
    return timingSafeEqual(first, second)
  } finally {
    first.fill(0)
    second.fill(0)
  }
}

function viewOf(row: ShareSetRow, shares: readonly ShareRow[]): ShareSetView {
  return {
    version: row.version,
    fingerprint: fingerprintText(row.setId),
    threshold: row.threshold,
    total: row.total,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    holders: shares.map(({ number, holder, place }) => ({ number, holder, place }))
  }
}
