import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { startDemoApp, type DemoApp } from './demo-app.ts'
import { resizeWindow } from './window-size.ts'

const features = join(import.meta.dirname, '..', '..', 'src-renderer', 'features')
const size = { width: 1440, height: 900 }
let demo: DemoApp

// The longest walk of all: one worker takes the first half of these tests, the other what comes after, each with a
// demonstration of its own.
test.describe.configure({ mode: 'parallel' })

test.beforeAll(async () => {
  demo = await startDemoApp()
})
test.afterAll(() => demo.stop())

test('the list of screens is complete', () => {
  const declared = globSync('*/feature.ts', { cwd: features }).flatMap((file) =>
    [...readFileSync(join(features, file), 'utf8').matchAll(/path: '([^'/][^']*)'/g)].map((match) => match[1])
  )
  const listed = new Set(demo.screens.map(({ route }) => route).filter((route) => route !== '*'))
  expect(listed).toEqual(new Set(declared))
})

test('axe finds nothing serious on the first half of the screens, light or dark', async ({}, info) => {
  test.setTimeout(1_200_000)
  await walk(demo.screens.slice(0, middle()), info)
})

test('axe finds nothing serious in the dialogs', async ({}, info) => {
  test.setTimeout(240_000)
  const { page } = demo.running
  await resizeWindow(demo.running, size)
  const address = (name: string): string => demo.screens.find((screen) => screen.name === name)?.address ?? ''
  const button = (name: string) => (): Promise<void> =>
    // Of several that are alike the first that can be pressed.
    page.locator('main').getByRole('button', { name, exact: true, disabled: false }).first().click()
  const dialogs = [
    ['palette', '/dashboard', () => page.keyboard.press('Control+k')],
    ['keys', '/dashboard', () => page.keyboard.press('?')],
    ['approve', address('request'), button('Approve and sign')],
    ['decline', address('request'), button('Decline')],
    ['revoke', address('certificate'), button('Revoke')],
    ['renew', address('certificate'), button('Renew')],
    ['issue-crl', address('authority'), button('Issue CRL now')],
    ['export-chain', address('authority'), button('Export chain')],
    ['add-operator', '/operators', button('Add operator')],
    ['sign-series', '/publication', button('Sign a series')],
    ['issue-now', '/publication', button('Issue now')]
  ] as const
  const found: string[] = []
  for (const [name, at, open] of dialogs) {
    await visit(page, at)
    await open()
    await expect(page.getByRole('dialog')).toBeVisible()
    await settle(page)
    found.push(...(await findings(`dialog-${name}`, info)), ...(await layoutProblems(page)))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(found).toEqual([])
})

test('axe finds nothing serious on the second half of the screens, light or dark', async ({}, info) => {
  test.setTimeout(1_200_000)
  await walk(demo.screens.slice(middle()), info)
})

test('axe finds nothing serious before anybody is signed in', async ({}, info) => {
  const { page } = demo.running
  const found: string[] = []
  await callFrom(page, 'session.lock', {})
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await settle(page)
  found.push(...(await findings('sign-in', info)))
  await page.getByRole('button', { name: /Use the recovery code/ }).click()
  await expect(page.getByRole('heading', { name: 'Recover the account' })).toBeVisible()
  await settle(page)
  found.push(...(await findings('recover', info)))
  expect(found).toEqual([])
})

const middle = (): number => Math.ceil(demo.screens.length / 2)

async function walk(screens: DemoApp['screens'], info: TestInfo): Promise<void> {
  const { page } = demo.running
  await resizeWindow(demo.running, size)
  const found: string[] = []
  for (const { name, address } of screens) {
    await visit(page, address)
    found.push(...(await findings(name, info)))
  }
  expect(found).toEqual([])
}

/** What axe has against what is shown: everything in light, the contrast again in dark. Takes both pictures. */
async function findings(name: string, info: TestInfo): Promise<readonly string[]> {
  const { page } = demo.running
  const all: string[] = []
  for (const [colorScheme, rules] of [
    ['dark', ['color-contrast']],
    ['light', undefined]
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(info.project.outputDir, 'screens', `${name}-${colorScheme}.png`) })
    all.push(...(await seriousFindings(page, rules)).map((line) => `${name} (${colorScheme}): ${line}`))
  }
  return all
}
