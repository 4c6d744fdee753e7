import { useEffect } from 'react'

/** Time in ms for a dialog that closes to give the focus back itself, and for a page that opens to put it into a field. */
const patience = 60

/**
 * What holds the focus may vanish with what it did, or be disabled by it: the browser then gives the focus to nobody, and
 * the keyboard begins at the top. Here the heading that it stood under takes it; a button that was only busy gets it back.
 */
export function useKeptFocus(): void {
  useEffect(keepFocus, [])
}

/** Watches the page until the function that it returns is called. */
function keepFocus(): () => void {
  /** The last element of the content that had the focus, and what it stood in, from the inside out. */
  let held: { readonly element: Element; readonly within: readonly Element[] } | null = null
  let lost = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const check = (): void => {
    timer = undefined
    if (held === null || !isNobody(document.activeElement) || isBlocked()) return
    if (isUsable(held.element)) {
      // Not lost but left, by a click beside everything: that stands.
      if (lost && held.element instanceof HTMLElement) held.element.focus({ preventScroll: true })
      else held = null
      return
    }
    lost = true
    if (!isBusy(held.element)) placeAmong(held.within)
  }
  const later = (): void => {
    timer ??= setTimeout(check, patience)
  }
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return
    const content = document.getElementById('content')
    if (content?.contains(target) === true) held = { element: target, within: ancestors(target, content) }
    // Dialogs and menus lie outside of the page, and end where they began.
    else if (target.closest('[role="dialog"], [role="presentation"]') === null) held = null
    lost = false
  }
  const observer = new MutationObserver(() => {
    // Known at once: what is busy for a moment only is usable again when it is looked at.
    if (held !== null && !isUsable(held.element)) lost = true
    if (isNobody(document.activeElement)) later()
  })
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'aria-hidden']
  })
  document.addEventListener('focusin', onFocusIn)
  document.addEventListener('focusout', later)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', onFocusIn)
    document.removeEventListener('focusout', later)
  }
}

function isNobody(element: Element | null): boolean {
  return element === null || element === document.body || !isUsable(element)
}

/** @returns whether a dialog lies over the page; it keeps the focus itself */
function isBlocked(): boolean {
  return document.getElementById('content')?.closest('[aria-hidden="true"]') != null
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled')
}

function isBusy(element: Element): boolean {
  return element.isConnected && element.matches('.MuiButton-loading, .MuiIconButton-loading')
}

function ancestors(element: Element, end: Element): readonly Element[] {
  const found: Element[] = []
  for (let at = element.parentElement; at !== null && end.contains(at); at = at.parentElement) found.push(at)
  return found
}

function placeAmong(within: readonly Element[]): void {
  const content = document.getElementById('content')
  for (const place of [...within.filter((one) => one.isConnected), ...(content === null ? [] : [content])]) {
    const heading = place.querySelector<HTMLElement>('h1, h2, h3, h4')
    if (heading === null) continue
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    return
  }
  content?.focus({ preventScroll: true })
}
