import { useMemo } from 'react'
import { useLocation } from 'react-router'

/** A file on its way to the viewer: travels as the state of the navigation. */
export interface DroppedFile {
  readonly name: string
  /** PEM text, or bytes in base64. */
  readonly content: string
}

/**
 * @returns the file that was dropped on the window, when this page was opened for one: the same object until the next
 *   drop, another one also where the same file is dropped twice
 */
export function useDroppedFile(): DroppedFile | undefined {
  const state: unknown = useLocation().state
  return useMemo(() => droppedFileIn(state), [state])
}

function droppedFileIn(state: unknown): DroppedFile | undefined {
  if (typeof state !== 'object' || state === null || !('droppedFile' in state)) return undefined
  const file = state.droppedFile
  if (typeof file !== 'object' || file === null || !('name' in file) || !('content' in file)) return undefined
  return typeof file.name === 'string' && typeof file.content === 'string'
    ? { name: file.name, content: file.content }
    : undefined
}
