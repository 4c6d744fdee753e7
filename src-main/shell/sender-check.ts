import { isAppAddress } from './address.ts'

/** The part of Electron's WebFrameMain that the check looks at. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * May this frame speak to the engine? Only the top frame of one of our own pages may: a sub-frame, a foreign page
 * and a frame that is gone (`null`, it was replaced while the message travelled) may not.
 */
export function isTrustedSender(frame: SenderFrame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isAppAddress(frame.url)
}
