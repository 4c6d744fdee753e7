import { randomBytes, randomInt } from 'node:crypto'
import { BrowserWindow, session, type Session } from 'electron'
import { isPinAddress, pinScheme } from './address.ts'
import { largestForm, readPinForm, type PinAnswers, type PinQuestion } from './pin-dialog-form.ts'
import { pinPage, pinWindowHeight, pinWindowWidth } from './pin-dialog-page.ts'

/** Asks a person in front of a window. @returns undefined where they gave up */
export type AskPin = (parent: BrowserWindow, question: PinQuestion) => Promise<PinAnswers | undefined>

interface OpenPrompt {
  readonly address: string
  readonly answer: (body: string) => { readonly body: string; readonly nonce: string }
}

/**
 * The window in which PINs are typed. Nothing of the app's page is in it: a session of its own in memory, a scheme that
 * only this session serves, no preload, no script. What is typed travels as a form from the sandboxed page to this
 * process, and from here to the engine; the page of the app sees neither.
 */
export function createPinDialog(): AskPin {
  let served: Session | undefined
  let open: OpenPrompt | undefined
  const sessionForPins = (): Session => {
    if (served !== undefined) return served
    // Without `persist:` it lies in memory alone.
    served = session.fromPartition('pin-entry', { cache: false })
    served.setPermissionRequestHandler((_page, _permission, answer) => {
      answer(false)
    })
    served.setPermissionCheckHandler(() => false)
    served.webRequest.onBeforeRequest((details, answer) => {
      answer({ cancel: !isPinAddress(details.url) })
    })
    served.protocol.handle(pinScheme, async (request) => {
      const prompt = open
      if (prompt === undefined || request.url !== prompt.address) return new Response('', { status: 404 })
      const body = request.method === 'POST' ? await readBody(request) : ''
      const { body: page, nonce } = prompt.answer(body)
      return new Response(page, { headers: headersFor(nonce) })
    })
    return served
  }

  return (parent, question) => {
    if (open !== undefined) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const window = new BrowserWindow({
        parent,
        modal: true,
        width: pinWindowWidth,
        height: pinWindowHeight(question),
        useContentSize: true,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        show: false,
        title: 'Chancery',
        webPreferences: {
          session: sessionForPins(),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          javascript: false,
          webgl: false,
          images: false,
          spellcheck: false,
          safeDialogs: true,
          devTools: false
        }
      })
      const finish = (answers: PinAnswers | undefined): void => {
        open = undefined
        resolve(answers)
        // After the answer to the form has left: the request ends in order.
        setImmediate(() => {
          if (!window.isDestroyed()) window.destroy()
        })
      }
      // Proposed once, so that it stays the same while the person corrects something else.
      const proposed = String(randomInt(10_000_000, 100_000_000))
      const mine: OpenPrompt = {
        address: `${pinScheme}://entry/${randomBytes(16).toString('hex')}`,
        answer: (body) => {
          const nonce = randomBytes(16).toString('base64')
          const result = body === '' ? undefined : readPinForm(question, body)
          if (result === undefined || result.kind === 'refused')
            return { body: pinPage(question, { nonce, proposed, problems: result?.problems ?? new Map() }), nonce }
          finish(result.kind === 'answered' ? result.answers : undefined)
          return { body: '', nonce }
        }
      }
      open = mine
      window.removeMenu()
      // Where the system can do it, the window is left out of screen recordings.
      window.setContentProtection(true)
      window.webContents.on('before-input-event', (event, { type, key }) => {
        if (type !== 'keyDown' || key !== 'Escape') return
        event.preventDefault()
        window.close()
      })
      window.once('closed', () => {
        if (open === mine) finish(undefined)
      })
      window.once('ready-to-show', () => {
        window.show()
      })
      window.loadURL(mine.address).catch(() => {
        if (open === mine && !window.isDestroyed()) window.close()
      })
    })
  }
}

async function readBody(request: Request): Promise<string> {
  const bytes = await request.arrayBuffer()
  return bytes.byteLength > largestForm ? '' : new TextDecoder().decode(bytes)
}

function headersFor(nonce: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action ${pinScheme}://entry; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store'
  }
}
