import type { Actor, Channel } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { getOperator, listOperators, updateOperator, type OperatorRow } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { afterCommit } from '../store/connection.ts'
import type { AccountsWorld } from './accounts-world.ts'
import { changeOperator, createOperator, findOperator, type NewOperator, type OperatorChange } from './operators.ts'
import { changePassphrase, recover, resetPassphrase } from './passphrases.ts'
import { deleteOwnRole, saveOwnRole } from './own-roles.ts'
import { knownRoles, permissionsOf, type KnownRole } from './roles.ts'
import { setUp, type SetupWish } from './setup.ts'
import { openOwnSlot, signIn } from './sign-in.ts'
import { makeUnlockSecret, unlockAtStart } from './unlock-at-start.ts'

/** The operators of the installation: who they are, what they may do and how they open the vault. */
export interface Accounts {
  setUp(wish: SetupWish, channel: Channel): Promise<{ readonly operatorId: number; readonly recoveryCode: string }>
  signIn(name: string, passphrase: string, channel: Channel): Promise<OperatorRow>
  /** Tries the passphrase of an operator who is signed in once more. @throws ChanceryError `wrong-passphrase`, `slowed-down`, `busy` */
  confirm(operator: OperatorRow, passphrase: string, channel: Channel): Promise<void>
  unlockAtStart(secret: Uint8Array, name?: string): Promise<OperatorRow>
  makeUnlockSecret(actor: Actor): Promise<string>
  changePassphrase(
    operator: OperatorRow,
    wish: { readonly current: string; readonly next: string },
    actor: Actor,
    token: string | undefined
  ): Promise<void>
  recover(
    wish: { readonly operator: string; readonly recoveryCode: string; readonly passphrase: string },
    channel: Channel
  ): Promise<{ readonly recoveryCode: string }>
  resetPassphrase(ref: Ref, passphrase: string, actor: Actor): Promise<void>
  /** @returns the account when it exists and is active: asked at every call, so that a change counts at once */
  active(operatorId: number): OperatorRow | undefined
  list(): readonly OperatorRow[]
  create(wish: NewOperator, actor: Actor): Promise<OperatorRow>
  update(ref: Ref, change: OperatorChange, actor: Actor): Promise<OperatorRow>
  preferencesOf(operator: OperatorRow): Readonly<Record<string, unknown>>
  /** @throws ChanceryError `too-large` */
  setPreference(operatorId: number, key: string, value: unknown): Promise<void>
  roles(): readonly KnownRole[]
  permissionsOf(roles: readonly string[]): readonly Permission[]
  saveRole(
    wish: { readonly name: string; readonly label: string; readonly permissions: readonly Permission[] },
    actor: Actor
  ): Promise<KnownRole>
  deleteRole(name: string, actor: Actor): Promise<void>
}

/** Preferences of one account, as JSON text. */
const largestPreferences = 64 * 1024

export function createAccounts(world: AccountsWorld): Accounts {
  const read = (): ReturnType<typeof reader> => reader(world.ca.store)
  return {
    setUp: (wish, channel) => setUp(world, wish, channel),
    signIn: (name, passphrase, channel) => signIn(world, name, passphrase, channel),
    confirm: async (operator, passphrase, channel) => {
      const master = await openOwnSlot(world, operator, passphrase, channel, 'session.confirm')
      master.destroy()
    },
    unlockAtStart: (secret, name) => unlockAtStart(world, secret, name),
    makeUnlockSecret: (actor) => makeUnlockSecret(world, actor),
    changePassphrase: (operator, wish, actor, token) => changePassphrase(world, operator, wish, actor, token),
    recover: (wish, channel) => recover(world, wish, channel),
    resetPassphrase: (ref, passphrase, actor) => resetPassphrase(world, findOperator(read(), ref), passphrase, actor),
    active: (operatorId) => {
      const operator = getOperator(read(), operatorId)
      return operator?.state === 'active' ? operator : undefined
    },
    list: () => listOperators(read()),
    create: (wish, actor) => createOperator(world, wish, actor),
    update: (ref, change, actor) => changeOperator(world, ref, change, actor),
    preferencesOf,
    setPreference: async (operatorId, key, value) => {
      await transaction(world.ca.store, (writer) => {
        const preferences = { ...preferencesOf(findOperator(writer, operatorId)), [key]: value }
        if (JSON.stringify(preferences).length > largestPreferences)
          throw new ChanceryError(
            'too-large',
            `The preferences of one account hold at most ${largestPreferences} characters. Remove saved views that nobody needs.`
          )
        updateOperator(writer, operatorId, { preferences })
        afterCommit(writer, () => world.ca.emit('operator.changed', { id: operatorId }))
      })
    },
    roles: () => knownRoles(read()),
    permissionsOf: (roles) => permissionsOf(read(), roles),
    saveRole: (wish, actor) => saveOwnRole(world, wish, actor),
    deleteRole: (name, actor) => deleteOwnRole(world, name, actor)
  }
}

/** @returns what an operator keeps for the screens */
function preferencesOf(operator: OperatorRow): Readonly<Record<string, unknown>> {
  const { preferences } = operator
  return typeof preferences === 'object' && preferences !== null && !Array.isArray(preferences)
    ? Object.fromEntries(Object.entries(preferences))
    : {}
}
