import { useCallback, useEffect, useState } from 'react'
import { callDesktop, desktopBridge } from '../../client.ts'

/**
 * Fills the screen with the stage, and gives the screen back when the stage is left.
 * @param atOnce fills it from the beginning; on the desktop only, a browser wants to be asked by hand
 */
export function useFullScreen(atOnce: boolean): readonly [full: boolean, setFull: (full: boolean) => void] {
  const [full, setState] = useState(atOnce && desktopBridge() !== undefined)
  const setFull = useCallback((wanted: boolean): void => {
    setState(wanted)
    void fill(wanted)
  }, [])
  useEffect(() => {
    if (atOnce && desktopBridge() !== undefined) void fill(true)
    return () => {
      void fill(false)
    }
  }, [atOnce])
  return [full, setFull]
}

/** A screen that cannot be filled is no reason to stop: the stage fills the window in any case. */
async function fill(full: boolean): Promise<void> {
  try {
    if (desktopBridge() !== undefined) await callDesktop('desktop.full-screen', { full })
    else if (full) await document.documentElement.requestFullscreen()
    else if (document.fullscreenElement !== null) await document.exitFullscreen()
  } catch {
    // Said above.
  }
}
