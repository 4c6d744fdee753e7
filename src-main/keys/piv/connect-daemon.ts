import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** For how long a daemon is asked again whose queue of connections is full, and after which pause, milliseconds. */
const patience = 2000
const again = 50

/**
 * Connects to the Unix socket of a daemon. One that takes connections one by one, and more slowly than they come, refuses
 * some for a moment (EAGAIN); it runs all the same.
 * @throws the error of the operating system
 */
export async function connectDaemon(path: string): Promise<Socket> {
  const until = performance.now() + patience
  for (;;) {
    try {
      return await connectOnce(path)
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
      if (!full || performance.now() > until) throw error
      await pause(again)
    }
  }
}

function connectOnce(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}
