import { createHashRouter, type RouteObject } from 'react-router'
import type { Feature, RailEntry } from './feature.ts'
import { AppShell } from './ui/shell/app-shell.tsx'
import { FirstScreen } from './ui/shell/first-screen.tsx'
import { NotFound } from './ui/shell/not-found.tsx'
import { RouteError } from './ui/shell/route-error.tsx'

const modules = import.meta.glob<{ readonly feature: Feature }>('./features/*/feature.ts', { eager: true })
const features = Object.values(modules).map(({ feature }) => feature)
const groups: readonly RailEntry['group'][] = ['work', 'objects', 'records']

/** The rail, group by group. */
export const railGroups: readonly (readonly RailEntry[])[] = groups.map((group) =>
  features
    .flatMap(({ rail }) => (rail?.group === group ? [rail] : []))
    .sort((first, second) => first.order - second.order)
)

const pages: RouteObject[] = features.flatMap(({ routes }) =>
  routes.map((route): RouteObject => ({ ...route, errorElement: <RouteError /> }))
)

/** Addresses stand after `#`, so that one file serves them all on the desktop and in the browser. */
export function chanceryRouter(): ReturnType<typeof createHashRouter> {
  return createHashRouter([
    {
      element: <AppShell rail={railGroups} />,
      errorElement: <RouteError />,
      children: [
        { index: true, element: <FirstScreen rail={railGroups} /> },
        ...pages,
        { path: '*', element: <NotFound /> }
      ]
    }
  ])
}
