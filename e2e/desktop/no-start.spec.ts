import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { electronBinary } from './launch.ts'

/** Prints what a box says and leaves it open, as a person does who is not there; or closes it. */
const printBoxes = (open: boolean): string => `
const { dialog } = require('electron')
const show = dialog.showMessageBox
dialog.showMessageBox = (box) => {
  console.log(box.message + ': ' + box.detail)
  return ${open ? 'show(box)' : 'Promise.resolve({ response: 0 })'}
}`

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chancery-no-start-'))
})
test.afterAll(() => rm(folder, { recursive: true }))

/** Starts the app on a data folder that is a file. */
async function startOnFile(
  open: boolean
): Promise<{ readonly app: ChildProcess; readonly ended: Promise<unknown[]>; readonly said: () => string }> {
  const [file, hook] = [join(folder, 'a-file'), join(folder, `print-boxes-${open ? 'open' : 'closed'}.cjs`)]
  await writeFile(file, '')
  await writeFile(hook, printBoxes(open))
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env
  const root = join(import.meta.dirname, '..', '..')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(electronBinary(), ['-r', hook, ...sandbox, '--disable-gpu', root, '--data', file], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000,
    killSignal: 'SIGKILL'
  })
  let said = ''
  app.stdout.on('data', (chunk) => (said += String(chunk)))
  return { app, ended: once(app, 'close'), said: () => said }
}

test('a data folder that cannot be used is named in a box; the app does not end without a word', async () => {
  const { ended, said } = await startOnFile(false)
  const [code] = await ended
  expect(said()).toContain('Chancery could not start: The data folder')
  expect(said()).toContain('is a file')
  expect(code).toBe(1)
})

test('while that box is open, the app ends when the machine tells it to', async () => {
  const { app, ended, said } = await startOnFile(true)
  await expect.poll(said, { timeout: 15_000 }).toContain('Chancery could not start')
  app.kill('SIGTERM')
  expect(await ended).toEqual([1, null])
})
