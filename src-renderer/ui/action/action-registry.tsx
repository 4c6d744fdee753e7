import { createContext, use, useEffect, useState, type ReactElement, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isTyping, matchesShortcut, type Action } from './action.ts'

interface Registry {
  /** Groups in order of appearance; the last one shown wins a shortcut. */
  readonly groups: ReadonlyMap<symbol, readonly Action[]>
}
const RegistryContext = createContext<StoreApi<Registry> | null>(null)

/** Knows the actions of everything on screen, runs their keys and lets the palette list them. */
export function ActionProvider(props: { readonly children: ReactNode }): ReactElement {
  const [store] = useState(() => createStore<Registry>(() => ({ groups: new Map() })))
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return
      const typing = isTyping(event.target)
      const action = [...store.getState().groups.values()]
        .reverse()
        .flat()
        .find(
          ({ shortcut }) =>
            shortcut !== undefined && matchesShortcut(shortcut, event) && (!typing || shortcut.startsWith('mod+'))
        )
      if (action === undefined) return
      event.preventDefault()
      if (action.blocked === undefined) action.run()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [store])
  return <RegistryContext value={store}>{props.children}</RegistryContext>
}

const none: readonly Action[] = []

/**
 * Offers actions (keys, palette) while the component is shown. Pass a memoized list.
 * @param offered false for the menu of a row, whose actions are not those of what is open
 */
export function useActions(wanted: readonly Action[], offered = true): void {
  const actions = offered ? wanted : none
  const store = useRegistry()
  const [id] = useState(() => Symbol('actions'))
  useEffect(() => {
    store.setState(({ groups }) => ({ groups: new Map(groups).set(id, actions) }))
  }, [store, id, actions])
  useEffect(
    () => () => {
      store.setState(({ groups }) => {
        const rest = new Map(groups)
        rest.delete(id)
        return { groups: rest }
      })
    },
    [store, id]
  )
}

/** @returns every action on offer, what was shown last first */
export function useOfferedActions(): readonly Action[] {
  const groups = useStore(useRegistry(), (registry) => registry.groups)
  return [...groups.values()].reverse().flat()
}

function useRegistry(): StoreApi<Registry> {
  const store = use(RegistryContext)
  if (store === null) throw new Error('useActions stands outside of ActionProvider.')
  return store
}
