import Language from '@mui/icons-material/LanguageOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/domains',
    label: 'domains:title',
    icon: Language,
    group: 'validation',
    order: 1,
    permission: 'validation.read'
  },
  routes: [
    { path: 'domains', lazy: async () => ({ Component: (await import('./domains-page.tsx')).DomainsPage }) },
    { path: 'domains/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewDomainPage }) },
    { path: 'domains/:id', lazy: async () => ({ Component: (await import('./domain-page.tsx')).DomainPage }) }
  ]
}
