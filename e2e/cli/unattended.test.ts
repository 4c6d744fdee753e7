import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, serve, workFolder, type Server } from './chancery.ts'

/** A server that starts with nobody in front of it: the unlock secret from each place that it may come from. */
const folder = workFolder()
const data = join(folder.path, 'data')
const secret = join(folder.path, 'unlock')
const credentials = join(folder.path, 'credentials')
const programs = join(folder.path, 'programs')
const before = { path: process.env['PATH'], credentials: process.env['CREDENTIALS_DIRECTORY'] }
let server: Server | undefined

beforeAll(async () => {
  const init = await chancery('init', '--operator', 'alice', '--data', data, '--passphrase-file', folder.passphraseFile)
  expect(init.code).toBe(0)
  const made = await chancery(
    ...['system', 'make-unlock-secret', '--out', secret, '--data', data, '--passphrase-file', folder.passphraseFile]
  )
  expect(made.code).toBe(0)
  chmodSync(secret, 0o600)
  for (const path of [credentials, programs]) mkdirSync(path, { mode: 0o700 })
  copyFileSync(secret, join(credentials, 'unlock'))
  // As systemd leaves it.
  chmodSync(join(credentials, 'unlock'), 0o400)
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  process.env['PATH'] = before.path
  if (before.credentials === undefined) delete process.env['CREDENTIALS_DIRECTORY']
  else process.env['CREDENTIALS_DIRECTORY'] = before.credentials
})
afterAll(() => folder.remove())

/** Starts the server, and has it do what needs the open vault. */
async function works(unlock: string): Promise<void> {
  server = await serve('--data', data, '--unlock-file', unlock)
  const { vault } = await chanceryJson<{ vault: string }>('system', 'status', '--data', data)
  expect(vault).toBe('unlocked')
  const name = `root of ${unlock.split(':')[0] ?? ''}`.replaceAll(/[^a-z ]/g, '')
  await chanceryJson('authority', 'create', '--name', name, '--subject', `CN=${name}`, '--key', 'P-256', '--data', data)
}

test('a file that only its owner can read', () => works(secret))

test('a systemd credential', async () => {
  process.env['CREDENTIALS_DIRECTORY'] = credentials
  await works('credential:unlock')
})

/** Stands where the tool of libsecret would, with the same arguments and answers. */
const secretTool = `#!/bin/sh
[ "$*" = "lookup service chancery account unlock" ] || exit 1
tr -d '\\n' < '${secret}'
`

test.runIf(process.platform === 'linux')('the key store of the operating system, through its own program', async () => {
  writeFileSync(join(programs, 'secret-tool'), secretTool, { mode: 0o755 })
  process.env['PATH'] = `${programs}:${before.path ?? ''}`
  await works('key-store:unlock')
})

test.each([
  ['credential:unlock', /CREDENTIALS_DIRECTORY/],
  ['credential:../../etc/passwd', /credential/],
  ['key-store:--help', /not a name in the key store/],
  ['key-store:nothing', /secret-tool|key store/]
])('%s that is not there is refused, in words, and nothing serves', async (unlock, words) => {
  delete process.env['CREDENTIALS_DIRECTORY']
  const ran = await chancery('serve', '--data', data, '--http', 'off', '--admin', 'off', '--unlock-file', unlock)
  expect(ran.err).toMatch(words)
  expect(ran.code).not.toBe(0)
  expect(ran.err).not.toContain(readFileSync(secret, 'utf8').trim())
})

test('a credential that is no secret of this vault opens nothing', async () => {
  process.env['CREDENTIALS_DIRECTORY'] = credentials
  writeFileSync(join(credentials, 'other'), 'not the passphrase of anybody\n', { mode: 0o400 })
  const ran = await chancery(
    'serve',
    '--data',
    data,
    '--http',
    'off',
    '--admin',
    'off',
    '--unlock-file',
    'credential:other'
  )
  expect(ran.err).toContain('not that of any active operator')
  expect(ran.code).not.toBe(0)
})
