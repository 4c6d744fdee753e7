import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import { getAuthorityByName, listAuthorities } from '../../store/authorities.ts'
import { listCrlPage } from '../../store/crls.ts'
import { listKeys } from '../../store/keys.ts'
import { listOpenReservations } from '../../store/reservations.ts'
import { reader, storeKey, type Store } from '../../store/store.ts'
import { writePem } from '../../pki/pem.ts'
import { driveCeremony, quietMachine, type Answers } from '../../testing/ceremony-house.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'
import { startWithAlice, testPassphrase } from '../../testing/test-engine.ts'
import { listOfCeremonies, transcriptOf } from './view.ts'
import type { CeremonyWorld } from './world.ts'

const script = `format: chancery-ceremony-script/1
title: Everything once
rules: { rehearsal: optional }
roles:
  - { id: administrator, kind: administrator }
variables:
  - { name: name, title: Name }
steps:
  - { id: key, kind: generate-key, title: Key, label: 'key-\${name}', algorithm: P-256 }
  - { id: root, kind: create-root, title: Root, key: key, name: '\${name}', subject: 'CN=\${name}' }
  - id: subordinate
    kind: sign-subordinate
    title: Subordinate
    issuer: \${name}
    subject: CN=Below
    signOff: [administrator]
  - { id: crls, kind: issue-crl, title: CRLs, authority: '\${name}', count: 2, every: 30d }
  - { id: file, kind: export, title: File, what: crl, of: crls, format: der }
  - { id: spare, kind: generate-key, title: Spare, label: 'spare-\${name}', algorithm: P-256 }
  - { id: gone, kind: destroy-key, title: Gone, label: 'spare-\${name}' }
`

const csr = writePem('CERTIFICATE REQUEST', makeCsr({ subject: 'CN=Below', names: [], key: subscriberKey() }))
const answers = (mode: Answers['mode'], name: string): Answers => ({
  mode,
  script,
  variables: { name },
  participants: [{ role: 'administrator', person: 'Alice', account: 'alice' }],
  means: { Alice: testPassphrase },
  csr
})

class Killed extends Error {}

/** Which of the moments between two writes ends the process; counted over the door and the ceremony together. */
let killAt = -1
let passed = 0
const moment = (): void => {
  if (passed++ === killAt) throw new Killed()
}

let house: Awaited<ReturnType<typeof startWithAlice>>
beforeAll(async () => {
  house = await startWithAlice({ machine: quietMachine, faultPoint: moment, schedule: false })
})
afterAll(() => house.stop())

/** As another engine over the same folder: it remembers nothing but what is stored. */
function nextEngine(number: number): CeremonyWorld {
  return { ...house.engine.ceremonies, instance: `engine ${number}`, pause: moment }
}

interface Made {
  readonly keys: number
  readonly authorities: number
  readonly certificates: number
  readonly crls: number
}

function made(store: Store): Made {
  const from = reader(store)
  return {
    // The installation's own evidence key, made for the first archive, is none of a script.
    keys: listKeys(from).filter(({ purposes }) => purposes.includes('certificate')).length,
    authorities: listAuthorities(from).length,
    certificates: Number(store[storeKey].connection.database.prepare('SELECT count(*) FROM certificate').pluck().get()),
    crls: listCrlPage(from, { authorityId: null, from: undefined, to: undefined }, null, 100_000).length
  }
}

/** Runs a ceremony that is killed at one moment, and by another engine to its end. @returns how many moments there were */
async function interruptedAt(at: number, name: string, mode: Answers['mode'] = 'real'): Promise<CeremonyView | null> {
  killAt = at
  passed = 0
  let killed = false
  const first = await driveCeremony(nextEngine(2 * at), answers(mode, name)).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
    killed = true
  })
  killAt = -1
  if (!killed) {
    expect(first).toMatchObject({ state: 'closed' })
    return null
  }
  // Killed behind its last entry it is closed already.
  const [newest] = listOfCeremonies(nextEngine(0)).ceremonies
  // Between two engines the door forgets what was under way.
  house.engine.ca.memory.underway.clear()
  house.engine.ca.memory.issuers.clear()
  return driveCeremony(nextEngine(2 * at + 1), answers(mode, name), newest?.id ?? 0)
}

test('a ceremony that is killed at any moment goes on with nothing lost and nothing done twice', async () => {
  let moments = 0
  for (; ; moments++) {
    const name = `root${moments}`
    const before = made(house.engine.ca.store)
    const view = await interruptedAt(moments, name)
    if (view === null) break
    const after = made(house.engine.ca.store)
    expect(view.state, `moment ${moments}`).toBe('closed')
    expect(
      {
        keys: after.keys - before.keys,
        authorities: after.authorities - before.authorities,
        certificates: after.certificates - before.certificates,
        crls: after.crls - before.crls
      },
      `moment ${moments}`
    ).toEqual({ keys: 2, authorities: 1, certificates: 2, crls: 2 })
    const from = reader(house.engine.ca.store)
    expect(listOpenReservations(from), `moment ${moments}`).toEqual([])
    expect(getAuthorityByName(from, name)).toMatchObject({ state: 'active' })
    const { entries, broken } = transcriptOf(house.engine.ceremonies, view.id)
    expect(broken).toBeNull()
    expect(entries.filter(({ kind }) => kind === 'step-began')).toHaveLength(7)
    expect(entries.filter(({ kind }) => kind === 'step-done')).toHaveLength(7)
    // The first moment comes after the first entry; the last ones when nothing is left to add.
    expect(entries.filter(({ kind }) => kind === 'resumed').length, `moment ${moments}`).toBeLessThanOrEqual(1)
  }
  // Seven steps with four moments each, two walks through the door with eight each, a sign-off and the end.
  expect(moments).toBeGreaterThanOrEqual(7 * 4 + 2 * 8 + 2)
}, 120_000)

test('a rehearsal that is killed goes on in its own database', async () => {
  const before = made(house.engine.ca.store)
  for (const at of [2, 9, 17, 25]) {
    const view = await interruptedAt(at, `rehearsed${at}`, 'rehearsal')
    expect(view).toMatchObject({ state: 'closed', mode: 'rehearsal' })
  }
  expect(made(house.engine.ca.store)).toEqual(before)
}, 60_000)
