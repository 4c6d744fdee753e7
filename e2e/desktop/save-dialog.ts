import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { RunningApp } from './launch.ts'

/** Answers every native save dialog from now on: with a file of the proposed name in this folder. */
export async function answerSaveDialogs({ app }: RunningApp, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    const answer = (_window: unknown, options: { readonly defaultPath?: string }): unknown =>
      Promise.resolve({ canceled: false, filePath: `${into}/${options.defaultPath ?? 'unnamed'}` })
    Object.assign(dialog, { showSaveDialog: answer })
  }, folder)
}

/** Does something that saves a file and waits for the file. @returns its name and text */
export async function saving(
  folder: string,
  act: () => Promise<void>
): Promise<{ readonly name: string; readonly text: string }> {
  const before = new Set(await readdir(folder))
  await act()
  let found = { name: '', text: '' }
  await expect(async () => {
    const [name] = (await readdir(folder)).filter((one) => !before.has(one))
    expect(name).toBeDefined()
    found = { name: name ?? '', text: await readFile(join(folder, name ?? ''), 'utf8') }
    expect(found.text).not.toBe('')
  }).toPass({ timeout: 10_000 })
  return found
}
