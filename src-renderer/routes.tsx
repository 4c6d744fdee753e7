import { createHashRouter, type RouteObject } from 'react-router'
import AccountBalance from '@mui/icons-material/AccountBalanceOutlined'
import Build from '@mui/icons-material/BuildOutlined'
import AppRegistration from '@mui/icons-material/AppRegistrationOutlined'
import GppBad from '@mui/icons-material/GppBadOutlined'
import Visibility from '@mui/icons-material/VisibilityOutlined'
import Verified from '@mui/icons-material/VerifiedUserOutlined'
import type { Feature, RailGroup, RailGroupId } from './feature.ts'
import { AppShell } from './ui/shell/app-shell.tsx'
import { FirstScreen } from './ui/shell/first-screen.tsx'
import { NotFound } from './ui/shell/not-found.tsx'
import { RouteError } from './ui/shell/route-error.tsx'

const modules = import.meta.glob<{ readonly feature: Feature }>('./features/*/feature.ts', { eager: true })
const features = Object.values(modules).map(({ feature }) => feature)
const headings: Readonly<Record<RailGroupId, RailGroup['heading']>> = {
  work: null,
  authorities: { label: 'ui:rail.group.authorities', icon: AccountBalance },
  enrolment: { label: 'ui:rail.group.enrolment', icon: AppRegistration },
  validation: { label: 'ui:rail.group.validation', icon: Verified },
  revocation: { label: 'ui:rail.group.revocation', icon: GppBad },
  oversight: { label: 'ui:rail.group.oversight', icon: Visibility },
  tools: { label: 'ui:rail.group.tools', icon: Build },
  foot: null
}

/** The rail, group by group. */
export const railGroups: readonly RailGroup[] = (Object.keys(headings) as RailGroupId[]).map((id) => ({
  id,
  heading: headings[id],
  entries: features
    .flatMap(({ rail }) => (rail?.group === id ? [rail] : []))
    .sort((first, second) => first.order - second.order)
}))

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
