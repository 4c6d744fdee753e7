// A virtual screen for tests, so that no window appears on anybody's desk.
import { spawn } from 'node:child_process'

/** Starts Xvfb on a free display. @returns its name, e.g. ":99", and a function that ends it */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe']
    })
    let complaint = ''
    server.stderr.on('data', (chunk) => (complaint += chunk))
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}: ${complaint}`)))
    let number = ''
    server.stdio[3].on('data', (chunk) => {
      number += chunk
      if (number.includes('\n')) resolve({ display: `:${number.trim()}`, stop: () => server.kill() })
    })
  })
}
