import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyOwner, quietMachine, type KeyOwner } from '../../testing/ceremony-house.ts'
import { startWithAlice, testPassphrase } from '../../testing/test-engine.ts'

const script = `format: chancery-ceremony-script/1
title: A key and nothing else
roles:
  - { id: administrator, kind: administrator }
  - { id: witness, kind: witness-external }
signOff: [administrator, witness]
hostChecks: [{ check: network-down }]
steps:
  - { id: ask, kind: confirm, title: Ask, question: Well? }
  - { id: key, kind: generate-key, title: Key, label: lonely, algorithm: P-256 }
`

let house: Awaited<ReturnType<typeof startWithAlice>>
let wilma: KeyOwner
beforeAll(async () => {
  house = await startWithAlice({ machine: quietMachine })
  wilma = keyOwner('Wilma')
})
afterAll(async () => {
  await house.stop()
  wilma.remove()
})

/** Everything over the gate, as the windows and the command line do it. @returns the archive */
async function whole(mode: 'rehearsal' | 'real'): Promise<string> {
  const { alice } = house
  const participants = [
    { role: 'administrator', person: 'Alice', account: 'alice' },
    { role: 'witness', person: 'Wilma', certificate: wilma.certificate }
  ]
  const opened = await alice.call('ceremony.open', { mode, script, participants })
  const ceremony = opened.ceremony.id
  const { passed, findings } = await alice.call('ceremony.host-check', { ceremony })
  expect({ passed, findings }).toMatchObject({ passed: true, findings: [{ outcome: 'passed' }] })
  await alice.call('ceremony.digress', { ceremony, what: 'A dog barked.' })
  for (const step of ['ask', 'key']) {
    await alice.call('ceremony.step-begin', { ceremony, step })
    if (step === 'ask') await alice.call('ceremony.attach', { ceremony, name: 'dog.jpg', content: 'AAAA' })
    const done = await alice.call('ceremony.step-complete', { ceremony, step, answer: 'yes' })
    const [first, second] = done.ceremony.missing
    expect([first, second]).toMatchObject([
      { role: 'administrator', witness: false, byPassphrase: true, byKey: false },
      { role: 'witness', witness: true, byPassphrase: false, byKey: true }
    ])
    await alice.call('ceremony.confirm', {
      ceremony,
      role: 'administrator',
      person: 'Alice',
      passphrase: testPassphrase
    })
    await alice.call('ceremony.witness', {
      ceremony,
      role: 'witness',
      person: 'Wilma',
      signature: wilma.signs(second?.toSign ?? '')
    })
  }
  const closing = await alice.call('ceremony.close', { ceremony })
  expect(closing).toMatchObject({ file: null, toSign: [{ role: 'witness', person: 'Wilma' }] })
  const bytes = Buffer.from(closing.toSign[0]?.bytes ?? '', 'base64')
  const sign = (text: string): { role: string; person: string; signature: string } => ({
    role: 'witness',
    person: 'Wilma',
    signature: wilma.signs(text)
  })
  const wrong = alice.call('ceremony.close', { ceremony, signatures: [sign('something else')] })
  await expect(wrong).rejects.toMatchObject({ code: 'bad-signature' })
  const signature = wilma.signsBytes(bytes)
  const signatures = [{ role: 'witness', person: 'Wilma', signature }]
  const closed = await alice.call('ceremony.close', { ceremony, signatures })
  expect(closed.ceremony).toMatchObject({ state: 'closed', archived: true })
  // Wanted again, it is the same.
  expect((await alice.call('ceremony.close', { ceremony })).file?.base64).toBe(closed.file?.base64)
  const { entries, broken } = await alice.call('ceremony.transcript', { ceremony })
  expect(broken).toBeNull()
  expect(entries.map(({ kind }) => kind)).toEqual([
    ...['opened', 'host-check', 'digression', 'step-began', 'attached', 'step-done', 'confirmed', 'witnessed'],
    ...['step-began', 'step-done', 'confirmed', 'witnessed', 'closed']
  ])
  const [photo] = closed.ceremony.files
  const { file } = await alice.call('ceremony.file', { ceremony, name: photo?.name ?? '' })
  expect(file.base64).toBe('AAAA')
  return closed.file?.base64 ?? ''
}

