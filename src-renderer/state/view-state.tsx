import { createContext, use, useState, type ReactElement, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { persist } from 'zustand/middleware'
import type { RailGroupId } from '../feature.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

/** How this window looks; nothing here is a fact about the authority. */
export interface ViewState {
  readonly railCollapsed: boolean
  /** Group of the rail that was open last; a screen of another group opens its own. */
  readonly railOpen: RailGroupId | null
  /** Null where the user chose nothing: the installation's settings hold then, see `useLook`. */
  readonly theme: ThemeChoice | null
  readonly density: Density | null
  readonly language: 'system' | 'en' | 'de' | null
  /** Row id of the authority that lists are limited to; null for all. */
  readonly authorityScope: number | null
  readonly sheetWidth: number
  readonly set: (change: Partial<Omit<ViewState, 'set'>>) => void
}

type ViewStore = StoreApi<ViewState>
const ViewContext = createContext<ViewStore | null>(null)

/** Makes the store of one window, kept in the browser's local storage. */
export function createViewStore(): ViewStore {
  return createStore<ViewState>()(
    persist(
      (set) => ({
        railCollapsed: false,
        railOpen: null,
        theme: null,
        density: null,
        language: null,
        authorityScope: null,
        sheetWidth: 480,
        set: (change) => {
          set(change)
        }
      }),
      { name: 'chancery-view', version: 1 }
    )
  )
}

export function ViewStateProvider(props: { readonly children: ReactNode }): ReactElement {
  const [store] = useState(createViewStore)
  return <ViewContext value={store}>{props.children}</ViewContext>
}

/** Reads one part of the view state, e.g. `useView((view) => view.density)`. */
export function useView<T>(select: (view: ViewState) => T): T {
  const store = use(ViewContext)
  if (store === null) throw new Error('useView stands outside of ViewStateProvider.')
  return useStore(store, select)
}
