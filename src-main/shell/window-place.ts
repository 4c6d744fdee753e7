import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a window was when it was closed. */
export interface WindowPlace {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

export const smallestWindow = { width: 880, height: 600 } as const
const usualWindow = { width: 1320, height: 860 } as const
/** So many pixels of the title bar must lie on a screen, or nobody can drag the window back. */
const graspable = 120

/**
 * @param remembered the stored place, if any
 * @param workAreas of the screens attached now, the primary one first
 * @returns the remembered place where it still shows on a screen, else the usual size in the middle of the primary one
 */
export function placeWindow(remembered: WindowPlace | undefined, workAreas: readonly Rectangle[]): WindowPlace {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...usualWindow }
  if (remembered !== undefined) {
    const bounds = {
      x: remembered.bounds.x,
      y: remembered.bounds.y,
      width: Math.max(remembered.bounds.width, smallestWindow.width),
      height: Math.max(remembered.bounds.height, smallestWindow.height)
    }
    if (workAreas.some((area) => canBeGrasped(bounds, area))) return { bounds, maximized: remembered.maximized }
  }
  const width = Math.min(usualWindow.width, primary.width)
  const height = Math.min(usualWindow.height, primary.height)
  const x = primary.x + Math.round((primary.width - width) / 2)
  const y = primary.y + Math.round((primary.height - height) / 2)
  return { bounds: { x, y, width, height }, maximized: false }
}

function canBeGrasped(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return across >= graspable && bounds.y >= area.y && bounds.y <= area.y + area.height - 40
}

/** @returns the stored place, or undefined where there is none or it cannot be read: a place is worth no error */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isPlace(stored) ? stored : undefined
  } catch {
    return undefined
  }
}

export async function writePlace(file: string, place: WindowPlace): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(place), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value)) return false
  const { bounds, maximized } = value
  if (typeof maximized !== 'boolean' || typeof bounds !== 'object' || bounds === null) return false
  const sides = ['x', 'y', 'width', 'height'].map((side) =>
    side in bounds ? bounds[side as keyof typeof bounds] : undefined
  )
  return sides.every((side) => Number.isSafeInteger(side))
}
