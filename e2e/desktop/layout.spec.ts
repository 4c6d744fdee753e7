import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { layoutProblems } from '../fixtures/layout.ts'
import { visit } from '../fixtures/settle.ts'
import { startDemoApp, type DemoApp } from './demo-app.ts'
import { resizeWindow } from './window-size.ts'

const sizes = [
  { width: 900, height: 700 },
  { width: 1024, height: 700 },
  // Two columns have the least room here.
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 }
] as const
let demo: DemoApp

test.beforeAll(async () => {
  demo = await startDemoApp()
})
test.afterAll(() => demo.stop())

test('every screen fits its window', async ({}, info) => {
  test.setTimeout(1_200_000)
  const { running, screens } = demo
  const { page } = running
  const found: string[] = []
  for (const size of sizes) {
    await resizeWindow(running, size)
    for (const { name, address, primary } of screens) {
      await visit(page, address)
      if (size.width !== 1280)
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
