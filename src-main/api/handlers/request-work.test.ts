import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let erin: Person
let olga: Person
beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'root' })
  const enter = async (name: string, role: string): Promise<Person> => {
    const passphrase = 'copper anvil in june'
    await alice.call('operator.create', { name, roles: [role], passphrase })
    const person = made.person()
    await person.call('session.sign-in', { operator: name, passphrase })
    return person
  }
  erin = await enter('erin', 'requester')
  olga = await enter('olga', 'approver')
})
afterAll(() => made.stop())

async function send(who: Person): Promise<number> {
  const csr = Buffer.from(makeCsr()).toString('base64')
  return (await who.call('request.submit', { profile: 'web', csr, contact: 'erin@example.test' })).request.id
}

test('an approver keeps, gives, asks; the requester reads the question, answers it and gets a receipt', async () => {
  const id = await send(erin)
  await olga.call('request.claim', { id })
  await expect(made.alice.call('request.approve', { id })).rejects.toMatchObject({ code: 'conflict' })
  await olga.call('request.release', { id })
  const { operators, roles } = await olga.call('request.assignees', {})
  expect(operators).toEqual(['alice', 'olga'])
  expect(roles).toContain('approver')
  expect((await olga.call('request.assign', { id, role: 'approver' })).request.assignee?.name).toBe('approver')
  expect((await olga.call('request.ask', { id, question: 'Which team?' })).mailed).toBe(true)
  const seen = (await erin.call('request.show', { id })).request
  expect([seen.own, seen.askedBackAt !== null, seen.decisions.at(-1)?.text]).toEqual([true, true, 'Which team?'])
  await erin.call('request.answer', { id, text: 'The web team.' })
  const { rows } = await olga.call('request.list', { askedBack: false, assigned: 'me', oldestFirst: true })
  expect(rows.map((row) => row.id)).toEqual([id])
  expect((await olga.call('request.preview-many', { ids: [id], decision: 'approve' })).rows).toMatchObject([
    { id, outcome: 'issues' }
  ])
  await olga.call('request.approve', { id })
  const { receipt } = await erin.call('request.receipt', { id, language: 'de' })
  expect(receipt.title).toBe('Ihr Zertifikat ist fertig')
})

test('a requester may not work on the queue, nor answer or read receipts of others', async () => {
  const id = await send(made.alice)
  for (const refused of [
    erin.call('request.claim', { id }),
    erin.call('request.release', { id }),
    erin.call('request.assign', { id, operator: 'erin' }),
    erin.call('request.assignees', {}),
    erin.call('request.ask', { id, question: 'Why?' }),
    erin.call('request.preview-many', { ids: [id], decision: 'decline' })
  ])
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  await expect(erin.call('request.answer', { id, text: 'mine' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(erin.call('request.receipt', { id })).rejects.toMatchObject({ code: 'not-found' })
})

test('a question that is empty, and an address that is none, are refused', async () => {
  const id = await send(erin)
  await expect(olga.call('request.ask', { id, question: '  ' })).rejects.toMatchObject({ code: 'invalid-input' })
  const csr = Buffer.from(makeCsr()).toString('base64')
  await expect(
    erin.call('request.submit', { profile: 'web', csr, contact: 'erin@example.test\r\nBcc: all@example.test' })
  ).rejects.toMatchObject({ code: 'invalid-input' })
})
