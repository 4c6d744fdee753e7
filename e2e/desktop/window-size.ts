import { expect } from '@playwright/test'
import type { RunningApp } from './launch.ts'

/** Gives the content of the window a size in CSS pixels and waits until the page has it. */
export async function resizeWindow(
  { app, page }: RunningApp,
  size: { readonly width: number; readonly height: number }
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentBounds({ x: 0, y: 0, ...wanted })
  }, size)
  // A window as large as the screen is kept a pixel smaller, so that no desktop takes it for a full screen.
  await expect
    .poll(() =>
      page.evaluate(([width, height]) => Math.abs(innerWidth - width) + Math.abs(innerHeight - height), [
        size.width,
        size.height
      ] as const)
    )
    .toBeLessThan(4)
}
