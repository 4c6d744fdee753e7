import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Input, Output } from '../../src-shared/api/index.ts'
import { proposalIn } from '../../src-shared/model/quorum.ts'
import type { EngineOptions } from '../engine/compose.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from './test-engine.ts'

/** Passphrases of the people of this house, by name. */
export const passphrases = {
  alice: testPassphrase,
  bob: 'copper anvil in june rain',
  carol: 'slow amber lantern orchard',
  dave: 'nine paper boats northward'
} as const
export type Who = keyof typeof passphrases

/** Four operators at windows of their own: alice, bob and carol are CA Administrators, dave is an Officer. */
export interface QuorumHouse extends TestEngine {
  readonly alice: Person
  readonly bob: Person
  readonly carol: Person
  readonly dave: Person
}

export type Proposal = Output<'quorum.show'>['proposal']

export async function startQuorumHouse(options: Partial<EngineOptions> = {}): Promise<QuorumHouse> {
  const started = await startWithAlice(options)
  const add = async (name: Exclude<Who, 'alice'>, roles: string[]): Promise<Person> => {
    await started.alice.call('operator.create', { name, roles, passphrase: passphrases[name] })
    return signIn(started, name)
  }
  const bob = await add('bob', ['ca-administrator'])
  const carol = await add('carol', ['ca-administrator'])
  const dave = await add('dave', ['officer'])
  return { ...started, bob, carol, dave }
}

/** @returns a window of its own in which this person is signed in */
export async function signIn(made: TestEngine, name: Who): Promise<Person> {
  const person = made.person()
  await person.call('session.sign-in', { operator: name, passphrase: passphrases[name] })
  return person
}

/** @returns the code of the reply, `ok` for success */
export async function codeOf(person: Person, name: string, input: unknown = {}): Promise<string> {
  const reply = await person.reply(name, input)
  return reply.ok ? 'ok' : reply.failure.code
}

/** Calls what is under a rule. @returns the number of the proposal that was made. @throws Error where it was not held back */
export async function proposalOf(person: Person, name: string, input: unknown): Promise<number> {
  const reply = await person.reply(name, input)
  const id = reply.ok || reply.failure.code !== 'approval-needed' ? undefined : proposalIn(reply.failure.reasons)
  if (id === undefined) throw new Error(`${name} was not held back: ${JSON.stringify(reply)}`)
  return id
}

/** Approves with the passphrase. */
export async function approve(made: QuorumHouse, who: Who, id: number): Promise<Proposal> {
  const { proposal } = await made[who].call('quorum.approve', { id, ownPassphrase: passphrases[who] })
  return proposal
}

/** Sets a rule as alice, with the approvals that the new rule itself asks for. */
export async function setRule(made: QuorumHouse, rule: Input<'quorum.set'>, by: readonly Who[]): Promise<void> {
  const id = await proposalOf(made.alice, 'quorum.set', rule)
  for (const who of by) await approve(made, who, id)
  // A rule that carries out by itself does so with the change that sets it, too.
  if (rule.execution !== 'automatic') await made.alice.call('quorum.execute', { id })
}

/** A key as an operator's token has it. */
export interface TokenKey {
  readonly publicKey: string
  readonly sign: (statement: Uint8Array) => string
}

export function tokenKey(): TokenKey {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    publicKey: pair.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (statement) => sign('sha256', statement, pair.privateKey).toString('base64')
  }
}

/** @returns what this person's token signs to approve a proposal */
export async function statementFor(person: Person, id: number): Promise<Uint8Array> {
  const { file } = await person.call('quorum.statement', { id })
  return Buffer.from(file.base64, 'base64')
}

/** @returns the digest that a proposal should have for an input, as anybody can work it out */
export function inputDigest(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex')
}
