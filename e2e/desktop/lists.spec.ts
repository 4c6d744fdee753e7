import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_LISTS_PICTURES']
let demo: Demo
let running: RunningApp

async function start(): Promise<void> {
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

test.describe('lists of certificates', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    demo = await fillDemo()
    await start()
  })
  test.afterAll(async () => {
    await running.close()
    await demo.remove()
  })

  test('a list, a group and conditions narrow what is shown, and the total says how far', async () => {
    const { page } = running
    await visit(page, '/certificates')
    const total = async (input: Parameters<typeof callFrom<'certificate.list'>>[2]): Promise<number> =>
      (await callFrom(page, 'certificate.list', input)).total ?? -1
    await page.getByRole('tab', { name: 'TLS' }).click()
    await expect(page).toHaveURL(/kind=tls/)
    await expect(page.getByRole('main')).toContainText(`${await total({ kind: 'tls' })} `)
    await page.getByRole('button', { name: 'Group' }).click()
    const { groups } = await callFrom(page, 'certificate.groups', { by: 'authority', kind: 'tls' })
    const [first] = groups
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('row')).toHaveCount(groups.length + 1)
    await picture(page, 'groups')
    await dialog.getByRole('button', { name: first?.label ?? '' }).click()
    await expect(page).toHaveURL(new RegExp(`authority=${first?.key ?? ''}`))
    expect(await total({ kind: 'tls', authority: Number(first?.key) })).toBe(first?.n)
    await page.getByRole('button', { name: 'Conditions' }).click()
    await dialog.getByLabel('Value').fill('no such name here')
    await picture(page, 'conditions')
    await dialog.getByRole('button', { name: 'Show' }).click()
    await expect(page.getByText('Nothing matches')).toBeVisible()
  })

  test('a view is saved with its filters, and is there after a restart', async () => {
    await visit(running.page, '/certificates?kind=tls&sort=expiry')
    await running.page.getByRole('button', { name: 'Saved views' }).click()
    await running.page.getByLabel('Name of the view').fill('TLS by end')
    await running.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(running.page.getByRole('button', { name: 'TLS by end', exact: true })).toBeVisible()
    await running.close()
    await start()
    const { page } = running
    await visit(page, '/certificates')
    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('button', { name: 'TLS by end', exact: true }).click()
    await expect(page).toHaveURL(/kind=tls&sort=expiry/)
    await expect(page.getByRole('tab', { name: 'TLS' })).toHaveAttribute('aria-selected', 'true')
  })

  test('owner, tags and places are noted on the page of a certificate, and the list finds them', async () => {
    const { page } = running
    const id = (await callFrom(page, 'certificate.list', { kind: 'tls', state: ['active'] })).rows[0]?.id ?? 0
    await visit(page, `/certificates/${id}?tab=management`)
    await page.getByLabel('Owner, a person or a team').fill('Web team')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByLabel('New tag').fill('shop')
    await page.getByLabel('New tag').press('Enter')
    await expect(page.getByText('shop', { exact: true })).toBeVisible()
    await page.getByLabel('Place').fill('proxy 1')
    await page.getByLabel('Place').press('Enter')
    await expect(page.getByText('proxy 1')).toBeVisible()
    await picture(page, 'management')
    expect(await seriousFindings(page)).toEqual([])
    const { rows } = await callFrom(page, 'certificate.list', { tag: 'shop', owner: 'web team' })
    expect(rows.map((row) => row.id)).toEqual([id])
  })
})
