import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { codeOf, signIn } from '../../testing/quorum-house.ts'
import { startTestEngine } from '../../testing/test-engine.ts'

const program = fileURLToPath(new URL('../../testing/quorum-until-killed.ts', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-kill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** @returns the number of the proposal that was under way */
function untilKilled(moment: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, moment], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(Number(out))
      else reject(new Error(`the program ended by itself: ${errors}`))
    })
  })
}

test('killed between the last approval and the execution it still waits, and runs once', async () => {
  const id = await untilKilled('approved')
  const made = await startTestEngine({ dataDir: folder, schedule: false })
  const alice = await signIn(made, 'alice')
  expect((await alice.call('quorum.show', { id })).proposal.state).toBe('approved')
  expect((await alice.call('quorum.execute', { id })).proposal.state).toBe('done')
  expect(await codeOf(alice, 'quorum.execute', { id })).toBe('conflict')
  expect((await alice.call('authority.list', {})).authorities.map(({ name }) => name)).toEqual(['root', 'sub'])
  await made.stop()
})

test.each(['claimed', 'reserved', 'signed', 'recorded'])(
  'killed while it runs (%s) it is interrupted, and never runs a second time',
  async (moment) => {
    const id = await untilKilled(moment)
    const made = await startTestEngine({ dataDir: folder, schedule: false })
    const alice = await signIn(made, 'alice')
    const before = (await alice.call('authority.list', {})).authorities.length
    const { proposal } = await alice.call('quorum.show', { id })
    expect(proposal.state).toBe('interrupted')
    expect(proposal.mine.execute).toBe(false)
    const reply = await alice.reply('quorum.execute', { id })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(JSON.stringify(reply)).toContain('look whether it was done')
    expect((await alice.call('authority.list', {})).authorities.length).toBe(before)
    expect([...exportAudit(reader(made.engine.ca.store))].map(({ operation }) => operation)).toContain(
      'quorum.interrupted'
    )
    await made.stop()
  }
)
