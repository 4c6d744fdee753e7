import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { launchDesktop } from './launch.ts'

const root = join(import.meta.dirname, '..', '..')

test('the app opens on an engine of its own, complains about nothing and lets a command in', async () => {
  const running = await launchDesktop()
  try {
    const { page } = running
    // The first start after a build reads everything from disk.
    await expect(page.locator('#root')).not.toBeEmpty({ timeout: 30_000 })
    const status = await page.evaluate(() => {
      const { chancery } = window as unknown as { chancery: { call(name: string, input: unknown): Promise<unknown> } }
      return chancery.call('system.status', {})
    })
    expect(status).toMatchObject({ ok: true })
    // The second caller finds the engine that holds the folder instead of opening it.
    const command = [join(root, 'out', 'main', 'cli.js'), 'system', 'status', '--data', running.data, '--json']
    const { stdout } = await promisify(execFile)(process.execPath, command)
    expect(JSON.parse(stdout)).toEqual((status as { value: unknown }).value)
    expect(running.complaints).toEqual([])
  } finally {
    await running.close()
  }
})

test('a second start on the same folder hands over to the first window and ends', async () => {
  const running = await launchDesktop()
  try {
    const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const started = performance.now()
    await promisify(execFile)(process.env['CHANCERY_ELECTRON'] ?? '', [...rootSwitch, root, '--data', running.data])
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(running.app.windows()).toHaveLength(1)
  } finally {
    await running.close()
  }
})
