import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from './chancery.ts'

/** What scripts see when a command became a proposal. */
const approvalNeeded = 32

const folder = workFolder()
const data = join(folder.path, 'data')
const alice = ['--data', data, '--passphrase-file', folder.passphraseFile]
const file = (name: string): string => join(folder.path, name)
const as = (name: string): string[] => ['--data', data, '--operator', name, '--passphrase-file', file(name)]
let server: Server | undefined

interface Shown {
  readonly proposal: { readonly id: number; readonly state: string; readonly approved: number }
}

/** @returns the number of the proposal that a held back command made */
function proposalIn(ran: Ran): number {
  expect(ran.code).toBe(approvalNeeded)
  const { error } = JSON.parse(ran.err) as { error: { code: string; reasons: { where: string; rule: string }[] } }
  expect(error.code).toBe('approval-needed')
  const [, id] = /^proposal\.(\d+)$/.exec(error.reasons[0]?.where ?? '') ?? []
  return Number(id)
}

const rootState = async (): Promise<string> => {
  const { authority } = await chanceryJson<{ authority: { state: string } }>('authority', 'show', 'root', ...alice)
  return authority.state
}

beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', ...alice)
  for (const [name, passphrase] of [
    ['bob', 'copper anvil in june rain'],
    ['carol', 'slow amber lantern orchard']
  ] as const) {
    writeFileSync(file(name), `${passphrase}\n`, { mode: 0o600 })
    await chanceryJson(
      ...['operator', 'create', '--name', name, '--roles', 'ca-administrator'],
      ...['--its-passphrase-file', file(name)],
      ...alice
    )
  }
  await chanceryJson('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256', ...alice)
  const set = ['quorum', 'set', '--operation', 'authority.retire', '--needed', '2', '--roles', 'ca-administrator']
  const id = String(proposalIn(await chancery(...set, ...alice, '--json')))
  for (const name of ['bob', 'carol']) await chanceryJson('quorum', 'approve', '--id', id, ...as(name))
  await chanceryJson('quorum', 'execute', '--id', id, ...alice)
}, 120_000)
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

test('a command that opens the folder itself is held back, says which proposal it made, and ends with a code of its own', async () => {
  const ran = await chancery('authority', 'retire', 'root', '--comment', 'opened here', ...alice)
  expect(ran.code).toBe(approvalNeeded)
  expect(ran.err).toMatch(/Nothing was done: authority\.retire needs 2 approvals\. Proposal \d+ now waits/)
  expect(await rootState()).toBe('active')
  const { rules } = await chanceryJson<{ rules: { operation: string }[] }>('quorum', 'rules', ...alice)
  expect(rules.map(({ operation }) => operation)).toEqual(['authority.retire'])
})

test('over the running engine: approvals of two, one by a signature that openssl made, then the execution', async () => {
  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  await run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file('bob.key')])
  await run('openssl', ['ec', '-in', file('bob.key'), '-pubout', '-out', file('bob.pub')])
  await chanceryJson('quorum', 'key', 'add', '--label', 'token', '--certificate', file('bob.pub'), ...as('bob'))
  const id = String(proposalIn(await chancery('authority', 'retire', 'root', '--data', data, '--json')))
  expect((await chancery('quorum', 'execute', '--id', id, '--data', data)).code).toBe(18)

  await chanceryJson('quorum', 'statement', '--id', id, '--out', file('statement.json'), ...as('bob'))
  await run('openssl', [
    ...['dgst', '-sha256', '-sign', file('bob.key'), '-out', file('statement.sig')],
    file('statement.json')
  ])
  const signed = ['quorum', 'approve', '--id', id, '--signature', file('statement.sig'), ...as('bob')]
  expect((await chanceryJson<Shown>(...signed)).proposal).toMatchObject({ approved: 1, state: 'open' })
  // The same signature again, and by another: refused.
  expect((await chancery(...signed)).code).toBe(18)
  const stolen = ['quorum', 'approve', '--id', id, '--signature', file('statement.sig'), ...as('carol')]
  expect((await chancery(...stolen)).code).toBe(24)

  await chanceryJson('quorum', 'approve', '--id', id, '--comment', 'seen', ...as('carol'))
  expect(await rootState()).toBe('active')
  const { proposal } = await chanceryJson<Shown>('quorum', 'execute', '--id', id, '--data', data)
  expect(proposal.state).toBe('done')
  expect(await rootState()).toBe('retired')
  expect((await chancery('quorum', 'execute', '--id', id, '--data', data)).code).toBe(18)
})
