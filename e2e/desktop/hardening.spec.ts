import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchDesktop, type RunningApp } from './launch.ts'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchDesktop()
})
test.afterAll(async () => {
  await running.close()
})

test('the window shows the page of the own scheme under the content security policy', async () => {
  const { page } = running
  expect(page.url()).toMatch(/^app:\/\/chancery\//)
  await expect(page.locator('#root')).not.toBeEmpty()
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})

test('the page is sandboxed and isolated and sees nothing of Node or Electron but the bridge', async () => {
  const seen = await running.page.evaluate(() => {
    const global = globalThis as unknown as Record<string, unknown>
    return {
      require: typeof global['require'],
      process: typeof global['process'],
      ipc: typeof global['ipcRenderer'],
      bridge: Object.keys(global['chancery'] as object).sort()
    }
  })
  expect(seen).toEqual({ require: 'undefined', process: 'undefined', ipc: 'undefined', bridge: ['call', 'on'] })
  const preferences = await running.app.evaluate(({ webContents }) => {
    const page = webContents.getAllWebContents()[0] as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = page.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false
  })
})

test('an inline script, an eval and a request to the network do not run', async () => {
  const outcome = await running.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineRan = true'
    document.head.append(script)
    // In a task of its own: code that the debugger evaluates is exempt from the policy while it runs.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve((0, eval)('true') as boolean)
        } catch {
          resolve(false)
        }
      }, 0)
    })
    const fetched = await fetch('https://example.test/').then(
      () => true,
      () => false
    )
    return { inline: 'inlineRan' in globalThis, evaluated, fetched }
  })
  expect(outcome).toEqual({ inline: false, evaluated: false, fetched: false })
})

test('the page cannot navigate away, open windows or climb out of its folder', async () => {
  const { page, app } = running
  const before = page.url()
  await page.evaluate(() => {
    window.open('http://example.test/')
    window.location.href = 'https://example.test/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  const status = await page.evaluate(async () => (await fetch('/assets/..%2f..%2fmain%2felectron.js')).status)
  expect(status).toBe(400)
})

test('neither a link, nor a form, nor a file, nor another host of the own scheme is followed', async () => {
  const { page, app } = running
  const before = page.url()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'http://example.test/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    const form = document.createElement('form')
    form.action = 'https://example.test/'
    form.method = 'post'
    document.body.append(form)
    form.submit()
    for (const address of [
      'file:///etc/hostname',
      'app://elsewhere/',
      'data:text/html,other',
      'javascript:document.title=1'
    ])
      try {
        window.location.assign(address)
      } catch {
        // Refused at once is as good as refused later.
      }
    link.remove()
    form.remove()
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  expect(await page.title()).not.toBe('1')
})

test('what the bridge gives cannot be replaced, and no other name of Node is within reach', async () => {
  const seen = await running.page.evaluate(() => {
    const global = globalThis as unknown as Record<string, unknown>
    const bridge = global['chancery'] as Record<string, unknown>
    try {
      bridge['call'] = () => 'mine'
    } catch {
      // A frozen object may throw.
    }
    return {
      names: ['require', 'module', 'process', 'Buffer', 'global', 'setImmediate', 'electron', '__dirname'].filter(
        (name) => name in global
      ),
      own: String(bridge['call']).includes('mine')
    }
  })
  expect(seen).toEqual({ names: [], own: false })
})

test('a refused navigation leaves the page its events', async () => {
  const { page, app } = running
  await page.evaluate(() => {
    const { chancery } = window as unknown as {
      chancery: { on(topic: string, listener: (payload: unknown) => void): void }
    }
    const heard: unknown[] = []
    ;(window as unknown as { heard: unknown[] }).heard = heard
    chancery.on('file.opened', (payload) => heard.push(payload))
    window.location.href = 'https://example.test/'
  })
  await page.waitForTimeout(200)
  const file = join(running.data, 'after.pem')
  await writeFile(file, 'x')
  await app.evaluate(({ app: electron }, path) => {
    electron.emit('second-instance', {}, ['electron', path], '', undefined)
  }, file)
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
    .toEqual([{ name: 'after.pem', base64: 'eA==' }])
})

test('permissions are denied', async () => {
  const denied = await running.page.evaluate(async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied'
    )
    return [media, await Notification.requestPermission()]
  })
  expect(denied).toEqual(['denied', 'denied'])
})

test('the bridge answers the page, refuses nonsense and ignores a sub-frame', async () => {
  const replies = await running.page.evaluate(async () => {
    const { chancery } = window as unknown as { chancery: { call(name: string, input: unknown): Promise<unknown> } }
    const frame = document.createElement('iframe')
    frame.src = '/icon.svg'
    document.body.append(frame)
    const inFrame = typeof (frame.contentWindow as unknown as { chancery?: unknown }).chancery
    frame.remove()
    return {
      unknown: await chancery.call('authority.burn', {}),
      malformed: await chancery.call('../x', {}),
      theme: await chancery.call('desktop.theme', { theme: 'dark' }),
      inFrame
    }
  })
  expect(replies.unknown).toMatchObject({ ok: false })
  expect(replies.malformed).toMatchObject({ ok: false, failure: { code: 'malformed' } })
  expect(replies.theme).toEqual({ ok: true, value: null })
  expect(replies.inFrame).toBe('undefined')
  expect(await running.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
})

test('a file given on the command line reaches the page without its folder', async () => {
  const file = join(running.data, 'web.csr')
  await writeFile(file, 'request')
  // The listener stands before the file comes: a page that listens late would wait for ever.
  await running.page.evaluate(() => {
    const { chancery } = window as unknown as {
      chancery: { on(topic: string, listener: (payload: unknown) => void): void }
    }
    chancery.on('file.opened', (payload) => Object.assign(window, { opened: payload }))
  })
  await running.app.evaluate(({ app }, path) => {
    app.emit('second-instance', {}, ['electron', path], '', undefined)
  }, file)
  await expect
    .poll(() => running.page.evaluate(() => (window as unknown as { opened?: unknown }).opened))
    .toEqual({ name: 'web.csr', base64: Buffer.from('request').toString('base64') })
})
