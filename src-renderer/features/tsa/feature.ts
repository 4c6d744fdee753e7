import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/tsa/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewTsaPage }) },
    { path: 'services/tsa/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).TsaPage }) }
  ]
}
