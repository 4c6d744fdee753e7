import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { faultyModule, setFault, softPin, softTokens, type SoftTokens } from '../../src-main/testing/soft-token.ts'
import { makeVault } from '../fixtures/first-run.ts'
import { callFrom, replyTo } from '../fixtures/page-call.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

let soft: SoftTokens
let module: string
let running: RunningApp
test.beforeAll(async () => {
  soft = softTokens()
  soft.make('house')
  module = faultyModule(soft)
  setFault('none')
  running = await launchDesktop()
  await makeVault(running.page)
})
test.afterAll(async () => {
  await running.close()
  soft.remove()
})

test('the desktop signs with a token in a utility process; a module that aborts there takes no window along', async () => {
  test.setTimeout(90_000)
  const { page, app } = running
  const { report } = await callFrom(page, 'token.modules-add', { module })
  expect(report.loads).toBe(true)
  await callFrom(page, 'token.unlock', { token: 'house', pin: softPin })
  const { authority } = await callFrom(page, 'authority.create', {
    name: 'root',
    subject: 'CN=Root',
    key: 'P-384',
    token: 'house'
  })
  expect(authority.state).toBe('active')
  const processOf = async (): Promise<number> =>
    (await callFrom(page, 'token.modules', {})).modules[0]?.process ?? Number.NaN
  const [main, child] = [app.process().pid ?? 0, await processOf()]
  expect(child).not.toBe(main)
  expect(await readFile(`/proc/${child}/maps`, 'utf8')).toContain('faulty.so')
  expect(await readFile(`/proc/${main}/maps`, 'utf8')).not.toMatch(/faulty\.so|libsofthsm2/)

  process.kill(child, 'SIGABRT')
  await expect
    .poll(async () => (await callFrom(page, 'authority.show', { authority: 'root' })).authority.state)
    .toBe('key-offline')
  expect((await replyTo(page, 'crl.issue', { authority: 'root' })).ok).toBe(false)
  await expect
    .poll(async () => (await callFrom(page, 'token.list', {})).tokens.find(({ label }) => label === 'house')?.state, {
      timeout: 15_000
    })
    .toBe('locked')
  expect(await processOf()).not.toBe(child)
  await callFrom(page, 'token.unlock', { token: 'house', pin: softPin })
  expect((await callFrom(page, 'crl.issue', { authority: 'root' })).file.name).toContain('root')

  soft.unplug()
  await expect
    .poll(async () => (await callFrom(page, 'authority.show', { authority: 'root' })).authority.state, {
      timeout: 15_000
    })
    .toBe('key-offline')
  soft.plugIn()
  await expect
    .poll(async () => (await callFrom(page, 'authority.show', { authority: 'root' })).authority.state, {
      timeout: 15_000
    })
    .toBe('active')
  expect((await callFrom(page, 'crl.issue', { authority: 'root' })).file.name).toContain('root')
})
