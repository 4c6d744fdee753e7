import { request, type TokenCall, type TokenReply } from './messages.ts'
import { failureOf, loadModule, TokenProblem, type LoadedModule } from './loaded-module.ts'

/**
 * The process in which a PKCS#11 module runs. It holds one module, the sessions with its tokens and, where it is needed,
 * their PINs; it knows nothing of the database or the vault. A module that crashes or hangs takes this process along
 * and nothing else.
 */

interface Channel {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** A utility process of Electron has a port to its parent; a forked Node a channel. */
function channelToParent(): Channel {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (isPort(port))
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data))
    }
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener)
      // Nobody is left to answer.
      process.on('disconnect', () => process.exit(0))
    }
  }
}

interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

function isPort(value: unknown): value is Port {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'postMessage') === 'function'
}

let loaded: LoadedModule | undefined

function answer(call: TokenCall): unknown {
  if (call.call === 'open') {
    if (loaded !== undefined) throw new TokenProblem('refused', 'a module is loaded already')
    loaded = loadModule(call.module)
    return loaded.opened
  }
  if (loaded === undefined) throw new TokenProblem('module', 'no module is loaded')
  return loaded.run(call)
}

const channel = channelToParent()
channel.onMessage((message) => {
  const parsed = request.safeParse(message)
  // What is not a request has no number to answer under.
  if (!parsed.success) return
  const { id, body } = parsed.data
  let reply: TokenReply
  try {
    reply = { id, value: answer(body) }
  } catch (error) {
    reply = { id, failure: failureOf(error) }
  }
  channel.send(reply)
  if (body.call === 'close') process.exit(0)
})
