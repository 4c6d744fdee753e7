import { ChanceryError } from '../../src-shared/errors.ts'
import type { Channel } from '../../src-shared/model/channel.ts'
import { argon2id } from '../keys/argon2.ts'
import { afterGuess, noGuesses, type GuessRecord } from '../keys/guess-throttle.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { passphraseBytes } from '../keys/passphrase.ts'
import { openPassphraseSlot } from '../keys/slots.ts'
import type { Writer } from '../store/connection.ts'
import { getOperator, getOperatorByName, updateOperator, type OperatorRow } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { getOperatorSlot } from '../store/vault.ts'
import { actorOf, auditAccount, type AccountsWorld } from './accounts-world.ts'
import { requireGuess } from './guess-gate.ts'
import { operatorSlotOf } from './slot-rows.ts'

/** One answer for a wrong name, a wrong passphrase and a disabled account. */
const wrong = 'The name or the passphrase is wrong.'

/**
 * Checks an operator's passphrase and unlocks the vault with it.
 * An unknown name costs the same work and is slowed down in the same way, so that nobody learns which names exist.
 * @throws ChanceryError `wrong-passphrase`, `slowed-down`, `busy`
 */
export async function signIn(
  world: AccountsWorld,
  name: string,
  passphrase: string,
  channel: Channel
): Promise<OperatorRow> {
  const { store } = world.ca
  const operator = getOperatorByName(reader(store), name)
  if (operator === undefined || operator.state !== 'active') {
    world.strangers.count(name, world.ca.clock.now())
    await world.inTurn(() => workForNothing(world, passphrase))
    world.ca.log.warn('somebody tried to sign in under a name that no active operator has')
    throw new ChanceryError('wrong-passphrase', wrong)
  }
  const master = await openOwnSlot(world, operator, passphrase, channel, 'session.sign-in')
  await transaction(store, (writer) => {
    const now = getOperator(writer, operator.id)
    // Disabled while the passphrase was being worked out.
    if (now?.state !== 'active') {
      master.destroy()
      throw new ChanceryError('wrong-passphrase', wrong)
    }
    updateOperator(writer, operator.id, { lastSignInAt: world.ca.clock.now() })
    auditAccount(writer, world, {
      actor: actorOf(operator, channel),
      operation: 'session.sign-in',
      operatorId: operator.id,
      outcome: 'ok'
    })
  })
  world.vault.vault().unlock(master)
  return operator
}

/**
 * Opens an operator's slot with a guess that is counted before it is tried.
 * @returns the master key; the caller hands it to the vault or destroys it
 * @throws ChanceryError `wrong-passphrase` (with an audit row), `slowed-down`
 */
export async function openOwnSlot(
  world: AccountsWorld,
  operator: OperatorRow,
  passphrase: string,
  channel: Channel,
  operation: string
): Promise<MasterKey> {
  const { store, clock } = world.ca
  await transaction(store, (writer) => {
    const record = guessesOf(getOperator(writer, operator.id) ?? operator)
    requireGuess(record, clock.now())
    setGuesses(writer, operator.id, afterGuess(record, clock.now()))
  })
  const row = getOperatorSlot(reader(store), operator.id)
  if (row === undefined)
    throw new ChanceryError(
      'damaged',
      `The unlock record of operator ${operator.name} is missing. Reset the passphrase.`
    )
  const slot = operatorSlotOf(row, operator.name)
  try {
    const master = await world.inTurn(() => openPassphraseSlot(slot, world.vault.vault().id, passphrase))
    await transaction(store, (writer) => setGuesses(writer, operator.id, noGuesses))
    return master
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code !== 'wrong-passphrase') throw error
    await transaction(store, (writer) =>
      auditAccount(writer, world, {
        actor: actorOf(operator, channel),
        operation,
        operatorId: operator.id,
        outcome: 'refused',
        detail: { why: 'wrong passphrase' }
      })
    )
    throw new ChanceryError('wrong-passphrase', wrong, { cause: error })
  }
}

function setGuesses(writer: Writer, operatorId: number, record: GuessRecord): void {
  updateOperator(writer, operatorId, {
    failedCount: record.failed,
    blockedUntil: record.waitUntil === 0 ? null : record.waitUntil
  })
}

function guessesOf(operator: OperatorRow): GuessRecord {
  return { failed: operator.failedCount, waitUntil: operator.blockedUntil ?? 0 }
}

async function workForNothing(world: AccountsWorld, passphrase: string): Promise<void> {
  const bytes = passphraseBytes(passphrase)
  const derived = await argon2id(bytes, world.ca.random.bytes(16), world.cost)
  derived.fill(0)
  bytes.fill(0)
}
