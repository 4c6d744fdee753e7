import { useLocation } from 'react-router'

/** A file on its way to the viewer: travels as the state of the navigation. */
export interface DroppedFile {
  readonly name: string
  /** PEM text, or bytes in base64. */
  readonly content: string
}

/** @returns the file that was dropped on the window, when this page was opened for one */
export function useDroppedFile(): DroppedFile | undefined {
  const state: unknown = useLocation().state
  if (typeof state !== 'object' || state === null || !('droppedFile' in state)) return undefined
  const file = state.droppedFile
  if (typeof file !== 'object' || file === null || !('name' in file) || !('content' in file)) return undefined
  return typeof file.name === 'string' && typeof file.content === 'string'
    ? { name: file.name, content: file.content }
    : undefined
}
