import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { EventTopic } from '../../src-shared/events.ts'
import { admittedTopic, answerCall, failure, type DesktopHandlers } from './call-gate.ts'
import type { ShellPort } from './port.ts'

/** The channels between preload and main process; `preload.ts` uses the same names. */
export const channels = { call: 'call', subscribe: 'subscribe', event: 'event' } as const

/**
 * The one user of ipcMain: verifies who speaks and forwards.
 * @param onListening told after a page has begun to listen to a topic
 * @returns `deliver`, which hands an event of the shell itself to the windows that listen and counts them
 */
export function attachBridge(
  port: ShellPort,
  desktop: DesktopHandlers,
  onListening: (topic: EventTopic) => void
): { deliver: (topic: EventTopic, payload: unknown) => number } {
  const listening = new Map<WebContents, Map<EventTopic, () => void>>()

  const endAll = (topics: Map<EventTopic, () => void>): void => {
    for (const end of topics.values()) end()
    topics.clear()
  }

  const topicsOf = (page: WebContents): Map<EventTopic, () => void> => {
    const known = listening.get(page)
    if (known !== undefined) return known
    const topics = new Map<EventTopic, () => void>()
    listening.set(page, topics)
    page.once('destroyed', () => {
      endAll(topics)
      listening.delete(page)
      port.windowClosed({ windowId: page.id })
    })
    // A new document starts with no listeners. A navigation that was refused never comes this far.
    page.on('did-navigate', () => {
      endAll(topics)
    })
    return topics
  }

  const handleCall = (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<unknown> => {
    topicsOf(event.sender)
    return answerCall(event.senderFrame, { windowId: event.sender.id }, args, { port, desktop }).catch(() =>
      failure('internal', 'The desktop part of Chancery met an unexpected problem and stopped this action.')
    )
  }

  const handleSubscribe = (event: IpcMainEvent, topic: unknown, on: unknown): void => {
    const admitted = admittedTopic(event.senderFrame, topic)
    if (admitted === undefined) return
    const page = event.sender
    const topics = topicsOf(page)
    topics.get(admitted)?.()
    topics.delete(admitted)
    if (on !== true) return
    topics.set(
      admitted,
      port.subscribe(admitted, (payload) => {
        if (!page.isDestroyed()) page.send(channels.event, admitted, payload)
      })
    )
    onListening(admitted)
  }

  ipcMain.handle(channels.call, handleCall)
  ipcMain.on(channels.subscribe, handleSubscribe)

  return {
    deliver: (topic, payload) => {
      let heard = 0
      for (const [page, topics] of listening) {
        if (!topics.has(topic) || page.isDestroyed()) continue
        page.send(channels.event, topic, payload)
        heard += 1
      }
      return heard
    }
  }
}
