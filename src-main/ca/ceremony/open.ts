import type { CeremonyParticipant, CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { keyAlgorithmName } from '../../pki/describe/key.ts'
import {
  insertCeremony,
  listCeremoniesOfScript,
  listRehearsalsOfTitle,
  type CeremonyRow
} from '../../store/ceremonies.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import { write, whoActs } from './book.ts'
import { readScript } from './script.ts'
import { differingLines } from './script-difference.ts'
import { certificateOfParticipant, isWitness } from './people.ts'
import { makeStandIns, takenForGranted } from './stand-ins.ts'
import { filledScript, settledVariables } from './variables.ts'
import type { CeremonyWorld } from './world.ts'

/** A ceremony as it is to be opened. */
export interface CeremonyWish {
  readonly mode: 'rehearsal' | 'real'
  readonly script: string
  readonly variables: Readonly<Record<string, string>>
  readonly participants: readonly CeremonyParticipant[]
  /** Of a rehearsal: which token stands in for which. */
  readonly tokens: Readonly<Record<string, string>>
}

/**
 * Opens a ceremony: the script is checked, everybody who takes part is noted, and for the real run a closed rehearsal of
 * the very same bytes is found (N-03).
 * @returns its number
 * @throws ChanceryError `invalid-input` for the script, a variable or who takes part; `refused-by-policy` where it was not
 *   rehearsed, or as another script; `conflict` where the same ceremony is open already; `not-found` for an authority
 */
export async function openCeremony(world: CeremonyWorld, wish: CeremonyWish, actor: Actor): Promise<number> {
  const { ca } = world
  const { script, sha256 } = readScript(wish.script)
  const variables = settledVariables(script, wish.variables)
  const filled = filledScript(script, variables)
  requirePeople(script, wish.participants)
  for (const name of takenForGranted(filled)) requireAuthority(reader(ca.store), name)
  const rehearsal = wish.mode === 'real' ? rehearsalOf(world, wish, script, sha256, variables) : null
  if (wish.mode === 'real' && Object.keys(wish.tokens).length > 0)
    throw new ChanceryError('invalid-input', 'In the real run no token stands in for another.')
  const id = await transaction(ca.store, (tx) => {
    const [open] = listCeremoniesOfScript(tx, sha256, wish.mode, 'open')
    if (open !== undefined)
      throw new ChanceryError(
        'conflict',
        `This ceremony is open already, as number ${open.id}. Go on with it, or abandon it first.`
      )
    const number = insertCeremony(tx, {
      mode: wish.mode,
      title: script.title,
      state: 'open',
      script: wish.script,
      scriptSha256: sha256,
      variables,
      participants: wish.participants,
      tokens: wish.tokens,
      rehearsalId: rehearsal?.id ?? null,
      instance: world.instance,
      openedAt: ca.clock.now(),
      openedBy: actor.name
    })
    const entry = write(tx, world, number, undefined, {
      kind: 'opened',
      step: null,
      by: whoActs(wish, actor),
      detail: {
        mode: wish.mode,
        title: script.title,
        scriptSha256: sha256,
        variables: { ...variables },
        participants: wish.participants.map((one) => peopleDetail(one)),
        tokens: { ...wish.tokens },
        rehearsal: rehearsal === null ? null : { ceremony: rehearsal.id, endedAt: rehearsal.endedAt }
      }
    })
    recordAudit(tx, ca, {
      actor,
      operation: 'ceremony.open',
      object: { kind: 'ceremony', id: number },
      outcome: 'ok',
      detail: { mode: wish.mode, title: script.title, scriptSha256: sha256, hash: entry.hash }
    })
    afterCommit(tx, () => ca.emit('ceremony.changed', { id: number }))
    return number
  })
  // Tried now, so that a rehearsal which lacks an authority says so before anybody comes together.
  if (wish.mode === 'rehearsal') await makeStandIns(ca, world.sandbox(id), filled, { ...actor, operatorId: null })
  return id
}

/** Everybody of every role, each known by an account or a certificate; a witness watches and does nothing else. */
function requirePeople(script: CeremonyScript, participants: readonly CeremonyParticipant[]): void {
  const signing = new Set([...script.signOff, ...script.steps.flatMap((step) => step.signOff ?? [])])
  for (const { role, person } of participants)
    if (!script.roles.some(({ id }) => id === role))
      throw new ChanceryError('invalid-input', `${person} is named for the role ${role}, which the script has not.`)
  for (const role of script.roles) {
    const holders = participants.filter((one) => one.role === role.id)
    const names = new Set(holders.map(({ person }) => person))
    if (names.size !== role.persons || holders.length !== role.persons)
      throw new ChanceryError(
        'invalid-input',
        `The role ${role.id} is held by ${role.persons === 1 ? 'one person' : `${role.persons} different people`}; ${names.size} ${names.size === 1 ? 'is' : 'are'} named.`
      )
    for (const holder of holders) {
      const certificate = certificateOfParticipant(holder)
      if (signing.has(role.id) && holder.account === undefined && certificate === null)
        throw new ChanceryError(
          'invalid-input',
          `${holder.person} signs off as ${role.id} and needs an account here, or a certificate.`
        )
      if (role.certificates !== undefined && certificate !== null && !role.certificates.includes(certificate.sha256))
        throw new ChanceryError(
          'refused-by-policy',
          `The certificate of ${holder.person} (${certificate.sha256}) is not among those that the script names for ${role.id}.`
        )
      const others = participants.filter(({ role: other, person }) => other !== role.id && person === holder.person)
      if (isWitness(role.kind) && others.length > 0)
        throw new ChanceryError(
          'invalid-input',
          `${holder.person} is a witness and holds another role (${others.map(({ role: other }) => other).join(', ')}). Whoever witnesses does nothing else.`
        )
    }
  }
  requireOwnMeans(participants)
}

/** Two people with one account or one key would be one. */
function requireOwnMeans(participants: readonly CeremonyParticipant[]): void {
  const owner = new Map<string, string>()
  for (const one of participants) {
    const certificate = certificateOfParticipant(one)
    const means = [
      ...(one.account === undefined ? [] : [`account ${one.account}`]),
      ...(certificate === null ? [] : [`key ${certificate.spkiSha256}`])
    ]
    for (const mean of means) {
      const other = owner.get(mean)
      if (other !== undefined && other !== one.person)
        throw new ChanceryError('invalid-input', `${other} and ${one.person} would sign off with the same ${mean}.`)
      owner.set(mean, one.person)
    }
  }
}

function peopleDetail(one: CeremonyParticipant): Record<string, string | null> {
  const certificate = certificateOfParticipant(one)
  return {
    role: one.role,
    person: one.person,
    account: one.account ?? null,
    certificateSha256: certificate?.sha256 ?? null,
    certificate: one.certificate ?? null,
    key: certificate === null ? null : keyAlgorithmName(certificate.publicKey)
  }
}

/** @returns the rehearsal that the real run repeats; null where the script wants none and there is none */
function rehearsalOf(
  { ca }: CeremonyWorld,
  wish: CeremonyWish,
  script: CeremonyScript,
  sha256: string,
  variables: Readonly<Record<string, string>>
): CeremonyRow | null {
  const from = reader(ca.store)
  const oldest = addDuration(ca.clock.now(), durationOf(script.rules.rehearsalWithin), -1)
  const all = listCeremoniesOfScript(from, sha256, 'rehearsal', 'closed')
  const recent = all.filter(({ endedAt }) => (endedAt ?? 0) >= oldest)
  const local = new Set(script.variables.flatMap((one) => (one.local ? [one.name] : [])))
  const differing = (row: CeremonyRow): string[] =>
    Object.keys(variables).filter((name) => !local.has(name) && row.variables[name] !== variables[name])
  const found = recent.find((row) => differing(row).length === 0)
  if (found !== undefined) return found
  if (script.rules.rehearsal === 'optional' && all.length === 0) return null
  const [last] = recent
  if (last !== undefined) {
    const reasons = differing(last).map((name) => ({
      where: `variables.${name}`,
      rule: 'ceremony.as-rehearsed',
      message: `${name}: rehearsed was "${last.variables[name] ?? ''}", now it is "${variables[name] ?? ''}".`
    }))
    throw new ChanceryError(
      'refused-by-policy',
      `The ceremony was rehearsed with other values: ${reasons.map(({ message }) => message).join(' ')} Rehearse it with these.`,
      { reasons }
    )
  }
  if (all.length > 0)
    throw new ChanceryError(
      'refused-by-policy',
      `The last rehearsal of this script is older than ${script.rules.rehearsalWithin}. Rehearse it again.`
    )
  const [other] = listRehearsalsOfTitle(from, script.title)
  if (other === undefined)
    throw new ChanceryError('refused-by-policy', 'This script was not rehearsed. Rehearse it to its end, then run it.')
  const reasons = differingLines(other.script, wish.script).map(({ line, before, after }) => ({
    where: `line ${line}`,
    rule: 'ceremony.script-as-rehearsed',
    message: `Line ${line}: rehearsed was "${before}", now it is "${after}".`
  }))
  throw new ChanceryError(
    'refused-by-policy',
    `The script is not the one that was rehearsed (SHA-256 ${other.scriptSha256} then, ${sha256} now). Rehearse this one.`,
    { reasons }
  )
}