test('a ceremony goes through the gate from its script to its archive, first as a rehearsal', async () => {
  const { alice } = house
  const checked = await alice.call('ceremony.check', { script })
  expect(checked.rehearsals).toEqual([])
  expect(checked.digest.words).toHaveLength(32)
  await whole('rehearsal')
  expect((await alice.call('ceremony.check', { script })).rehearsals).toHaveLength(1)
  const archive = Buffer.from(await whole('real'), 'base64')
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  expect(archive.includes(testPassphrase)).toBe(false)
  const { ceremonies } = await alice.call('ceremony.list', {})
  expect(ceremonies).toMatchObject([
    { mode: 'real', state: 'closed', rehearsalId: 1 },
    { mode: 'rehearsal', state: 'closed' }
  ])
  const { ceremony } = await alice.call('ceremony.show', { ceremony: 2 })
  expect(ceremony.results['key']).toMatchObject({ label: 'lonely', place: 'vault' })
})

test('a ceremony that is abandoned says why, and takes nothing more', async () => {
  const { alice } = house
  const participants = [
    { role: 'administrator', person: 'Alice', account: 'alice' },
    { role: 'witness', person: 'Wilma', certificate: wilma.certificate }
  ]
  const { ceremony } = await alice.call('ceremony.open', { mode: 'rehearsal', script, participants })
  const ended = await alice.call('ceremony.abort', { ceremony: ceremony.id, reason: 'The fire alarm rang.' })
  expect(ended.ceremony).toMatchObject({ state: 'abandoned', phase: 'ended' })
  const { entries } = await alice.call('ceremony.transcript', { ceremony: ceremony.id })
  expect(entries.at(-1)).toMatchObject({ kind: 'abandoned', detail: { reason: 'The fire alarm rang.' } })
  await expect(alice.call('ceremony.digress', { ceremony: ceremony.id, what: 'Too late' })).rejects.toMatchObject({
    code: 'conflict'
  })
  await expect(alice.call('ceremony.close', { ceremony: ceremony.id })).rejects.toMatchObject({ code: 'conflict' })
})

describe('a script gives nobody more than they may do without it', () => {
  const destroying = `format: chancery-ceremony-script/1
title: Destroying
rules: { rehearsal: optional }
roles: [{ id: administrator, kind: administrator }]
steps:
  - { id: gone, kind: destroy-key, title: Gone, label: lonely }
`
  const participants = [{ role: 'administrator', person: 'Olga', account: 'olga' }]

  test('an officer runs ceremonies and destroys no key by one', async () => {
    await house.alice.call('operator.create', { name: 'olga', roles: ['officer'], passphrase: 'copper anvil in june' })
    const olga = house.person()
    await olga.call('session.sign-in', { operator: 'olga', passphrase: 'copper anvil in june' })
    await expect(olga.call('ceremony.open', { mode: 'real', script: destroying, participants })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('"authority.destroy"')
    })
    // Opened by somebody who may, the step is refused to her all the same.
    const { ceremony } = await house.alice.call('ceremony.open', { mode: 'real', script: destroying, participants })
    await expect(olga.call('ceremony.step-begin', { ceremony: ceremony.id, step: 'gone' })).rejects.toMatchObject({
      code: 'forbidden'
    })
    await house.alice.call('ceremony.step-begin', { ceremony: ceremony.id, step: 'gone' })
    await expect(olga.call('ceremony.step-complete', { ceremony: ceremony.id, step: 'gone' })).rejects.toMatchObject({
      code: 'forbidden'
    })
    await house.alice.call('ceremony.abort', { ceremony: ceremony.id, reason: 'Seen enough.' })
  })

  test('a rule that wants approvals is not gone round', async () => {
    await house.alice.call('operator.create', {
      name: 'bob',
      roles: ['ca-administrator'],
      passphrase: 'copper anvil in june'
    })
    const rule = { operation: 'authority.destroy', needed: 1, roles: ['ca-administrator'] }
    // The rule needs its own approval first.
    await house.alice.reply('quorum.set', rule)
    const bob = house.person()
    await bob.call('session.sign-in', { operator: 'bob', passphrase: 'copper anvil in june' })
    await bob.call('quorum.approve', { id: 1, ownPassphrase: 'copper anvil in june' })
    await house.alice.call('quorum.execute', { id: 1 })
    await expect(
      house.alice.call('ceremony.open', { mode: 'real', script: destroying, participants })
    ).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('Set a rule for "ceremony.open"')
    })
  })
})
