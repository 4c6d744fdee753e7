import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge, Reply } from '../../src-shared/desktop-bridge.ts'
import { eventTopics, type EngineEvents, type EventTopic } from '../../src-shared/events.ts'

/** The only door of the page: call an operation, listen to a topic. Nothing else of Electron is reachable from it. */
const listeners = new Map<string, Set<(payload: never) => void>>()

ipcRenderer.on('event', (_event, topic: string, payload: unknown) => {
  for (const listener of listeners.get(topic) ?? []) listener(payload as never)
})

const bridge: DesktopBridge = {
  call: (operation, input) => ipcRenderer.invoke('call', String(operation), input) as Promise<Reply>,
  on: <T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void) => {
    if (!Object.hasOwn(eventTopics, topic)) throw new TypeError(`There is no topic "${String(topic)}".`)
    const known = listeners.get(topic) ?? new Set()
    if (known.size === 0) ipcRenderer.send('subscribe', topic, true)
    listeners.set(topic, known)
    known.add(listener)
    return () => {
      if (known.delete(listener) && known.size === 0) ipcRenderer.send('subscribe', topic, false)
    }
  }
}

contextBridge.exposeInMainWorld('chancery', bridge)
