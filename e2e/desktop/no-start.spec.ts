import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { electronBinary } from './launch.ts'

/** Prints what the box would show, which waits for a person. */
const printBoxes = `require('electron').dialog.showErrorBox = (title, text) => console.log(title + ': ' + text)`

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chancery-no-start-'))
})
test.afterAll(() => rm(folder, { recursive: true }))

test('a data folder that cannot be used is named in a box; the app does not end without a word', async () => {
  const [file, hook] = [join(folder, 'a-file'), join(folder, 'print-boxes.cjs')]
  await writeFile(file, '')
  await writeFile(hook, printBoxes)
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env
  const root = join(import.meta.dirname, '..', '..')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(electronBinary(), ['-r', hook, ...sandbox, '--disable-gpu', root, '--data', file], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000
  })
  let said = ''
  app.stdout.on('data', (chunk) => (said += String(chunk)))
  const [code] = (await once(app, 'close')) as [number | null]
  expect(said).toContain('Chancery could not start: The data folder')
  expect(said).toContain('is a file')
  expect(code).toBe(1)
})
