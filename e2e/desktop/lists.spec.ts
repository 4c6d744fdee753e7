import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
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
    // The last test ends the app; this is for those that fail before.
    await running.close().catch(() => undefined)
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

  test('the right mouse button and the menu key open what can be done with a row, and its dialog', async () => {
    const { page } = running
    await visit(page, '/certificates?kind=tls')
    const row = page.getByRole('grid').locator('[role="row"][data-id]').first()
    const name = (await row.getByRole('gridcell').nth(1).textContent()) ?? ''
    await row.getByRole('gridcell').nth(2).click({ button: 'right' })
    const menu = page.getByRole('menu', { name: `What can be done with ${name}` })
    await expect(menu.getByRole('menuitem', { name: 'Revoke' })).toBeVisible()
    await picture(page, 'row-menu')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await row.getByRole('gridcell').nth(2).click({ button: 'right' })
    await menu.getByRole('menuitem', { name: 'Note' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('asked by telephone')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    const id = Number(await row.getAttribute('data-id'))
    const note = async (): Promise<string> => (await callFrom(page, 'certificate.show', { id })).certificate.note
    expect(await note()).toBe('asked by telephone')
    await picture(page, 'undo')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(note).toBe('')
    await row.getByRole('gridcell').nth(2).click()
    await page.keyboard.press('Shift+F10')
    await expect(menu.getByRole('menuitem', { name: 'Open' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`#/certificates/${id}$`))
  })

  test('what was opened last comes first in the palette', async () => {
    const { page } = running
    const { requests, certificate } = await callFrom(page, 'certificate.list', { kind: 'tls', limit: 2 }).then(
      async ({ rows }) => ({ certificate: rows[1]?.id ?? 0, requests: await callFrom(page, 'request.list', {}) })
    )
    const request = requests.rows[0]?.id ?? 0
    await visit(page, `/certificates/${certificate}`)
    await visit(page, `/requests/${request}`)
    await visit(page, '/certificates')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('option').nth(0)).toContainText(`#${request} `)
    await picture(page, 'palette')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`#/certificates/${certificate}$`))
  })

  test('a certificate is dragged out of the list and of its page as a PEM file, which is gone after the app has ended', async () => {
    const { app, page } = running
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const startDrag = ({ file }: { readonly file?: string }): void => {
        Object.assign(globalThis, { draggedOut: [...draggedSoFar(), file] })
      }
      const draggedSoFar = (): readonly unknown[] =>
        (globalThis as { draggedOut?: readonly unknown[] }).draggedOut ?? []
      Object.assign(window?.webContents ?? {}, { startDrag })
    })
    const taken = (): Promise<readonly string[]> =>
      app.evaluate(() => (globalThis as { draggedOut?: readonly string[] }).draggedOut ?? [])
    const drag = async (from: Locator): Promise<void> => {
      await from.hover()
      await page.mouse.down()
      await page.mouse.move(300, 400, { steps: 4 })
      await page.mouse.up()
    }
    await visit(page, '/certificates?kind=tls')
    const row = page.getByRole('grid').locator('[role="row"][data-id]').first()
    const id = Number(await row.getAttribute('data-id'))
    await drag(row.locator('[draggable="true"]'))
    await expect.poll(taken).toHaveLength(1)
    await visit(page, `/certificates/${id}`)
    await drag(page.getByTestId('drag-handle'))
    await expect.poll(taken).toHaveLength(2)
    const files = await taken()
    const { certificate } = await callFrom(page, 'certificate.show', { id })
    for (const file of files) {
      expect(new X509Certificate(await readFile(file)).raw).toEqual(new X509Certificate(certificate.pem).raw)
      expect(extname(file)).toBe('.cer')
    }
    await running.close()
    expect(files.filter((file) => existsSync(file))).toEqual([])
  })
})
