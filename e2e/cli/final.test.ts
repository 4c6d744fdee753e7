import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, command, run, workFolder, type Ran } from './chancery.ts'

/** What cannot be undone, on a real terminal (script of util-linux makes one) and without one. */
const folder = workFolder()
const own = ['--data', join(folder.path, 'data'), '--passphrase-file', folder.passphraseFile]

beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', ...own)
  for (const name of ['first', 'second', 'third'])
    await chanceryJson('authority', 'create', '--name', name, '--subject', `CN=${name}`, '--key', 'P-256', ...own)
})
afterAll(folder.remove)

const retire = (name: string): string[] => ['authority', 'retire', '--authority', name, ...own]

/** Runs the command on a terminal of its own and types the lines into it. */
function atTerminal(words: readonly string[], typed: string): Promise<Ran> {
  const line = [process.execPath, command, ...words]
    .map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`)
    .join(' ')
  return run('script', ['-qec', line, '/dev/null'], typed)
}

async function stateOf(name: string): Promise<string> {
  const shown = await chanceryJson<{ authority: { state: string } }>('authority', 'show', '--authority', name, ...own)
  return shown.authority.state
}

test('a terminal is asked first, and any answer but yes leaves everything as it was', async () => {
  const { code, out } = await atTerminal(retire('first'), 'y\n')
  expect(out).toContain('The authority never issues again. There is no way back.')
  expect(out).toContain('Nothing was done.')
  expect(code).not.toBe(0)
  expect(await stateOf('first')).toBe('active')
})

test('yes goes on', async () => {
  expect((await atTerminal(retire('first'), 'yes\n')).code).toBe(0)
  expect(await stateOf('first')).toBe('retired')
})

test('--yes, and a script without a terminal, are asked nothing', async () => {
  const { code, out } = await atTerminal([...retire('second'), '--yes'], '')
  expect(code).toBe(0)
  expect(out).not.toContain('way back')
  expect((await chancery(...retire('third'))).code).toBe(0)
  expect(await stateOf('third')).toBe('retired')
})

test('the help says what is lost', async () => {
  expect((await chancery('authority', 'retire', '--help')).out).toContain(
    'There is no way back. The authority never issues again.'
  )
})
