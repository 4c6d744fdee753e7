import { expect, test } from '@playwright/test'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { goTo, signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** The engine is in the same program: whether the computer has a network must make no difference to the window. */
let demo: Demo
let running: RunningApp
test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
})

test('a computer that leaves the network signs in, shows its certificates and takes a comment', async () => {
  const { page } = running
  await expect(page.getByLabel('Sign-in name')).toBeVisible()
  await page.context().setOffline(true)
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false)

  await signIn(page, 'alice', demo.passphrase)
  await goTo(page, '/certificates')
  await expect(page.getByRole('grid').locator('[role="row"][data-id]').first()).toBeVisible()

  const waiting = await callFrom(page, 'request.list', { state: ['pending-approval'] })
  await goTo(page, `/requests/${waiting.rows[0]?.id ?? 0}`)
  await page.getByLabel('Comment').fill('Asked by telephone.')
  await page.getByRole('button', { name: 'Add comment' }).click()
  await expect(page.getByText('Asked by telephone.')).toBeVisible()
})
