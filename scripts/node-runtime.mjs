// Every script starts under whatever Node the machine has (20 or newer) and goes on under the pinned Node 24.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** True when this very process can run the engine: Node-API 10 and type stripping, so 24.15 or a later 24. */
export function isEngineNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major === 24 && minor >= 15 && process.versions.electron === undefined
}

/** The Node 24 to run tools with, or undefined while the packages are not installed. */
export function engineNode() {
  if (existsSync(pinnedNode)) return pinnedNode
  return isEngineNode() ? process.execPath : undefined
}

/**
 * Runs a program in the foreground, hands signals on and waits for it.
 * At a terminal Ctrl-C reaches the whole process group by itself; handing it on again would count as a second one.
 * @returns its exit code, 128 + n where signal n ended it
 */
export function runForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const handOn = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY === true) return
      child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, handOn)
    const release = () => {
      for (const signal of signals) process.removeListener(signal, handOn)
    }
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      release()
      resolve(code ?? 128 + (signalNumbers[signal] ?? 15))
    })
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

/** Goes on in the pinned Node where this process is another one. Returns only when nothing has to be changed. */
export async function continueUnderPinnedNode(scriptUrl) {
  if (isEngineNode()) return
  if (!existsSync(pinnedNode)) {
    console.error(
      `chancery: Node 24 is missing at ${pinnedNode}. Run "npm ci" in ${root} and let it run install scripts.`
    )
    process.exit(1)
  }
  process.exit(await runForeground(pinnedNode, [fileURLToPath(scriptUrl), ...process.argv.slice(2)]))
}

/**
 * Under `npx` and `npm start` a shell stands between npm and us: a signal to npm ends npm and the shell, and we would
 * live on unseen. So the loss of that shell counts as SIGTERM. Does nothing for a process that npm did not start.
 */
export function endWithNpm() {
  if (process.env.npm_command === undefined || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
