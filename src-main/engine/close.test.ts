import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { connectionKey } from '../store/connection.ts'
import { reader } from '../store/store.ts'
import { startTestEngine, startWithAlice, type TestEngine } from '../testing/test-engine.ts'

let folder: string | undefined
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

/** From now on the database takes no write, as on a disk that is full. */
function refuseWrites({ engine }: TestEngine): void {
  reader(engine.ca.store)[connectionKey].database.pragma('query_only = ON')
}

test('an engine whose disk takes nothing more ends all the same: the vault is locked and the folder free', async () => {
  const first = await startWithAlice()
  folder = first.folder
  expect(first.engine.vault.state).toBe('unlocked')
  refuseWrites(first)
  await expect(first.alice.call('settings.update', { settings: { expiringDays: 20 } })).rejects.toMatchObject({
    code: 'io',
    message: expect.stringContaining('cannot be written') as string
  })
  await first.engine.close()
  expect(first.engine.vault.state).toBe('locked')
  expect(first.log()).toContain('the audit log could not be sealed')

  const next = await startTestEngine({ dataDir: folder })
  expect(next.engine.vault.state).toBe('locked')
  await next.stop()
})
