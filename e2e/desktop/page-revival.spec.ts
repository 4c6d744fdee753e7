import { expect, test } from '@playwright/test'
import { launchDesktop, type RunningApp } from './launch.ts'

/** What ends or hangs is the page; the engine behind it goes on, and the window has to come back or say what to do. */
let running: RunningApp
test.beforeEach(async () => {
  running = await launchDesktop()
  await running.app.evaluate(({ dialog }) => {
    const asked: { message: string; buttons: string[] }[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, buttons } = given.at(-1) as { message: string; buttons: string[] }
      asked.push({ message, buttons })
      return Promise.resolve({ response: buttons.indexOf('Load again'), checkboxChecked: false })
    }
  })
})
test.afterEach(async () => {
  await running.close()
})

const asked = (): Promise<readonly { message: string; buttons: string[] }[]> =>
  running.app.evaluate(() => (globalThis as unknown as { asked: { message: string; buttons: string[] }[] }).asked)

const rendererPid = (): Promise<number> =>
  running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)

/** Asked of the main process: the runner gives up a page that ended. */
const shows = (): Promise<string> =>
  running.app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    if (page === undefined || page.isCrashed() || page.isLoading()) return ''
    const answer = page.executeJavaScript('document.getElementById("root").innerText') as Promise<string>
    return Promise.race([answer, new Promise<string>((resolve) => setTimeout(() => resolve(''), 1000))])
  })

test('a page that was killed is there again, and the person is asked when it ends once more', async () => {
  const first = await rendererPid()
  process.kill(first, 'SIGKILL')
  await expect.poll(shows).not.toBe('')
  expect(await asked()).toEqual([])

  const second = await rendererPid()
  expect(second).not.toBe(first)
  process.kill(second, 'SIGKILL')
  await expect.poll(asked).toHaveLength(1)
  expect((await asked())[0]?.message).toBe('The page of this window has ended again.')
  await expect.poll(shows).not.toBe('')
})

test('a page that hangs is offered to be loaded again', async () => {
  const hung = await rendererPid()
  await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    void window?.webContents.executeJavaScript('for (;;);')
    window?.emit('unresponsive')
  })
  await expect.poll(asked).toEqual([{ message: 'This window does not answer.', buttons: ['Wait', 'Load again'] }])
  await expect.poll(shows).not.toBe('')
  expect(await rendererPid()).not.toBe(hung)
})
