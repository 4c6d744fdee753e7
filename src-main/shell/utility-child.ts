import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { StartChild } from '../world/child-process.ts'

/** As much of what a child said is kept. */
const KEPT_CHARACTERS = 2000

/**
 * Starts children as utility processes of Electron: the packaged app does not run as plain Node, so it cannot fork. Its
 * environment holds what modules read of it, and nothing of ours.
 */
export const startUtility: StartChild = (file, name) => {
  const kept = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('CHANCERY_') && key !== 'CREDENTIALS_DIRECTORY' && key !== 'NODE_OPTIONS'
  )
  const child = utilityProcess.fork(fileURLToPath(file), [], {
    serviceName: name,
    execArgv: [],
    env: Object.fromEntries(kept),
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let said = ''
  child.stderr?.on('data', (chunk: unknown) => {
    said = (said + String(chunk)).slice(-KEPT_CHARACTERS)
  })
  let ended = false
  const waiting: unknown[] = []
  let spawned = false
  child.once('spawn', () => {
    spawned = true
    for (const message of waiting.splice(0)) child.postMessage(message)
  })
  return {
    get pid() {
      return child.pid
    },
    send: (message) => {
      if (ended) return
      if (spawned) child.postMessage(message)
      else waiting.push(message)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) =>
      void child.once('exit', (code) => {
        ended = true
        listener(`it ended with code ${code}`)
      }),
    said: () => said,
    kill: () => {
      // A module that hangs in native code hears no request to end.
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    }
  }
}
