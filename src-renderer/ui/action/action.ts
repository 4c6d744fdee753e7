import type { SvgIconComponent } from '@mui/icons-material'

/** One thing a person can do here: the same object stands behind its button, key, menu entry and palette line. */
export interface Action {
  /** Stable id, e.g. `request.approve`. */
  readonly id: string
  /** A verb, as it stands on the button. */
  readonly label: string
  readonly icon?: SvgIconComponent
  /** One letter, or `mod+k` for Ctrl/Cmd-K. Letters work where nobody types and no dialog is open. */
  readonly shortcut?: string
  /** Why it cannot be done now; the action is shown but does nothing. */
  readonly blocked?: string | undefined
  readonly tone?: 'primary' | 'danger'
  /** Keeps keys such as J and K out of the palette. */
  readonly hidden?: true
  readonly run: () => void
}

/** @returns whether this key press is the shortcut */
export function matchesShortcut(shortcut: string, event: KeyboardEvent): boolean {
  const wantsMod = shortcut.startsWith('mod+')
  const key = wantsMod ? shortcut.slice(4) : shortcut
  // Enter and Space belong to the button, link or tab that has the focus.
  if ((key === 'Enter' || key === ' ') && isPressable(event.target)) return false
  if ((event.ctrlKey || event.metaKey) !== wantsMod || event.altKey) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], [role="button"], [role="tab"]') !== null
}

/** @returns the shortcut as people read it: `Ctrl K`, or `⌘ K` on a Mac */
export function shortcutText(shortcut: string, mac: boolean): string {
  return shortcut.replace('mod+', mac ? '⌘ ' : 'Ctrl ').replace(/.$/, (last) => last.toUpperCase())
}

/** @returns whether the event comes from a place where letters are text, or from within a dialog */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"][aria-modal="true"], [role="menu"], [role="listbox"]') !== null) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target.role === 'combobox'
}
