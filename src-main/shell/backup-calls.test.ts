import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { BackupAbout, RestoredAbout } from '../../src-shared/model/recovery.ts'
import { backupCalls, type BackupRestorer } from './backup-calls.ts'

const here = { windowId: 1 }
const about: BackupAbout = {
  name: 'a.chancery-backup',
  bytes: 10,
  createdAt: 1,
  madeBy: 'Chancery 1.0.0',
  installation: 'Harbour',
  passphrase: true,
  recipients: []
}
const restored: RestoredAbout = {
  backup: { id: '01', createdAt: 1, madeBy: 'Chancery 1.0.0', installation: 'Harbour' },
  authorities: [],
  auditRows: 3,
  pausedTargets: [],
  tokens: []
}

function calls(
  change: { path?: string | undefined; key?: string | undefined; restore?: BackupRestorer['restore'] } = {}
): {
  readonly seen: unknown[]
  readonly run: (name: string, input: unknown, windowId?: number) => Promise<unknown>
} {
  const seen: unknown[] = []
  const handlers = backupCalls(
    () =>
      Promise.resolve({
        about: (path) => {
          seen.push(['about', path])
          return Promise.resolve(about)
        },
        restore: (path, opener) => {
          seen.push(['restore', path, opener])
          return change.restore?.(path, opener) ?? Promise.resolve(restored)
        }
      }),
    {
      chooseBackup: () => Promise.resolve('path' in change ? change.path : '/media/stick/a.chancery-backup'),
      chooseKeyFile: () => Promise.resolve(change.key)
    }
  )
  return {
    seen,
    run: async (name, input, windowId = here.windowId) => handlers[name]?.(input, { windowId })
  }
}
const byPassphrase = { opener: 'passphrase', passphrase: 'nine amber lanterns' }

test('the page learns what the backup says of itself, and the one that it chose is restored', async () => {
  const { seen, run } = calls()
  expect(await run('desktop.backup.choose', {})).toEqual({ ok: true, value: about })
  expect(await run('desktop.backup.restore', byPassphrase)).toEqual({ ok: true, value: restored })
  expect(seen).toEqual([
    ['about', '/media/stick/a.chancery-backup'],
    ['restore', '/media/stick/a.chancery-backup', { passphrase: 'nine amber lanterns', key: null }]
  ])
})

test('the key of a recipient comes from the dialog of the shell; who gives up there restores nothing', async () => {
  const { seen, run } = calls({ key: 'PEM' })
  await run('desktop.backup.choose', {})
  await run('desktop.backup.restore', { opener: 'recipient', passphrase: '' })
  expect(seen.at(-1)).toEqual(['restore', '/media/stick/a.chancery-backup', { passphrase: '', key: 'PEM' }])
  const givesUp = calls()
  await givesUp.run('desktop.backup.choose', {})
  expect(await givesUp.run('desktop.backup.restore', { opener: 'recipient', passphrase: '' })).toEqual({
    ok: true,
    value: null
  })
  expect(givesUp.seen).toHaveLength(1)
})

test.each([
  ['a path of the page', { ...byPassphrase, path: '/etc/passwd' }],
  ['an opener that there is not', { opener: 'shares', passphrase: '' }],
  ['a passphrase beyond the limit', { opener: 'passphrase', passphrase: 'x'.repeat(1025) }],
  ['nothing', null]
])('%s is refused and nothing is restored', async (_case, input) => {
  const { seen, run } = calls()
  await run('desktop.backup.choose', {})
  expect(await run('desktop.backup.restore', input)).toMatchObject({ ok: false, failure: { code: 'malformed' } })
  expect(seen).toHaveLength(1)
})

test('a window restores what it chose itself only, and one at a time', async () => {
  const { promise, resolve } = Promise.withResolvers<RestoredAbout>()
  const { run } = calls({ restore: () => promise })
  expect(await run('desktop.backup.restore', byPassphrase)).toMatchObject({ failure: { code: 'not-found' } })
  await run('desktop.backup.choose', {})
  expect(await run('desktop.backup.restore', byPassphrase, 2)).toMatchObject({ failure: { code: 'not-found' } })
  const first = run('desktop.backup.restore', byPassphrase)
  expect(await run('desktop.backup.restore', byPassphrase)).toMatchObject({ failure: { code: 'busy' } })
  resolve(restored)
  expect(await first).toMatchObject({ ok: true })
})

test('a refusal keeps its code, and leaves the way open for another try', async () => {
  let tries = 0
  const { run } = calls({
    restore: () => {
      tries += 1
      if (tries > 1) return Promise.resolve(restored)
      return Promise.reject(new ChanceryError('wrong-passphrase', 'This is not the passphrase.'))
    }
  })
  await run('desktop.backup.choose', {})
  expect(await run('desktop.backup.restore', byPassphrase)).toMatchObject({ failure: { code: 'wrong-passphrase' } })
  expect(await run('desktop.backup.restore', byPassphrase)).toMatchObject({ ok: true })
})
