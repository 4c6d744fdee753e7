import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAuthorityByName } from '../../store/authorities.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { listPlacesOfKey } from '../../store/tokens.ts'
import { driveCeremony, quietMachine, type Answers } from '../../testing/ceremony-house.ts'
import { softPin, softTokens, type SoftTokens } from '../../testing/soft-token.ts'
import { startWithAlice, testPassphrase } from '../../testing/test-engine.ts'
import { requireTokens } from '../tokens/places.ts'
import { findToken } from '../tokens/find.ts'
import { listOfCeremonies } from './view.ts'
import type { CeremonyWorld } from './world.ts'

const script = (steps: string): string => `format: chancery-ceremony-script/1
title: Tokens
rules: { rehearsal: optional }
roles: [{ id: administrator, kind: administrator }]
steps:
${steps}`

const generation = script(`  - { id: key, kind: generate-key, title: Key, label: root, algorithm: P-256, token: one }
  - { id: root, kind: create-root, title: Root, key: key, name: hard, subject: CN=Hard }
  - { id: crl, kind: issue-crl, title: CRL, authority: hard }
`)
const duplication =
  script(`  - { id: copy, kind: duplicate-key, title: Copy, authority: soft, tokens: [one, two], label: soft }
  - { id: works, kind: drill, title: Works, what: test-crl, authority: soft }
`)
const destruction = script(`  - { id: gone, kind: destroy-key, title: Gone, authority: hard }
`)

class Killed extends Error {}

let soft: SoftTokens
let house: Awaited<ReturnType<typeof startWithAlice>>
let world: CeremonyWorld
beforeAll(async () => {
  soft = softTokens()
  for (const label of ['one', 'two', 'desk']) soft.make(label)
  house = await startWithAlice({ machine: quietMachine })
  world = house.engine.ceremonies
  await house.alice.call('token.modules-add', { module: soft.module })
})
afterAll(async () => {
  await house.stop()
  soft.remove()
})

const answers = (text: string, mode: Answers['mode'] = 'real'): Answers => ({
  mode,
  script: text,
  participants: [{ role: 'administrator', person: 'Alice', account: 'alice' }],
  means: { Alice: testPassphrase },
  pin: softPin
})
const keysOn = async (label: string): Promise<string[]> =>
  (await requireTokens(world.ca).keys((await findToken(world.ca, label)).address)).map((key) => key.label)

/** Runs a ceremony that is killed at one point, and by another engine to its end. */
async function killedOnce(text: string, at: 'begun' | 'acting' | 'acted' | 'done'): Promise<void> {
  let killed = false
  const first: CeremonyWorld = {
    ...world,
    instance: `before ${at}`,
    pause: (point) => {
      if (point !== at || killed) return
      killed = true
      throw new Killed()
    }
  }
  await expect(driveCeremony(first, answers(text))).rejects.toThrow(Killed)
  const [open] = listOfCeremonies(world).ceremonies
  await driveCeremony(world, answers(text), open?.id ?? 0)
}

test('a rehearsal uses the token that stands in, or the vault, and never the one of the script', async () => {
  await driveCeremony(world, { ...answers(generation, 'rehearsal'), tokens: { one: 'desk' } })
  expect(await keysOn('desk')).toEqual(['root'])
  const inVault = await driveCeremony(world, answers(generation, 'rehearsal'))
  expect(inVault.results['key']).toMatchObject({ place: 'vault' })
  const itself = driveCeremony(world, { ...answers(generation, 'rehearsal'), tokens: { one: 'one' } })
  await expect(itself).rejects.toMatchObject({ message: expect.stringContaining('stands in for itself') })
  const one = await findToken(world.ca, 'one')
  await house.alice.call('token.unlock', { token: one.address, pin: softPin })
  expect(await keysOn('one')).toEqual([])
})

test('a key that a token had made when the process ended is the one that the step goes on with', async () => {
  let made = ''
  const first: CeremonyWorld = {
    ...world,
    instance: 'before',
    pause: async (point) => {
      if (point !== 'acting') return
      // What the step does first; the process ends before anything of it is written down.
      const token = await findToken(world.ca, 'one')
      made = (await requireTokens(world.ca).generate(token.address, 'P-256', 'root')).id
      throw new Killed()
    }
  }
  await expect(driveCeremony(first, answers(generation))).rejects.toThrow(Killed)
  const [open] = listOfCeremonies(world).ceremonies
  const done = await driveCeremony(world, answers(generation), open?.id ?? 0)
  expect(done).toMatchObject({ state: 'closed' })
  expect(await keysOn('one')).toEqual(['root'])
  const root = getAuthorityByName(reader(world.ca.store), 'hard')
  const [place] = listPlacesOfKey(reader(world.ca.store), root?.keyId ?? 0)
  expect(place?.address).toContain(made.replaceAll(/../g, (octet) => `%${octet.toUpperCase()}`))
  expect(getKey(reader(world.ca.store), root?.keyId ?? 0)).toMatchObject({ origin: 'generated' })
})

test('a key goes to two tokens and out of the vault, also where the process ended between', async () => {
  await house.alice.call('authority.create', { name: 'soft', subject: 'CN=Soft', settings: {} })
  await killedOnce(duplication, 'acted')
  expect(await keysOn('one')).toEqual(['root', 'soft'])
  expect(await keysOn('two')).toEqual(['soft'])
  const { keyId } = getAuthorityByName(reader(world.ca.store), 'soft') ?? { keyId: 0 }
  expect(getKey(reader(world.ca.store), keyId)).toMatchObject({ sealed: null })
  expect(listPlacesOfKey(reader(world.ca.store), keyId)).toHaveLength(2)
  // What lies on tokens only cannot be duplicated again.
  const again = duplication.replace('title: Tokens', 'title: Again')
  await expect(driveCeremony(world, answers(again))).rejects.toMatchObject({
    message: expect.stringContaining('never leaves it and cannot be duplicated')
  })
})

test('a key on a token is destroyed there, and the destruction is found again after an interruption', async () => {
  await killedOnce(destruction, 'acted')
  expect(await keysOn('one')).toEqual(['soft'])
  expect(getAuthorityByName(reader(world.ca.store), 'hard')).toMatchObject({ state: 'destroyed' })
})
