import type { AuthorityView } from '../../src-shared/api/authorities.ts'
import { authoritySettings } from '../../src-shared/model/authority.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { ProfileContent, StarterName } from '../../src-shared/model/profile.ts'
import { createAuthority, type NewAuthority } from '../ca/authorities/create.ts'
import type { CaContext } from '../ca/context.ts'
import { createProfile } from '../ca/profiles/change.ts'
import { starterContent } from '../ca/profile/starters.ts'
import { submitRequest, type RequestOutcome } from '../ca/requests/submit.ts'
import { writePem } from '../pki/pem.ts'
import { close, open } from '../store/open.ts'
import { getOperatorByName, insertOperator } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { settableClock, type SettableClock } from '../world/clock.ts'
import { contextOver, engineParts, makeCsr, type CsrParts, type EngineParts, type TestEngine } from './engine.ts'

/** A house with operators and nothing else in it: what happens is what the test does through the functions that people use. */
export interface Life {
  readonly ca: CaContext
  readonly clock: SettableClock
  readonly events: TestEngine['events']
  /** Operators with accounts. */
  readonly alice: Actor
  readonly bob: Actor
  readonly carol: Actor
  readonly parts: EngineParts
  readonly close: () => Promise<void>
}

export const officerRoles = ['officer'] as const

/** Opens a database, empty or with what an earlier life left in it. */
export async function startLife(change: Partial<EngineParts> = {}): Promise<Life> {
  const parts = { ...engineParts(), ...change }
  const store = open(parts.path)
  const clock = settableClock(parts.now)
  const events: TestEngine['events'] = []
  const ca = contextOver(store, parts, clock, events)
  const account = async (name: string): Promise<Actor> => ({
    operatorId: await operator(ca, name),
    name,
    channel: 'desk'
  })
  return {
    ca,
    clock,
    events,
    parts,
    alice: await account('alice'),
    bob: await account('bob'),
    carol: await account('carol'),
    close: () => close(store)
  }
}

async function operator(ca: CaContext, name: string): Promise<number> {
  const known = getOperatorByName(reader(ca.store), name)
  if (known !== undefined) return known.id
  const createdAt = ca.clock.now()
  return transaction(ca.store, (tx) =>
    insertOperator(tx, {
      name,
      displayName: name,
      roles: ['officer', 'approver'],
      state: 'active',
      createdAt,
      lastSignInAt: null,
      failedCount: 0,
      blockedUntil: null,
      preferences: {}
    })
  )
}

/** @returns an authority of this life; P-256, a root for 20 years or below `issuer` for 10. */
export async function authority(life: Life, name: string, change: Partial<NewAuthority> = {}): Promise<AuthorityView> {
  const input = {
    name,
    subject: `CN=${name},O=Example`,
    key: 'P-256',
    validity: change.issuer === undefined ? '20y' : '10y',
    csrOnly: false,
    settings: authoritySettings.parse({}),
    ...change
  }
  return (await createAuthority(life.ca, input, life.alice)).authority
}

/** @returns the name of a profile made of a starter, TLS server when none is named. */
export async function profile(
  life: Life,
  name: string,
  authorityName: string,
  change: Partial<ProfileContent> = {},
  starter: StarterName = 'tls-server'
): Promise<string> {
  await createProfile(
    life.ca,
    { name, content: { ...starterContent(starter), approval: 'auto', ...change }, authority: authorityName },
    life.alice
  )
  return name
}

/** Sends a CSR as a person does. */
export function submit(
  life: Life,
  profileName: string,
  csr: Partial<CsrParts> = {},
  who: Actor = life.alice
): Promise<RequestOutcome> {
  return submitRequest(
    life.ca,
    { profile: profileName, csr: writePem('CERTIFICATE REQUEST', makeCsr(csr)), note: '' },
    who,
    officerRoles
  )
}

/** @returns the id of a certificate that was issued at once. */
export async function issued(life: Life, profileName: string, host = 'www.example.test'): Promise<number> {
  const { certificateId } = await submit(life, profileName, {
    subject: `CN=${host}`,
    names: [{ kind: 'dns', value: host }]
  })
  if (certificateId === null) throw new Error('the request was held')
  return certificateId
}
