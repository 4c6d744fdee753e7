import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_QUORUM_PICTURES']
const sizes = [
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 }
] as const
const bobs = 'copper anvil in june rain'
let demo: Demo
let running: RunningApp
let authority = 0
let name = ''

test.describe('quorum in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    demo = await fillDemo()
    running = await launchDesktop({ data: demo.data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(running.page, 'alice', demo.passphrase)
    const { page } = running
    await callFrom(page, 'operator.create', { name: 'bob.second', roles: ['ca-administrator'], passphrase: bobs })
    const { authorities } = await callFrom(page, 'authority.list', {})
    const issuing = authorities.find(({ issuerId, state }) => issuerId !== null && state === 'active')
    authority = issuing?.id ?? 0
    name = issuing?.name ?? ''
  })
  test.afterAll(async () => {
    await running.close()
    await demo.remove()
  })

  async function looksGood(picture: string): Promise<void> {
    const { page } = running
    for (const size of sizes) {
      await resizeWindow(running, size)
      await settle(page)
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${picture}-${size.width}.png`) })
      expect(await layoutProblems(page), `${picture} at ${size.width}`).toEqual([])
    }
    expect(await seriousFindings(page)).toEqual([])
  }

  async function becomes(operator: string, passphrase: string): Promise<void> {
    const { page } = running
    await callFrom(page, 'session.sign-out', {})
    await page.reload()
    await signIn(page, operator, passphrase)
  }

  test('without rules the page says what that means', async () => {
    const { page } = running
    await visit(page, '/approvals')
    await expect(page.getByText('No proposal waits')).toBeVisible()
    await visit(page, '/approvals?tab=rules')
    await expect(page.getByText(/No rule is set: everybody does alone/)).toBeVisible()
    await looksGood('rules-none')
  })

  test('a rule is set in the matrix, and becomes a proposal that needs the approval it asks for', async () => {
    const { page } = running
    await visit(page, '/approvals?tab=rules')
    await page.getByRole('button', { name: 'Set a rule: Retire an authority' }).click()
    await expect(page.getByText(/The change becomes a proposal/)).toBeVisible()
    await looksGood('rule-dialog')
    await page.getByRole('button', { name: 'Propose the rule' }).click()
    await page.getByRole('link', { name: /^Open proposal \d+$/ }).click()
    await expect(page.getByRole('heading', { name: /^Proposal \d+$/ })).toBeVisible()
    await expect(page.getByText('Waits for approvals').first()).toBeVisible()
    await expect(page.getByText(/May still approve: .*bob\.second/)).toBeVisible()
    await page.getByRole('button', { name: 'Give a reason' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody retires an authority alone.')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Nobody retires an authority alone.')).toBeVisible()
    await looksGood('proposal-own')
  })

  test('the second operator sees the badge, reads it, and approves with the passphrase', async () => {
    const { page } = running
    await becomes('bob.second', bobs)
    await expect(page.getByLabel('1 proposal waits for you')).toBeVisible()
    await visit(page, '/approvals')
    await expect(page.getByText('waits for you', { exact: true })).toBeVisible()
    await looksGood('waiting')
    await page.getByRole('link', { name: 'Change an approval rule' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Your passphrase once more/).fill('not the passphrase')
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(dialog.getByText('The name or the passphrase is wrong.')).toBeVisible()
    await looksGood('approve-dialog')
    await dialog.getByRole('button', { name: 'Sign with a token instead' }).click()
    await dialog.getByRole('combobox', { name: 'Signed by' }).click()
    await page.getByRole('option', { name: 'A token elsewhere, as a file' }).click()
    await expect(dialog.getByRole('button', { name: 'Save what to sign' })).toBeVisible()
    await looksGood('approve-by-signature')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await dialog.getByLabel(/^Your passphrase once more/).fill(bobs)
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(page.getByText('Approved', { exact: true }).first()).toBeVisible()
  })

  test('the proposer carries it out; then the dialog of the ruled operation says so before and leads there after', async () => {
    const { page } = running
    await becomes('alice', demo.passphrase)
    await visit(page, '/approvals')
    await page.getByRole('link', { name: 'Change an approval rule' }).click()
    await page.getByRole('button', { name: 'Carry out' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Carry out' }).click()
    await expect(page.locator('[data-state="done"]')).toBeVisible()
    await looksGood('proposal-done')
    const { rules } = await callFrom(page, 'quorum.rules', {})
    expect(rules.map(({ operation }) => operation)).toEqual(['authority.retire'])

    await visit(page, `/authorities/${authority}`)
    await page.getByRole('button', { name: /more/i }).first().click()
    await page.getByRole('menuitem', { name: /Retire/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/^This needs one approval of \d+ people/)).toBeVisible()
    await dialog.getByLabel(/^Type/).fill(name)
    await looksGood('retire-before')
    await dialog.getByRole('button', { name: /Retire/ }).click()
    await expect(dialog.getByText(/Nothing was done yet/)).toBeVisible()
    await looksGood('retire-after')
    await dialog.getByRole('link', { name: /^Open proposal/ }).click()
    await expect(page.getByRole('heading', { name: /^Proposal \d+$/ })).toBeVisible()
    const shown = await callFrom(page, 'authority.show', { authority })
    expect(shown.authority.state).toBe('active')
  })

  test('the second operator declines, and nothing has happened', async () => {
    const { page } = running
    await becomes('bob.second', bobs)
    await visit(page, '/approvals')
    await page.getByRole('link', { name: 'Retire an authority' }).click()
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
    await expect(page.getByText('You declined proposal', { exact: false })).toBeVisible()
    const shown = await callFrom(page, 'authority.show', { authority })
    expect(shown.authority.state).toBe('active')
    await visit(page, '/approvals?tab=keys')
    await looksGood('keys')
    await page.getByRole('button', { name: 'Register a key' }).click()
    const register = page.getByRole('dialog')
    await register.getByRole('combobox', { name: 'Taken from' }).click()
    await page.getByRole('option', { name: 'A file' }).click()
    await register.getByLabel(/^Name of the token/).fill('blue token')
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await register.locator('input[type="file"]').setInputFiles({
      name: 'bob.pub',
      mimeType: 'text/plain',
      buffer: Buffer.from(publicKey.export({ format: 'pem', type: 'spki' }))
    })
    await register.getByLabel(/^Your passphrase/).fill(bobs)
    await looksGood('key-dialog')
    await register.getByRole('button', { name: 'Register', exact: true }).click()
    await expect(page.getByText('blue token')).toBeVisible()
    await looksGood('keys-one')
  })
})
