import AddLink from '@mui/icons-material/AddLinkOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/enrolment-links',
    label: 'enrolment-links:title',
    icon: AddLink,
    group: 'enrolment',
    order: 2,
    permission: 'request.submit'
  },
  routes: [
    { path: 'enrolment-links', lazy: async () => ({ Component: (await import('./links-page.tsx')).LinksPage }) },
    { path: 'enrolment-links/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewLinkPage }) }
  ]
}
