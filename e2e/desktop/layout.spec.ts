import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { allScreens, type Screen } from '../fixtures/screens.ts'
import { visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 }
] as const
let demo: Demo
let running: RunningApp
let screens: readonly Screen[]

test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
  screens = await allScreens(running.page)
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
})

test('every screen fits its window', async ({}, info) => {
  test.setTimeout(1_200_000)
  const { page } = running
  const found: string[] = []
  for (const size of sizes) {
    await resizeWindow(running, size)
    for (const { name, address, primary } of screens) {
      await visit(page, address)
      if (size.width !== 1440)
        await page.screenshot({ path: join(info.project.outputDir, 'screens', `${name}-${size.width}.png`) })
      const where = `${name} at ${size.width}x${size.height}`
      found.push(...(await layoutProblems(page)).map((line) => `${where}: ${line}`))
      if (primary === undefined) continue
      const box = await page
        .locator('main')
        .getByRole('button', { name: primary, exact: true })
        .or(page.locator('main').getByRole('link', { name: primary, exact: true }))
        .first()
        .boundingBox()
      if (box === null) found.push(`${where}: there is no "${String(primary)}"`)
      else if (box.x < 0 || box.x + box.width > size.width || box.y < 0 || box.y + box.height > size.height)
        found.push(`${where}: "${String(primary)}" at ${JSON.stringify(box)} is outside of the window`)
    }
  }
  expect(found).toEqual([])
})
