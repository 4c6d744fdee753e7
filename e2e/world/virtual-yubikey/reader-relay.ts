/**
 * Runs inside the namespaces of the PC/SC daemon, where the driver of the virtual reader listens on ports that nobody
 * else sees, and hands what comes over a socket in the file system on to it. Arguments: the folder, the first port.
 */
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

const [folder = '', first = '0'] = process.argv.slice(2)

for (const slot of [0, 1]) {
  createServer((card) => {
    const reader = connect(Number(first) + slot, '127.0.0.1')
    // Commands are small and each waits for its answer.
    reader.setNoDelay(true)
    card.pipe(reader).pipe(card)
    const end = (): void => {
      card.destroy()
      reader.destroy()
    }
    for (const side of [card, reader]) side.on('close', end).on('error', end)
  }).listen(join(folder, `slot${slot}`))
}
