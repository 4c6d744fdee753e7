import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { allScreens } from '../fixtures/screens.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Rules that another theme or other words can break; everything else is the same page. */
const looks = ['color-contrast', 'button-name', 'link-name', 'label', 'scrollable-region-focusable']

test('axe finds nothing serious on the way through the first start, in both languages', async ({}, info) => {
  test.setTimeout(180_000)
  for (const language of ['en', 'de'] as const) {
    const running = await launchDesktop({ switches: [`--lang=${language}`] })
    try {
      const { page } = running
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const found: string[] = []
      const look = async (name: string): Promise<void> => {
        await settle(page)
        found.push(...(await findings(running, `first-${name}-${language}`, info)))
      }
      const words =
        language === 'en'
          ? { name: 'Sign-in name', pass: 'Passphrase', again: 'Passphrase again', make: 'Make the vault' }
          : { name: 'Anmeldename', pass: 'Passphrase', again: 'Passphrase noch einmal', make: 'Tresor anlegen' }
      await page.getByLabel(words.name).waitFor()
      await look('account')
      await page.getByLabel(words.name).fill('alice')
      await page.getByLabel(words.pass, { exact: false }).first().fill('velvet harbour nine kites')
      await page.getByLabel(words.again).fill('velvet harbour nine kite')
      await page.getByRole('button', { name: words.make }).click()
      await look('account-refused')
      await page.getByLabel(words.again).fill('velvet harbour nine kites')
      await page.getByRole('button', { name: words.make }).click()
      await page.getByTestId('secret').waitFor()
      await look('recovery-code')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: /^(?:Continue|Weiter)$/ }).click()
      await page.getByRole('button', { name: /^(?:Make both|Beide erstellen|Beide anlegen)$/ }).waitFor()
      await look('authorities')
      await page.getByRole('button', { name: /^(?:Skip|Überspringen)/ }).click()
      await look('ready')
      expect(found).toEqual([])
    } finally {
      await running.close()
    }
  }
})

test.describe('with a believable PKI', () => {
  let demo: Demo
  let running: RunningApp
  test.beforeAll(async () => {
    demo = await fillDemo()
    running = await launchDesktop({ data: demo.data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(running.page, 'alice', demo.passphrase)
  })
  test.afterAll(async () => {
    await running.close()
    await demo.remove()
  })

  test('axe finds nothing serious on the later steps of the wizards', async ({}, info) => {
    test.setTimeout(120_000)
    const { page } = running
    const found: string[] = []
    const csr = await makeCsr(demo.data, 'jetty.harbour.example')
    await visit(page, '/requests/new')
    await page
      .getByRole('radio', { name: /Web server/ })
      .first()
      .check({ force: true })
    for (const step of ['key', 'names', 'review'] as const) {
      await page.getByRole('button', { name: 'Next', exact: true }).click()
      if (step === 'key') await page.locator('textarea:visible').first().fill(csr)
      await settle(page)
      found.push(...(await findings(running, `wizard-request-${step}`, info)))
    }
    await visit(page, '/authorities/new')
    for (let step = 1; step < 4; step++) {
      const next = page.getByRole('button', { name: 'Next', exact: true })
      if ((await next.count()) === 0 || (await next.isDisabled())) break
      await next.click()
      await settle(page)
      found.push(...(await findings(running, `wizard-authority-${step}`, info)))
    }
    expect(found).toEqual([])
  })

  test('axe finds nothing serious among the notices', async ({}, info) => {
    const { page } = running
    await visit(page, '/dashboard')
    await page.getByRole('button', { name: /^Notices/ }).click()
    await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible()
    await settle(page)
    expect(await findings(running, 'notices', info)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('axe finds nothing serious in German on any screen, light or dark', async ({}, info) => {
    test.setTimeout(600_000)
    const { page } = running
    // One of each kind: its tabs and sheets say the same in the other test, in English.
    const screens = [...new Map((await allScreens(page)).map((screen) => [screen.route, screen])).values()]
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    const found: string[] = []
    for (const { name, address } of screens) {
      await visit(page, address)
      found.push(...(await findings(running, `${name}-de`, info, looks)))
    }
    expect(found).toEqual([])
  })
})

/** What axe has against what is shown, in both themes. Takes both pictures. */
async function findings(
  { page }: RunningApp,
  name: string,
  info: TestInfo,
  rules?: readonly string[]
): Promise<readonly string[]> {
  const all: string[] = []
  for (const [colorScheme, checked] of [
    ['dark', ['color-contrast']],
    ['light', rules]
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(info.project.outputDir, 'screens', `${name}-${colorScheme}.png`) })
    all.push(...(await seriousFindings(page, checked)).map((line) => `${name} (${colorScheme}): ${line}`))
  }
  return all
}
